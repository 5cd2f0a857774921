//go:build unix

package store

import (
	"errors"
	"os"
)

// syncFolder brings the folder's list of names to the disk. Without it a file
// just renamed into the folder can be gone after a power cut.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
