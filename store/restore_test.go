package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/store"
)

func draftNames(t testing.TB, dir string) []string {
	t.Helper()
	s := openWith(t, dir, store.Options{})
	defer shut(t, s)
	drafts, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := names(drafts)
	slices.Sort(all)
	return all
}

func TestARestoreBringsDraftsAndScansBackAndCopiesWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	first := create(t, s, "first")
	addScan(t, s, first.ID, "abc")
	addScan(t, s, first.ID, "another")
	b := backUp(t, s)
	if err := s.Delete(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	second := create(t, s, "second")
	kept := addScan(t, s, second.ID, "of the second")
	// A restore while a window has the folder open does nothing.
	if _, err := store.Restore(t.Context(), dir, b.Path, store.RestoreOptions{}); err == nil || store.MessageID(err) != "store.problem.in_use" {
		t.Errorf("with a window open: %v", err)
	}
	shut(t, s)

	done := restore(t, dir, b.Path)
	if done.Drafts != 1 || done.Copied == "" || done.Aside != "" || done.Missing != 0 || done.Passphrase {
		t.Errorf("restored %+v", done)
	}
	if diff := cmp.Diff([]string{"first"}, draftNames(t, dir)); diff != "" {
		t.Errorf("drafts (-want +got):\n%s", diff)
	}
	s = openWith(t, dir, store.Options{})
	if err := s.VerifyScan(t.Context(), first.ID, abc); err != nil {
		t.Error(err)
	}
	if damage, err := s.Audit(t.Context()); err != nil || !damage.None() {
		t.Errorf("damage %+v, %v", damage, err)
	}
	shut(t, s)
	noLeftovers(t, dir)

	restore(t, dir, done.Copied) // and back again
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	if err := s.VerifyScan(t.Context(), second.ID, kept.SHA256); err != nil {
		t.Error(err)
	}
	if n := len(backups(t, s)); n != 3 {
		t.Errorf("%d backups, want one and those before each restore", n)
	}
}

func TestARestoreLeavesAloneWhatItCannotReplace(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	create(t, s, "kept")
	spoil := func(name string, statement string) string {
		b := backUp(t, s)
		if err := change(filepath.Join(b.Path, "recordal.db"), statement); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return b.Path
	}
	newer := spoil("newer", "PRAGMA user_version = 99")
	foreign := spoil("foreign", "PRAGMA application_id = 7")
	torn := backUp(t, s).Path
	path := filepath.Join(torn, "recordal.db")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(data[:4096:4096], make([]byte, len(data)-4096)...), 0o600); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	for path, want := range map[string]error{
		newer: store.ErrNewerSchema, foreign: store.ErrNotOurs, torn: store.ErrBackupDamaged,
		filepath.Join(dir, "scans"): store.ErrNoBackup, filepath.Join(dir, "nowhere"): store.ErrNoBackup,
	} {
		_, err := store.Restore(t.Context(), dir, path, store.RestoreOptions{})
		wantError(t, err, want)
		noLeftovers(t, dir)
	}
	if diff := cmp.Diff([]string{"kept"}, draftNames(t, dir)); diff != "" {
		t.Errorf("drafts (-want +got):\n%s", diff)
	}
}

// A log that a killed program left must not be played into the database that takes the
// place of its own.
func TestNothingOfADamagedDatabaseGetsIntoWhatIsRestored(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	create(t, s, "first")
	b := backUp(t, s)
	shut(t, s)
	killed(t, "type", dir) // leaves its log
	path := filepath.Join(dir, "recordal.db")
	log, err := os.ReadFile(path + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatalf("a log of %d bytes, %v", len(log), err)
	}
	database, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	database = database[:3000] // all of it but what the log has is gone
	if err := os.WriteFile(path, database, 0o600); err != nil {
		t.Fatal(err)
	}

	done := restore(t, dir, b.Path)
	if done.Copied != "" || filepath.Dir(done.Aside) != filepath.Join(dir, "aside") {
		t.Fatalf("restored %+v", done)
	}
	for name, want := range map[string][]byte{"recordal.db": database, "recordal.db-wal": log} {
		if got, err := os.ReadFile(filepath.Join(done.Aside, name)); err != nil || string(got) != string(want) {
			t.Errorf("%s was not set aside as it was: %v", name, err)
		}
	}
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	d, err := s.Load(t.Context(), must(s.Drafts(t.Context()))(t)[0].ID)
	if err != nil || d.Record.Filing.Host.Name != "first" || d.Record.Field != sample().Field {
		t.Errorf("restored as %q at %q, %v", d.Record.Filing.Host.Name, d.Record.Field, err)
	}
}

