package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// RestoreOptions adjust a restore; the zero value is right outside tests.
type RestoreOptions struct {
	Now func() time.Time // time.Now when nil
}

// Restoration is what was done.
type Restoration struct {
	Drafts     int
	Passphrase bool   // what was restored opens by a passphrase only
	Purged     int    // drafts of the backup that were purged since, and did not come back
	Missing    int    // scans whose files the backup does not have either
	Copied     string // the backup that was made of what was there before; empty where none could be
	Aside      string // where the damaged database lies that was there before
}

// Restore puts a backup in the place of what is in the data folder, in which no store
// may be open. What was there before is backed up, or set aside where it is damaged.
// What was purged since the backup does not come back. The scans that are missing are
// brought back, the others stay.
//
// Killed at any moment, it leaves the old database or the new one, and the next [Open]
// finishes or undoes it. It fails, and changes nothing, with [ErrInUse], [ErrNoBackup],
// [ErrBackupDamaged], with [ErrNewerSchema] for the backup of a newer program,
// [ErrNoSpace] and the like. With [ErrUnfinished] the next [Open] does what is left.
func Restore(ctx context.Context, dir, backup string, o RestoreOptions) (Restoration, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	var done Restoration
	err := alone(dir, func(dir string) error {
		return lockedBackups(ctx, dir, func() (err error) {
			done, err = restore(ctx, dir, backup, o.Now())
			return err
		})
	})
	return done, wrap("restore", err)
}

func restore(ctx context.Context, dir, backup string, now time.Time) (done Restoration, err error) {
	b, err := backupAt(ctx, backup)
	if err != nil {
		return done, err
	}
	staging := filepath.Join(dir, unfinishedStaged)
	defer func() {
		if exists(staging) { // it was not committed
			err = errors.Join(err, removeUnfinished(staging))
		}
	}()
	if err := stageBackup(ctx, b, dir, staging, &done); err != nil {
		return done, onFullDisk(filepath.Join(staging, databaseFile), err)
	}
	if done.Copied, err = copyBefore(ctx, dir, now); err != nil {
		return done, err
	}
	if done.Copied != "" {
		if err := writeSynced(filepath.Join(staging, copiedMark), nil); err != nil {
			return done, err
		}
	}
	done.Aside, err = commitStaged(dir, now)
	return done, err
}

// backupAt looks at what is to be restored: the folder of a backup, or the database in
// it.
func backupAt(ctx context.Context, path string) (storedBackup, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return storedBackup{}, err
	}
	if filepath.Base(path) == databaseFile {
		path = filepath.Dir(path)
	}
	b := storedBackup{path: path}
	if info, err := os.Stat(b.database()); err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return b, fmt.Errorf("%w: %w", ErrNoBackup, errors.Join(err, fs.ErrNotExist))
	}
	b.note, b.bad = readNote(path)
	if exists(b.database() + "-journal") { // killed while its keys were replaced
		if err := settle(ctx, b.database()); err != nil {
			return b, fmt.Errorf("%w: %w", ErrBackupDamaged, err)
		}
	}
	newest, err := newestLayout()
	if err != nil {
		return b, err
	}
	err = looking(b.database(), func(db *sql.DB) error {
		h, err := headerOf(ctx, db)
		if err != nil {
			return err
		}
		b.note.Layout = h.version
		if err := h.fits(newest); err != nil {
			return err
		}
		return intact(ctx, db)
	})
	switch {
	case errors.Is(err, ErrNewerSchema), errors.Is(err, ErrNotOurs), ctx.Err() != nil:
		return b, err
	case err != nil:
		return b, fmt.Errorf("%w: %w", ErrBackupDamaged, err)
	}
	if b.bad != nil {
		b.note.Scans, err = poolIn(b.place(), false).all()
	}
	return b, err
}

// stageBackup readies the database of a backup, in the newest layout, and the scans of
// it that are missing.
func stageBackup(ctx context.Context, b storedBackup, dir, staging string, done *Restoration) error {
	if err := os.MkdirAll(filepath.Join(staging, scansFolder), 0o700); err != nil {
		return err
	}
	if err := stageScans(ctx, b, dir, staging); err != nil {
		return err
	}
	path := filepath.Join(staging, databaseFile)
	if err := copySynced(ctx, b.database(), path); err != nil {
		return err
	}
	if b.note.Layout < firstSealed {
		// Its scans, all of which are staged, are sealed beside it.
		db, err := openDatabase(ctx, path, nil)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrBackupDamaged, err)
		}
		if err := db.close(); err != nil {
			return err
		}
	}
	gone, err := purgedSince(ctx, dir)
	if err != nil {
		return err
	}
	if err := carryOver(ctx, dir, path, gone, done); err != nil {
		return err
	}
	if err := settle(ctx, path); err != nil {
		return err
	}
	return looking(path, func(db *sql.DB) error {
		if err := intact(ctx, db); err != nil {
			return err
		}
		return done.describe(ctx, db, dir, staging)
	})
}

// stageScans brings the scans of a backup that the data folder does not have.
func stageScans(ctx context.Context, b storedBackup, dir, staging string) error {
	from := poolIn(b.place(), false)
	for _, s := range b.note.Scans {
		if !from.has(s) {
			continue
		}
		if b.note.Layout >= firstSealed {
			if there, err := described(scanPath(dir, s.Address), s.Address); err == nil && there == s {
				continue
			}
		}
		to := scanPath(staging, s.Address)
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		if b.place() == ownPlace(dir) && os.Link(from.path(s), to) == nil {
			continue
		}
		if err := copySynced(ctx, from.path(s), to); err != nil {
			return err
		}
	}
	return nil
}

// describe says what is in the database that is put in place, and takes the scans that
// it does not name out of the staged ones.
func (done *Restoration) describe(ctx context.Context, db *sql.DB, dir, staging string) error {
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM draft").Scan(&done.Drafts); err != nil {
		return err
	}
	ways, err := waysIn(ctx, db)
	if err != nil {
		return err
	}
	done.Passphrase = !ways[wayOpen]
	addresses, err := scanAddresses(ctx, db)
	if err != nil {
		return err
	}
	named := setOf(addresses)
	for _, address := range addresses {
		if !exists(scanPath(staging, address)) && !exists(scanPath(dir, address)) {
			done.Missing++
		}
	}
	staged, err := filesIn(filepath.Join(staging, scansFolder))
	if err != nil {
		return err
	}
	for _, path := range staged {
		if !named[filepath.Base(path)] {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// copyBefore backs up what is in the data folder. It returns no path where that is
// nothing, or damaged.
func copyBefore(ctx context.Context, dir string, now time.Time) (string, error) {
	if isEmpty(filepath.Join(dir, databaseFile)) {
		return "", nil
	}
	made, err := backUpFolder(ctx, dir, now)
	if err == nil {
		return made.path, nil
	}
	err = wrap("back up what is there", err)
	for _, ours := range []error{ErrNoSpace, ErrReadOnly, ErrGone, ErrInUse, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, ours) {
			return "", err
		}
	}
	return "", nil
}
