// Package bench keeps a translator's work in a folder of the data folder: the files of
// [labels.Bench.Files].
//
// Each file is on the disk whole before it takes the place of the former one. Where a
// folder holds what [labels.Read] cannot take up, such as an edit of a message that the
// program no longer has, the file is kept beside the new one, so that a newer version of
// the program costs no translator's work.
//
// Who else may have the folder open is for the caller to know: the window holds the data
// folder, see store.Open.
package bench

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"recordaldesk/store/held"
	"recordaldesk/store/private"
	"recordaldesk/translations/labels"
)

// In is the translator's folder within a data folder.
func In(dataFolder string) string { return filepath.Join(dataFolder, "translations") }

// What a folder may hold at the most: far more than all messages in many languages, each
// changed many times.
const (
	maxFiles     = 100
	maxFileBytes = 64 << 20
)

// Open reads the translator's folder; one that is not there is an empty bench. What cannot
// be taken up is left out and returned beside the bench, see [labels.Read]; a file that is
// too large is one of that. It fails where the folder or a file cannot be read, and has
// changed nothing.
func Open(dir string, now func() time.Time) (*labels.Bench, []error, error) {
	files, wrong, err := read(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("read the translator's folder: %w", err)
	}
	b, left := labels.Read(now, files)
	return b, append(wrong, left...), nil
}

// read returns the files of the folder by name.
func read(dir string) (files map[string][]byte, wrong []error, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if info, err := os.Lstat(dir); err == nil && !info.IsDir() { // Windows says so of a file, too
			return nil, nil, &fs.PathError{Op: "readdir", Path: dir, Err: fs.ErrInvalid}
		}
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	files = map[string][]byte{}
	for _, e := range entries {
		if !labels.IsFile(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		if len(files) == maxFiles {
			return nil, nil, fmt.Errorf("more than %d files", maxFiles)
		}
		data, err := readFile(filepath.Join(dir, e.Name()))
		switch {
		case errors.Is(err, errTooLarge):
			wrong = append(wrong, fmt.Errorf("read %s: %w", e.Name(), err))
		case err != nil:
			return nil, nil, err
		default:
			files[e.Name()] = data
		}
	}
	return files, wrong, nil
}

var errTooLarge = errors.New("more than a translator's file may have")

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // was only read
	data, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	if err == nil && len(data) > maxFileBytes {
		err = errTooLarge
	}
	return data, err
}

// Save brings the folder to what the bench holds: it writes the files that differ and
// removes those that the bench no longer has. The folder is made where it is missing, for
// this user alone. Where it fails, each file is either the former one or the new one.
func Save(dir string, b *labels.Bench) error {
	if err := save(thisMachine, dir, b); err != nil {
		return fmt.Errorf("save the translator's folder: %w", err)
	}
	return nil
}

// disk is what saving asks of the file system. Tests have it fail.
type disk struct {
	write      func(f *os.File, data []byte) error // and sees that it is on the disk
	rename     func(from, to string) error
	remove     func(path string) error
	syncFolder func(dir string) error
}

var thisMachine = disk{write: write, rename: held.Rename, remove: held.Remove, syncFolder: held.SyncFolder}

func write(f *os.File, data []byte) error {
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.Sync()
}

func save(d disk, dir string, b *labels.Bench) error {
	files, err := b.Files()
	if err != nil {
		return err
	}
	if err := private.Make(dir); err != nil {
		return err
	}
	there, wrong, err := read(dir)
	if err != nil {
		return err
	}
	sweep(dir)
	if _, left := labels.Read(time.Now, there); len(wrong)+len(left) > 0 {
		if err := d.keep(dir, files); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if was, ok := there[name]; ok && bytes.Equal(was, files[name]) {
			continue
		}
		if err := d.replace(filepath.Join(dir, name), files[name]); err != nil {
			return err
		}
	}
	for name := range there {
		if _, ok := files[name]; ok {
			continue
		}
		if err := d.remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return d.syncFolder(dir)
}

// keep renames what is about to be replaced, since not all of it could be taken up. What
// is as the bench has it stays.
func (d disk) keep(dir string, files map[string][]byte) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !labels.IsFile(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		path := filepath.Join(dir, e.Name())
		data, err := readFile(path)
		if err == nil && bytes.Equal(data, files[e.Name()]) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		kept := filepath.Join(dir, "kept-"+info.ModTime().UTC().Format("20060102-150405")+"-"+e.Name())
		if err := d.rename(path, kept); err != nil {
			return err
		}
	}
	return nil
}

// partPattern is what a file is called until it is whole.
const partPattern = ".part-*"

// sweep removes what a program that was killed has left. What cannot be removed harms
// nobody.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, partPattern)) // the pattern is a good one
	for _, path := range left {
		_ = os.Remove(path)
	}
}

// replace puts a file with the data in the place of the one at path.
func (d disk) replace(path string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), partPattern) // for this user alone
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err = errors.Join(d.write(f, data), f.Close()); err != nil {
		return err
	}
	return d.rename(f.Name(), path)
}
