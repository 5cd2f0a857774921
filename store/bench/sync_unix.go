//go:build unix

package bench

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder brings the folder's list of names to the disk, or a file just renamed into it
// can be gone after a power cut.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // network drives and FUSE have nothing to bring to the disk here
	}
	return errors.Join(err, folder.Close())
}
