package main

import (
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The same files give the same archives, whatever the day, the umask, the folder and the
// order in which they were written; and other programs read them.
func TestArchivesDoNotTellWhereTheyWereMade(t *testing.T) {
	w := &work{when: time.Date(2026, 11, 30, 12, 0, 1, 0, time.UTC)}
	var zips, tars [2][32]byte
	names := [][]string{{"a/b.txt", "c", "说明.txt"}, {"说明.txt", "c", "a/b.txt"}}
	for i, order := range names {
		dir := filepath.Join(t.TempDir(), "x y")
		for _, name := range order {
			mode := os.FileMode(0o600)
			if i == 1 {
				mode = 0o664
			}
			if name == "c" {
				mode |= 0o100
			}
			if err := place(dir, name, []byte("text of "+name), mode); err != nil {
				t.Fatal(err)
			}
			day := time.Unix(int64(1e9+i), 0)
			if err := os.Chtimes(filepath.Join(dir, name), day, day); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.stamp(dir); err != nil {
			t.Fatal(err)
		}
		out := t.TempDir()
		zip, tarball := filepath.Join(out, "a.zip"), filepath.Join(out, "a.tar.gz")
		if err := w.zip(zip, dir, "in", "data/"); err != nil {
			t.Fatal(err)
		}
		if err := w.tarball(tarball, dir, "in"); err != nil {
			t.Fatal(err)
		}
		zips[i], tars[i] = sum(t, zip), sum(t, tarball)
		if got := run(t, "unzip", "-Z1", zip); got != "in/a/b.txt\nin/c\nin/说明.txt\nin/data/\n" {
			t.Errorf("unzip lists %q", got)
		}
		listed := run(t, "tar", "--utc", "-tvzf", tarball)
		for _, want := range []string{"-rwxr-xr-x 0/0", "-rw-r--r-- 0/0", "2026-11-30 12:00 in/c"} {
			if !strings.Contains(listed, want) {
				t.Errorf("tar does not list %q in\n%s", want, listed)
			}
		}
	}
	if zips[0] != zips[1] {
		t.Error("the zips differ")
	}
	if tars[0] != tars[1] {
		t.Error("the tarballs differ")
	}
}

func sum(t *testing.T, name string) [32]byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// run returns what another program prints.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s, which reads the archive, is missing", name)
	}
	c := exec.CommandContext(t.Context(), name, args...)
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// The icon is one in all its sizes for a program that was not written here.
func TestWindowsHasAnIconInEverySize(t *testing.T) {
	file := filepath.Join(t.TempDir(), "icon.ico")
	if err := os.WriteFile(file, windowsIcon(), 0o644); err != nil {
		t.Fatal(err)
	}
	got := run(t, "identify", "-format", "%w:%[channels] ", file)
	for _, want := range []string{"16:srgba", "24:srgba", "32:srgba", "48:srgba", "256:srgba"} {
		if !strings.Contains(got, want) {
			t.Errorf("identify sees %s, not %s", got, want)
		}
	}
}

// Two builds are the same only if each has every package of the other.
func TestAPackageThatDiffersIsNamed(t *testing.T) {
	folder := func(packages map[string]string) string {
		dir := t.TempDir()
		for name, data := range packages {
			if err := place(dir, name, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := writeSums(io.Discard, dir); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	one := folder(map[string]string{"a.deb": "a", "b.zip": "b"})
	if got := run(t, "sh", "-c", "cd "+one+" && sha256sum --check SHA256SUMS"); got != "a.deb: OK\nb.zip: OK\n" {
		t.Errorf("sha256sum says %q", got)
	}
	for what, c := range map[string]struct {
		other map[string]string
		same  bool
	}{
		"the same":    {map[string]string{"a.deb": "a", "b.zip": "b"}, true},
		"one differs": {map[string]string{"a.deb": "a", "b.zip": "c"}, false},
		"one more":    {map[string]string{"a.deb": "a", "b.zip": "b", "c": "c"}, false},
		"one fewer":   {map[string]string{"a.deb": "a"}, false},
	} {
		var said bytes.Buffer
		if err := same(&said, one, folder(c.other)); (err == nil) != c.same {
			t.Errorf("%s: %v\n%s", what, err, said.String())
		}
		if what == "one differs" && !strings.Contains(said.String(), "DIFFERS") {
			t.Errorf("it is not said which: %s", said.String())
		}
	}
}

// What a template lacks is an error, not a gap in what is shipped.
func TestTemplatesAreFilled(t *testing.T) {
	w := &work{}
	for _, name := range []string{"windows/program.rc", "windows/README.txt", "linux/control", "linux/recordal-desk.desktop", "linux/metainfo.xml", "linux/README.txt"} {
		full := filepath.Join("../../assets/dist", name)
		if _, err := w.filled(full, nil); err == nil {
			t.Errorf("%s is filled with nothing", name)
		}
	}
}
