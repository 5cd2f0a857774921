package ui

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"recordaldesk/rules/trial"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
)

// answer presses the button of the dialog on top that says so.
func (d *desk) answer(t *testing.T, id string) {
	t.Helper()
	want := translations.Text(d.voice.Language(), id)
	for _, one := range seen.Objects(d.window.Canvas().Overlays().Top()) {
		if b, ok := one.(*form.Button); ok && b.Text == want {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q in %q", want, dialogText(d))
}

// A filing that was exported long ago is offered for purging, and is purged only when
// a person says so.
func TestWhatIsDueIsOfferedAndPurged(t *testing.T) {
	at := time.Date(2026, 11, 29, 10, 0, 0, 0, time.Local)
	var days atomic.Int64 // since then; the window looks in the background, too
	now := func() time.Time { return at.AddDate(0, 0, int(days.Load())) }
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d, err := s.Create(t.Context(), store.Record{Filing: trial.Valid(), Exported: &store.Export{At: at, File: "a.zip", SHA256: strings.Repeat("ab", 32)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetSetting(t.Context(), settingRetention, "30"); err != nil {
		t.Fatal(err)
	}
	window := newDesk(t, s)
	for len(window.due) == 0 && days.Load() < 40 {
		days.Add(1)
		window.lookForDue(t.Context())
		window.until(t, "nothing waits", func() bool { return len(window.ui) == 0 })
	}
	if days.Load() < 30 || len(window.due) != 1 {
		t.Fatalf("after %d days %d are due", days.Load(), len(window.due))
	}
	if _, ok := window.screen.(*filings.Screen); !ok {
		t.Fatalf("the screen is %T", window.screen)
	}
	window.askDue()
	if said := dialogText(window); !strings.Contains(said, trial.Valid().Host.Name) || !strings.Contains(said, "30") {
		t.Errorf("asked %q", said)
	}
	if n, err := s.Count(t.Context()); err != nil || n != 1 {
		t.Fatalf("before the answer there are %d filings, %v", n, err)
	}
	window.answer(t, "filings.purge.yes")
	window.until(t, "it is purged", func() bool {
		all, err := s.Certificates(t.Context())
		return err == nil && len(all) == 1 && all[0].Draft == d.ID && all[0].Reason == store.Retention
	})
	window.until(t, "nothing is due", func() bool { return len(window.due) == 0 })
	window.until(t, "it is certified", func() bool {
		return strings.Contains(dialogText(window), translations.Text(window.voice.Language(), "purge.done"))
	})
}
