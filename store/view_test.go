package store_test

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"recordaldesk/store"
	"recordaldesk/store/storetest"
)

// view opens a folder for reading, with temporary files in a folder of the test's own,
// and returns the store and that folder.
func view(t *testing.T, dir string) (*store.Store, string) {
	t.Helper()
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	s, err := store.View(t.Context(), dir, store.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s, temporary
}

// readsAll reads every draft and scan, and returns the names.
func readsAll(t *testing.T, s *store.Store) []string {
	t.Helper()
	drafts := must(s.Drafts(t.Context()))(t)
	for _, m := range drafts {
		if _, err := s.Load(t.Context(), m.ID); err != nil {
			t.Error(err)
		}
		for _, scan := range must(s.Scans(t.Context(), m.ID))(t) {
			if err := s.VerifyScan(t.Context(), m.ID, scan.SHA256); err != nil {
				t.Error(err)
			}
		}
	}
	all := names(drafts)
	slices.Sort(all)
	return all
}

func TestAFolderThatAnotherProgramHasOpenCanBeLookedAt(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := create(t, s, "first")
	addScan(t, s, d.ID, "abc")
	v, temporary := view(t, dir)
	create(t, s, "later") // which goes on meanwhile
	if got := readsAll(t, v); !slices.Equal(got, []string{"first"}) || !v.Viewing() || s.Viewing() {
		t.Errorf("seen: %q", got)
	}
	private, err := filepath.Glob(filepath.Join(temporary, "*"))
	if err != nil || len(private) != 1 {
		t.Fatalf("temporary files %v, %v", private, err)
	}
	if info, err := os.Stat(private[0]); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	shut(t, v)
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// Where there is no write-ahead log, a killed program leaves the database half changed,
// and beside it the journal that undoes it.
func TestWhatAKilledProgramLeftHalfDoneIsNotShown(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	create(t, s, "甲公司")
	shut(t, s)
	path := filepath.Join(dir, "recordal.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range []string{
		"PRAGMA journal_mode = delete", "PRAGMA cache_size = 1", "BEGIN", "UPDATE draft SET value = zeroblob(1000000)",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	killed := t.TempDir()
	for _, name := range []string{"recordal.db", "recordal.db-journal"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(killed, name), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	before := storetest.Contents(t, killed)
	v, _ := view(t, killed)
	if got := readsAll(t, v); !slices.Equal(got, []string{"甲公司"}) {
		t.Errorf("shown are %v", got)
	}
	shut(t, v)
	h, err := store.Examine(t.Context(), killed, "")
	if err != nil || !errors.Is(h.Broken, store.ErrInUse) {
		t.Errorf("examined: %v, broken %v", err, h.Broken)
	}
	if after := storetest.Contents(t, killed); !maps.Equal(before, after) {
		t.Error("the folder was changed")
	}
}

func TestWhatIsLookedAtCannotBeChanged(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "first")
	scan := addScan(t, s, d.ID, "abc")
	shut(t, s)
	before := storetest.Contents(t, dir)
	v, _ := view(t, dir)
	defer shut(t, v)
	ctx, stick := t.Context(), t.TempDir()
	for name, do := range map[string]func() error{
		"create":         func() error { _, err := v.Create(ctx, sample()); return err },
		"save":           func() error { _, err := v.Save(ctx, d.ID, d.Seq, d.Record); return err },
		"delete":         func() error { return v.Delete(ctx, d.ID) },
		"purge":          func() error { _, err := v.Purge(ctx, d.ID, store.ByHand); return err },
		"undo":           func() error { _, _, err := v.Undo(ctx, d.ID, d.Seq); return err },
		"add scan":       func() error { _, err := v.AddScan(ctx, d.ID, strings.NewReader("x")); return err },
		"drop scan":      func() error { return v.DropScan(ctx, d.ID, scan.SHA256) },
		"derivative":     func() error { return v.PutDerivative(ctx, scan.SHA256, "thumbnail", nil) },
		"sealed setting": func() error { return v.SetSealed(ctx, "verdicts", nil) },
		"blank":          func() error { return v.PutBlank(ctx, "check_list", nil, nil) },
		"passphrase":     func() error { return v.SetPassphrase(ctx, passphrase) },
		"sweep":          func() error { _, err := v.Sweep(ctx); return err },
		"backup":         func() error { _, err := v.Backup(ctx, nil); return err },
		"backup folder":  func() error { return v.SetBackupFolder(ctx, stick) },
		"align":          func() error { return v.AlignBackups(ctx) },
	} {
		if err := do(); store.MessageID(err) != "store.problem.viewing" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := v.SetSetting(ctx, "language", "en"); err != nil {
		t.Error(err)
	}
	if got := must(v.Setting(ctx, "language"))(t); got != "en" {
		t.Errorf("the language is %q", got)
	}
	if err := os.WriteFile(filepath.Join(v.Scratch(), "printed.pdf"), nil, 0o600); err != nil {
		t.Error(err)
	}
	if got := readsAll(t, v); len(got) != 1 {
		t.Errorf("seen: %q", got)
	}
	if left := storetest.Contents(t, stick); len(left) > 0 {
		t.Errorf("on the stick are %d files", len(left))
	}
	if after := storetest.Contents(t, dir); !maps.Equal(before, after) {
		t.Errorf("the folder was changed: %d files before, %d after", len(before), len(after))
	}
}

func TestWhatIsDamagedOrOlderOrNewerCanBeLookedAt(t *testing.T) {
	dir, database := spoiledStore(t, 12)
	spoil(t, dir, database, 1)
	v, _ := view(t, dir)
	if got := readsAll(t, v); len(got) != 12 {
		t.Errorf("of a damaged database: %q", got)
	}
	shut(t, v)

	spoil(t, dir, database)
	if err := change(filepath.Join(dir, "recordal.db"), "PRAGMA user_version = 99; ALTER TABLE draft ADD COLUMN colour TEXT"); err != nil {
		t.Fatal(err)
	}
	v, _ = view(t, dir)
	if got := readsAll(t, v); len(got) != 12 {
		t.Errorf("of a newer program: %q", got)
	}
	shut(t, v)
	if err := change(filepath.Join(dir, "recordal.db"), "ALTER TABLE draft RENAME COLUMN value TO content"); err != nil {
		t.Fatal(err)
	}
	_, err := store.View(t.Context(), dir, store.Options{}, nil)
	wantError(t, err, store.ErrNewerSchema)

	dir = fixture(t, 1)
	before := storetest.Contents(t, dir)
	v, temporary := view(t, dir)
	hasAllOfTheFixture(t, v, 1)
	shut(t, v)
	if after := storetest.Contents(t, dir); !maps.Equal(before, after) {
		t.Errorf("the folder was changed: %d files before, %d after", len(before), len(after))
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}

	_, err = store.View(t.Context(), t.TempDir(), store.Options{}, nil)
	wantError(t, err, store.ErrNotFound)
}

func TestALockedStoreThatIsLookedAtOpensByItsPassphrase(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	create(t, s, "first")
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	v, _ := view(t, dir)
	defer shut(t, v)
	if !v.Locked() {
		t.Error("it is open")
	}
	if err := v.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if got := readsAll(t, v); len(got) != 1 {
		t.Errorf("seen: %q", got)
	}
}

func init() {
	children["look"] = func(dir string) {
		if _, err := store.View(context.Background(), dir, store.Options{}, nil); err != nil {
			die(err)
		}
		os.Stdout.WriteString("looking\n")
		select {}
	}
}

// What a killed program copied is removed by the next one that looks.
func TestTheCopyOfAKilledProgramIsRemoved(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	create(t, s, "first")
	shut(t, s)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	killed(t, "look", dir)
	if left, err := os.ReadDir(temporary); err != nil || len(left) != 1 {
		t.Fatalf("a killed program left %v, %v", left, err)
	}
	for range 2 { // the second time beside the first, which goes on
		v, err := store.View(t.Context(), dir, store.Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer shut(t, v)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) != 2 {
		t.Errorf("left: %v, %v", left, err)
	}
}
