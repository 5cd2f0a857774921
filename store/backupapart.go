package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"time"

	"recordaldesk/store/held"
)

// BackUp makes a backup of a data folder that another program may have open, in the
// data folder and in the one that was chosen, or only in out where that is not empty.
// It fails with [ErrNotFound] where there is no database, and as [Store.Backup] does.
func BackUp(ctx context.Context, dir, out string) (Backup, error) {
	dir, err := filepath.Abs(dir)
	if err == nil && out != "" {
		out, err = filepath.Abs(out)
	}
	if err != nil {
		return Backup{}, wrap("back up", err)
	}
	if isEmpty(filepath.Join(dir, databaseFile)) {
		return Backup{}, wrap("back up", ErrNotFound)
	}
	var made storedBackup
	work := func() error {
		return looking(filepath.Join(dir, databaseFile), func(db *sql.DB) (err error) {
			made, err = backUpApart(ctx, readerOf(db, dir, nil), out)
			return err
		})
	}
	err = lockedBackups(ctx, dir, work)
	if errors.Is(err, ErrReadOnly) && out != "" { // then nobody else makes backups of it
		err = work()
	}
	return made.backup(ctx), wrap("back up", err)
}

func backUpApart(ctx context.Context, s *Store, out string) (storedBackup, error) {
	newest, err := newestLayout()
	if err != nil {
		return storedBackup{}, err
	}
	h, err := headerOf(ctx, s.db.read)
	if err != nil {
		return storedBackup{}, err
	}
	if err := h.fits(newest); err != nil {
		return storedBackup{}, err
	}
	if h.version == newest {
		if err := s.openUp(ctx); err != nil {
			return storedBackup{}, err
		}
	}
	m := maker{db: s.db.read, dir: s.dir, place: ownPlace(s.dir), link: true, keys: s.keys.Load(), now: time.Now()}
	if out != "" {
		id, err := s.Setting(ctx, backupIDKey)
		if err != nil || !backupID.MatchString(id) {
			id = "" // no folder was ever chosen
		}
		m.place, m.link = placeIn(out, id), false
		if err := os.Mkdir(m.place, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
			return storedBackup{}, errors.Join(ErrBackupFolder, err)
		}
		if err := held.SyncFolder(out); err != nil {
			return storedBackup{}, errors.Join(ErrBackupFolder, err)
		}
	}
	made, err := m.make(ctx)
	if err == nil {
		err = pruneBackups(m.place)
	}
	if err != nil || out != "" || h.version < firstSealed {
		return made, err
	}
	return made, s.copyToChosen(ctx, made, nil)
}
