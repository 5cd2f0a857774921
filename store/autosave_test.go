package store_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"recordaldesk/store"
)

// The window's goroutine goes on editing the filing while earlier snapshots are
// written; the race detector watches.
func TestTypingGoesOnWhileSnapshotsAreSaved(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := create(t, s, "")
	var mu sync.Mutex
	saves := 0
	a := store.NewAutosaver(s, d, store.AutosaveOptions{
		OnSaved: func(time.Time) { mu.Lock(); saves++; mu.Unlock() },
		OnError: func(err error) { t.Errorf("autosave: %v", err) },
	})
	r := d.Record
	for i := range 200 {
		r.Filing.Host.Name += "字"
		r.Filing.Websites[0].Domains[0].Name = strings.Repeat("a", i) + ".cn"
		a.Change(r.Clone())
		if i%50 == 0 {
			if err := a.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := a.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := open(t, dir).Load(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Repeat("字", 200); got.Record.Filing.Host.Name != want {
		t.Errorf("stored %d characters, want 200", len([]rune(got.Record.Filing.Host.Name)))
	}
	if saves < 5 {
		t.Errorf("%d saves told, want at least the five that were asked for", saves)
	}
}
