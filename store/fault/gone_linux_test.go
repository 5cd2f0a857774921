package fault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"recordaldesk/store"
)

func init() {
	children["disk is read-only"] = startOnReadOnlyDisk
	children["database file is read-only"] = startOnReadOnlyFile
	children["folder may not be written"] = startInForbiddenFolder
	children["folder removed while running"] = removeFolder
	children["stick pulled out and put back"] = pullOut
}

func TestAReadOnlyDiskIsSaidToBeOne(t *testing.T) { onOwnDisk(t, "disk is read-only") }

func startOnReadOnlyDisk(w *worker) error {
	mount(w.dir, 4)
	data := filepath.Join(w.dir, "data")
	if err := makeStore(w, data); err != nil {
		return err
	}
	return unchanged(w, func() error {
		if err := syscall.Mount("", w.dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
			return err
		}
		cannotOpen(w, "an old store", data)
		cannotOpen(w, "a new store", filepath.Join(w.dir, "new"))
		return nil
	})
}

func TestAReadOnlyFileIsSaidToBeOne(t *testing.T) { onOwnDisk(t, "database file is read-only") }

// startOnReadOnlyFile mounts the database alone read-only, which keeps even the root
// of a namespace from writing.
func startOnReadOnlyFile(w *worker) error {
	mount(w.dir, 4)
	if err := makeStore(w, w.dir); err != nil {
		return err
	}
	database := filepath.Join(w.dir, "recordal.db")
	for _, flags := range []uintptr{syscall.MS_BIND, syscall.MS_BIND | syscall.MS_REMOUNT | syscall.MS_RDONLY} {
		if err := syscall.Mount(database, database, "", flags, ""); err != nil {
			return err
		}
	}
	return unchanged(w, func() error {
		cannotOpen(w, "a read-only database", w.dir)
		return nil
	})
}

func TestAFolderThatMayNotBeWrittenIsSaidToBeOne(t *testing.T) {
	unhurried(t)
	t.Parallel()
	tell(t, "folder may not be written", nil)
}

func startInForbiddenFolder(w *worker) error {
	if err := makeStore(w, w.dir); err != nil {
		return err
	}
	database := filepath.Join(w.dir, "recordal.db")
	for path, mode := range map[string]os.FileMode{database: 0o400, w.dir: 0o500} {
		if err := os.Chmod(path, mode); err != nil {
			return err
		}
	}
	if err := givePrivilegesUp(); err != nil {
		return err
	}
	err := unchanged(w, func() error {
		cannotOpen(w, "in a folder that may not be written", w.dir)
		cannotOpen(w, "a new store there", filepath.Join(w.dir, "new"))
		return nil
	})
	return errors.Join(err, os.Chmod(w.dir, 0o700)) // so that the test can remove it
}

// givePrivilegesUp makes this thread obey the modes of files even where it is root's.
func givePrivilegesUp() error {
	header := struct {
		version uint32
		pid     int32
	}{version: 0x20080522} // _LINUX_CAPABILITY_VERSION_3
	var none [2]struct{ effective, permitted, inheritable uint32 }
	_, _, errno := syscall.RawSyscall(syscall.SYS_CAPSET, uintptr(unsafe.Pointer(&header)), uintptr(unsafe.Pointer(&none)), 0)
	if errno != 0 {
		return fmt.Errorf("give privileges up: %w", errno)
	}
	return nil
}

func TestAFolderRemovedWhileRunningIsNoticed(t *testing.T) {
	unhurried(t)
	t.Parallel()
	tell(t, "folder removed while running", nil)
}

func removeFolder(w *worker) error {
	w.dir = filepath.Join(w.dir, "data")
	s, d, err := openDraft(w)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(w.dir); err != nil {
		return err
	}
	nothingWorks(w, s, d)
	// The window still shows what it has, so that it can be written down elsewhere.
	if list, err := s.Drafts(context.Background()); err != nil || len(list) != 1 {
		w.wrong("list without the folder", err)
	}
	if err := s.Close(); err != nil {
		w.said(err)
	}
	return nil
}

func TestAStickPulledOutIsNoticedAndUsedAgainWhenItIsBack(t *testing.T) {
	onOwnDisk(t, "stick pulled out and put back")
}

func pullOut(w *worker) error {
	stick, dir := filepath.Join(w.dir, "stick"), filepath.Join(w.dir, "data")
	for _, folder := range []string{stick, dir} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			return err
		}
	}
	mount(stick, 4)
	putIn := func() error { return syscall.Mount(stick, dir, "", syscall.MS_BIND, "") }
	if err := putIn(); err != nil {
		return err
	}
	w.dir = dir
	s, d, err := openDraft(w)
	if err != nil {
		return err
	}
	if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
		return err
	}
	nothingWorks(w, s, d)
	if err := putIn(); err != nil {
		return err
	}
	write(&d.Record, 1)
	if d.Seq, err = s.Save(context.Background(), d.ID, d.Seq, d.Record); err != nil {
		w.wrong("save once it is back", err)
	}
	w.ack("1")
	if err := s.Close(); err != nil {
		return err
	}
	w.found("on the stick", judgeTyping(1)(context.Background(), dir, []string{"1"}))
	return nil
}

// makeStore makes a store with one filing and closes it.
func makeStore(w *worker, dir string) error {
	s, _, err := openDraft(&worker{out: w.out, dir: dir})
	return closing(s, err)
}

func cannotOpen(w *worker, what, dir string) {
	w.begin(what)
	s, err := store.Open(context.Background(), dir, store.Options{})
	w.expect("open "+what, err, store.ErrReadOnly)
	if err == nil {
		if err := s.Close(); err != nil {
			w.wrong("close", err)
		}
	}
}

// unchanged complains where the folder is not afterwards what it was before.
func unchanged(w *worker, do func() error) error {
	before, err := tree(w.dir)
	if err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	after, err := tree(w.dir)
	if after != before {
		w.wrong("files, before it "+before, after)
	}
	return err
}

// nothingWorks tries to change a store whose folder is not there.
func nothingWorks(w *worker, s *store.Store, d store.Draft) {
	ctx := context.Background()
	_, saving := s.Save(ctx, d.ID, d.Seq, d.Record)
	_, creating := s.Create(ctx, sample())
	_, adding := s.AddScan(ctx, d.ID, strings.NewReader("abc"))
	for what, err := range map[string]error{
		"save": saving, "new filing": creating, "scan": adding, "drop a scan": s.DropScan(ctx, d.ID, strings.Repeat("0", 64)),
		"delete": s.Delete(ctx, d.ID),
	} {
		w.begin(what)
		w.expect(what+" without the folder", err, store.ErrGone)
	}
}
