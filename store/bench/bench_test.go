package bench

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

func now() time.Time { return time.Date(2026, 11, 30, 9, 30, 0, 0, time.UTC) }

const (
	id      = "dialog.cancel"
	english = translations.English
)

func mustChange(t *testing.T, b *labels.Bench, l translations.Language, text string) {
	t.Helper()
	if _, err := b.Change("林译", "", labels.Edit{ID: id, Language: l, Forms: translations.Single(text)}); err != nil {
		t.Fatal(err)
	}
}

func mustSave(t *testing.T, dir string, b *labels.Bench) {
	t.Helper()
	if err := Save(dir, b); err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t *testing.T, dir string) *labels.Bench {
	t.Helper()
	b, wrong, err := Open(dir, now)
	if err != nil || len(wrong) > 0 {
		t.Fatal(err, wrong)
	}
	return b
}

func says(t *testing.T, b *labels.Bench, l translations.Language) string {
	t.Helper()
	r, ok := b.Record(id)
	if !ok {
		t.Fatal("there is no such message")
	}
	return r.Texts[l].Forms[translations.Other]
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestAFolderIsOpenedAsItWasSaved(t *testing.T) {
	dir := In(t.TempDir())
	b := mustOpen(t, dir)
	if _, err := os.Stat(dir); err == nil {
		t.Error("opening makes the folder")
	}
	mustChange(t, b, english, "Never mind")
	mustChange(t, b, "fr", "Annuler")
	b.MarkChecked("林译", id)
	mustSave(t, dir, b)
	if got, want := names(t, dir), []string{"active.en.toml", "active.fr.toml", "checked.toml", "history.jsonl"}; !slices.Equal(got, want) {
		t.Fatalf("the folder holds %v, want %v", got, want)
	}
	if runtime.GOOS != "windows" {
		for _, name := range append(names(t, dir), ".") {
			if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Errorf("others may read %s: %v, %v", name, info.Mode(), err)
			}
		}
	}
	again := mustOpen(t, dir)
	if got := says(t, again, english); got != "Never mind" {
		t.Errorf("says %q", got)
	}
	if r, _ := again.Record(id); !r.Seen() || r.Last == nil {
		t.Errorf("the record is %+v", r)
	}
	// What is undone is gone from the folder, and what is not ours stays.
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	again.Uncheck(id)
	again.Undo()
	again.Undo()
	mustSave(t, dir, again)
	if got, want := names(t, dir), []string{"active.fr.toml", "notes.txt"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

func TestAFileThatIsAsItWasIsNotWrittenAgain(t *testing.T) {
	dir := t.TempDir()
	b := mustOpen(t, dir)
	mustChange(t, b, english, "Never mind")
	mustSave(t, dir, b)
	old := now().Add(-time.Hour)
	path := filepath.Join(dir, "active.en.toml")
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	mustChange(t, b, translations.Chinese, "算了")
	mustSave(t, dir, b)
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("written at %v, %v", info.ModTime(), err)
	}
}

// failing is a disk that fails at its k-th call, after half of what it was to write.
func failing(k int, with error) disk {
	fails := func() bool { k--; return k < 0 }
	return disk{
		write: func(f *os.File, data []byte) error {
			if fails() {
				_, err := f.Write(data[:len(data)/2])
				return errors.Join(with, err)
			}
			return write(f, data)
		},
		rename: func(from, to string) error {
			if fails() {
				return with
			}
			return os.Rename(from, to)
		},
		remove: func(path string) error {
			if fails() {
				return with
			}
			return os.Remove(path)
		},
		syncFolder: func(string) error {
			if fails() {
				return with
			}
			return nil
		},
	}
}

func TestADiskThatFailsLeavesTheFormerFileOrTheNewOne(t *testing.T) {
	full := errors.New("no space left on the disk")
	failed := 0
	for k := range 20 {
		dir := t.TempDir()
		b := mustOpen(t, dir)
		mustChange(t, b, english, "Never mind")
		b.MarkChecked("林译", id)
		mustSave(t, dir, b)
		mustChange(t, b, english, "Stop")
		mustChange(t, b, translations.Chinese, "算了")
		b.Uncheck(id)
		err := save(failing(k, full), dir, b)
		if err == nil {
			break
		}
		failed++
		if !errors.Is(err, full) {
			t.Errorf("failing at call %d: %v", k, err)
		}
		left := mustOpen(t, dir)
		if got := says(t, left, english); got != "Never mind" && (got != "Stop" || k == 0) {
			t.Errorf("failing at call %d it says %q", k, got)
		}
		for _, name := range names(t, dir) {
			if strings.HasPrefix(name, ".") {
				t.Errorf("failing at call %d leaves %s", k, name)
			}
		}
		// When there is room again all is saved.
		mustSave(t, dir, b)
		if got := says(t, mustOpen(t, dir), english); got != "Stop" {
			t.Errorf("saved again it says %q", got)
		}
	}
	if failed < 7 {
		t.Errorf("only %d calls failed", failed)
	}
}

// What the program cannot take up, since a message is gone or has other arguments by now,
// is still a translator's work.
func TestWhatCannotBeTakenUpIsKept(t *testing.T) {
	dir := t.TempDir()
	was := "\"dialog.cancel\" = \"Never mind\"\n\"gone\" = \"It was here\"\n"
	if err := os.WriteFile(filepath.Join(dir, "active.en.toml"), []byte(was), 0o600); err != nil {
		t.Fatal(err)
	}
	b, wrong, err := Open(dir, now)
	if err != nil || len(wrong) != 1 || says(t, b, english) != "Never mind" {
		t.Fatal(err, wrong)
	}
	mustChange(t, b, english, "Stop")
	mustSave(t, dir, b)
	kept, err := filepath.Glob(filepath.Join(dir, "kept-*-active.en.toml"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("the folder holds %v, %v", names(t, dir), err)
	}
	if data, err := os.ReadFile(kept[0]); err != nil || string(data) != was {
		t.Errorf("kept is %q, %v", data, err)
	}
	if got := says(t, mustOpen(t, dir), english); got != "Stop" {
		t.Errorf("says %q", got)
	}
}

func TestAFileThatIsTooLargeIsLeftOut(t *testing.T) {
	dir := t.TempDir()
	b := mustOpen(t, dir)
	mustChange(t, b, english, "Never mind")
	mustSave(t, dir, b)
	if err := os.Truncate(filepath.Join(dir, "history.jsonl"), maxFileBytes+1); err != nil {
		t.Fatal(err)
	}
	again, wrong, err := Open(dir, now)
	if err != nil || len(wrong) != 1 || !errors.Is(wrong[0], errTooLarge) {
		t.Fatal(err, wrong)
	}
	if got := says(t, again, english); got != "Never mind" {
		t.Errorf("says %q", got)
	}
}

func TestAFolderThatIsAFileIsAnError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "translations")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(path, now); err == nil {
		t.Error("opened")
	}
	if err := Save(path, labels.New(now)); err == nil {
		t.Error("saved")
	}
}
