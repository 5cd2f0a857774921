package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

// A store that was locked while a draft was purged, and the stick away, is opened by the
// keyring: at the start, or later.
func TestBackupsFollowWhenTheKeyringOpensTheStore(t *testing.T) {
	s, stick := withBackups(t)
	dir, ring := s.Dir(), &keyring{}
	drafts, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	s = openWith(t, dir, store.Options{Keyring: ring})
	if err := errors.Join(s.Unlock(t.Context(), passphrase), s.Remember(t.Context())); err != nil {
		t.Fatal(err)
	}
	away := filepath.Join(t.TempDir(), "away")
	purgeAway := func(m *store.Summary, locked func()) {
		t.Helper()
		if err := os.Rename(stick, away); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Purge(t.Context(), m.ID, store.ByHand); err != nil {
			t.Fatal(err)
		}
		locked()
		if err := os.Rename(away, stick); err != nil {
			t.Fatal(err)
		}
	}
	followed := func(drafts int) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		for {
			all, err := s.Backups(ctx)
			if err != nil {
				t.Fatalf("the backups on the stick do not follow: %v", err)
			}
			if !slices.ContainsFunc(all, func(b store.Backup) bool { return b.Drafts > drafts }) {
				return
			}
		}
	}
	purgeAway(drafts[0], func() { shut(t, s) })
	s = openWith(t, dir, store.Options{Keyring: ring})
	defer func() { shut(t, s) }()
	followed(len(drafts) - 1)
	purgeAway(drafts[1], func() {
		if err := s.Lock(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	if err := s.UnlockWithKeyring(t.Context()); err != nil {
		t.Fatal(err)
	}
	followed(len(drafts) - 2)
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

// noLeftovers looks for what a killed program leaves and the next one sweeps.
func noLeftovers(t testing.TB, dir string) {
	t.Helper()
	for _, pattern := range []string{"*.tmp", "restored", "backups/*.tmp", "backups/*/*-journal", "backups/scans/*.tmp", "backups/scans/??/*.tmp", "aside/unfinished"} {
		if left, err := filepath.Glob(filepath.Join(dir, pattern)); err != nil || len(left) > 0 {
			t.Errorf("left over: %s, %v", strings.Join(left, " "), err)
		}
	}
}
