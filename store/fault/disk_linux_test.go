package fault

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// onOwnDisk runs a child in new user and mount namespaces, where anybody may mount
// a small disk that nobody else sees.
func onOwnDisk(t *testing.T, name string) {
	t.Helper()
	unhurried(t)
	t.Parallel()
	tell(t, name, &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	})
}

// mount puts a disk of so many megabytes over the folder.
func mount(dir string, megabytes int) {
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(noDisk)
	}
}

// fill fills the disk with one file but for so many bytes.
func fill(path string, room int64) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	var written int64
	for _, chunk := range []int64{64 << 10, 4 << 10, 1} {
		for err = nil; err == nil; {
			var n int64
			n, err = io.CopyN(file, zeros{}, chunk)
			written += n
		}
	}
	if !errors.Is(err, syscall.ENOSPC) {
		return errors.Join(err, file.Close())
	}
	return errors.Join(file.Truncate(max(0, written-room)), file.Close())
}

// tree lists the files of a folder with their sizes, but for the log, which changes
// its length by itself.
func tree(dir string) (string, error) {
	var all []string
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, "-wal") {
			return err
		}
		info, err := e.Info()
		if err == nil {
			all = append(all, fmt.Sprintf("%s %d", e.Name(), info.Size()))
		}
		return err
	})
	return strings.Join(all, ", "), err
}
