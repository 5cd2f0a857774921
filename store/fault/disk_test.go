package fault

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// call reads a call as strace writes it, but for strings, which stand in '…' and not
// in hex.
func call(text string) Call {
	for i, part := range strings.Split(text, `'`) {
		if i%2 == 1 {
			text = strings.Replace(text, `'`+part+`'`, inHex(part), 1)
		}
	}
	c, err := parseCall(text)
	if err != nil {
		panic(err)
	}
	return c
}

func inHex(text string) string {
	var out strings.Builder
	for i := range len(text) {
		fmt.Fprintf(&out, `\x%02x`, text[i])
	}
	return `"` + out.String() + `"`
}

// left plays the calls and returns the files a power cut leaves, with the part keep
// of what was not safe, and folders as "" with a slash.
func left(t *testing.T, keep float64, calls ...string) map[string]string {
	t.Helper()
	disk := NewDisk("/d")
	for i, text := range calls {
		c := call(text)
		c.Began, c.Ended = i, i
		if _, err := disk.Apply(c); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	if err := disk.Cut(rand.New(rand.NewPCG(1, 2)), keep, dir); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || path == ".":
			return err
		case e.IsDir():
			found[path+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		found[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAPowerCutLeavesWhatWasSynced(t *testing.T) {
	made := []string{ // a file with its name and first bytes safe
		`openat(AT_FDCWD, '/d/a', O_RDWR|O_CREAT, 0600) = 5`, `write(5, 'one', 3) = 3`, `fsync(5) = 0`,
		`openat(AT_FDCWD, '/d', O_RDONLY) = 6`, `fsync(6) = 0`,
	}
	for name, c := range map[string]struct {
		calls       []string
		least, most map[string]string // what is left where nothing of the rest comes to the disk, and where all does
	}{
		"a file": {made, map[string]string{"a": "one"}, map[string]string{"a": "one"}},
		"a file without the folder": {
			[]string{`openat(AT_FDCWD, '/d/a', O_RDWR|O_CREAT, 0600) = 5`, `write(5, 'one', 3) = 3`, `fsync(5) = 0`},
			map[string]string{}, map[string]string{"a": "one"},
		},
		"a write": {
			append(made, `pwrite64(5, 'two', 3, 1) = 3`),
			map[string]string{"a": "one"}, map[string]string{"a": "otwo"},
		},
		"a write that failed": {
			append(made, `pwrite64(5, 'two', 3, 1) = -1 ENOSPC (No space left on device)`),
			map[string]string{"a": "one"}, map[string]string{"a": "one"},
		},
		"a sync that failed": {
			append(made, `write(5, 'two', 3) = 3`, `fsync(5) = -1 EIO (Input/output error)`),
			map[string]string{"a": "one"}, map[string]string{"a": "onetwo"},
		},
		"a truncation": {
			append(made, `ftruncate(5, 1) = 0`),
			map[string]string{"a": "one"}, map[string]string{"a": "o"},
		},
		"a new beginning": {
			append(made, `openat(AT_FDCWD, '/d/a', O_WRONLY|O_TRUNC) = 7`, `write(7, 'x', 1) = 1`, `fdatasync(7) = 0`),
			map[string]string{"a": "x"}, map[string]string{"a": "x"},
		},
		"an appended end": {
			append(made, `openat(AT_FDCWD, '/d/a', O_WRONLY|O_APPEND) = 7`, `write(7, '!', 1) = 1`, `fsync(7) = 0`),
			map[string]string{"a": "one!"}, map[string]string{"a": "one!"},
		},
		"a removal": {append(made, `unlinkat(AT_FDCWD, '/d/a', 0) = 0`), map[string]string{"a": "one"}, map[string]string{}},
		"a removal that is safe": {
			append(made, `unlink('/d/a') = 0`, `fsync(6) = 0`), map[string]string{}, map[string]string{},
		},
		"another name": {
			append(made, `renameat(AT_FDCWD, '/d/a', AT_FDCWD, '/d/b') = 0`),
			map[string]string{"a": "one"}, map[string]string{"b": "one"},
		},
		"another folder, of which only the new one is safe": {
			append(made, `mkdirat(AT_FDCWD, '/d/f', 0700) = 0`, `fsync(6) = 0`, `rename('/d/a', '/d/f/a') = 0`,
				`openat(AT_FDCWD, '/d/f', O_RDONLY) = 8`, `fsync(8) = 0`),
			map[string]string{"a": "one", "f/": "", "f/a": "one"}, map[string]string{"f/": "", "f/a": "one"},
		},
		"a second name": {
			append(made, `linkat(AT_FDCWD, '/d/a', AT_FDCWD, '/d/b', 0) = 0`, `unlink('/d/a') = 0`, `fsync(6) = 0`, `write(5, 'two', 3) = 3`),
			map[string]string{"b": "one"}, map[string]string{"b": "onetwo"},
		},
		"a second name that is not safe": {
			append(made, `link('/d/a', '/d/b') = 0`), map[string]string{"a": "one"}, map[string]string{"a": "one", "b": "one"},
		},
		"a descriptor that was closed and is another's now": {
			append(made, `close(5) = 0`, `openat(AT_FDCWD, '/elsewhere', O_RDWR) = 5`, `write(5, 'two', 3) = 3`),
			map[string]string{"a": "one"}, map[string]string{"a": "one"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.least, left(t, 0, c.calls...)); diff != "" {
				t.Errorf("nothing else kept (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.most, left(t, 1, c.calls...)); diff != "" {
				t.Errorf("all kept (-want +got):\n%s", diff)
			}
		})
	}
}

// A sync makes safe what was done when it began, not what another thread did
// meanwhile.
func TestASyncCoversOnlyWhatWasBeforeIt(t *testing.T) {
	disk := NewDisk("/d")
	for _, c := range []struct {
		began, ended int
		text         string
	}{
		{0, 0, `openat(AT_FDCWD, '/d/a', O_RDWR|O_CREAT, 0600) = 5`}, {1, 1, `openat(AT_FDCWD, '/d', O_RDONLY) = 6`},
		{2, 2, `fsync(6) = 0`}, {3, 3, `write(5, 'before', 6) = 6`}, {5, 5, `write(5, 'during', 6) = 6`}, {4, 6, `fsync(5) = 0`},
	} {
		one := call(c.text)
		one.Began, one.Ended = c.began, c.ended
		if _, err := disk.Apply(one); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	if err := disk.Cut(rand.New(rand.NewPCG(1, 2)), 0, dir); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "a")); err != nil || string(data) != "before" {
		t.Errorf("left %q, %v", data, err)
	}
}

// Of a write that is not safe, each sector comes to the disk or not.
func TestAWriteIsTornAtSectors(t *testing.T) {
	long := strings.Repeat("x", 3*sector)
	files := left(t, 0.5, `openat(AT_FDCWD, '/d/a', O_RDWR|O_CREAT, 0600) = 5`, `openat(AT_FDCWD, '/d', O_RDONLY) = 6`, `fsync(6) = 0`,
		`ftruncate(5, 65536) = 0`, `fsync(5) = 0`, `pwrite64(5, '`+strings.Repeat(long, 40)+`', 61440, 100) = 61440`)
	data := files["a"]
	torn := 0
	for i := 0; i < len(data); i += sector {
		part := strings.Trim(data[i:i+sector], "\x00")
		if part != "" && part != strings.Repeat("x", len(part)) {
			t.Fatalf("sector %d holds %q", i/sector, part)
		}
		if part == "" {
			torn++
		}
	}
	if torn < 30 || torn > 90 {
		t.Errorf("%d of 120 sectors did not come to the disk, about half should", torn)
	}
}

func TestACallThatIsNotUnderstoodIsNotPassedOver(t *testing.T) {
	for _, text := range []string{
		`fallocate(5, 0, 0, 4096) = 0`, `copy_file_range(5, NULL, 6, NULL, 100, 0) = 100`, `link('/d/nobody', '/d/b') = 0`,
		`openat(AT_FDCWD, '/d/nobody', O_RDWR) = 7`, `pwrite64(5, "\x61"..., 1000, 0) = 1000`,
	} {
		disk := NewDisk("/d")
		if _, err := disk.Apply(call(`openat(AT_FDCWD, '/d/a', O_RDWR|O_CREAT, 0600) = 5`)); err != nil {
			t.Fatal(err)
		}
		if _, err := disk.Apply(call(text)); err == nil {
			t.Errorf("%s was passed over", text)
		}
	}
}
