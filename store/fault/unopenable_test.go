package fault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"recordaldesk/store"
)

// pageBytes is the size of a page of the database.
const pageBytes = 4096

// A page that a disk gives back as rubbish costs nothing that the backup has, and the
// damaged file stays as it is.
func TestADamagedPageIsSalvagedWithTheBackup(t *testing.T) {
	unhurried(t)
	t.Parallel()
	const filings = 20
	from := t.TempDir()
	makeFilings(t, from, filings)
	keepBackup(t, from)
	data, err := os.ReadFile(filepath.Join(from, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	choose := random(t)
	line := Line{Fault: "page of the database damaged, then salvaged", Acknowledged: filings}
	for range times(t, "RECORDAL_PAGES", 20) {
		page := choose.IntN(len(data) / pageBytes)
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		spoiled := bytes.Clone(data)
		for i := range pageBytes {
			spoiled[page*pageBytes+i] = byte(choose.Uint32())
		}
		path := filepath.Join(dir, "recordal.db")
		if err := os.WriteFile(path, spoiled, 0o600); err != nil {
			t.Fatal(err)
		}
		_, noticed := lookAt(t.Context(), dir)
		for _, err := range noticed {
			line.Said = append(line.Said, told(t, fmt.Sprint("page ", page), err))
		}
		line.Tries++
		before, err := os.ReadFile(path) // it was opened, if it could be
		if err != nil {
			t.Fatal(err)
		}
		done, err := store.Salvage(t.Context(), dir, store.SalvageOptions{})
		if err != nil {
			t.Errorf("page %d: %v", page, err)
			line.Damaged++
			continue
		}
		if got, err := os.ReadFile(filepath.Join(done.Aside, "recordal.db")); err != nil || !bytes.Equal(got, before) {
			t.Errorf("page %d: the damaged file is not as it was, %v", page, err)
		}
		got, noticed := lookAt(t.Context(), dir)
		if len(noticed) > 0 {
			line.Damaged++
			t.Errorf("page %d: after salvaging: %v", page, noticed)
		}
		if missing := filings - len(got.drafts); missing > 0 {
			line.Lost += missing
			t.Errorf("page %d: %d filings are missing", page, missing)
		}
	}
	table.Add(line)
}

func keepBackup(t *testing.T, dir string) {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Backup(t.Context(), nil)
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
}

// What does not open is refused with a sentence, and left as it is.
func TestWhatDoesNotOpenIsSaidAndLeftAsItIs(t *testing.T) {
	unhurried(t)
	t.Parallel()
	const filings = 5
	from := t.TempDir()
	makeFilings(t, from, filings)
	keepBackup(t, from)
	for fault, c := range map[string]struct {
		spoil func(path string) error
		want  error
	}{
		"newer schema":                 {pragma("user_version = 99"), store.ErrNewerSchema},
		"database of another program":  {pragma("application_id = 7"), store.ErrNotOurs},
		"database cut off in its head": {func(path string) error { return os.Truncate(path, 60) }, store.ErrDamaged},
		"database cut to nothing":      {func(path string) error { return os.Truncate(path, 0) }, store.ErrNoDatabase},
		"database taken away":          {os.Remove, store.ErrNoDatabase},
		"database overwritten": {func(path string) error {
			return os.WriteFile(path, bytes.Repeat([]byte("备案"), 5000), 0o600)
		}, store.ErrDamaged},
	} {
		t.Run(fault, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "recordal.db")
			if err := c.spoil(path); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(path) // there may be none
			line := Line{Fault: fault, Tries: 1, Acknowledged: filings}
			s, err := store.Open(t.Context(), dir, store.Options{})
			if !errors.Is(err, c.want) {
				t.Errorf("opening says %v, want %v", err, c.want)
				if err == nil {
					_ = s.Close() // it should not have opened
				}
			}
			line.Said = append(line.Said, told(t, fault, err))
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				line.Damaged++
				t.Error("the file was changed")
			}
			line.Lost = filings - restored(t, dir)
			if line.Lost > 0 {
				t.Errorf("%d filings do not come back with the backup", line.Lost)
			}
			table.Add(line)
		})
	}
}

// restored is how many filings a folder has whose newest backup was restored.
func restored(t *testing.T, dir string) int {
	t.Helper()
	backups, err := store.BackupsOf(t.Context(), dir)
	if err != nil || len(backups) == 0 {
		t.Fatalf("%d backups, %v", len(backups), err)
	}
	if _, err := store.Restore(t.Context(), dir, backups[0].Path, store.RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	got, noticed := lookAt(t.Context(), dir)
	if len(noticed) > 0 {
		t.Errorf("after restoring: %v", noticed)
	}
	return len(got.drafts)
}

// pragma changes the head of a database behind the store's back.
func pragma(what string) func(path string) error {
	return func(path string) error {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			return err
		}
		_, err = db.ExecContext(context.Background(), "PRAGMA "+what)
		return errors.Join(err, db.Close())
	}
}
