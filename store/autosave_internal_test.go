package store

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"recordaldesk/store/crash"
)

// fakeStore takes a while to save and fails as often as it is told.
type fakeStore struct {
	takes time.Duration

	saving atomic.Int32
	mu     sync.Mutex
	fail   []error // what the next saves return
	broken int     // how many of the next saves panic
	saved  []string
	told   []error // what the autosaver told its window; nil for a save
	seq    int64
}

// Undo takes as long as a save and goes back by one save; Redo says again what it was.
func (f *fakeStore) Undo(_ context.Context, _ string, seq int64) (Draft, Change, error) {
	before := ""
	f.mu.Lock()
	if len(f.saved) > 1 {
		before = f.saved[len(f.saved)-2]
	}
	f.mu.Unlock()
	next, err := f.SaveFrom(context.Background(), "", seq, Record{Field: before}, Undone)
	return Draft{Seq: next, Record: Record{Field: before}}, Change{From: Typed}, err
}

func (f *fakeStore) Redo(ctx context.Context, id string, seq int64) (Draft, Change, error) {
	return f.Undo(ctx, id, seq)
}

func (f *fakeStore) SaveFrom(_ context.Context, _ string, seq int64, r Record, _ Origin) (int64, error) {
	if f.saving.Add(1) > 1 {
		panic("two saves at once")
	}
	time.Sleep(f.takes) // not under the lock: a fake clock stands still for one
	f.saving.Add(-1)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken > 0 {
		f.broken--
		panic("broken " + r.Field)
	}
	if len(f.fail) > 0 {
		err := f.fail[0]
		f.fail = f.fail[1:]
		return 0, err
	}
	if seq != f.seq {
		return 0, ErrConflict
	}
	f.seq++
	f.saved = append(f.saved, r.Field)
	return f.seq, nil
}

func (f *fakeStore) tell(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.told = append(f.told, err)
}

// saves waits until the autosaver is idle and returns what was saved.
func (f *fakeStore) saves() []string {
	synctest.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.saved)
}

func (f *fakeStore) last() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.saved) == 0 {
		return ""
	}
	return f.saved[len(f.saved)-1]
}

// autosaving runs a test with a clock of its own.
func autosaving(t *testing.T, f *fakeStore, test func(t *testing.T, a *Autosaver)) {
	synctest.Test(t, func(t *testing.T) {
		a := newAutosaver(f, Draft{ID: "a"}, AutosaveOptions{
			OnSaved: func(time.Time) { f.tell(nil) },
			OnError: f.tell,
		})
		test(t, a)
		if err := a.Close(t.Context()); err != nil {
			t.Errorf("close: %v", err)
		}
	})
}

func TestEveryKeystrokeIsSavedWithinThreeTenthsOfASecond(t *testing.T) {
	f := &fakeStore{takes: 20 * time.Millisecond}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		text := ""
		for range 100 { // ten a second, for ten seconds, without a pause
			text += "备"
			a.Change(Record{Field: text})
			at := text
			time.AfterFunc(300*time.Millisecond, func() {
				if f.last() < at {
					t.Errorf("after 300 ms %d characters are saved, want %d", len(f.last())/3, len(at)/3)
				}
			})
			time.Sleep(100 * time.Millisecond)
		}
		time.Sleep(time.Second)
		if n := len(f.saves()); n > 60 {
			t.Errorf("%d saves for 100 keystrokes in 10 s: they are not gathered", n)
		}
	})
}

func TestAChangeDuringASaveIsSavedNext(t *testing.T) {
	f := &fakeStore{takes: time.Second}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		time.Sleep(500 * time.Millisecond) // the first is being saved
		a.Change(Record{Field: "二"})
		time.Sleep(5 * time.Second)
		if f.last() != "二" {
			t.Errorf("saved %q, want the last change", f.saves())
		}
	})
}

func TestClosingSavesTheLastChangeAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, start := &fakeStore{}, time.Now()
		a := newAutosaver(f, Draft{ID: "a"}, AutosaveOptions{})
		a.Change(Record{Field: "一"})
		a.Change(Record{Field: "二"})
		if err := a.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if f.last() != "二" || time.Since(start) > 0 {
			t.Errorf("saved %q after %v, want the last change at once", f.last(), time.Since(start))
		}
		if err := a.Flush(t.Context()); err != nil {
			t.Errorf("flush after closing: %v", err)
		}
	})
}

