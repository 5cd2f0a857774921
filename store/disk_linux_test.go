package store_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"recordaldesk/store"
)

// onOwnDisk runs the named child with a disk of its own: in new user and mount
// namespaces, where anybody may mount a small tmpfs over dir that nobody else
// sees. The child prints what it finds wrong.
func onOwnDisk(t *testing.T, name string) {
	t.Helper()
	cmd := child(t.Context(), t, name, t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() == noDisk) {
		t.Skipf("this machine lets a program have no disk of its own: %v", err)
	}
	if err != nil || len(out) > 0 {
		t.Errorf("%s (%v)", out, err)
	}
}

// noDisk is the exit code of a child that may not mount.
const noDisk = 77

func mount(dir, options string) {
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(noDisk)
	}
}

// complain prints what a child finds wrong.
func complain(what string, got any) { fmt.Printf("%s: got %v\n", what, got) }

func expect(what string, got, want error) {
	if !errors.Is(got, want) {
		complain(fmt.Sprintf("%s: want error %v", what, want), got)
	}
}

func init() {
	children["full disk"] = fillDisk
	children["full disk at once"] = startOnFullDisk
	children["read-only disk"] = readOnlyDisk
	children["read-only folder"] = readOnlyFolder
}

func TestAFullDiskLosesNothingAndIsForgottenOnceThereIsSpace(t *testing.T) { onOwnDisk(t, "full disk") }

func fillDisk(dir string) {
	mount(dir, "size=4m")
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		die(err)
	}
	d, err := s.Create(ctx, sample())
	if err != nil {
		die(err)
	}
	if _, err := s.AddScan(ctx, d.ID, strings.NewReader("abc")); err != nil {
		die(err)
	}
	before := tree(dir)
	_, err = s.AddScan(ctx, d.ID, io.LimitReader(zeros{}, 8<<20))
	expect("scan larger than the disk", err, store.ErrNoSpace)
	if after := tree(dir); after != before {
		complain("files after the failed scan, before it "+before, after)
	}

	ballast := filepath.Join(dir, "ballast")
	fill(ballast)
	saved, r := d, d.Record.Clone()
	for n := 1; ; n++ { // what SQLite has reserved takes some saves yet
		number(&r, n)
		seq, err := s.Save(ctx, d.ID, saved.Seq, r)
		if err != nil {
			expect("save on the full disk", err, store.ErrNoSpace)
			break
		}
		saved.Seq, saved.Record = seq, r.Clone()
	}
	_, err = s.AddScan(ctx, d.ID, strings.NewReader("another"))
	expect("scan on the full disk", err, store.ErrNoSpace)
	_, err = s.Create(ctx, r)
	expect("new draft on the full disk", err, store.ErrNoSpace)
	if files := tree(filepath.Join(dir, "scans")); strings.Contains(files, "tmp") {
		complain("left behind", files)
	}
	got, err := s.Load(ctx, d.ID)
	if err != nil || got.Seq != saved.Seq || got.Record.Filing.Host.Remark != saved.Record.Filing.Host.Remark {
		complain("the last acknowledged save", err)
	}
	if err := s.VerifyScan(ctx, d.ID, abc); err != nil {
		complain("the scan from before", err)
	}

	if err := os.Remove(ballast); err != nil {
		die(err)
	}
	if _, err := s.Save(ctx, d.ID, saved.Seq, r); err != nil {
		complain("save once there is space", err)
	}
	if _, err := s.AddScan(ctx, d.ID, strings.NewReader("another")); err != nil {
		complain("scan once there is space", err)
	}
	if err := s.Check(ctx); err != nil {
		complain("check", err)
	}
	if err := s.Close(); err != nil {
		complain("close", err)
	}
}

// An autosaver that meets a full disk saves by itself when there is space.
func init() { children["full disk, autosaver"] = autosaveOnFullDisk }

func TestAutosaveGoesOnByItselfOnceThereIsSpace(t *testing.T) { onOwnDisk(t, "full disk, autosaver") }

