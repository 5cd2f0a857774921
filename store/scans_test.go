package store_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/store"
)

func addScan(t testing.TB, s *store.Store, draftID, content string) store.Scan {
	t.Helper()
	scan, err := s.AddScan(t.Context(), draftID, strings.NewReader(content))
	if err != nil {
		t.Fatalf("add scan: %v", err)
	}
	return scan
}

// originals lists the files under scans/, relative to it.
func originals(t testing.TB, dir string) []string {
	t.Helper()
	found := []string{}
	scans := filepath.Join(dir, "scans")
	err := filepath.WalkDir(scans, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			name, _ := filepath.Rel(scans, path)
			found = append(found, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The SHA-256 of "abc" is the first example of FIPS 180-2, appendix B.
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

func TestAScanIsKeptSealedUnderANameThatDoesNotTellIt(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := create(t, s, "甲公司")
	got := addScan(t, s, d.ID, "abc")
	if want := (store.Scan{SHA256: abc, Size: 3}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	files := originals(t, dir)
	if len(files) != 1 || strings.Contains(files[0], abc[:8]) {
		t.Errorf("files: %v", files)
	}
	if content, err := os.ReadFile(filepath.Join(dir, "scans", files[0])); err != nil || bytes.Contains(content, []byte("abc")) {
		t.Errorf("the file holds %q, %v", content, err)
	}
	file, err := s.OpenScan(t.Context(), d.ID, abc)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if content, err := io.ReadAll(file); err != nil || string(content) != "abc" {
		t.Errorf("read %q, %v", content, err)
	}
	if err := s.VerifyScan(t.Context(), d.ID, abc); err != nil {
		t.Errorf("verify: %v", err)
	}
}

func TestAScanOfTwoDraftsGoesWithTheSecond(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	one, two := create(t, s, "甲公司"), create(t, s, "乙公司")
	addScan(t, s, one.ID, "abc")
	addScan(t, s, two.ID, "abc")
	if err := s.PutDerivative(t.Context(), abc, "thumbnail", []byte("small")); err != nil {
		t.Fatal(err)
	}
	var owners []string
	err := s.EachDerivative(t.Context(), "thumbnail", func(drafts []string, data []byte) error {
		if string(data) != "small" {
			t.Errorf("the derivative is %q", data)
		}
		owners = append(owners, drafts...)
		return nil
	})
	if err != nil || len(owners) != 2 || !slices.Contains(owners, one.ID) || !slices.Contains(owners, two.ID) {
		t.Errorf("derivatives of drafts %v, %v", owners, err)
	}
	if err := s.DropScan(t.Context(), one.ID, abc); err != nil {
		t.Fatal(err)
	}
	if scans, err := s.Scans(t.Context(), one.ID); err != nil || len(scans) != 0 {
		t.Errorf("the draft has %v, %v", scans, err)
	}
	if err := s.VerifyScan(t.Context(), two.ID, abc); err != nil {
		t.Errorf("the other draft's scan: %v", err)
	}
	if small, err := s.Derivative(t.Context(), abc, "thumbnail"); err != nil || string(small) != "small" {
		t.Errorf("the other draft's thumbnail: %q, %v", small, err)
	}
	if err := s.Delete(t.Context(), two.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), one.ID); err != nil {
		t.Fatal(err)
	}
	if got := originals(t, dir); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
	_, err = s.Derivative(t.Context(), abc, "thumbnail")
	wantError(t, err, store.ErrNotFound)
	wantError(t, s.PutDerivative(t.Context(), abc, "thumbnail", []byte("late")), store.ErrNotFound)
}

func TestAScanThatCannotBeKeptLeavesNothingBehind(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	unplugged := errors.New("stick pulled out")
	for name, c := range map[string]struct {
		ctx  context.Context
		from io.Reader
		want error
	}{
		"source fails half-way": {t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(unplugged)), store.ErrScanSource},
		"stopped by the person": {cancelled, strings.NewReader("abc"), context.Canceled},
		"one byte too large":    {t.Context(), io.LimitReader(zeros{}, store.MaxScanBytes+1), store.ErrScanTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir)
			d := create(t, s, "甲公司")
			_, err := s.AddScan(c.ctx, d.ID, c.from)
			wantError(t, err, c.want)
			wantNoScan(t, s, dir, d.ID)
		})
	}
	t.Run("no such draft", func(t *testing.T) {
		dir := t.TempDir()
		s := open(t, dir)
		d := create(t, s, "甲公司")
		_, err := s.AddScan(t.Context(), "nobody", strings.NewReader("abc"))
		wantError(t, err, store.ErrNotFound)
		wantNoScan(t, s, dir, d.ID)
	})
}

func wantNoScan(t testing.TB, s *store.Store, dir, draftID string) {
	t.Helper()
	if got := originals(t, dir); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
	if scans, err := s.Scans(t.Context(), draftID); err != nil || len(scans) != 0 {
		t.Errorf("scans: %v, %v", scans, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestAScanSpoiltOnTheDiskIsNoticedAndHealedByAddingItAgain(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(path string) error
		want  error
	}{
		"one bit flipped": {flipLastBit, store.ErrScanDamaged},
		"cut short":       {func(p string) error { return os.Truncate(p, 2) }, store.ErrScanDamaged},
		"removed":         {os.Remove, store.ErrScanMissing},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir)
			d := create(t, s, "甲公司")
			addScan(t, s, d.ID, "abc")
			if err := c.spoil(filepath.Join(dir, "scans", originals(t, dir)[0])); err != nil {
				t.Fatal(err)
			}
			wantError(t, s.VerifyScan(t.Context(), d.ID, abc), c.want)
			addScan(t, s, d.ID, "abc")
			if err := s.VerifyScan(t.Context(), d.ID, abc); err != nil {
				t.Errorf("after adding it again: %v", err)
			}
		})
	}
}

