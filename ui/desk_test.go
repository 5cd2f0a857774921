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
	"recordaldesk/ui/voice"
)

// newDesk opens the window over a store. What comes back from workers is left
// lying: these tests look at what the window does by itself.
func newDesk(t *testing.T, s *store.Store) *Desk {
	t.Helper()
	d := New(t.Context(), Options{
		App: test.NewTempApp(t), Store: s, Book: rules.Builtin, Now: time.Now, Program: "test", Do: func(func()) {},
	})
	d.window.Show()
	d.Begin(t.Context())
	t.Cleanup(d.leave)
	return d
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

func drafts(t *testing.T, s *store.Store) []store.Summary {
	t.Helper()
	all, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// dialogText is what the dialog on top says.
func dialogText(d *Desk) string {
	top := d.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	var said []string
	for _, o := range test.LaidOutObjects(top) {
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
	if _, ok := d.screen.(*kind.Screen); !ok {
		t.Fatalf("a new filing opens with %T", d.screen)
	}
	d.session.Edit(func(f *rules.Filing) { f.Kind = "cancel_host" })
	d.present()
	if _, ok := d.screen.(*kind.Placeholder); !ok {
		t.Errorf("a kind without forms opens with %T", d.screen)
	}
	d.session.Edit(func(f *rules.Filing) { f.Kind = "new_recordal" })
	d.present()
	if d.wizard == nil {
		t.Error("a new recordal does not open in the wizard")
	}
}

func TestFilingLeftUntouchedIsNotKept(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.newFiling()
	d.abandon()
	if got := drafts(t, s); len(got) != 0 {
		t.Errorf("%d drafts are kept, want none", len(got))
	}
	d.newFiling()
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
	d.wizard.GoTo("websites.0.domains.0.holder")
	d.voice.Switch(voice.Both)
	id := d.session.ID()
	until(t, "the settings are kept", func() bool {
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

func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
