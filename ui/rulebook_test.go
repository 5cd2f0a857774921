package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/rulebook"
	"recordaldesk/ui/voice"
)

func (d *desk) press(key fyne.KeyName) {
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
}

func (d *desk) inRulebook() bool { _, ok := d.screen.(*rulebook.Screen); return ok }

func TestTheRulebookLeadsBackToTheFilingAsItWas(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("websites.0.domains.0.holder")
	id, before := d.session.ID(), d.wizard
	d.lookUp()
	if !d.inRulebook() {
		t.Fatalf("the rulebook is asked for, and %T shown", d.screen)
	}
	d.voice.Switch(voice.English)
	d.step(1) // the keys of the pages have nothing to do here
	d.press(fyne.KeyEscape)
	if d.wizard != before || d.screen != d.wizard || d.session == nil || d.session.ID() != id {
		t.Fatal("the filing is not shown as it was")
	}
	if got := d.session.Record(); got.Page != "domains.0" || got.Field != "websites.0.domains.0.holder" {
		t.Errorf("at page %q, field %q; want the domain's holder", got.Page, got.Field)
	}
	if d.window.Canvas().Focused() == nil {
		t.Error("nothing has the keyboard")
	}
}

func TestAFieldWithAFindingLeadsToItsRule(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	d.session.Edit(func(f *rules.Filing) { f.Websites[0].Domains[0].Holder = "别的公司" })
	d.until(t, "the finding is there", func() bool {
		return slices.ContainsFunc(d.session.Report().Findings, func(f rules.Finding) bool { return f.Rule == "domain-other-holder" })
	})
	d.wizard.GoTo("websites.0.name")
	d.wizard.GoTo("websites.0.domains.0.holder")
	d.lookUp()
	if got := d.rulebook.Reading(); got != "rule/domain-other-holder" {
		t.Errorf("the rulebook is open at %q", got)
	}
	d.press(fyne.KeyEscape)
	if d.inRulebook() {
		t.Error("Esc does not lead back")
	}
}

func TestTheRulebookFromTheListAndFromAnotherFiling(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.lookUp()
	d.press(fyne.KeyEscape)
	if _, ok := d.screen.(*filings.Screen); !ok {
		t.Errorf("Esc leads to %T, not to the list", d.screen)
	}
	d.lookUp()
	d.lookUp() // once more begins another search
	d.header.home.OnTapped()
	if _, ok := d.screen.(*filings.Screen); !ok {
		t.Errorf("the way home leads to %T", d.screen)
	}
	d.openSample()
	d.opened(t, "")
	d.lookUp()
	id := d.session.ID()
	d.newFiling()
	d.opened(t, id)
	if d.inRulebook() || d.left != nil {
		t.Error("a new filing is begun, but the rulebook stays")
	}
}

// A file dropped while somebody reads is for the screen behind.
func TestFilesDroppedOnTheRulebookReachTheFiling(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	d.lookUp()
	d.dropped(fyne.Position{}, nil)
	if d.inRulebook() {
		t.Error("the files were dropped on the rulebook")
	}
}
