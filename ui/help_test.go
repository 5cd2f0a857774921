package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/help"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

func (d *desk) inHelp() bool { _, ok := d.screen.(*help.Screen); return ok }

// f1 presses the key where the keyboard is.
func (d *desk) f1() {
	event := &fyne.KeyEvent{Name: fyne.KeyF1}
	if at := d.window.Canvas().Focused(); at != nil {
		at.TypedKey(event)
		return
	}
	d.window.Canvas().OnTypedKey()(event)
}

// A page whose picture is of a stop that is no more, or that leads nowhere, would mislead.
func TestEveryPageOfTheHelpKnowsItsStop(t *testing.T) {
	for _, p := range help.Pages() {
		if !slices.Contains(Stops(), p.Stop) {
			t.Errorf("the picture of %s is of %s, which is no stop of the tour", p.ID, p.Stop)
		}
		if p.Leads != "" && live(p.Leads) == nil {
			t.Errorf("%s leads to %s, to which nobody can be led", p.ID, p.Leads)
		}
	}
}

func TestF1OpensThePageOfTheScreen(t *testing.T) {
	d := newDesk(t, openStore(t))
	for _, c := range []struct {
		lead func()
		page string
	}{
		{func() {}, "filings"},
		{d.showQueue, "queue"},
		{func() { d.showRulebook("") }, "rulebook"},
		{d.showSettings, "settings"},
		{d.newFiling, "kind"},
	} {
		d.home = ""
		d.Home()
		c.lead()
		d.until(t, c.page+" is shown", func() bool { return d.pageAtHand() == c.page })
		d.f1()
		if !d.inHelp() || d.helped.screen.Reading() != c.page {
			t.Errorf("from %s F1 opens %q", c.page, d.helped.screen.Reading())
		}
		d.f1() // stays
		d.press(fyne.KeyEscape)
		if d.inHelp() {
			t.Errorf("Esc does not lead back to %s", c.page)
		}
	}
	d.Home()
	d.openSample()
	d.opened(t, "")
	for page, want := range map[string]string{"account": "account", "materials": "materials", "check": "check", "checklist": "checklist", "website.0": "website"} {
		d.wizard.Show(page)
		if got := d.pageAtHand(); got != want {
			t.Errorf("at %s the page is %q", page, got)
		}
	}
}

// Whoever asks at a field goes on typing where the cursor stood.
func TestF1AtAFieldShowsItsParagraphAndLeadsBack(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("websites.0.domains.0.holder")
	entry := d.entry(t)
	entry.CursorColumn = 3
	d.f1()
	d.until(t, "the panel is there", func() bool { return d.helped.dock.Panel() != nil })
	panel := d.helped.dock.Panel()
	if panel.Field() != "websites.domains.holder" || d.window.Canvas().Focused() != fyne.Focusable(panel) {
		t.Fatalf("the panel is about %s; the keyboard is at %T", panel.Field(), d.window.Canvas().Focused())
	}
	for _, said := range []string{"The domain name owner must be the entity for filing", "域名所有者须为备案主体", translations.Text(translations.Chinese, "guidance.slip.24")} {
		if !d.says(said) {
			t.Errorf("it does not say %q", said)
		}
	}
	d.voice.Switch(voice.English)
	if !d.says(translations.Text(translations.English, "fieldhelp.words")) {
		t.Error("the panel does not follow the language")
	}
	d.press(fyne.KeyEscape)
	if d.helped.dock.Panel() != nil || d.window.Canvas().Focused() != fyne.Focusable(entry) || entry.CursorColumn != 3 {
		t.Errorf("after Esc the keyboard is at %T, column %d", d.window.Canvas().Focused(), entry.CursorColumn)
	}
	d.f1()
	d.until(t, "the panel is there", func() bool { return d.helped.dock.Panel() != nil })
	d.Home()
	if d.helped.dock.Panel() != nil {
		t.Error("the panel stays when the filing is left")
	}
}

func TestTheHelpLeadsToTheRulebookAndBack(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("host.name")
	d.showHelp("domains")
	d.showEntry("field/websites.domains.name")
	if !d.inRulebook() || d.rulebook.Reading() != "field/websites.domains.name" {
		t.Fatalf("%T is open at %q", d.screen, d.rulebook.Reading())
	}
	for range 3 {
		if d.inRulebook() {
			d.press(fyne.KeyEscape)
		}
	}
	if !d.inHelp() || d.helped.screen.Reading() != "domains" {
		t.Fatalf("Esc leads to %T", d.screen)
	}
	d.lookUp()
	if !d.inRulebook() {
		t.Fatal("Ctrl+R does not lead on to the rulebook")
	}
	d.press(fyne.KeyEscape)
	d.press(fyne.KeyEscape)
	d.press(fyne.KeyEscape)
	if d.wizard == nil || d.session.Record().Field != "host.name" {
		t.Errorf("at last %T is shown", d.screen)
	}
	d.showHelp("materials")
	for _, o := range seen.Objects(d.window.Content()) {
		if b, ok := o.(*form.Button); ok && b.Text == translations.Text(translations.Chinese, "help.go") {
			b.OnTapped()
			break
		}
	}
	if d.wizard == nil || d.session.Record().Page != "materials" {
		t.Errorf("the page leads to %T", d.screen)
	}
}

// What the rulebook knows of a province is said where the filing is of it.
func TestTheHelpSaysWhatTheRulebookKnows(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	said := d.fact("ca_usual")(translations.Chinese)
	if !strings.Contains(said, "这份备案在北京") || !strings.Contains(said, "约2周") || !strings.Contains(said, "甘肃") {
		t.Errorf("%s", said)
	}
	d.showHelp("after_mailing")
	d.press(fyne.KeyEscape)
	d.session.Set("host.province", "620000") // Gansu
	d.showHelp("")
	if !d.says("这份备案在甘肃") {
		t.Error("the page still says what holds in Beijing")
	}
	if said := d.fact("footer")(translations.English); !strings.Contains(said, "Guangdong") {
		t.Errorf("%s", said)
	}
	if d.fact("weather") != nil {
		t.Error("it knows the weather")
	}
}
