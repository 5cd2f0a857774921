package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
)

// sampleFile writes the sample filing into a file of its own.
func sampleFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "FILING.JSON")
	if err := os.WriteFile(path, sample.Filing(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestASecondStartShowsWhatItWasGiven(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	d.showRulebook("")
	d.Summon([]string{sampleFile(t)})
	d.until(t, "what came in is shown", func() bool { return d.arrival != nil })
}

func TestASummonsBeforeTheWindowIsFilledIsNotLost(t *testing.T) {
	s := openStore(t)
	d := &desk{ui: make(chan func(), 1000)}
	d.Desk = New(t.Context(), Options{
		App: test.NewTempApp(t), Store: s, Book: rules.Builtin, Now: time.Now, Program: "test",
		Do: func(f func()) { d.ui <- f },
	})
	d.Summon([]string{sampleFile(t)})
	(<-d.ui)()
	d.window.Show()
	d.Begin(t.Context())
	t.Cleanup(func() {
		d.leave()
		d.keeper.Close()
	})
	d.until(t, "what came in is shown", func() bool { return d.arrival != nil })
}

func TestADialogIsAnsweredBeforeAFileIsTaken(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.problem("app.close_unsaved", nil)
	asked := d.window.Canvas().Overlays().Top()
	d.Summon([]string{sampleFile(t)})
	(<-d.ui)()
	(<-d.ui)() // it has looked again
	if d.beginning || d.arrival != nil {
		t.Fatal("a file was taken behind a dialog")
	}
	d.window.Canvas().Overlays().Remove(asked)
	d.until(t, "what came in is shown", func() bool { return d.arrival != nil })
}

// Nothing of a file is seen before the passphrase was given, and it is not lost till then.
func TestAFileThatComesToALockedWindowIsTakenOnceThatIsOpen(t *testing.T) {
	d := secured(t)
	d.locks(t)
	d.Summon([]string{sampleFile(t)})
	(<-d.ui)()
	if d.beginning || d.arrival != nil || dialogText(d) != "" {
		t.Fatal("a file was taken although the window is locked")
	}
	d.types(t, passphrase)
	d.until(t, "what came in is shown", func() bool { return d.arrival != nil })
}

func TestWhatIsNoFileIsNamed(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.Summon([]string{filepath.Join(t.TempDir(), "别处.zip"), t.TempDir()})
	d.until(t, "a dialog says so", func() bool { return strings.Contains(dialogText(d), "别处.zip") })
	if d.beginning || d.arrival != nil {
		t.Error("it was opened all the same")
	}
}
