package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/store"
)

// backUp makes a backup that is to be sound.
func backUp(t testing.TB, s *store.Store) store.Backup {
	t.Helper()
	b, err := s.Backup(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !b.Sound {
		t.Errorf("the backup is not sound: %+v", b)
	}
	return b
}

func backups(t testing.TB, s *store.Store) []store.Backup {
	t.Helper()
	all, err := s.Backups(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// clock is one that a test sets.
type clock struct{ now time.Time }

func (c *clock) read() time.Time { return c.now }

func newClock() *clock { return &clock{time.Date(2026, 11, 29, 9, 0, 0, 0, time.Local)} }

func TestABackupHoldsDraftsAndScans(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := create(t, s, "甲公司")
	addScan(t, s, d.ID, "abc")
	var told int64
	b, err := s.Backup(t.Context(), func(done, total int64) { told = done * 100 / total })
	if err != nil {
		t.Fatal(err)
	}
	if !b.Sound || b.Drafts != 1 || b.Passphrase || b.Layout != 4 || b.Size < 20_000 || told != 100 {
		t.Errorf("backup %+v, told %d %%", b, told)
	}
	if diff := cmp.Diff([]store.Backup{b}, backups(t, s)); diff != "" {
		t.Errorf("listed otherwise than returned (-returned +listed):\n%s", diff)
	}
	// Whoever copies the folder away has everything, in files for this user only.
	count := map[string]int{}
	err = filepath.WalkDir(filepath.Join(dir, "backups"), func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", path, info.Mode())
		}
		count[filepath.Ext(path)]++
		return nil
	})
	if err != nil || count[".db"] != 1 || count[".json"] != 1 || count[".tmp"] != 0 {
		t.Errorf("files %v, %v", count, err)
	}
}

// What a backup says of itself is what can be read back from it.
func TestABackupThatIsNotWholeIsSaidNotToBeSound(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, b store.Backup){
		"database gone":  func(t *testing.T, b store.Backup) { removeFile(t, filepath.Join(b.Path, "recordal.db")) },
		"note gone":      func(t *testing.T, b store.Backup) { removeFile(t, filepath.Join(b.Path, "backup.json")) },
		"database short": func(t *testing.T, b store.Backup) { truncate(t, filepath.Join(b.Path, "recordal.db")) },
		"scan gone":      func(t *testing.T, b store.Backup) { removeFile(t, pooled(t, filepath.Dir(b.Path))[0]) },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			addScan(t, s, create(t, s, "甲公司").ID, "abc")
			spoil(t, backUp(t, s))
			if all := backups(t, s); len(all) != 1 || all[0].Sound {
				t.Errorf("listed as %+v", all)
			}
		})
	}
}

