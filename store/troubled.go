package store

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// What can be told of a data folder whose store does not open. Nothing is written
// there.

// HasFilings reports whether there is a database in the data folder, in whatever
// condition.
func HasFilings(dir string) bool { return !isEmpty(filepath.Join(dir, databaseFile)) }

// SettingOf reads a setting as [Store.Setting] does, and gives "" also where it cannot
// be read.
func SettingOf(ctx context.Context, dir, key string) string {
	value := ""
	_ = readingOf(dir, func(s *Store) (err error) { // a setting has a default
		value, err = s.Setting(ctx, key)
		return err
	})
	return value
}

// BackupsOf lists the backups of a data folder as [Store.Backups] does; those in the
// chosen folder as far as the database still tells which one it is.
func BackupsOf(ctx context.Context, dir string) ([]Backup, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, wrap("list backups", err)
	}
	places := []string{ownPlace(dir)}
	_ = readingOf(dir, func(s *Store) error {
		chosen, err := s.chosenPlace(ctx)
		if chosen != "" {
			places = append(places, chosen)
		}
		return err
	})
	all, err := backupsOf(ctx, places...)
	return all, wrap("list backups", err)
}

// BackupsIn lists the backups that a person can mean by a folder, the newest first: the
// backup that it is, those in it, those of every store that has backups in it, or of the
// data folder that it is. It fails with [ErrNoBackup] where there are none.
func BackupsIn(ctx context.Context, folder string) ([]Backup, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, wrap("list backups", err)
	}
	places := []string{folder, ownPlace(folder)}
	stores, err := fs.Glob(os.DirFS(folder), "recordal-desk-*")
	if err != nil {
		return nil, wrap("list backups", err)
	}
	for _, name := range stores {
		places = append(places, filepath.Join(folder, name))
	}
	one := backupName.MatchString(filepath.Base(folder))
	if one {
		places = []string{filepath.Dir(folder)}
	}
	all, err := backupsOf(ctx, places...)
	if one {
		all = slices.DeleteFunc(all, func(b Backup) bool { return b.Path != folder })
	}
	if err == nil && len(all) == 0 {
		err = ErrNoBackup
	}
	return all, wrap("list backups", err)
}

// readingOf runs work on a store that reads the database of a data folder as far as that
// goes, without its keys.
func readingOf(dir string, work func(*Store) error) error {
	path := filepath.Join(dir, databaseFile)
	if isEmpty(path) {
		return ErrNotFound
	}
	return lookingOnly(path, func(db *sql.DB) error { return work(readerOf(db, dir, nil)) })
}
