package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"recordaldesk/store"
	"recordaldesk/translations"
)

// foreign makes a database file with the given SQL, closed and at rest.
func foreign(t *testing.T, script string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db, err := sql.Open("sqlite", filepath.Join(dir, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(script); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestADatabaseThatCannotBeUsedIsLeftAsItIs(t *testing.T) {
	newer := t.TempDir()
	s, err := store.Open(t.Context(), newer, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	create(t, s, "甲公司")
	s.SetPragma(t, "user_version = 99")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	garbage := t.TempDir()
	if err := os.WriteFile(filepath.Join(garbage, "recordal.db"), bytes.Repeat([]byte("备案"), 3000), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		dir  string
		want error
	}{
		"newer schema":                    {newer, store.ErrNewerSchema},
		"another program's":               {foreign(t, "PRAGMA application_id = 7; CREATE TABLE a (b)"), store.ErrNotOurs},
		"of nobody, with tables":          {foreign(t, "CREATE TABLE a (b)"), store.ErrNotOurs},
		"of nobody, with a schema number": {foreign(t, "PRAGMA user_version = 1"), store.ErrNotOurs},
		"no database at all":              {garbage, store.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(c.dir, "recordal.db")
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, err = store.Open(t.Context(), c.dir, store.Options{})
			wantError(t, err, c.want)
			after, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			// And the folder is free again.
			_, err = store.Open(t.Context(), c.dir, store.Options{})
			wantError(t, err, c.want)
		})
	}
}

func TestADamagedDraftDoesNotTakeTheOthersAlong(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	bad, good := create(t, s, "甲公司"), create(t, s, "乙公司")
	s.Exec(t, "UPDATE draft SET value = substr(value, 1, 100) WHERE id = ?", bad.ID)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	_, err = s.Load(t.Context(), bad.ID)
	wantError(t, err, store.ErrDraftDamaged)
	if _, err := s.Load(t.Context(), good.ID); err != nil {
		t.Errorf("the other draft: %v", err)
	}
	if damage, err := s.Audit(t.Context()); err != nil || !slices.Equal(damage.Drafts, []string{bad.ID}) {
		t.Errorf("found damaged: %+v, %v", damage, err)
	}
	drafts, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		if d.Damaged != (d.ID == bad.ID) {
			t.Errorf("%s listed with Damaged %v", d.HostName, d.Damaged)
		}
	}
	if len(drafts) != 2 {
		t.Errorf("%d drafts listed, want 2", len(drafts))
	}
}

func TestAFolderTakenAwayIsNoticedAndUsedAgainWhenItIsBack(t *testing.T) {
	parent := t.TempDir()
	dir, away := filepath.Join(parent, "data"), filepath.Join(parent, "away")
	s := open(t, dir)
	d := create(t, s, "甲公司")
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	_, err := s.Save(t.Context(), d.ID, d.Seq, d.Record)
	wantError(t, err, store.ErrGone)
	wantError(t, s.Delete(t.Context(), d.ID), store.ErrGone)
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Errorf("after putting it back: %v", err)
	}
}

// A file system that shares no memory between programs cannot have the WAL's
// index; here a link that SQLite does not follow stands where it would be made.
func TestWhereWALCannotBeTheStoreWorksWithAnotherJournal(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{}) // on a disk where WAL can be
	if err != nil {
		t.Fatal(err)
	}
	create(t, s, "甲公司")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{"a new store": t.TempDir(), "a store brought there": dir} {
		t.Run(name, func(t *testing.T) {
			if err := os.Symlink("nowhere", filepath.Join(dir, "recordal.db-shm")); err != nil {
				t.Fatal(err)
			}
			s := open(t, dir)
			if got := s.Pragma(t, "write", "journal_mode"); got != "truncate" {
				t.Errorf("journal_mode = %s, want truncate", got)
			}
			before, err := s.Drafts(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			d := create(t, s, "乙公司")
			addScan(t, s, d.ID, "abc")
			if _, err := s.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
			if _, err := s.Load(t.Context(), d.ID); err != nil {
				t.Error(err)
			}
			if err := s.Delete(t.Context(), d.ID); err != nil {
				t.Error(err)
			}
			after, err := s.Drafts(t.Context())
			if err != nil || len(after) != len(before) {
				t.Errorf("list: %v, %v; want %v", names(after), err, names(before))
			}
		})
	}
}

func TestEveryProblemHasItsSentenceInBothLanguages(t *testing.T) {
	ids := map[string]error{}
	for _, err := range store.Problems() {
		id := store.MessageID(err)
		if other, taken := ids[id]; taken {
			t.Errorf("%v and %v share the sentence %s", err, other, id)
		}
		ids[id] = err
	}
	ids[store.MessageID(os.ErrProcessDone)] = nil // what nobody foresaw
	for id := range ids {
		for _, l := range translations.Languages {
			if !translations.Has(l, id) {
				t.Errorf("%s has no sentence in %s", id, l)
			}
		}
	}
	for _, quiet := range []error{nil, context.Canceled} {
		if id := store.MessageID(quiet); id != "" {
			t.Errorf("%v is told as %s, want nothing", quiet, id)
		}
	}
}
