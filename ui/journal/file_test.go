package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheLogIsAFileOfLimitedSize(t *testing.T) {
	dir := t.TempDir()
	line := []byte(strings.Repeat("x", 999) + "\n")
	for _, f := range []*file{{dir: dir}, {dir: dir}} { // the second start goes on with what is there
		for range 700 {
			if _, err := f.Write(line); err != nil {
				t.Fatal(err)
			}
		}
		if f.size == 0 {
			t.Fatal("nothing was written")
		}
		if err := f.open.Close(); err != nil {
			t.Fatal(err)
		}
	}
	total := int64(0)
	for _, name := range []string{fileName, oldName} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > maxFile {
			t.Errorf("%s has %d bytes", name, info.Size())
		}
		total += info.Size()
	}
	if total != 2*700*1000 {
		t.Errorf("the log has %d bytes, want %d", total, 2*700*1000)
	}
}

func TestALogWithoutAFolderIsLost(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	if _, err := (&file{dir: dir}).Write([]byte("line\n")); err == nil {
		t.Error("written")
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder was made")
	}
}
