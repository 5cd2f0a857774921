package ui

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"recordaldesk/translations"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// walks begins a walk, in a window as large as an office screen.
func (d *desk) walks(t *testing.T) {
	t.Helper()
	d.window.Resize(fyne.NewSize(1366, 730))
	d.walkThrough()
	d.until(t, "the walk is there", func() bool { return d.walk.draft != "" })
}

// stepShown is the id of the one that is shown, "" for none.
func (d *desk) stepShown() string {
	if d.walk.draft == "" || !d.walk.show.Shown() {
		return ""
	}
	return steps[d.walk.at].id
}

func TestTheWalkGoesThroughAllStepsAndRingsEachPlace(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.walks(t)
	for i, s := range steps {
		if d.stepShown() != s.id || d.session.Record().Page != s.page {
			t.Fatalf("step %d is %q at page %q; want %s at %s", i, d.stepShown(), d.session.Record().Page, s.id, s.page)
		}
		for _, l := range []voice.Mode{voice.English, voice.Both, voice.Chinese} {
			d.voice.Switch(l)
			if !d.says(translations.Text(d.voice.Language(), "walk."+s.id+".text")) {
				t.Errorf("%s is not said in %s", s.id, l)
			}
		}
		d.walk.point()
		if !d.walk.show.Pointing() {
			t.Errorf("%s: there is no ring", s.id)
		}
		if s.field != "" {
			if d.wizard.FieldAtHand() != s.field {
				t.Errorf("%s: the keyboard is at %q", s.id, d.wizard.FieldAtHand())
			}
			d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyF6})
		}
		if !d.walk.show.Focused() {
			t.Fatalf("%s: the keyboard does not come to the panel", s.id)
		}
		d.press(fyne.KeyReturn)
	}
	if d.stepShown() != "" || d.walk.stop != nil {
		t.Errorf("behind the last step %q is shown", d.stepShown())
	}
	d.until(t, "it is over", func() bool { return d.setting(t.Context(), settingWalk) == "" })
}

func TestTheWalkIsTakenUpWhereItWasLeft(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.walks(t)
	draft := d.walk.draft
	d.press(fyne.KeyReturn) // next
	d.press(fyne.KeyReturn)
	d.press(fyne.KeyF6) // from the field to the panel
	d.press(fyne.KeyEscape)
	if d.stepShown() != "" {
		t.Fatal("Esc does not end it")
	}
	d.Home()
	d.until(t, "where it was left is kept", func() bool { return d.setting(t.Context(), settingWalk) == draft+" 2" })
	d.walks(t)
	if d.stepShown() != "type" || d.walk.draft != draft || d.session.ID() != draft {
		t.Errorf("it goes on at %q, with another filing: %v", d.stepShown(), d.walk.draft != draft)
	}
	if n := len(drafts(t, s)); n != 1 {
		t.Errorf("there are %d samples", n)
	}
	d.walk.leave()
	d.Home()
	if err := d.delete(t.Context(), draft); err != nil {
		t.Fatal(err)
	}
	d.walks(t) // with a new one
	if d.stepShown() != "begin" || d.walk.draft == draft {
		t.Errorf("after its filing was deleted it goes on at %q", d.stepShown())
	}
}

// The panel must never speak of somebody's own filing.
func TestTheWalkEndsWhereAnotherFilingIsOpened(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.newFiling()
	d.opened(t, "")
	own := d.session.ID()
	d.session.Begin("new_recordal", nil, 0)
	d.session.Set("host.name", "自己的公司")
	if err := d.session.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.walks(t)
	if !d.header.sample.Visible() {
		t.Error("nothing says that it is the sample")
	}
	d.Home()
	if _, ok := d.screen.(*filings.Screen); !ok || d.stepShown() != "begin" {
		t.Errorf("at the list %q is shown", d.stepShown())
	}
	if !d.Open(own) {
		t.Fatal("it does not open")
	}
	if d.stepShown() != "" || d.header.sample.Visible() {
		t.Errorf("before another filing %q is shown", d.stepShown())
	}
	draft, err := s.Load(t.Context(), own)
	if err != nil || draft.Record.Filing.Host.Name != "自己的公司" {
		t.Errorf("the filing was touched: %v %+v", err, draft.Record.Filing)
	}
}

func TestAWalkIsOfferedBeforeThereIsAFiling(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.until(t, "the list is there", func() bool { return d.says(translations.Text(translations.Chinese, "filings.empty")) })
	for _, o := range seen.Objects(d.window.Content()) {
		if l, ok := o.(*parts.Link); ok && l.Says() == "五分钟了解：走一遍样例备案" {
			l.OnTapped()
			d.until(t, "it begins", func() bool { return d.stepShown() == "begin" })
			return
		}
	}
	t.Error("nobody would find it")
}

// It is to take five minutes: an adult reads some 300 characters of Chinese a minute on the
// screen, or 180 words of English, and tries what the steps ask for in half of the time.
func TestTheWalkTakesFiveMinutes(t *testing.T) {
	var characters, words int
	for _, s := range steps {
		characters += utf8.RuneCountInString(translations.Text(translations.Chinese, "walk."+s.id+".text"))
		words += len(strings.Fields(translations.Text(translations.English, "walk."+s.id+".text")))
	}
	if minutes := float64(characters) / 300; minutes < 2.5 || minutes > 5 {
		t.Errorf("the Chinese has %d characters, which take %.1f minutes", characters, minutes)
	}
	if minutes := float64(words) / 180; minutes < 2.5 || minutes > 5 {
		t.Errorf("the English has %d words, which take %.1f minutes", words, minutes)
	}
}

// A panel that goes on by itself must not do so twice.
func TestTheExportLeadsToTheLastStep(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.chooser = somewhere{dir: t.TempDir()}
	d.walks(t)
	d.walk.to(len(steps) - 2)
	d.until(t, "it was judged", func() bool { return d.session.Report() != nil })
	d.export()
	d.until(t, "it is exported", func() bool {
		for _, layer := range append(d.window.Canvas().Overlays().List(), d.window.Content()) {
			for _, o := range seen.Objects(layer) {
				if b, ok := o.(*form.Button); ok && b.Text == d.voice.Text("export.anyway") {
					b.OnTapped()
					return false
				}
			}
		}
		return d.stepShown() == "packet"
	})
	if got := d.session.Filing().Kind; got != "new_recordal" {
		t.Errorf("the sample is %q", got)
	}
}

// Behind the lock nothing is pointed at, and the walk goes on where it was.
func TestTheWalkWaitsBehindTheLock(t *testing.T) {
	d := secured(t)
	d.walks(t)
	d.press(fyne.KeyReturn)
	d.locks(t)
	if d.walk.show.Shown() || d.walk.show.Pointing() {
		t.Error("the panel stands before the lock")
	}
	d.f1()
	if d.inHelp() {
		t.Error("the help opens before the lock")
	}
	d.types(t, passphrase)
	d.until(t, "the window is open", func() bool { return d.guard.screen == nil && d.wizard != nil })
	if d.stepShown() != "rail" {
		t.Errorf("it goes on at %q", d.stepShown())
	}
}