func TestAFailedSaveIsToldAndTriedAgain(t *testing.T) {
	f := &fakeStore{takes: 20 * time.Millisecond, fail: []error{ErrNoSpace, ErrNoSpace}}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		time.Sleep(time.Minute)
		if got := f.saves(); !slices.Equal(got, []string{"一"}) {
			t.Errorf("saved %q, want the change", got)
		}
		if want := []error{ErrNoSpace, ErrNoSpace, nil}; !slices.Equal(f.told, want) {
			t.Errorf("told %v, want %v", f.told, want)
		}
	})
}

func TestAFailedSaveDoesNotBringBackAnOlderChange(t *testing.T) {
	f := &fakeStore{takes: time.Second, fail: []error{ErrNoSpace}}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		time.Sleep(500 * time.Millisecond) // the first is being saved, and will fail
		a.Change(Record{Field: "二"})
		time.Sleep(time.Minute)
		if got := f.saves(); !slices.Equal(got, []string{"二"}) {
			t.Errorf("saved %q, want only the newer", got)
		}
	})
}

func TestFlushSaysWhyItFailedAndKeepsTheChange(t *testing.T) {
	f := &fakeStore{takes: 20 * time.Millisecond, fail: []error{ErrReadOnly}}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		if err := a.Flush(t.Context()); !errors.Is(err, ErrReadOnly) {
			t.Errorf("flush: %v, want %v", err, ErrReadOnly)
		}
		if err := a.Flush(t.Context()); err != nil || f.last() != "一" {
			t.Errorf("second flush: %v, saved %q", err, f.last())
		}
	})
}

func TestAConflictIsToldOncePerChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeStore{seq: 7} // somebody else saved
		a := newAutosaver(f, Draft{ID: "a", Seq: 6}, AutosaveOptions{OnError: f.tell})
		a.Change(Record{Field: "一"})
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(f.told) != 1 {
			t.Errorf("told %v, want one failure", f.told)
		}
		if err := a.Close(t.Context()); !errors.Is(err, ErrConflict) {
			t.Errorf("close: %v, want %v", err, ErrConflict)
		}
		if err := a.Flush(t.Context()); err == nil {
			t.Error("flush after a close that failed says that all is saved")
		}
	})
}

// A panic in a save is told and costs no change, and nobody who waits is left waiting.
func TestAfterAPanicTheNextChangeIsSaved(t *testing.T) {
	crashes := 0
	t.Cleanup(crash.Begin(t.TempDir(), "test", func(string) { crashes++ }))
	f := &fakeStore{broken: 2}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		time.Sleep(time.Minute)
		if got := f.saves(); len(got) > 0 || crashes != 1 || len(f.told) != 1 || f.told[0] == nil {
			t.Errorf("saved %q, %d crashes, told %v; want one of each and no save", got, crashes, f.told)
		}
		if err := a.Flush(t.Context()); err == nil {
			t.Error("flush says that all is saved")
		}
		a.Change(Record{Field: "一二"})
		time.Sleep(time.Second)
		if got := f.saves(); !slices.Equal(got, []string{"一二"}) || crashes != 2 {
			t.Errorf("saved %q after %d crashes, want the next change after two", got, crashes)
		}
	})
}

// What is told may break as well: the change is on the disk by then.
func TestAPanicOfWhoIsToldStopsNoSave(t *testing.T) {
	t.Cleanup(crash.Begin(t.TempDir(), "test", func(string) {}))
	synctest.Test(t, func(t *testing.T) {
		f := &fakeStore{}
		a := newAutosaver(f, Draft{ID: "a"}, AutosaveOptions{OnSaved: func(time.Time) { panic("told") }})
		for _, text := range []string{"一", "一二"} {
			a.Change(Record{Field: text})
			if err := a.Flush(t.Context()); err != nil {
				t.Error(err)
			}
		}
		if err := a.Close(t.Context()); err != nil || !slices.Equal(f.saved, []string{"一", "一二"}) {
			t.Errorf("close: %v, saved %q", err, f.saved)
		}
	})
}

func TestFlushWaitsNoLongerThanItsContext(t *testing.T) {
	f := &fakeStore{takes: time.Hour}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := a.Flush(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("flush: %v, want %v", err, context.DeadlineExceeded)
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if f.last() != "一" {
			t.Error("the save was given up with the flush")
		}
	})
}
