package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"recordaldesk/rules"
)

func TestTheChosenFolderIsFound(t *testing.T) {
	home, program := t.TempDir(), filepath.Join(t.TempDir(), "recordal")
	found := func(dir string, by Standing) {
		t.Helper()
		if f, err := find(program, home); err != nil || f != (Found{dir, by}) {
			t.Errorf("found is %+v, %v; want %s, %s", f, err, dir, by)
		}
	}
	found(usualDir(home), Usual)
	away := filepath.Join(t.TempDir(), "优盘 1", "recordal-desk")
	if err := choose(away, home); err != nil {
		t.Fatal(err)
	}
	found(away, Chosen)
	if f, _ := find(program, home); !f.Away() {
		t.Error("a folder that is not there is not away")
	}
	if err := os.MkdirAll(filepath.Join(away, scansFolder), 0o700); err != nil {
		t.Fatal(err)
	}
	if f, _ := find(program, home); f.Away() {
		t.Error("a folder with something in it is away")
	}
	if err := os.RemoveAll(usualDir(home)); err != nil { // as a person may, once all has moved
		t.Fatal(err)
	}
	found(away, Chosen)
	portable := filepath.Join(filepath.Dir(program), "data")
	if err := os.Mkdir(portable, 0o700); err != nil {
		t.Fatal(err)
	}
	found(portable, Portable)
	if err := os.Remove(portable); err != nil {
		t.Fatal(err)
	}
	if err := choose(usualDir(home), home); err != nil {
		t.Fatal(err)
	}
	found(usualDir(home), Usual)
	if err := choose("not whole", home); err == nil {
		t.Error("a path that leads nowhere is kept")
	}
}

// withFiling is a data folder with a filing in it, and a file of somebody's own.
func withFiling(t *testing.T) (dir, id string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	s := openIn(t, dir)
	d, err := s.Create(t.Context(), Record{Filing: rules.New("")})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "rulebook.toml"), []byte("version"), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, d.ID
}

func openIn(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestADataFolderMovesWhole(t *testing.T) {
	dir, id := withFiling(t)
	chosen := t.TempDir()
	plan, err := PlanMove(dir, chosen)
	if err != nil || plan.Filings || plan.Bytes == 0 || filepath.Dir(plan.Dir) != chosen {
		t.Fatalf("the plan is %+v, %v", plan, err)
	}
	var done, total int64
	if err := Relocate(t.Context(), dir, plan.Dir, func(d, of int64) { done, total = d, of }); err != nil {
		t.Fatal(err)
	}
	if done != total || total != plan.Bytes {
		t.Errorf("told is %d of %d; planned were %d", done, total, plan.Bytes)
	}
	s := openIn(t, plan.Dir)
	if _, err := s.Load(t.Context(), id); err != nil {
		t.Errorf("the filing is not there: %v", err)
	}
	if again, err := PlanMove(dir, chosen); err != nil || !again.Filings || again.Dir != plan.Dir {
		t.Errorf("choosing it once more comes to %+v, %v", again, err)
	}
	if !HasFilings(dir) {
		t.Fatal("the folder that was moved is gone before anybody said so")
	}

	own := filepath.Join(dir, "我的笔记.txt")
	if err := os.WriteFile(own, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := RemoveMoved(dir, plan.Dir); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 || left[0].Name() != filepath.Base(own) {
		t.Errorf("left are %v, %v", left, err)
	}
	if _, err := s.Load(t.Context(), id); err != nil {
		t.Errorf("the filing went with the old folder: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestAMoveThatEndsEarlyLeavesNothing(t *testing.T) {
	dir, _ := withFiling(t)
	to := filepath.Join(t.TempDir(), "recordal-desk")
	ctx, stop := context.WithCancel(t.Context())
	if err := Relocate(ctx, dir, to, func(int64, int64) { stop() }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, it ends with %v", err)
	}
	left, err := os.ReadDir(filepath.Dir(to))
	if err != nil || len(left) > 0 {
		t.Errorf("left are %v, %v", left, err)
	}
	s := openIn(t, dir)
	if err := Relocate(t.Context(), dir, to, func(int64, int64) {}); !errors.Is(err, ErrInUse) {
		t.Errorf("a folder that is open is moved: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := RemoveMoved(dir, to); !errors.Is(err, ErrNotFound) || !HasFilings(dir) {
		t.Errorf("the only filings are removed: %v", err)
	}
}

func TestWhereADataFolderCannotMove(t *testing.T) {
	dir, _ := withFiling(t)
	if _, err := PlanMove(dir, filepath.Join(dir, scansFolder)); !errors.Is(err, ErrWithin) {
		t.Errorf("into itself: %v", err)
	}
	full := filepath.Join(t.TempDir(), "recordal-desk")
	if err := os.MkdirAll(filepath.Join(full, "photos"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, chosen := range []string{full, filepath.Dir(full)} {
		if _, err := PlanMove(dir, chosen); !errors.Is(err, ErrOccupied) {
			t.Errorf("%s: %v", chosen, err)
		}
	}
}
