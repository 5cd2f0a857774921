package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"recordaldesk/store/held"
)

// What replaces a database lies complete in a folder of its own before anything of the
// old one is touched. While it is made the folder is called restored.tmp, and goes when
// the program is killed; once it is called restored, it is put in place, by whoever
// comes next if the program is killed.
const (
	stagedFolder     = "restored"
	unfinishedStaged = "restored.tmp"
	asideFolder      = "aside"
	unfinishedAside  = "unfinished"
	copiedMark       = "copied" // in the staged folder: a backup has what it replaces
)

// databaseFiles are all files of a database: the one with its name first, so that what
// belongs to it is known when the program is killed meanwhile.
var databaseFiles = []string{databaseFile, databaseFile + "-wal", databaseFile + "-journal", databaseFile + "-shm"}

// alone runs work on a data folder in which no store is open, by its absolute path.
func alone(dir string, work func(dir string) error) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	s := &Store{dir: dir, now: time.Now}
	if err := s.prepare(); err != nil {
		return err
	}
	err = finishStaged(dir, time.Now())
	if err == nil {
		err = work(dir)
	}
	return errors.Join(err, wrap("unlock the data folder", s.lock.Unlock()))
}

// moveAside moves the files of the database into the folder for what is set aside.
func moveAside(dir string) error {
	aside := filepath.Join(dir, asideFolder, unfinishedAside)
	if err := makeFolders(aside); err != nil {
		return err
	}
	for _, name := range databaseFiles {
		path := filepath.Join(dir, name)
		info, err := os.Lstat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return err
		case info.Size() == 0:
			err = os.Remove(path)
		default:
			err = rename(path, filepath.Join(aside, name))
		}
		if err != nil {
			return err
		}
	}
	return held.SyncFolder(dir)
}

// nameAside names the folder with what was set aside by day and time.
func nameAside(dir string, now time.Time) (string, error) {
	unfinished := filepath.Join(dir, asideFolder, unfinishedAside)
	switch left, err := os.ReadDir(unfinished); {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil: // it may not even be there
		return "", err
	case len(left) == 0:
		return "", remove(unfinished)
	}
	name := filepath.Join(dir, asideFolder, now.Format("20060102_150405"))
	for exists(name) {
		name += "-2"
	}
	return name, rename(unfinished, name)
}

// commitStaged makes what is staged what counts, whatever happens from here on, and
// puts it in place. What fails once it counts fails with [ErrUnfinished] as well.
func commitStaged(dir string, now time.Time) (aside string, err error) {
	staging, staged := filepath.Join(dir, unfinishedStaged), filepath.Join(dir, stagedFolder)
	if err := syncTree(staging); err != nil {
		return "", err
	}
	if err := rename(staging, staged); err != nil {
		if exists(staged) {
			err = fmt.Errorf("%w: %w", ErrUnfinished, err)
		}
		return "", err
	}
	err = placeStaged(dir)
	if err == nil {
		aside, err = nameAside(dir, now)
	}
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrUnfinished, err)
	}
	return aside, err
}

// finishStaged does what is left to do after a program was killed: a database that was
// replaced, or set aside, is so wholly, or not at all.
func finishStaged(dir string, now time.Time) error {
	if staging := filepath.Join(dir, unfinishedStaged); exists(staging) {
		if err := removeUnfinished(staging); err != nil {
			return wrap("remove what was not restored", err)
		}
	}
	if exists(filepath.Join(dir, stagedFolder)) {
		if err := placeStaged(dir); err != nil {
			return wrap("finish restoring", err)
		}
	}
	unfinished := filepath.Join(dir, asideFolder, unfinishedAside)
	if !exists(unfinished) {
		return nil
	}
	if exists(filepath.Join(unfinished, databaseFile)) && isEmpty(filepath.Join(dir, databaseFile)) {
		if err := moveAside(dir); err != nil { // its log with it
			return wrap("finish setting aside", err)
		}
	}
	_, err := nameAside(dir, now)
	return wrap("finish setting aside", err)
}

// isEmpty reports whether there is nothing in the file, or no file.
func isEmpty(path string) bool {
	info, err := os.Stat(path)
	return err != nil || info.Size() == 0
}

// placeStaged removes the database that is there, or sets it aside where no backup has
// it, with everything that SQLite would read into the new one, and puts what is staged
// in its place. It can be done again from the beginning at any time: the staged
// database is what moves last.
func placeStaged(dir string) error {
	staged := filepath.Join(dir, stagedFolder)
	database := filepath.Join(staged, databaseFile)
	if exists(database) {
		if err := clearPlace(dir, exists(filepath.Join(staged, copiedMark))); err != nil {
			return err
		}
		if err := placeScans(dir, staged); err != nil {
			return err
		}
		if err := rename(database, filepath.Join(dir, databaseFile)); err != nil {
			return err
		}
	}
	return os.RemoveAll(staged)
}

func clearPlace(dir string, copied bool) error {
	if !copied {
		return moveAside(dir)
	}
	for _, name := range databaseFiles {
		path := filepath.Join(dir, name)
		if !exists(path) {
			continue
		}
		if err := overwrite(path); err != nil {
			return err
		}
		if err := remove(path); err != nil {
			return err
		}
	}
	return held.SyncFolder(dir)
}

// placeScans puts the scans that are staged among the others. Their old names go with
// the staged folder, once the new ones are on the disk: a power cut between must not
// leave a file without either.
func placeScans(dir, staged string) error {
	files, err := filesIn(filepath.Join(staged, scansFolder))
	if err != nil {
		return err
	}
	folders := map[string]bool{}
	for _, path := range files {
		address := filepath.Base(path)
		if !addressForm.MatchString(address) {
			continue
		}
		to := scanPath(dir, address)
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		if os.Link(path, to) != nil { // no second names here, or another file is there
			if err := held.Rename(path, to); err != nil {
				return err
			}
		}
		folders[filepath.Dir(to)] = true
	}
	for folder := range folders {
		if err := held.SyncFolder(folder); err != nil {
			return err
		}
	}
	return held.SyncFolder(filepath.Join(dir, scansFolder))
}

// syncTree brings the names of everything in a folder to the disk.
func syncTree(folder string) error {
	return filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return held.SyncFolder(path)
	})
}
