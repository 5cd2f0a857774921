package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// A filing with its history and scans is purged; of fifty words in it none stands
// anywhere, nor does a key or a sealed value with which they could be had again.
func TestAPurgedFilingIsNowhere(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	defer func() { shut(t, s) }()
	var words []string
	r := sample()
	for i := range 50 {
		words = append(words, fmt.Sprintf("植入的词%02d号", i))
	}
	r.Filing.Host.Name, r.Filing.Host.Remark = words[0], strings.Join(words[:20], "，")
	d, err := s.Create(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	for i, word := range words[20:40] {
		r.Field = []string{"host.address", "websites.0.remark"}[min(i, 1)] // the first is a change of its own
		r.Filing.Host.Address = word
		r.Filing.Websites[0].Remark = strings.Repeat(word, i*20)
		if d.Seq, err = s.Save(t.Context(), d.ID, d.Seq, r); err != nil {
			t.Fatal(err)
		}
	}
	other := create(t, s, "别家公司")
	own := addScan(t, s, d.ID, strings.Join(words[40:], " "))
	addScan(t, s, d.ID, "abc")
	addScan(t, s, other.ID, "abc")
	if err := s.PutDerivative(t.Context(), own.SHA256, "thumbnail", []byte(strings.Repeat(words[45], 3000))); err != nil {
		t.Fatal(err)
	}
	stick := t.TempDir()
	if err := s.SetBackupFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	backUp(t, s)
	if err := s.Close(); err != nil { // so that all of it is in the database's file
		t.Fatal(err)
	}
	s = openWith(t, dir, store.Options{})
	one := "'" + d.ID + "'"
	keys := s.Bytes(t, "SELECT key FROM draft WHERE id = "+one, "SELECT value FROM draft WHERE id = "+one, "SELECT summary FROM draft WHERE id = "+one,
		"SELECT value FROM change WHERE draft_id = "+one+" AND length(value) < 400",
		"SELECT key FROM scan WHERE address IN (SELECT address FROM derivative)")
	if found := planted(t, dir, keys); len(found) != len(keys) || len(keys) < 6 {
		t.Fatalf("%d of %d sealed values are in the files: this test could not fail", len(found), len(keys))
	}
	c, err := s.Purge(t.Context(), d.ID, store.ByHand)
	if err != nil {
		t.Fatal(err)
	}
	if found := planted(t, dir, slices.Concat(words, keys)); len(found) > 0 {
		t.Errorf("%d of the words and sealed values are left", len(found))
	}
	if found := planted(t, stick, keys); len(found) > 0 {
		t.Errorf("%d of the sealed values are left on the stick", len(found))
	}
	for _, b := range backups(t, s) {
		if b.Drafts != 1 || !b.Sound || len(pooled(t, filepath.Dir(b.Path))) != 1 {
			t.Errorf("backup %+v", b)
		}
		if err := opensWith(t, b, ""); err != nil {
			t.Error(err)
		}
	}
	if c.Scans != 1 || c.Shared != 1 || c.Changes < 2 {
		t.Errorf("the certificate says %+v", c)
	}
	if err := s.VerifyScan(t.Context(), other.ID, abc); err != nil {
		t.Errorf("the other filing's scan: %v", err)
	}
	_, err = s.Load(t.Context(), d.ID)
	wantError(t, err, store.ErrNotFound)
	all, err := s.Certificates(t.Context())
	if diff := cmp.Diff([]store.Certificate{c}, all); err != nil || diff != "" {
		t.Errorf("%v, certificates (-want +got):\n%s", err, diff)
	}
	_, err = s.Purge(t.Context(), d.ID, store.ByHand)
	wantError(t, err, store.ErrNotFound)
}

func TestWhatIsPurgedTogetherGoesFromTheBackups(t *testing.T) {
	s := openWith(t, t.TempDir(), store.Options{})
	defer shut(t, s)
	first, second, stays := create(t, s, "甲公司"), create(t, s, "乙公司"), create(t, s, "丙公司")
	backUp(t, s)
	all, err := s.PurgeAll(t.Context(), []string{first.ID, "of nobody", second.ID}, store.Retention)
	wantError(t, err, store.ErrNotFound)
	if len(all) != 2 || all[0].Draft != first.ID || all[1].Draft != second.ID {
		t.Errorf("certificates %+v", all)
	}
	for _, b := range backups(t, s) {
		if b.Drafts != 1 || !b.Sound {
			t.Errorf("backup %+v", b)
		}
	}
	if _, err := s.Load(t.Context(), stays.ID); err != nil {
		t.Error(err)
	}
}

// A stick that is away follows later; what a failure leaves in the data folder is said.
func TestAPurgeSaysWhatItLeavesInTheBackups(t *testing.T) {
	dir, stick := t.TempDir(), filepath.Join(t.TempDir(), "stick")
	s := openWith(t, dir, store.Options{})
	defer shut(t, s)
	first, second := create(t, s, "甲公司"), create(t, s, "乙公司")
	if err := errors.Join(os.Mkdir(stick, 0o700), s.SetBackupFolder(t.Context(), stick)); err != nil {
		t.Fatal(err)
	}
	backUp(t, s)
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Purge(t.Context(), first.ID, store.ByHand); err != nil {
		t.Errorf("the stick is away: %v", err)
	}
	// A folder cannot be removed as the file that its name says it is.
	if err := os.MkdirAll(filepath.Join(dir, "backups", "incoming-1.tmp", "not empty"), 0o700); err != nil {
		t.Fatal(err)
	}
	c, err := s.Purge(t.Context(), second.ID, store.ByHand)
	wantError(t, err, store.ErrDisk)
	if c.Draft != second.ID {
		t.Errorf("the certificate is of %q", c.Draft)
	}
}

// A backup with earlier keys keeps who was purged since, whose certificates its keys do
// not open. Those that they open are there all the same.
func TestACertificateThatDoesNotOpenHidesNoOther(t *testing.T) {
	dir, stick := t.TempDir(), filepath.Join(t.TempDir(), "stick")
	s := openWith(t, dir, store.Options{})
	first, second := create(t, s, "甲公司"), create(t, s, "乙公司")
	if err := errors.Join(os.Mkdir(stick, 0o700), s.SetBackupFolder(t.Context(), stick)); err != nil {
		t.Fatal(err)
	}
	c, err := s.Purge(t.Context(), first.ID, store.ByHand)
	if err != nil {
		t.Fatal(err)
	}
	backUp(t, s)
	away := stick + " away"
	if err := os.Rename(stick, away); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Purge(t.Context(), second.ID, store.ByHand); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	found, err := store.BackupsIn(t.Context(), away)
	if err != nil {
		t.Fatal(err)
	}
	restore(t, dir, found[0].Path)
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	all, err := s.Certificates(t.Context())
	wantError(t, err, store.ErrDamaged)
	if diff := cmp.Diff([]store.Certificate{c}, all); diff != "" {
		t.Errorf("certificates (-want +got):\n%s", diff)
	}
}

func TestADamagedFilingCanBePurged(t *testing.T) {
	s := open(t, t.TempDir())
	d := create(t, s, "甲公司")
	s.Exec(t, "UPDATE draft SET value = x'02', key = x'02'")
	if _, err := s.Purge(t.Context(), d.ID, store.ByHand); err != nil {
		t.Error(err)
	}
	if n, err := s.Count(t.Context()); n != 0 || err != nil {
		t.Errorf("%d drafts, %v", n, err)
	}
}

// exported makes a draft that was exported now.
func exported(t *testing.T, c *clocked, name string) store.Draft {
	t.Helper()
	d := create(t, c.Store, name)
	d.Record.Exported = &store.Export{At: c.at, File: "a.zip", SHA256: strings.Repeat("ab", 32), Rulebook: "2026.11.1"}
	c.write(t, &d, 0, func(*rules.Filing) {})
	return d
}

func (c *clocked) due(t *testing.T, days int) []string {
	t.Helper()
	due, err := c.Due(t.Context(), days)
	if err != nil {
		t.Fatal(err)
	}
	return names(due)
}

func TestAnExportedFilingIsDueWhenItsTimeIsOver(t *testing.T) {
	c := openClocked(t)
	exported(t, c, "先")
	create(t, c.Store, "未导出")
	for day := range 35 {
		var want []string
		if day >= 30 {
			want = append(want, "先")
		}
		if day >= 33 { // exported on the third day, and first seen on the fourth
			want = append(want, "后")
		}
		if got := c.due(t, 30); !slices.Equal(got, append([]string{}, want...)) {
			t.Fatalf("after %d days due are %q, want %q", day, got, want)
		}
		if day == 2 {
			exported(t, c, "后")
		}
		c.at = c.at.Add(24 * time.Hour)
		if day%10 == 9 {
			c.reopen(t) // what was counted is kept
		}
	}
	if got := c.due(t, 0); len(got) != 0 {
		t.Errorf("without a time, due are %q", got)
	}
}

// Nothing is due because a clock was wrong.
func TestAJumpOfTheClockMakesNothingDue(t *testing.T) {
	for name, jump := range map[string]time.Time{
		"a day on":   time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC),
		"a day back": time.Date(2026, 11, 28, 10, 0, 0, 0, time.UTC),
		"1970":       time.Unix(0, 0),
		"2099":       time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		t.Run(name, func(t *testing.T) {
			c := openClocked(t)
			exported(t, c, "先")
			right := c.at
			c.due(t, 30)
			for _, at := range []time.Time{jump, right.Add(time.Hour), jump.Add(time.Hour), right.Add(2 * time.Hour)} {
				c.at = at
				if got := c.due(t, 30); len(got) > 0 {
					t.Fatalf("at %v due are %q", at, got)
				}
			}
		})
	}
}

func TestAFilingExportedAgainHasItsWholeTimeAgain(t *testing.T) {
	c := openClocked(t)
	d := exported(t, c, "先")
	for range 29 {
		c.due(t, 30)
		c.at = c.at.Add(24 * time.Hour)
	}
	d.Record.Exported.At = c.at
	c.write(t, &d, 0, func(*rules.Filing) {})
	for range 5 {
		if got := c.due(t, 30); len(got) > 0 {
			t.Fatalf("due are %q", got)
		}
		c.at = c.at.Add(24 * time.Hour)
	}
}

func TestPurgeOutlivesTheStore(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "甲公司")
	if _, err := s.Purge(t.Context(), d.ID, store.Retention); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	if err := s.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Certificates(t.Context()); err != nil || len(all) != 1 || all[0].Reason != store.Retention {
		t.Errorf("certificates %+v, %v", all, err)
	}
}
