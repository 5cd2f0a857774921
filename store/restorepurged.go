package store

import (
	"context"
	"database/sql"
	"path/filepath"
)

// purgedRow is that a draft was purged.
type purgedRow struct {
	id    string
	at    int64
	value []byte // the certificate, sealed
}

// purgedSince collects what was purged, as far as the database and the backups in the
// data folder know. The database may be damaged: then the backups tell.
func purgedSince(ctx context.Context, dir string) ([]purgedRow, error) {
	paths := []string{filepath.Join(dir, databaseFile)}
	own, err := backupsIn(ownPlace(dir))
	if err != nil {
		return nil, err
	}
	for _, b := range own {
		paths = append(paths, b.database())
	}
	var all []purgedRow
	seen := map[string]bool{}
	for _, path := range paths {
		if isEmpty(path) {
			continue
		}
		// One that does not open, or is of a layout without the table, knows nothing.
		_ = looking(path, func(db *sql.DB) error {
			some, err := purgedRows(ctx, db)
			for _, row := range some {
				if !seen[row.id] {
					seen[row.id] = true
					all = append(all, row)
				}
			}
			return err
		})
	}
	return all, ctx.Err()
}

// purgedRows are what a database says of what was purged; of one that is damaged, those
// that can be read.
func purgedRows(ctx context.Context, db querier) (all []purgedRow, err error) {
	err = eachRow(ctx, db, func(row *sql.Rows) error {
		var one purgedRow
		err := row.Scan(&one.id, &one.at, &one.value)
		if err == nil {
			all = append(all, one)
		}
		return err
	}, "SELECT draft_id, at_ms, value FROM purged")
	return all, err
}

// carryOver writes into the database that is put in place what outlives a restore: that
// drafts were purged, which are deleted in it, and which folder was chosen for backups.
func carryOver(ctx context.Context, dir, path string, gone []purgedRow, done *Restoration) error {
	settings := map[string]string{}
	if old := filepath.Join(dir, databaseFile); !isEmpty(old) {
		_ = looking(old, func(db *sql.DB) error {
			reader := readerOf(db, dir, nil)
			for _, key := range []string{backupFolderKey, backupIDKey} {
				if value, err := reader.Setting(ctx, key); err == nil {
					settings[key] = value
				}
			}
			return nil
		})
	}
	return changeApart(ctx, path, func(tx *sql.Tx) error {
		for key, value := range settings {
			if err := putSetting(ctx, tx, key, value); err != nil {
				return err
			}
		}
		for _, row := range gone {
			if err := purgeAgain(ctx, tx, row, done); err != nil {
				return err
			}
		}
		return nil
	})
}

func purgeAgain(ctx context.Context, tx *sql.Tx, row purgedRow, done *Restoration) error {
	there, err := column(ctx, tx, "SELECT id FROM draft WHERE id = ?", row.id)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		if _, err := deleteDraft(ctx, tx, row.id); err != nil {
			return err
		}
		done.Purged++
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO purged (draft_id, at_ms, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
		row.id, row.at, row.value)
	return err
}
