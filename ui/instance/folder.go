//go:build !windows

package instance

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// maxPath is how long a socket's path may be. Systems take 104 bytes and more, the
// zero byte at the end included.
const maxPath = 100

// places lists where the socket of the data folder dir may lie, the best place
// first. A program that listens takes the first that can be had; one that knocks
// tries all, since it may have been started with another environment.
func places(dir string) []string {
	var paths []string
	for _, folder := range folders() {
		if path := filepath.Join(folder, name(dir)+".sock"); len(path) <= maxPath {
			paths = append(paths, path)
		}
	}
	return paths
}

// folders lists the private folders in which a socket may lie: the one that the
// system makes for such, the cache, and one for users whose folders have paths too
// long for a socket.
func folders() []string {
	const program = "recordal-desk"
	var all []string
	if run := os.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(run) {
		// It may be another user's, whose environment was kept.
		if info, err := os.Lstat(run); err == nil && owned(info) {
			all = append(all, filepath.Join(run, program))
		}
	}
	if cache, err := os.UserCacheDir(); err == nil {
		all = append(all, filepath.Join(cache, program))
	}
	own := program + "-" + strconv.Itoa(os.Getuid())
	return append(all, filepath.Join(os.TempDir(), own), filepath.Join("/tmp", own)) // TMPDIR may be long, too
}

// private makes the folder where it is missing, and fails unless it is a folder of
// this user that nobody else may look into.
func private(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	if !info.IsDir() || !owned(info) {
		return fmt.Errorf("%s is not a folder of this user", folder)
	}
	if info.Mode().Perm() == 0o700 {
		return nil
	}
	if err := os.Chmod(folder, 0o700); err != nil {
		return errors.Join(fs.ErrPermission, err)
	}
	return nil
}
