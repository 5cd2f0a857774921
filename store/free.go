package store

import "fmt"

// FreeBytes is how many bytes this user may still write where the folder lies.
func FreeBytes(dir string) (int64, error) {
	free, err := freeSpace(dir)
	if err != nil {
		return 0, fmt.Errorf("ask for the free space: %w", err)
	}
	return free, nil
}
