package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// The installer holds dates of files, and NSIS reads folders in the order of the disk: none
// of that may be seen in its bytes.
func TestTheInstallerDoesNotTellWhenItWasMade(t *testing.T) {
	if _, err := exec.LookPath("makensis"); err != nil {
		t.Skip("makensis, which makes the installer, is missing")
	}
	t.Chdir("../..")
	var sums [2][32]byte
	for i, files := range [][]string{{"recordal.exe", "a.txt", "safe-graphics/x.dll"}, {"safe-graphics/x.dll", "a.txt", "recordal.exe"}} {
		scratch := filepath.Join(t.TempDir(), "a folder")
		w := &work{ctx: t.Context(), out: scratch, scratch: scratch, when: time.Unix(1.7e9, 0), version: "1.2.3"}
		dir := filepath.Join(scratch, "windows")
		for _, name := range files {
			if err := place(dir, name, []byte("text of "+name), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(scratch, "icon.ico"), windowsIcon(), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := w.stamp(dir); err != nil {
			t.Fatal(err)
		}
		installer := filepath.Join(scratch, "a-setup.exe")
		if err := w.install(dir, installer); err != nil {
			t.Fatal(err)
		}
		sums[i] = sum(t, installer)
		time.Sleep(1100 * time.Millisecond * time.Duration(1-i)) // dates in it count seconds
	}
	if sums[0] != sums[1] {
		t.Error("the installers differ")
	}
}
