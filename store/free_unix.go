//go:build unix

package store

import "golang.org/x/sys/unix"

// freeSpace is how many bytes this user may still write where the folder lies.
func freeSpace(dir string) (int64, error) {
	var disk unix.Statfs_t
	if err := unix.Statfs(dir, &disk); err != nil {
		return 0, err
	}
	return int64(disk.Bavail) * int64(disk.Bsize), nil
}