func TestWhatWasPurgedDoesNotComeBack(t *testing.T) {
	dir, stick := t.TempDir(), t.TempDir()
	s := openWith(t, dir, store.Options{})
	if err := s.SetBackupFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	gone, stays := create(t, s, "gone"), create(t, s, "stays")
	addScan(t, s, gone.ID, "of the one that goes")
	b := backUp(t, s)
	if err := s.Delete(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	s.Exec(t, "INSERT INTO purged (draft_id, at_ms, value) VALUES (?, 1, x'02')", gone.ID)
	shut(t, s)
	done := restore(t, dir, b.Path)
	if done.Purged != 1 || done.Drafts != 1 {
		t.Errorf("restored %+v", done)
	}
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	if _, err := s.Load(t.Context(), stays.ID); err != nil {
		t.Error(err)
	}
	_, err := s.Load(t.Context(), gone.ID)
	wantError(t, err, store.ErrNotFound)
	if n := s.Bytes(t, "SELECT draft_id FROM purged"); len(n) != 1 {
		t.Errorf("%d drafts are known to be purged", len(n))
	}
	if left := originals(t, dir); len(left) > 0 {
		t.Errorf("its scan came back: %v", left)
	}
	if folder, err := s.BackupFolder(t.Context()); folder != stick || err != nil {
		t.Errorf("the chosen folder is %q, %v", folder, err)
	}
}

// A program that was killed in the middle of a restore is followed by one that finishes
// it, from wherever it was.
func TestTheNextStartFinishesARestore(t *testing.T) {
	from := t.TempDir()
	s := openWith(t, from, store.Options{})
	d := create(t, s, "new")
	addScan(t, s, d.ID, "abc")
	shut(t, s)
	scan := originals(t, from)[0]
	for name, got := range map[string]func(dir string) error{
		"decided": func(string) error { return nil },
		"database aside, its log not": func(dir string) error {
			aside := filepath.Join(dir, "aside", "unfinished")
			return errors.Join(os.MkdirAll(aside, 0o700), os.Rename(filepath.Join(dir, "recordal.db"), filepath.Join(aside, "recordal.db")))
		},
		"scans in place": func(dir string) error {
			to := filepath.Join(dir, "scans", scan)
			return errors.Join(os.MkdirAll(filepath.Dir(to), 0o700), os.Rename(filepath.Join(dir, "restored", "scans", scan), to))
		},
		"database in place": func(dir string) error {
			var moved error
			for _, file := range []string{"recordal.db", "recordal.db-wal", "recordal.db-shm"} {
				aside := filepath.Join(dir, "aside", "unfinished")
				moved = errors.Join(moved, os.MkdirAll(aside, 0o700), os.Rename(filepath.Join(dir, file), filepath.Join(aside, file)))
			}
			to := filepath.Join(dir, "scans", scan)
			return errors.Join(moved, os.MkdirAll(filepath.Dir(to), 0o700), os.Rename(filepath.Join(dir, "restored", "scans", scan), to),
				os.Rename(filepath.Join(dir, "restored", "recordal.db"), filepath.Join(dir, "recordal.db")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			killed(t, "type", dir)
			restored := filepath.Join(dir, "restored")
			if err := os.MkdirAll(filepath.Join(restored, "scans", scan[:2]), 0o700); err != nil {
				t.Fatal(err)
			}
			for _, file := range []string{"recordal.db", filepath.Join("scans", scan)} {
				data, err := os.ReadFile(filepath.Join(from, file))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(restored, file), data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			old, err := os.ReadFile(filepath.Join(dir, "recordal.db-wal"))
			if err != nil || len(old) == 0 {
				t.Fatalf("a log of %d bytes, %v", len(old), err)
			}
			if err := got(dir); err != nil {
				t.Fatal(err)
			}
			s := open(t, dir)
			if err := s.VerifyScan(t.Context(), d.ID, abc); err != nil {
				t.Error(err)
			}
			if all := names(must(s.Drafts(t.Context()))(t)); !slices.Equal(all, []string{"new"}) {
				t.Errorf("drafts %q", all)
			}
			noLeftovers(t, dir)
			asides, err := filepath.Glob(filepath.Join(dir, "aside", "2*", "recordal.db-wal"))
			if err != nil || len(asides) != 1 {
				t.Fatalf("set aside: %v, %v", asides, err)
			}
			if log, err := os.ReadFile(asides[0]); err != nil || string(log) != string(old) {
				t.Errorf("the log was not set aside as it was: %v", err)
			}
		})
	}
}

// Once the backup is what counts, nobody is told that nothing was done.
func TestARestoreThatFailsAtItsLastStepIsFinishedByTheNextStart(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "in the backup")
	addScan(t, s, d.ID, "abc")
	b := backUp(t, s)
	number(&d.Record, 2)
	if _, err := s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	inTheWay := filepath.Join(dir, "scans", originals(t, dir)[0])
	if err := errors.Join(os.Remove(inTheWay), os.MkdirAll(filepath.Join(inTheWay, "something"), 0o700)); err != nil {
		t.Fatal(err)
	}
	_, err := store.Restore(t.Context(), dir, b.Path, store.RestoreOptions{})
	wantError(t, err, store.ErrUnfinished)
	if err := os.RemoveAll(inTheWay); err != nil {
		t.Fatal(err)
	}
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	if got, err := s.Load(t.Context(), d.ID); err != nil || got.Record.Filing.Websites[0].Remark == "2" {
		t.Errorf("restored is %q, %v", got.Record.Filing.Websites[0].Remark, err)
	}
	for _, scan := range must(s.Scans(t.Context(), d.ID))(t) {
		if err := s.VerifyScan(t.Context(), d.ID, scan.SHA256); err != nil {
			t.Error(err)
		}
	}
}