func removeFile(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func truncate(t *testing.T, path string) {
	t.Helper()
	if err := os.Truncate(path, 50); err != nil {
		t.Fatal(err)
	}
}

// pooled are the files of scans beside the backups in a place.
func pooled(t testing.TB, place string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(place, "scans", "??", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestTenBackupsAreKeptWithTheirScans(t *testing.T) {
	dir := t.TempDir()
	now := newClock()
	s := openWith(t, dir, store.Options{Now: now.read})
	defer shut(t, s)
	for n := range 12 {
		d := create(t, s, fmt.Sprint("公司", n))
		addScan(t, s, d.ID, fmt.Sprint("scan ", n))
		now.now = now.now.AddDate(0, 0, 1)
		backUp(t, s)
		if err := s.Delete(t.Context(), d.ID); err != nil {
			t.Fatal(err)
		}
	}
	all := backups(t, s)
	if len(all) != 10 {
		t.Fatalf("%d backups", len(all))
	}
	for i, b := range all {
		if want := now.now.AddDate(0, 0, -i); !b.At.Equal(want) || !b.Sound {
			t.Errorf("backup %d of %v, sound %v, want of %v", i, b.At, b.Sound, want)
		}
	}
	if files := pooled(t, filepath.Join(dir, "backups")); len(files) != 10 {
		t.Errorf("%d scans for ten backups of one each", len(files))
	}
}

// A clock that was in the year 2099 for a day must not push out the backups to come.
func TestAClockThatJumpedRemovesNoNewBackup(t *testing.T) {
	now := newClock()
	s := openWith(t, t.TempDir(), store.Options{Now: now.read})
	defer shut(t, s)
	today := now.now
	for n := range 12 {
		now.now = today.AddDate(70, 0, n)
		create(t, s, "公司")
		backUp(t, s)
	}
	now.now = today
	create(t, s, "今日公司")
	b := backUp(t, s)
	if !slices.ContainsFunc(backups(t, s), func(other store.Backup) bool { return other.Path == b.Path }) {
		t.Error("the backup of today is gone")
	}
}

// The same scan that was removed and added again is sealed anew; both backups have
// the file they need.
func TestAScanThatCameBackIsInBothBackups(t *testing.T) {
	dir := t.TempDir()
	now := newClock()
	s := openWith(t, dir, store.Options{Now: now.read})
	d := create(t, s, "甲公司")
	addScan(t, s, d.ID, "abc")
	backUp(t, s)
	if err := s.Delete(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	d = create(t, s, "乙公司")
	addScan(t, s, d.ID, "abc")
	now.now = now.now.Add(time.Second)
	backUp(t, s)
	all := backups(t, s)
	shut(t, s)
	for _, b := range all {
		if !b.Sound {
			t.Errorf("not sound: %+v", b)
		}
		restore(t, dir, b.Path)
		s := openWith(t, dir, store.Options{})
		drafts, err := s.Drafts(t.Context())
		if err != nil || len(drafts) != 1 {
			t.Fatalf("%d drafts, %v", len(drafts), err)
		}
		if err := s.VerifyScan(t.Context(), drafts[0].ID, abc); err != nil {
			t.Errorf("the scan of %s: %v", drafts[0].HostName, err)
		}
		shut(t, s)
	}
}

func TestABackupIsMadeOnceADayIfSomethingChanged(t *testing.T) {
	now := newClock()
	s := openWith(t, t.TempDir(), store.Options{Now: now.read})
	defer shut(t, s)
	due := func(want bool, when string) {
		t.Helper()
		made, err := s.BackupIfDue(t.Context())
		if err != nil || (made.Path != "") != want {
			t.Errorf("%s: backup %q, %v", when, made.Path, err)
		}
	}
	due(false, "with nothing in the store")
	d := create(t, s, "甲公司")
	due(true, "at first")
	d.Record.Field = "host.name"
	save(t, s, &d)
	due(false, "on the same day")
	now.now = now.now.AddDate(0, 0, 1)
	due(true, "on the next day")
	now.now = now.now.AddDate(0, 0, 1)
	due(false, "when nothing changed")
	addScan(t, s, d.ID, "abc")
	due(true, "when a scan was added")
	save(t, s, &d)
	now.now = now.now.AddDate(0, 0, -30)
	due(true, "when the clock was set back")
	if err := os.RemoveAll(filepath.Join(s.Dir(), "backups")); err != nil {
		t.Fatal(err)
	}
	due(true, "when somebody removed the backups")
}

func save(t testing.TB, s *store.Store, d *store.Draft) {
	t.Helper()
	var err error
	if d.Seq, err = s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
}

func TestTheChosenFolderGetsTheBackupsToo(t *testing.T) {
	now := newClock()
	s := openWith(t, t.TempDir(), store.Options{Now: now.read})
	defer shut(t, s)
	stick := t.TempDir()
	d := create(t, s, "甲公司")
	addScan(t, s, d.ID, "abc")
	wantError(t, s.SetBackupFolder(t.Context(), filepath.Join(stick, "not there")), store.ErrBackupFolder)
	if err := s.SetBackupFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	backUp(t, s)
	all := backups(t, s)
	if len(all) != 2 || !all[0].Sound || !all[1].Sound || filepath.Dir(all[0].Path) == filepath.Dir(all[1].Path) {
		t.Fatalf("backups %+v", all)
	}
	// The stick is pulled: what is then at its place is an empty folder.
	pulled := filepath.Join(t.TempDir(), "pulled")
	if err := errors.Join(os.Rename(stick, pulled), os.Mkdir(stick, 0o700)); err != nil {
		t.Fatal(err)
	}
	now.now = now.now.AddDate(0, 0, 1)
	save(t, s, &d)
	b, err := s.BackupIfDue(t.Context())
	wantError(t, err, store.ErrBackupFolder)
	if !b.Sound || len(backups(t, s)) != 2 {
		t.Errorf("without the stick: %+v, %d backups", b, len(backups(t, s)))
	}
	if left, err := os.ReadDir(stick); err != nil || len(left) > 0 {
		t.Errorf("where the stick was: %v, %v", left, err)
	}
	// It is there again, and gets what it missed.
	if err := errors.Join(os.Remove(stick), os.Rename(pulled, stick)); err != nil {
		t.Fatal(err)
	}
	if made, err := s.BackupIfDue(t.Context()); err != nil || made.Path != "" {
		t.Errorf("with the stick: %+v, %v", made, err)
	}
	if all := backups(t, s); len(all) != 4 || !all[0].At.Equal(all[1].At) || !all[1].Sound {
		t.Errorf("backups %+v", all)
	}
}

func TestBeforeAnEarlierLayoutIsChangedItIsBackedUp(t *testing.T) {
	for _, layout := range []int{1, 2, 3} {
		dir := fixture(t, layout)
		s := openWith(t, dir, store.Options{})
		all := backups(t, s)
		if len(all) != 1 || all[0].Layout != layout || all[0].Drafts != 3 || !all[0].Sound {
			t.Fatalf("backups %+v", all)
		}
		if _, err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, d := range must(s.Drafts(t.Context()))(t) {
			if err := s.Delete(t.Context(), d.ID); err != nil {
				t.Fatal(err)
			}
		}
		shut(t, s)
		restore(t, dir, all[0].Path)
		s = openWith(t, dir, store.Options{})
		hasAllOfTheFixture(t, s, layout)
		shut(t, s)
	}
}

// must ends the test with an error.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// restore puts a backup in the place of what is in the folder.
func restore(t testing.TB, dir, backup string) store.Restoration {
	t.Helper()
	done, err := store.Restore(t.Context(), dir, backup, store.RestoreOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// change changes a database as another program would.
func change(path, statement string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	_, err = db.Exec(statement)
	return errors.Join(err, db.Close())
}

// Who closes the store may put another one in its place, or remove its folder.
func TestABackupIsGivenUpWhenTheStoreIsClosed(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := create(t, s, "甲公司")
	addScan(t, s, d.ID, "abc")
	addScan(t, s, d.ID, "def")
	closed := make(chan error, 1)
	var closing sync.Once
	_, err = s.Backup(t.Context(), func(int64, int64) {
		closing.Do(func() {
			go func() { closed <- s.Close() }()
			select {
			case err := <-closed:
				closed <- err
				t.Error("it was closed while a backup was being made")
			case <-time.After(100 * time.Millisecond):
			}
		})
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the backup ended with %v", err)
	}
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	left := written(t, dir)
	if _, err := s.BackupIfDue(t.Context()); !errors.Is(err, context.Canceled) {
		t.Errorf("a backup of a closed store: %v", err)
	}
	daily, stop := context.WithCancel(t.Context())
	s.BackupDaily(daily, func(store.Backup, error) {
		t.Error("a closed store is backed up daily")
		stop()
	})
	stop()
	if diff := cmp.Diff(left, written(t, dir)); diff != "" {
		t.Errorf("something was written after it was closed:\n%s", diff)
	}
	s = open(t, dir)
	if all := backups(t, s); len(all) != 0 {
		t.Errorf("left: %+v", all)
	}
}

// written is when the files and folders of a folder were changed.
func written(t testing.TB, dir string) map[string]time.Time {
	t.Helper()
	all := map[string]time.Time{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		all[path] = info.ModTime()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
