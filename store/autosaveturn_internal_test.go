package store

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"recordaldesk/store/crash"
)

func TestUndoTakesBackWhatIsNotYetSavedToo(t *testing.T) {
	f := &fakeStore{takes: 20 * time.Millisecond}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		time.Sleep(time.Second)
		a.Change(Record{Field: "二"})
		d, _, err := a.Undo()()
		if err != nil || d.Record.Field != "一" {
			t.Fatalf("undone to %q: %v", d.Record.Field, err)
		}
		if got, want := f.saves(), []string{"一", "二", "一"}; !slices.Equal(got, want) {
			t.Errorf("saved %q, want %q", got, want)
		}
		a.Change(Record{Field: "三"}) // at the version that the undo made
		if err := a.Flush(t.Context()); err != nil {
			t.Errorf("the next save: %v", err)
		}
	})
}

func TestWhatIsTypedWhileAnUndoRunsIsSavedOverIt(t *testing.T) {
	f := &fakeStore{takes: time.Second}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		undone := a.Undo()
		a.Change(Record{Field: "二"}) // is not what is undone
		time.Sleep(1500 * time.Millisecond)
		a.Change(Record{Field: "二三"})
		if _, _, err := undone(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		if got, want := f.saves(), []string{"一", "", "二三"}; !slices.Equal(got, want) {
			t.Errorf("saved %q, want %q", got, want)
		}
		if slices.ContainsFunc(f.told, func(err error) bool { return err != nil }) {
			t.Errorf("told %v", f.told)
		}
	})
}

func TestNothingIsUndoneOverWhatCannotBeSaved(t *testing.T) {
	f := &fakeStore{takes: 20 * time.Millisecond, fail: []error{ErrNoSpace}}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		if _, _, err := a.Undo()(); !errors.Is(err, ErrNoSpace) {
			t.Errorf("undo: %v, want %v", err, ErrNoSpace)
		}
		time.Sleep(time.Minute)
		if got := f.saves(); !slices.Equal(got, []string{"一"}) {
			t.Errorf("saved %q, want the change alone", got)
		}
	})
}

func TestAfterClosingNothingIsUndone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeStore{}
		a := newAutosaver(f, Draft{ID: "a"}, AutosaveOptions{})
		if err := a.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, _, err := a.Undo()(); err == nil || len(f.saved) > 0 {
			t.Errorf("undone after closing: %v, saved %q", err, f.saved)
		}
	})
}

// Fields typed one right after the other are two changes, also when both wait.
func TestChangesThatWerePartedAreSavedOneByOne(t *testing.T) {
	f := &fakeStore{takes: 20 * time.Millisecond}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "甲"})
		a.Change(Record{Field: "甲乙"})
		a.Part()
		a.Change(Record{Field: "丙"})
		a.Change(Record{Field: "丙丁"})
		a.Take(Record{Field: "带回"}, Restored)
		if err := a.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, want := f.saves(), []string{"甲乙", "丙丁", "带回"}; !slices.Equal(got, want) {
			t.Errorf("saved %q, want %q", got, want)
		}
	})
}

func TestAfterAFailureOnlyTheNewestIsSaved(t *testing.T) {
	f := &fakeStore{takes: 20 * time.Millisecond, fail: []error{ErrNoSpace}}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "甲"})
		a.Part()
		a.Change(Record{Field: "乙"})
		time.Sleep(time.Minute)
		if got := f.saves(); !slices.Equal(got, []string{"乙"}) {
			t.Errorf("saved %q, want the newest, which has the other in it", got)
		}
	})
}

// Whoever asked for an undo that panics is not left waiting, and the next change is
// saved.
func TestAfterAnUndoThatPanicsTheNextChangeIsSaved(t *testing.T) {
	t.Cleanup(crash.Begin(t.TempDir(), "test", func(string) {}))
	f := &fakeStore{}
	autosaving(t, f, func(t *testing.T, a *Autosaver) {
		a.Change(Record{Field: "一"})
		if err := a.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.broken = 1
		if _, _, err := a.Undo()(); err == nil {
			t.Error("what panicked is said to be undone")
		}
		a.Change(Record{Field: "一二"})
		if err := a.Flush(t.Context()); err != nil || f.last() != "一二" {
			t.Errorf("flush: %v, saved %q", err, f.last())
		}
	})
}