func flipLastBit(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	content[len(content)-1] ^= 1
	return os.WriteFile(path, content, 0o600)
}

func TestSweepTakesOnlyWhatAKilledProgramLeft(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := create(t, s, "甲公司")
	addScan(t, s, d.ID, "abc")
	abcFile := originals(t, dir)[0]
	orphan := "aa/" + strings.Repeat("a", 64)
	old, fresh := time.Now().Add(-time.Hour), time.Now()
	for name, at := range map[string]time.Time{
		orphan:                          old,
		"incoming-17.tmp":               old,
		"incoming-18.tmp":               fresh,
		"bb/" + strings.Repeat("b", 64): fresh,
		"ab/我的照片.jpg":                   old,
		"cc/" + strings.Repeat("d", 64): old, // not where we would put it
		abcFile:                         old,
	} {
		path := filepath.Join(dir, "scans", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if name != abcFile {
			if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	removed, err := s.Sweep(t.Context())
	if err != nil || removed != 2 {
		t.Errorf("sweep removed %d, %v; want 2", removed, err)
	}
	want := []string{abcFile, "ab/我的照片.jpg", "bb/" + strings.Repeat("b", 64), "cc/" + strings.Repeat("d", 64), "incoming-18.tmp"}
	slices.Sort(want)
	if diff := cmp.Diff(want, originals(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// Dropping a scan can be undone for some days; then its file goes.
func TestTheFileOfADroppedScanGoesLaterUnlessTheFilingHasItAgain(t *testing.T) {
	dir := t.TempDir()
	at := time.Now()
	s, err := store.Open(t.Context(), dir, store.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	gone, back := create(t, s, "甲公司"), create(t, s, "乙公司")
	addScan(t, s, gone.ID, "abc")
	second := addScan(t, s, back.ID, "another")
	for id, sha256 := range map[string]string{gone.ID: abc, back.ID: second.SHA256} {
		if err := s.DropScan(t.Context(), id, sha256); err != nil {
			t.Fatal(err)
		}
	}
	if removed, err := s.Sweep(t.Context()); removed != 0 || err != nil {
		t.Errorf("at once: %d removed, %v", removed, err)
	}
	back.Record.Filing.Attachments = []rules.Attachment{{Material: "host_certificate", File: "a.jpg", SHA256: second.SHA256}}
	if _, err := s.Save(t.Context(), back.ID, back.Seq, back.Record); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	at = at.Add(store.KeptForUndo + time.Hour)
	if s, err = store.Open(t.Context(), dir, store.Options{Now: func() time.Time { return at }}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if removed, err := s.Sweep(t.Context()); removed != 1 || err != nil {
		t.Errorf("later: %d removed, %v", removed, err)
	}
	if err := s.VerifyScan(t.Context(), back.ID, second.SHA256); err != nil {
		t.Errorf("the scan that the filing has again: %v", err)
	}
	wantError(t, s.VerifyScan(t.Context(), gone.ID, abc), store.ErrNotFound)
}

func TestDeletingADraftLeavesNoTraceOfItInTheDatabase(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := create(t, s, "甲公司")
	r, seq := d.Record, d.Seq
	for i := range 20 { // older versions lie in the log and in freed pages
		r.Filing.Host.Remark = strings.Repeat("备注", i*100)
		var err error
		if seq, err = s.Save(t.Context(), d.ID, seq, r); err != nil {
			t.Fatal(err)
		}
	}
	addScan(t, s, d.ID, "abc")
	if err := s.PutDerivative(t.Context(), abc, "thumbnail", []byte(strings.Repeat("缩略图的内容", 5000))); err != nil {
		t.Fatal(err)
	}
	secrets := s.Bytes(t, "SELECT key FROM draft", "SELECT summary FROM draft", "SELECT value FROM draft", "SELECT value FROM change",
		"SELECT key FROM scan", "SELECT value FROM scan", "SELECT substr(value, 1, 1000) FROM derivative")
	if found := planted(t, dir, secrets); len(found) != len(secrets) || len(found) < 8 {
		t.Fatalf("only %d of the sealed values are in the files: this test could not fail", len(found))
	}
	if err := s.Delete(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if found := planted(t, dir, secrets); len(found) != 0 {
		t.Errorf("%d sealed values are still in the files after deleting", len(found))
	}
	if free := s.Pragma(t, "read", "freelist_count"); free != "0" {
		t.Errorf("%s pages are kept for nothing", free)
	}
}

// planted returns which of the words stand in any file of the folder. It reads
// through a child's eyes: opening the database's own files here would take
// SQLite's locks away.
func planted(t *testing.T, dir string, words []string) []string {
	t.Helper()
	cmd := child(t.Context(), t, "print", dir)
	content, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, w := range words {
		if bytes.Contains(content, []byte(w)) {
			found = append(found, w)
		}
	}
	return found
}

func init() {
	children["print"] = func(dir string) {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if err == nil {
				_, err = os.Stdout.Write(content)
			}
			return err
		})
		if err != nil {
			os.Exit(1)
		}
	}
}
