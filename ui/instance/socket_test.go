//go:build !windows

package instance

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func placeOf(h *Host) string { return h.listener.(socket).Addr().String() }

func TestTheSocketOfAKilledProgramIsTakenOver(t *testing.T) {
	dir := home(t)
	killed, err := begin(dir, func([]string) { t.Error("the killed program was asked") }, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	killed.listener.(socket).SetUnlinkOnClose(false) // a killed program removes nothing
	path := placeOf(killed)
	if err := killed.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(path); err != nil {
		t.Fatalf("the test left no socket behind: %v", err)
	}
	_, shown := listening(t, dir, time.Minute)
	heard(t, dir, nil, shown)
}

func TestLongPathsWork(t *testing.T) {
	short := home(t)
	long := filepath.Join(short, strings.Repeat("x", 120))
	if err := os.MkdirAll(long, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, variable := range []string{"HOME", "LocalAppData", "XDG_RUNTIME_DIR"} {
		t.Setenv(variable, long)
	}
	h, shown := listening(t, long, time.Minute)
	heard(t, long, nil, shown)
	if path := placeOf(h); len(path) > maxPath {
		t.Errorf("the socket's path has %d bytes: %s", len(path), path)
	}
}

func TestOnlyThisUserMayLookIntoTheFolder(t *testing.T) {
	dir := home(t)
	folder := filepath.Join(dir, "recordal-desk")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	h, _ := listening(t, dir, time.Minute)
	socket := placeOf(h)
	if filepath.Dir(socket) != folder {
		t.Fatalf("the socket is %s, want it in %s", socket, folder)
	}
	for path, want := range map[string]fs.FileMode{folder: 0o700, socket: 0o600} {
		info, err := os.Lstat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has the rights %o, want %o", path, info.Mode().Perm(), want)
		}
	}
}

func TestAFolderThatIsALinkIsNotUsed(t *testing.T) {
	dir := home(t)
	elsewhere := filepath.Join(dir, "elsewhere")
	if err := os.Mkdir(elsewhere, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(dir, "recordal-desk")); err != nil {
		t.Skipf("this system lets nobody make links: %v", err)
	}
	h, shown := listening(t, dir, time.Minute)
	heard(t, dir, nil, shown)
	if folder := filepath.Dir(placeOf(h)); folder == filepath.Join(dir, "recordal-desk") {
		t.Errorf("the socket is behind the link, in %s", folder)
	}
}

func TestAFileInTheSocketsPlaceIsLeftAlone(t *testing.T) {
	dir := home(t)
	path := places(dir)[0]
	if err := private(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	write(t, path)
	h, _ := listening(t, dir, time.Minute)
	if placeOf(h) == path {
		t.Error("the file was replaced by the socket")
	}
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the file is no longer there: %v", err)
	}
}