func autosaveOnFullDisk(dir string) {
	mount(dir, "size=4m")
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		die(err)
	}
	d, err := s.Create(ctx, sample())
	if err != nil {
		die(err)
	}
	saved, failed := make(chan time.Time, 100), make(chan error, 100)
	a := store.NewAutosaver(s, d, store.AutosaveOptions{
		OnSaved: func(at time.Time) { saved <- at },
		OnError: func(err error) { failed <- err },
	})
	ballast := filepath.Join(dir, "ballast")
	fill(ballast)
	r := d.Record.Clone()
	r.Filing.Host.Remark = strings.Repeat("备注", 200_000)
	a.Change(r)
	expect("autosave on the full disk", <-failed, store.ErrNoSpace)
	if err := os.Remove(ballast); err != nil {
		die(err)
	}
	r.Filing.Host.Remark = "短"
	a.Change(r.Clone())
	<-saved
	if err := a.Close(ctx); err != nil {
		complain("close", err)
	}
	if got, err := s.Load(ctx, d.ID); err != nil || got.Record.Filing.Host.Remark != "短" {
		complain("stored", err)
	}
	if err := s.Close(); err != nil {
		complain("close", err)
	}
}

func TestAStoreThatCannotBeMadeOnAFullDiskSaysSo(t *testing.T) { onOwnDisk(t, "full disk at once") }

func startOnFullDisk(dir string) {
	mount(dir, "size=1m")
	ballast := filepath.Join(dir, "ballast")
	fill(ballast)
	_, err := store.Open(context.Background(), filepath.Join(dir, "data"), store.Options{})
	expect("open on a full disk", err, store.ErrNoSpace)
	if err := os.Remove(ballast); err != nil {
		die(err)
	}
	s, err := store.Open(context.Background(), filepath.Join(dir, "data"), store.Options{})
	if err != nil {
		complain("open once there is space", err)
		return
	}
	if err := s.Close(); err != nil {
		complain("close", err)
	}
}

func TestAReadOnlyDiskIsSaidToBeOne(t *testing.T) { onOwnDisk(t, "read-only disk") }

func readOnlyDisk(dir string) {
	mount(dir, "size=4m")
	data := filepath.Join(dir, "data")
	s, err := store.Open(context.Background(), data, store.Options{})
	if err != nil {
		die(err)
	}
	if _, err := s.Create(context.Background(), sample()); err != nil {
		die(err)
	}
	if err := s.Close(); err != nil {
		die(err)
	}
	before := tree(dir)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		die(err)
	}
	_, err = store.Open(context.Background(), data, store.Options{})
	expect("open an old store", err, store.ErrReadOnly)
	_, err = store.Open(context.Background(), filepath.Join(dir, "new"), store.Options{})
	expect("open a new store", err, store.ErrReadOnly)
	if after := tree(dir); after != before {
		complain("files changed from "+before, after)
	}
}

func TestAFolderThatMayNotBeWrittenIsSaidToBeOne(t *testing.T) { onOwnDisk(t, "read-only folder") }

// readOnlyFolder mounts the database alone read-only, which is as far as the
// root of a namespace can be kept from writing.
func readOnlyFolder(dir string) {
	mount(dir, "size=4m")
	s, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		die(err)
	}
	if err := s.Close(); err != nil {
		die(err)
	}
	database := filepath.Join(dir, "recordal.db")
	for _, flags := range []uintptr{syscall.MS_BIND, syscall.MS_BIND | syscall.MS_REMOUNT | syscall.MS_RDONLY} {
		if err := syscall.Mount(database, database, "", flags, ""); err != nil {
			die(err)
		}
	}
	before := tree(dir)
	_, err = store.Open(context.Background(), dir, store.Options{})
	expect("open with a read-only database", err, store.ErrReadOnly)
	if after := tree(dir); after != before {
		complain("files changed from "+before, after)
	}
}

// fill writes until the disk is full.
func fill(path string) {
	file, err := os.Create(path)
	if err != nil {
		die(err)
	}
	for _, chunk := range []int64{64 << 10, 4 << 10, 1} {
		for err = nil; err == nil; {
			_, err = io.CopyN(file, zeros{}, chunk)
		}
	}
	if !errors.Is(err, syscall.ENOSPC) {
		die(err)
	}
	if err := file.Close(); err != nil {
		die(err)
	}
}

// tree lists the files of a folder with their sizes, without those that change
// length by themselves.
func tree(dir string) string {
	var all []string
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil && !strings.HasSuffix(path, "-wal") {
			all = append(all, fmt.Sprintf("%s %d", e.Name(), info.Size()))
		}
		return err
	})
	if err != nil {
		die(err)
	}
	return strings.Join(all, ", ")
}
