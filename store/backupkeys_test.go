package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recordaldesk/store"
)

// opensWith restores a backup into a folder of its own and reads the drafts with the
// passphrase; without one where it is empty.
func opensWith(t testing.TB, b store.Backup, passphrase string) error {
	t.Helper()
	dir := t.TempDir()
	if _, err := store.Restore(t.Context(), dir, b.Path, store.RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	s := openWith(t, dir, store.Options{})
	defer shut(t, s)
	if passphrase != "" {
		if err := s.Unlock(t.Context(), passphrase); err != nil {
			return err
		}
	}
	drafts, err := s.Drafts(t.Context())
	if err != nil {
		return err
	}
	for _, m := range drafts {
		scans, err := s.Scans(t.Context(), m.ID)
		if err != nil {
			return err
		}
		for _, scan := range scans {
			if err := s.VerifyScan(t.Context(), m.ID, scan.SHA256); err != nil {
				return err
			}
		}
	}
	damage, err := s.Audit(t.Context())
	if err == nil && !damage.None() {
		err = fmt.Errorf("damage %+v", damage)
	}
	return err
}

// withBackups is a store of an earlier layout that was brought up, and then backed up
// in the folder and on a stick.
func withBackups(t *testing.T) (s *store.Store, stick string) {
	t.Helper()
	stick = t.TempDir()
	now := newClock()
	s = openWith(t, fixture(t, 2), store.Options{Now: now.read})
	if err := s.SetBackupFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		now.now = now.now.AddDate(0, 0, 1)
		d := create(t, s, "甲公司")
		addScan(t, s, d.ID, d.ID)
		backUp(t, s)
	}
	return s, stick
}

