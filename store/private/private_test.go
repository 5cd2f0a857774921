package private

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func TestAFolderThatWasOpenToOthersIsClosed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes: the user's own folder there is closed to others")
	}
	dir := filepath.Join(t.TempDir(), "open")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := Make(dir); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("its mode is %v, %v", info.Mode(), err)
	}
}

// Somebody else could have put a link there that leads into a folder of theirs.
func TestALinkIsNoPrivateFolder(t *testing.T) {
	dir, theirs := t.TempDir(), t.TempDir()
	link := filepath.Join(dir, "temporary")
	if err := os.Symlink(theirs, link); err != nil {
		t.Skip("this machine makes no links: ", err)
	}
	if _, err := Temporary(dir); err == nil {
		t.Error("a link is taken for a private folder")
	}
}

func TestOldFilesExpire(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)
	for name, age := range map[string]time.Duration{"old.pdf": 9 * time.Hour, "new.pdf": time.Minute} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now, now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	left := func(want ...string) {
		t.Helper()
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != len(want) || len(want) > 0 && entries[0].Name() != want[0] {
			t.Errorf("left are %v, %v, want %v", entries, err, want)
		}
	}
	if err := Expire(dir, now, 8*time.Hour); err != nil {
		t.Fatal(err)
	}
	left("new.pdf")
	if err := Expire(dir, now, 0); err != nil {
		t.Fatal(err)
	}
	left()
	if err := Expire(filepath.Join(dir, "none"), now, 0); err != nil {
		t.Error(err)
	}
}
