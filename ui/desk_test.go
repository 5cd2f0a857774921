package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/kind"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// desk is the window with what comes back from its workers waiting for the test.
type desk struct {
	*Desk
	ui chan func()
}

// newDesk opens the window over a store.
func newDesk(t *testing.T, s *store.Store) *desk {
	t.Helper()
	d := &desk{ui: make(chan func(), 1000)}
	d.Desk = New(t.Context(), Options{
		App: test.NewTempApp(t), Store: s, Book: rules.Builtin, Now: time.Now, Program: "test",
		Do: func(f func()) { d.ui <- f },
	})
	d.window.Show()
	d.Begin(t.Context())
	t.Cleanup(func() {
		d.leave()
		d.keeper.Close()
	})
	return d
}

// until runs what comes back to the UI goroutine until the condition holds.
func (d *desk) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	timeout := time.After(time.Minute)
	for !holds() {
		select {
		case f := <-d.ui:
			f()
		case <-time.After(5 * time.Millisecond): // it may come about elsewhere
		case <-timeout:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// opened waits until a filing is open, and another one than before.
func (d *desk) opened(t *testing.T, before string) {
	t.Helper()
	d.until(t, "a filing is open", func() bool { return d.session != nil && d.session.ID() != before })
}

func openStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func drafts(t *testing.T, s *store.Store) []*store.Summary {
	t.Helper()
	all, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// dialogText is what the dialog on top says.
func dialogText(d *desk) string {
	top := d.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	var said []string
	for _, o := range seen.Objects(top) {
		if l, ok := o.(*widget.Label); ok {
			said = append(said, l.Text)
		}
	}
	return strings.Join(said, "\n")
}

func TestFirstStartListsTheFilings(t *testing.T) {
	d := newDesk(t, openStore(t))
	if _, ok := d.screen.(*filings.Screen); !ok {
		t.Errorf("the first screen is %T", d.screen)
	}
}

func TestSampleOpensWhole(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	if d.wizard == nil {
		t.Fatal("the sample did not open in the wizard")
	}
	if r := d.session.Report(); !r.Ready() || len(r.Outstanding()) > 0 {
		t.Errorf("the sample has findings %+v and lacks %d scans", r.Findings, len(r.Outstanding()))
	}
	for _, a := range d.session.Filing().Attachments {
		if err := s.VerifyScan(t.Context(), d.session.ID(), a.SHA256); err != nil {
			t.Errorf("scan of %s: %v", a.Material, err)
		}
	}
}

func TestNewFilingAsksForItsKindFirst(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.newFiling()
	d.opened(t, "")
	if _, ok := d.screen.(*kind.Screen); !ok {
		t.Fatalf("a new filing opens with %T", d.screen)
	}
	d.session.Edit(func(f *rules.Filing) { f.Kind = "something_else" })
	d.present()
	if _, ok := d.screen.(*kind.Placeholder); !ok {
		t.Errorf("a kind that nobody knows opens with %T", d.screen)
	}
	for _, k := range d.o.Book().Kinds {
		d.session.Edit(func(f *rules.Filing) { f.Kind = k.ID })
		d.present()
		if d.wizard == nil {
			t.Errorf("%s does not open in the wizard", k.ID)
		}
	}
}

func TestFilingLeftUntouchedIsNotKept(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	home := func() bool { _, ok := d.screen.(*filings.Screen); return ok }
	d.newFiling()
	d.opened(t, "")
	d.abandon()
	d.until(t, "the list is shown", home)
	if got := drafts(t, s); len(got) != 0 {
		t.Errorf("%d drafts are kept, want none", len(got))
	}
	d.newFiling()
	d.opened(t, "")
	d.session.Set("host.name", "某某公司")
	d.abandon()
	if got := drafts(t, s); len(got) != 1 {
		t.Errorf("%d drafts are kept, want the one that was typed into", len(got))
	}
}

func TestNextStartOpensWhereTheLastOneWas(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("websites.0.domains.0.holder")
	d.voice.Switch(voice.Both)
	id := d.session.ID()
	d.until(t, "the settings are kept", func() bool {
		language, err := s.Setting(t.Context(), settingLanguage)
		opened, errOpen := s.Setting(t.Context(), settingOpen)
		return err == nil && errOpen == nil && language == string(voice.Both) && opened == id
	})
	if err := d.session.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}

	again := newDesk(t, s)
	if again.session == nil || again.session.ID() != id {
		t.Fatal("the filing is not open again")
	}
	if got := again.session.Record().Page; got != "domains.0" {
		t.Errorf("at page %q, want the domains", got)
	}
	if got := again.voice.Mode(); got != voice.Both {
		t.Errorf("speaks %q, want both languages", got)
	}
}

func TestRareNameIsDrawn(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	if d.look.Full {
		t.Fatal("the sample already takes the full face; this test needs a rarer name")
	}
	d.session.Set("host.name", "陳記軟體有限公司") // traditional forms are not in the small face
	d.drawFiling()
	if !d.look.Full {
		t.Error("the name is drawn with a face that lacks its characters")
	}
}

func TestForeignFileIsRefusedInWords(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	path := filepath.Join(t.TempDir(), "别的.json")
	if err := os.WriteFile(path, []byte(`{"schema": "other/1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	d.importFile(path)
	d.until(t, "a dialog says something", func() bool { return dialogText(d) != "" })
	if said := dialogText(d); !strings.Contains(said, "别的.json") || strings.Contains(said, "schema") {
		t.Errorf("the dialog says %q", said)
	}
	if got := drafts(t, s); len(got) != 0 {
		t.Errorf("%d drafts were made of it", len(got))
	}
}

func TestDialogHasTheKeyboardAndHearsEscape(t *testing.T) {
	d := newDesk(t, openStore(t))
	done := false
	d.confirm("app.close_unsaved", "app.close_anyway", func() { done = true })
	focused := d.window.Canvas().Focused()
	if focused == nil {
		t.Fatal("nothing in the dialog has the keyboard")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if done {
		t.Error("Return did the harm; the safe answer should have the keyboard")
	}
	d.confirm("app.close_unsaved", "app.close_anyway", func() { done = true })
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape did not close the dialog")
	}
}
