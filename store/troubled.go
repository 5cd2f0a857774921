package store

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"recordaldesk/store/salvage"
)

// What can be told of a data folder whose store does not open. Nothing is written
// there.

// HasFilings reports whether there is a database in the data folder, in whatever
// condition.
func HasFilings(dir string) bool { return !isEmpty(filepath.Join(dir, databaseFile)) }

// settingsWithin is how long a damaged database is searched for settings: a person waits
// for the window.
const settingsWithin = 500 * time.Millisecond

// SettingsOf reads settings as [Store.Setting] does, those of a damaged database as far
// as they are found soon. What cannot be read is missing.
func SettingsOf(ctx context.Context, dir string, keys ...string) map[string]string {
	values := map[string]string{}
	err := readingOf(dir, func(s *Store) error {
		for _, key := range keys {
			value, err := s.Setting(ctx, key)
			if err != nil {
				return err
			}
			if value != "" {
				values[key] = value
			}
		}
		return nil
	})
	if err == nil || !HasFilings(dir) {
		return values
	}
	ctx, cancel := context.WithTimeout(ctx, settingsWithin)
	defer cancel()
	found := newFinds()
	_, _ = eachSalvaged(ctx, filepath.Join(dir, databaseFile), true, func(row salvage.Row) error { // a setting has a default
		if v := (reading{row.Values}); !row.Cut && v.like("ssb") {
			return found.take(row)
		}
		return nil
	})
	for _, key := range keys {
		if value, ok := found.settings[key]; ok {
			values[key] = value
		}
	}
	return values
}

// BackupsOf lists the backups of a data folder as [Store.Backups] does; those in the
// chosen folder as far as the database still tells which one it is.
func BackupsOf(ctx context.Context, dir string) ([]Backup, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, wrap("list backups", err)
	}
	places := []string{ownPlace(dir)}
	_ = readingOf(dir, func(s *Store) (err error) {
		places, err = s.places(ctx)
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
	stores, err := fs.Glob(os.DirFS(folder), placesName+"*")
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
