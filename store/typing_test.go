package store_test

import (
	"errors"
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// typeInto types into the field that has the keyboard, so many seconds later.
func (c *clocked) typeInto(t *testing.T, d *store.Draft, field string, seconds int, change func(f *rules.Filing)) {
	t.Helper()
	d.Record.Field = field
	c.write(t, d, seconds, change)
}

func (c *clocked) undo(t *testing.T, d *store.Draft) store.Change {
	t.Helper()
	undone, change, err := c.Undo(t.Context(), d.ID, d.Seq)
	if err != nil {
		t.Fatal(err)
	}
	*d = undone
	return change
}

// What follows from the first digits of a number does not end the typing of it.
func TestTypingIntoOneFieldIsUndoneAtOnceWhateverFollowsFromIt(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "甲公司")
	was, number := d.Record.Filing.Host, "host.certificate.number"
	c.typeInto(t, &d, "host.name", 1, hostName("乙公司"))
	c.typeInto(t, &d, number, 1, func(f *rules.Filing) { f.Host.Certificate.Number = "91" })
	c.typeInto(t, &d, number, 1, func(f *rules.Filing) { f.Host.Certificate.Number, f.Host.Province = "9132", "320000" })
	c.typeInto(t, &d, number, 1, func(f *rules.Filing) { f.Host.Certificate.Number = "91320106" })
	if change := c.undo(t, &d); change.Field != number || !slices.Contains(change.Fields(), "host.province") {
		t.Errorf("undone at %q: %q", change.Field, change.Fields())
	}
	if h := d.Record.Filing.Host; h.Certificate.Number != was.Certificate.Number || h.Province != was.Province || h.Name != "乙公司" {
		t.Errorf("after one undo: number %q, province %q, name %q", h.Certificate.Number, h.Province, h.Name)
	}
}

func TestTwoFieldsThatAnotherFollowsFromAreTwoChanges(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "甲公司")
	was := d.Record.Filing.Host.Address
	c.typeInto(t, &d, "host.name", 1, func(f *rules.Filing) { f.Host.Name, f.Host.Remark = "乙公司", "乙" })
	c.typeInto(t, &d, "host.address", 1, func(f *rules.Filing) { f.Host.Address, f.Host.Remark = "某路1号", "乙1" })
	c.undo(t, &d)
	if h := d.Record.Filing.Host; h.Name != "乙公司" || h.Address != was || h.Remark != "乙" {
		t.Errorf("after one undo: %q, %q, %q", h.Name, h.Address, h.Remark)
	}
}

func TestWhatTheProgramFilledInIsUndoneWithWhatWasTyped(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "甲公司")
	was := d.Record.Filing.Websites[0].Domains[0].Holder
	c.typeInto(t, &d, "host.name", 60, hostName("乙公司"))
	d.Record.Filing.Websites[0].Domains[0].Holder = "乙公司"
	c.at = c.at.Add(60e9) // the person has thought for a minute before leaving the field
	var err error
	if d.Seq, err = c.SaveFrom(t.Context(), d.ID, d.Seq, d.Record, store.Filled); err != nil {
		t.Fatal(err)
	}
	c.undo(t, &d)
	if f := d.Record.Filing; f.Host.Name != "甲公司" || f.Websites[0].Domains[0].Holder != was {
		t.Errorf("after one undo: %q, holder %q", f.Host.Name, f.Websites[0].Domains[0].Holder)
	}
}

func TestWhatWasTypedAndErasedIsNoChange(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "甲公司")
	before := len(c.history(t, d))
	c.typeInto(t, &d, "host.name", 1, hostName("甲公司乙"))
	c.typeInto(t, &d, "host.name", 1, hostName("甲公司"))
	if n := len(c.history(t, d)); n != before {
		t.Errorf("%d entries, want the %d from before", n, before)
	}
	if _, _, err := c.Undo(t.Context(), d.ID, d.Seq); !errors.Is(err, store.ErrNothing) {
		t.Errorf("undo: %v, want %v", err, store.ErrNothing)
	}
}

func TestEachMemberAddedIsAChange(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "甲公司")
	for range 2 {
		c.write(t, &d, 1, func(f *rules.Filing) { f.Websites[0].Domains = append(f.Websites[0].Domains, rules.Domain{}) })
	}
	c.undo(t, &d)
	if n := len(d.Record.Filing.Websites[0].Domains); n != 2 {
		t.Errorf("%d domains after one undo, want 2", n)
	}
}

// A person goes on typing while an undo is under way.
func TestWhatWasTypedMeanwhileIsBroughtOntoWhatWasUndone(t *testing.T) {
	before := store.Record{Filing: rules.New("new_recordal"), Page: "host_unit"}
	before.Filing.Host.Name, before.Filing.Host.Address = "甲公司", "某路1号"
	now := before.Clone()
	now.Filing.Host.Name, now.Field = "甲公司乙", "host.name"
	undone := before.Clone()
	undone.Filing.Host.Address, undone.Filing.Host.Name, undone.Page = "", "甲", "account"
	got, err := store.Onto(before, now, undone)
	if err != nil {
		t.Fatal(err)
	}
	if h := got.Filing.Host; h.Name != "甲公司乙" || h.Address != "" || got.Field != "host.name" || got.Page != "host_unit" {
		t.Errorf("name %q, address %q, at %s of %s", h.Name, h.Address, got.Field, got.Page)
	}
	now.Filing.Websites[0].Name = "网站"
	undone.Filing.Websites = nil
	if _, err := store.Onto(before, now, undone); err == nil {
		t.Error("what was typed about a website is brought onto a filing without one")
	}
}

// An empty field is something else than no field at all.
func TestWhatWasEmptyIsUndoneAndRedone(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "甲公司")
	c.typeInto(t, &d, "host.remark", 60, func(f *rules.Filing) { f.Host.Remark = "备注" })
	c.typeInto(t, &d, "host.name", 60, hostName(""))
	c.undo(t, &d)
	c.undo(t, &d)
	for range 2 {
		redone, _, err := c.Redo(t.Context(), d.ID, d.Seq)
		if err != nil {
			t.Fatal(err)
		}
		d = redone
	}
	if h := d.Record.Filing.Host; h.Remark != "备注" || h.Name != "" {
		t.Errorf("redone: remark %q, name %q", h.Remark, h.Name)
	}
}
