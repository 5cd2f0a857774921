package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// hadDatabase fails with [ErrNoDatabase] where there is no database, or an empty one,
// beside what only one that is gone can have left: a log, a backup, a scan. An empty
// store there would look as if all filings were lost, and a new log would take the place
// of theirs.
func hadDatabase(dir string) error {
	if !isEmpty(filepath.Join(dir, databaseFile)) {
		return nil
	}
	left := ""
	switch backups, err := backupsIn(ownPlace(dir)); {
	case err != nil:
		return err
	case len(backups) > 0:
		left = "backups"
	case !isEmpty(filepath.Join(dir, databaseFile+"-wal")):
		left = "a log"
	default:
		scan, err := holdsScan(dir)
		if err != nil {
			return err
		}
		if scan {
			left = "scans"
		}
	}
	if left == "" {
		return nil
	}
	return fmt.Errorf("there are %s without a database: %w", left, ErrNoDatabase)
}

// holdsScan reports whether there is a file of a scan in the data folder.
func holdsScan(dir string) (bool, error) {
	folders, err := os.ReadDir(filepath.Join(dir, scansFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		files, err := os.ReadDir(filepath.Join(dir, scansFolder, folder.Name()))
		if err != nil {
			return false, err
		}
		for _, file := range files {
			if addressForm.MatchString(file.Name()) {
				return true, nil
			}
		}
	}
	return false, nil
}

// BeginAnew makes an empty store in a data folder whose own does not open. A database
// that is there is put aside, untouched, into a folder of its own in the data folder,
// which is returned; "" where there was none. The scans stay where they are, as long as
// something is set aside. It fails with [ErrInUse].
func BeginAnew(ctx context.Context, dir string) (aside string, err error) {
	err = alone(dir, func(dir string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := moveAside(dir); err != nil {
			return err
		}
		if aside, err = nameAside(dir, time.Now()); err != nil {
			return err
		}
		db, err := openDatabase(ctx, filepath.Join(dir, databaseFile), nil)
		if err != nil {
			return err
		}
		return db.close()
	})
	return aside, wrap("begin anew", err)
}
