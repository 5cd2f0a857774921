package inbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// noDisk is how a child ends that may not mount a disk.
const noDisk = 77

func init() { children["on a disk of its own"] = (*worker).onOwnDisk }

// A disk that nobody else sees stands for a file server: it is full, may not be written,
// and is not connected.
func TestAFullDiskAndOneThatMayNotBeWrittenAndNone(t *testing.T) {
	cmd := child(t.Context(), t, "on a disk of its own", t.TempDir(), t.TempDir(), 1)
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	for n := range 2 {
		packetFile(t, filepath.Join(cmd.Env[len(cmd.Env)-1][len(childHome)+1:], "outbox"), n)
	}
	err := cmd.Run()
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.ExitCode() == noDisk || errors.Is(err, syscall.EPERM) {
		t.Skip("nobody may mount a disk on this machine")
	}
	if err != nil {
		t.Error(err)
	}
}

func (w *worker) onOwnDisk() error {
	if err := syscall.Mount("tmpfs", w.dir, "tmpfs", 0, "size=1m"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(noDisk)
	}
	ctx := context.Background()
	packets, err := filepath.Glob(filepath.Join(w.home, "outbox", "*.zip"))
	if err != nil {
		return err
	}
	if err := Create(w.dir); err != nil {
		return err
	}
	first, err := w.box.Put(ctx, packets[0])
	if err != nil {
		return err
	}
	// Full.
	ballast, err := os.Create(filepath.Join(w.dir, "ballast"))
	if err != nil {
		return err
	}
	_, err = io.Copy(ballast, zeros{})
	if !errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("fill the disk: %w", err)
	}
	_, full := w.box.Put(ctx, packets[1])
	left, err := os.ReadDir(filepath.Join(w.dir, incoming))
	if err != nil || len(left) > 0 {
		return fmt.Errorf("on the full disk are left %v, %w", left, err)
	}
	if err := errors.Join(ballast.Close(), os.Remove(ballast.Name())); err != nil {
		return err
	}
	if _, err := w.box.Put(ctx, packets[1]); err != nil {
		return err
	}
	// It may only be read.
	if err := syscall.Mount("", w.dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		return err
	}
	_, claimReadOnly := w.box.Claim(ctx, first)
	items, err := w.box.List(ctx)
	if err != nil || len(items) != 2 {
		return fmt.Errorf("%d packets are listed where they may be read, %w", len(items), err)
	}
	_, putReadOnly := w.box.Put(ctx, filepath.Join("../hostile/testdata/packet", "whole.zip"))
	// Not connected: the folder below is empty, and stays so.
	if err := syscall.Unmount(w.dir, 0); err != nil {
		return err
	}
	_, none := w.box.Put(ctx, packets[1])
	if left, err := os.ReadDir(w.dir); err != nil || len(left) > 0 {
		return fmt.Errorf("in the place of the disk are %v, %w", left, err)
	}
	for doing, c := range map[string]struct{ err, want error }{
		"put on a full disk":             {full, ErrNoSpace},
		"claim where nothing is written": {claimReadOnly, ErrReadOnly},
		"put where nothing is written":   {putReadOnly, ErrReadOnly},
		"put where nothing is connected": {none, ErrNotInbox},
	} {
		if !errors.Is(c.err, c.want) {
			return fmt.Errorf("%s: %w, want %v", doing, c.err, c.want)
		}
	}
	return nil
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
