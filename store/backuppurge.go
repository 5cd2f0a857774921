package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// purgeBackup takes drafts that were purged out of a backup, with their scans, and
// overwrites what they were. Nobody needs a key for that.
func purgeBackup(ctx context.Context, b storedBackup, gone []purgedRow) error {
	if len(gone) == 0 {
		return nil
	}
	var there []purgedRow
	stale := false // the note, of a program that was killed in here
	err := looking(b.database(), func(db *sql.DB) error {
		ids, err := column(ctx, db, "SELECT id FROM draft")
		if err != nil {
			return err
		}
		has := setOf(ids)
		there = slices.DeleteFunc(slices.Clone(gone), func(row purgedRow) bool { return !has[row.id] })
		named, err := namedScans(ctx, db, b.note.Scans)
		stale = len(named) < len(b.note.Scans)
		return err
	})
	switch {
	case err != nil || len(there) == 0 && !stale:
		return err
	case len(there) == 0:
		return noteAgain(ctx, b)
	}
	return takeOut(ctx, b, there)
}

func takeOut(ctx context.Context, b storedBackup, there []purgedRow) error {
	err := changeApart(ctx, b.database(), func(tx *sql.Tx) (err error) {
		var done Restoration
		for _, row := range there {
			if b.note.Layout < firstSealed {
				_, err = tx.ExecContext(ctx, "DELETE FROM draft WHERE id = ?", row.id)
			} else {
				err = purgeAgain(ctx, tx, row, &done)
			}
			if err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM scan WHERE address NOT IN (SELECT address FROM draft_scan)")
		return err
	})
	if err != nil || b.bad != nil {
		return err
	}
	return noteAgain(ctx, b)
}

// namedScans are those of the scans that the database names.
func namedScans(ctx context.Context, db querier, scans []keptScan) ([]keptScan, error) {
	addresses, err := scanAddresses(ctx, db)
	names := setOf(addresses)
	return slices.DeleteFunc(slices.Clone(scans), func(s keptScan) bool { return !names[s.Address] }), err
}

// noteAgain says of a backup what it is after it was changed.
func noteAgain(ctx context.Context, b storedBackup) error {
	note := b.note
	err := looking(b.database(), func(db *sql.DB) (err error) {
		if note.Scans, err = namedScans(ctx, db, note.Scans); err != nil {
			return err
		}
		return describe(ctx, db, &note)
	})
	if err != nil {
		return err
	}
	// Its name must not look like a note until it is whole.
	next, err := os.MkdirTemp(b.place(), unfinishedBackup)
	if err != nil {
		return err
	}
	err = writeNote(next, note)
	if err == nil {
		err = rename(filepath.Join(next, backupNoteFile), filepath.Join(b.path, backupNoteFile))
	}
	return errors.Join(err, os.RemoveAll(next))
}
