package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"recordaldesk/store"
)

// A folder whose database was taken away must not look like one of somebody who never
// had filings.
func TestAFolderThatHasLostItsDatabaseIsNotBegunAnew(t *testing.T) {
	for name, left := range map[string]func(t *testing.T, s *store.Store, id string){
		"a scan":   func(t *testing.T, s *store.Store, id string) { addScan(t, s, id, "abc") },
		"a backup": func(t *testing.T, s *store.Store, _ string) { backUp(t, s) },
	} {
		for _, empty := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, "recordal.db")
				s := openWith(t, dir, store.Options{})
				left(t, s, create(t, s, "kept").ID)
				shut(t, s)
				was, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
				if empty {
					if err := os.WriteFile(path, nil, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				for range 2 {
					_, err = store.Open(t.Context(), dir, store.Options{})
					wantError(t, err, store.ErrNoDatabase)
				}
				if info, err := os.Stat(path); err == nil && info.Size() > 0 {
					t.Error("a database was made")
				}
				if err := os.WriteFile(path, was, 0o600); err != nil { // it is put back
					t.Fatal(err)
				}
				if all := draftNames(t, dir); len(all) != 1 || all[0] != "kept" {
					t.Errorf("then there are %v", all)
				}
			})
		}
	}
}

// A log without its database holds drafts, and SQLite would remove it.
func TestALogWithoutItsDatabaseStays(t *testing.T) {
	dir := t.TempDir()
	killed(t, "type", dir)
	log, err := os.ReadFile(filepath.Join(dir, "recordal.db-wal"))
	if err != nil || len(log) == 0 {
		t.Fatalf("a log of %d bytes, %v", len(log), err)
	}
	if err := os.Truncate(filepath.Join(dir, "recordal.db"), 0); err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), dir, store.Options{})
	wantError(t, err, store.ErrNoDatabase)
	if got, err := os.ReadFile(filepath.Join(dir, "recordal.db-wal")); err != nil || string(got) != string(log) {
		t.Errorf("the log was changed: %v", err)
	}
}

func TestWhatDoesNotOpenIsSetAsideUntouchedByWhoBeginsAnew(t *testing.T) {
	dir := t.TempDir()
	rubbish := []byte("this is no database, but it is somebody's and long enough")
	if err := os.WriteFile(filepath.Join(dir, "recordal.db"), rubbish, 0o600); err != nil {
		t.Fatal(err)
	}
	aside, err := store.BeginAnew(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(aside, "recordal.db")); err != nil || string(got) != string(rubbish) {
		t.Errorf("set aside as %q, %v", got, err)
	}
	s := openWith(t, dir, store.Options{})
	addScan(t, s, create(t, s, "new").ID, "abc")
	shut(t, s)
	if err := os.Remove(filepath.Join(dir, "recordal.db")); err != nil {
		t.Fatal(err)
	}
	if aside, err := store.BeginAnew(t.Context(), dir); aside != "" || err != nil {
		t.Errorf("where there is no database, %q was set aside, %v", aside, err)
	}
	if all := draftNames(t, dir); len(all) > 0 {
		t.Errorf("then there are %v", all)
	}
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	if _, err := s.Sweep(t.Context()); err != nil {
		t.Error(err)
	}
	if all := originals(t, dir); len(all) != 1 { // the database may still be found
		t.Errorf("%d scans are left of one", len(all))
	}
}
