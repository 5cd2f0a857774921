package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/ui/kind"
)

// A company that filed before is not typed again: neither who it is, nor what is
// on record where it changes.
func TestChangeBegunFromAnEarlierFilingKnowsWhatIsOnRecord(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	first := d.session.ID()
	name, address := d.session.Filing().Host.Name, d.session.Filing().Host.Address
	d.newFrom(first)
	d.opened(t, first)
	if _, ok := d.screen.(*kind.Screen); !ok {
		t.Fatalf("it opens with %T", d.screen)
	}
	// Change, host unit, confirm.
	for _, r := range "21" {
		d.window.Canvas().Focused().TypedRune(r)
	}
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f := d.session.Filing()
	if d.wizard == nil || f.Kind != "change_host" {
		t.Fatalf("the kind is %q", f.Kind)
	}
	if f.Host.Name != name || f.Host.Address != "" || len(f.Websites) > 0 || len(f.Attachments) > 0 {
		t.Errorf("it begins with %+v, %d websites and %d scans", f.Host, len(f.Websites), len(f.Attachments))
	}
	if got := f.Answers["what_changes"]; got != "host" {
		t.Errorf("of what changes the answer %q is kept", got)
	}
	d.session.Set("change.fields", []string{"host.address"})
	if got := f.Change.Before["host.address"]; got != address {
		t.Errorf("on record is %q, want %q", got, address)
	}
	second := d.session.ID()
	d.session.Set("host.address", "广顺大街7号2层201室")
	if err := d.session.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}

	d.newFrom(second)
	d.opened(t, second)
	base := d.session.Record().Base
	if base == nil || base.Host.Address != "广顺大街7号2层201室" || len(base.Websites) > 0 {
		t.Errorf("a third filing takes for what is on record: %+v", base)
	}
}

func TestFilingsBegunInTheWindowAreRightForTheirKind(t *testing.T) {
	for _, k := range rules.Builtin().Kinds {
		d := newDesk(t, openStore(t))
		d.newFiling()
		d.opened(t, "")
		d.session.Begin(k.ID, nil, -1)
		d.present()
		f := d.session.Filing()
		if k.Websites != (len(f.Websites) == 1) {
			t.Errorf("%s begins with %d websites", k.ID, len(f.Websites))
		}
		if alone := k.ID == "change_access"; alone != slices.Equal(f.Change.Fields, []string{"websites.0.access.ips"}) {
			t.Errorf("%s begins with a change of %q", k.ID, f.Change.Fields)
		}
	}
}
