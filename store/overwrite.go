package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// overwrite fills a file with zeros, so that what was deleted does not stay on the
// disk, as secure_delete does within the database. A file that other names stand for
// as well is left as it is: it is no copy.
func overwrite(path string) error {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || !strings.HasPrefix(filepath.Base(path), databaseFile) {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.CopyN(file, zeros{}, info.Size())
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// filesIn lists the files in a folder and the folders in it.
func filesIn(folder string) ([]string, error) {
	var all []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			all = append(all, path)
		}
		return err
	})
	return all, err
}
