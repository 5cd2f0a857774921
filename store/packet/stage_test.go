package packet

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// What is being made is not swept away by another export into the folder, and is gone
// with all that lies in it once it is done.
func TestAStageStaysUntilItIsDone(t *testing.T) {
	dir := t.TempDir()
	stage, done, err := Stage(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(stage, "form.pdf"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := Sweep(dir); err != nil || n != 0 {
		t.Errorf("swept away: %d, %v", n, err)
	}
	if info, err := os.Stat(stage); err != nil || runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may look into it: %v, %v", info, err)
	}
	if err := done(); err != nil {
		t.Fatal(err)
	}
	if left := folders(t, dir); left != "" {
		t.Errorf("left is %s", left)
	}
}
