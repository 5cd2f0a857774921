package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// overwrite fills a file of a database with zeros, so that what was deleted does not
// stay on the disk, as secure_delete does within the database. Other files are left as
// they are: that of a scan can have another name elsewhere.
func overwrite(path string) error {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || !strings.HasPrefix(filepath.Base(path), databaseFile) {
		return err
	}
	return overwriteAs(path, info)
}

// overwriteAs overwrites the file that info was had of. In a folder for temporary files
// another user could have put a link in its place since.
func overwriteAs(path string, info fs.FileInfo) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	opened, err := file.Stat()
	if err == nil && !os.SameFile(info, opened) {
		err = fmt.Errorf("overwrite a file that was exchanged: %w", fs.ErrPermission)
	}
	if err == nil {
		_, err = io.CopyN(file, zeros{}, info.Size())
	}
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

// filesIn lists the files in a folder and the folders in it; none where it is not there.
func filesIn(folder string) ([]string, error) {
	var all []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if path == folder && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && e.Type().IsRegular() {
			all = append(all, path)
		}
		return err
	})
	return all, err
}