func TestThePassphraseOfTodayOpensEveryBackup(t *testing.T) {
	s, _ := withBackups(t)
	defer shut(t, s)
	if n := len(backups(t, s)); n != 5 { // one of the earlier layout
		t.Fatalf("%d backups", n)
	}
	expect := func(when string, with string, without ...string) {
		t.Helper()
		all := backups(t, s)
		if len(all) != 4 {
			t.Errorf("%s: %d backups", when, len(all))
		}
		for i, b := range all {
			if !b.Sound || b.Passphrase != (with != "") {
				t.Errorf("%s: %+v", when, b)
			}
			if err := opensWith(t, b, with); err != nil {
				t.Errorf("%s: %v", when, err)
			}
			for _, other := range without {
				if i > 0 { // a try takes a tenth of a second
					break
				}
				if err := opensWith(t, b, other); err == nil {
					t.Errorf("%s: a backup opens with %q", when, other)
				}
			}
		}
	}
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	expect("set", passphrase, "", "窗口三 的 另一个口令")
	if err := s.SetPassphrase(t.Context(), "窗口三 的 另一个口令"); err != nil {
		t.Fatal(err)
	}
	expect("changed", "窗口三 的 另一个口令", "", passphrase)
	if err := s.RemovePassphrase(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect("removed", "")
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	expect("set again", passphrase, "", "窗口三 的 另一个口令")
}

// The key that lay in the clear in a backup is nowhere any more, in no file that was
// part of one.
func TestTheKeyInTheClearIsTakenOutOfTheBackups(t *testing.T) {
	s, stick := withBackups(t)
	key := s.Bytes(t, "SELECT value FROM key WHERE name = 'open'")
	if found := planted(t, stick, key); len(found) != 1 {
		t.Fatal("the key was not in the backups")
	}
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	dir := s.Dir()
	shut(t, s)
	for _, place := range []string{stick, dir} {
		if found := planted(t, place, key); len(found) > 0 {
			t.Errorf("the key is still in %s", filepath.Base(place))
		}
	}
}

// A stick that was not there while the passphrase was set, changed, removed and set
// again follows when it is.
func TestBackupsOnAStickFollowWhenItIsThere(t *testing.T) {
	s, stick := withBackups(t)
	dir := s.Dir()
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	away := filepath.Join(t.TempDir(), "away")
	if err := errors.Join(os.Rename(stick, away), os.Mkdir(stick, 0o700)); err != nil {
		t.Fatal(err)
	}
	for _, change := range []func() error{
		func() error { return s.SetPassphrase(t.Context(), "窗口三 的 另一个口令") },
		func() error { return s.RemovePassphrase(t.Context()) },
		func() error { return s.SetPassphrase(t.Context(), "窗口三 的 第三个口令") },
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
	}
	wantError(t, s.AlignBackups(t.Context()), store.ErrBackupFolder)
	shut(t, s)
	if err := errors.Join(os.Remove(stick), os.Rename(away, stick)); err != nil {
		t.Fatal(err)
	}
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	wantError(t, s.AlignBackups(t.Context()), store.ErrLocked)
	if err := s.Unlock(t.Context(), "窗口三 的 第三个口令"); err != nil {
		t.Fatal(err)
	}
	if err := s.AlignBackups(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, b := range backups(t, s) {
		if err := opensWith(t, b, "窗口三 的 第三个口令"); err != nil {
			t.Error(err)
		}
		if opensWith(t, b, passphrase) == nil {
			t.Error("a backup opens by the first passphrase")
		}
	}
}

func TestABackupOfALockedStoreIsMade(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	create(t, s, "甲公司")
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.Lock(t.Context()); err != nil {
		t.Fatal(err)
	}
	b := backUp(t, s)
	shut(t, s)
	if err := opensWith(t, b, passphrase); err != nil || !b.Passphrase {
		t.Errorf("%+v, %v", b, err)
	}
}

func init() { children["set passphrase with backups"] = setPassphraseUntilKilled }

// setPassphraseUntilKilled says that it begins, and then goes from one passphrase to
// another, over none.
func setPassphraseUntilKilled(dir string) {
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		die(err)
	}
	for n := 0; ; n++ {
		if n%2 == 0 && !s.Locked() {
			fmt.Println("begin")
			err = s.SetPassphrase(ctx, passphrase)
		} else if err = s.Unlock(ctx, passphrase); err == nil {
			err = s.RemovePassphrase(ctx)
		}
		if err != nil {
			die(err)
		}
	}
}

// Whenever the program is killed while a passphrase is set or removed: once it has
// started again, all backups open as the store does, and not otherwise.
func TestAKillWhileBackupsAreSealedAnewIsMended(t *testing.T) {
	s, _ := withBackups(t)
	dir := s.Dir()
	shut(t, s)
	for range max(3, kills(t)/5) {
		killed(t, "set passphrase with backups", dir)
		s := openWith(t, dir, store.Options{})
		with := ""
		if s.Locked() {
			with = passphrase
			if err := s.Unlock(t.Context(), with); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AlignBackups(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, b := range backups(t, s) {
			if b.Layout < 3 && with == "" {
				continue
			}
			if b.Passphrase != (with != "") || !b.Sound {
				t.Errorf("locked %v, backup %+v", with != "", b)
			}
			if err := opensWith(t, b, with); err != nil {
				t.Error(err)
			}
		}
		if with != "" {
			if err := s.RemovePassphrase(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		shut(t, s)
		noLeftovers(t, dir)
	}
}

// noLeftovers looks for what a killed program leaves and the next one sweeps.
func noLeftovers(t testing.TB, dir string) {
	t.Helper()
	for _, pattern := range []string{"*.tmp", "restored", "backups/*.tmp", "backups/*/*-journal", "backups/scans/*.tmp", "backups/scans/??/*.tmp", "aside/unfinished"} {
		if left, err := filepath.Glob(filepath.Join(dir, pattern)); err != nil || len(left) > 0 {
			t.Errorf("left over: %s, %v", strings.Join(left, " "), err)
		}
	}
}

func TestAKillWhileBackingUpLeavesNoHalfBackup(t *testing.T) {
	dir := t.TempDir()
	made := 0
	for range max(5, kills(t)/2) {
		killed(t, "back up", dir)
		s := openWith(t, dir, store.Options{})
		for _, b := range backups(t, s) {
			if !b.Sound {
				t.Errorf("after a kill: %+v", b)
			}
			made++
		}
		last := backUp(t, s)
		shut(t, s)
		noLeftovers(t, dir)
		if err := opensWith(t, last, ""); err != nil {
			t.Error(err)
		}
	}
	if made == 0 {
		t.Error("no backup was made before a kill")
	}
}

func init() { children["back up"] = backUpUntilKilled }

func backUpUntilKilled(dir string) {
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{Now: func() time.Time { return time.Now() }})
	if err != nil {
		die(err)
	}
	for n := 0; ; n++ {
		d, err := s.Create(ctx, sample())
		if err != nil {
			die(err)
		}
		if _, err := s.AddScan(ctx, d.ID, &pattern{seed: d.ID, left: 300_000}); err != nil {
			die(err)
		}
		fmt.Println(n)
		if _, err := s.Backup(ctx, nil); err != nil {
			die(err)
		}
	}
}
