//go:build unix

package ui

import (
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
	"recordaldesk/ui/form"
)

// modesBelow lists what others could look into below a folder, itself included, and
// counts all that lies there.
func modesBelow(t *testing.T, dir string) (open []string, all int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if e.IsDir() {
			want = 0o700
		}
		all++
		if info.Mode().Perm() != want {
			open = append(open, info.Mode().String()+" "+path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return open, all
}

// Whatever new files get on a machine, nobody else can read what the program keeps:
// drafts, scans, papers, and the plain copy of a packet while it is looked at.
func TestNobodyElseMayReadTheDataFolder(t *testing.T) {
	before := syscall.Umask(0)
	t.Cleanup(func() { syscall.Umask(before) })
	dir := filepath.Join(t.TempDir(), "data")
	s, err := store.Open(t.Context(), dir, store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	d.wizard.Show("materials")
	if _, err := d.printer().Put("表.pdf", []byte("%PDF-")); err != nil {
		t.Fatal(err)
	}
	zip := d.packed(t, s, "tulip 7")
	d.importFile(zip)
	d.until(t, "the password is asked for", func() bool { return strings.Contains(dialogText(d), filepath.Base(zip)) })
	entry, ok := d.window.Canvas().Focused().(*form.Entry)
	if !ok {
		t.Fatal("the password's field has not the keyboard")
	}
	entry.SetText("tulip 7")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.arrived(t)
	plain, err := filepath.Glob(filepath.Join(dir, "temporary", ".recordal-*"))
	if err != nil || len(plain) != 1 {
		t.Errorf("the unlocked packet is not in the temporary folder: %v, %v", plain, err)
	}
	open, all := modesBelow(t, dir)
	for _, one := range open {
		t.Error("others may use ", one)
	}
	if all < 12 {
		t.Errorf("only %d files and folders were looked at", all)
	}
	d.Home()
	if plain, err = filepath.Glob(filepath.Join(dir, "temporary", ".recordal-*")); err != nil || len(plain) != 0 {
		t.Errorf("the unlocked packet stays: %v, %v", plain, err)
	}
}

// What a killed program has left in plain is gone after the next start, and with a
// filing that is deleted what was printed.
func TestPlainFilesAreSwept(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	printed := func() int {
		all, err := filepath.Glob(filepath.Join(s.Dir(), "print", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	put := func() {
		if _, err := d.printer().Put("表.pdf", []byte("%PDF-")); err != nil {
			t.Fatal(err)
		}
	}
	put()
	d.sweep()
	if n := printed(); n != 0 {
		t.Errorf("%d papers stay after a start", n)
	}
	put()
	if err := d.printer().Expire(time.Now().Add(9 * time.Hour)); err != nil || printed() != 0 {
		t.Errorf("%d papers stay for long: %v", printed(), err)
	}
	put()
	id := d.session.ID()
	d.Home()
	if err := d.delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if n := printed(); n != 0 {
		t.Errorf("%d papers stay when their filing is deleted", n)
	}
}
