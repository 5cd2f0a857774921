//go:build unix

package held

import (
	"errors"
	"os"
	"syscall"
)

// SyncFolder brings the folder's list of names to the disk. Without it a file
// just renamed into the folder can be gone after a power cut.
func SyncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // network drives and FUSE have nothing to bring to the disk here
	}
	return errors.Join(err, folder.Close())
}
