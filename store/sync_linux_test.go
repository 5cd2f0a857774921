package store_test

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

func dataSync(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }

// dropCache has the file read from the disk the next time.
func dropCache(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := file.Sync(); err != nil {
		return err
	}
	return unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED)
}
