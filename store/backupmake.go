package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"modernc.org/sqlite"

	"recordaldesk/store/held"
)

// maker makes one backup of a data folder in a place.
type maker struct {
	db    *sql.DB // what reads the database
	dir   string  // the data folder
	place string
	link  bool // scans may be hard links
	keys  *keys
	now   time.Time

	// hold keeps files of scans from being removed; nil where nobody can.
	hold sync.Locker

	progress func(done, total int64) // bytes; can be nil
}

// make makes the backup. One that cannot be finished leaves nothing that looks like
// one.
func (m *maker) make(ctx context.Context) (_ storedBackup, err error) {
	if err := makeFolders(filepath.Join(m.place, scansFolder)); err != nil {
		return storedBackup{}, err
	}
	unfinished, err := os.MkdirTemp(m.place, unfinishedBackup)
	if err != nil {
		return storedBackup{}, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, removeUnfinished(unfinished))
		}
	}()
	b := storedBackup{path: unfinished, note: backupNote{At: m.now}}
	if err := m.fill(ctx, &b); err != nil {
		return storedBackup{}, onFullDisk(b.database(), err)
	}
	if err := verifyBackup(ctx, &b, m.keys); err != nil {
		return storedBackup{}, err
	}
	return finishBackup(b)
}

// finishBackup gives a backup that is complete its number and its name.
func finishBackup(b storedBackup) (storedBackup, error) {
	others, err := backupsIn(b.place())
	if err != nil {
		return b, err
	}
	if b.note.Number == 0 {
		b.note.Number = 1
		if len(others) > 0 {
			b.note.Number = others[0].note.Number + 1
		}
	}
	if err := errors.Join(writeNote(b.path, b.note), held.SyncFolder(b.path)); err != nil {
		return b, err
	}
	name := fmt.Sprintf("%s_%d", b.note.At.Format("20060102_150405"), b.note.Layout)
	path := filepath.Join(b.place(), name)
	for n := 2; exists(path); n++ {
		path = filepath.Join(b.place(), fmt.Sprintf("%s-%d", name, n))
	}
	if err := rename(b.path, path); err != nil {
		return b, err
	}
	b.path = path
	return b, nil
}

// fill copies scans and database.
//
// Scans go first, which can take long while others are added and removed. Those that
// came meanwhile follow the database, while none can be removed.
func (m *maker) fill(ctx context.Context, b *storedBackup) error {
	scans := poolIn(m.place, m.link)
	if _, err := m.scans(ctx, m.db, scans, m.progress); err != nil {
		return err
	}
	if m.hold != nil {
		m.hold.Lock()
		defer m.hold.Unlock()
	}
	if err := snapshot(ctx, m.db, b.database()); err != nil {
		return err
	}
	return looking(b.database(), func(db *sql.DB) (err error) {
		if b.note.Scans, err = m.scans(ctx, db, scans, nil); err != nil {
			return err
		}
		return errors.Join(describe(ctx, db, &b.note), scans.settle())
	})
}

// scans takes the files of all scans that the database names into the pool. One that
// is missing is missing in the backup.
func (m *maker) scans(ctx context.Context, db *sql.DB, into *pool, progress func(done, total int64)) ([]keptScan, error) {
	addresses, err := scanAddresses(ctx, db)
	if err != nil {
		return nil, err
	}
	var all, missing []keptScan
	var total, done int64
	for _, address := range addresses {
		s, err := described(scanPath(m.dir, address), address)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, s)
		if !into.has(s) {
			missing = append(missing, s)
			total += s.Size
		}
	}
	for _, s := range missing {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if _, err := into.keep(ctx, scanPath(m.dir, s.Address), s); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		done += s.Size
		if progress != nil {
			progress(done, total)
		}
	}
	return all, nil
}

// scanAddresses are those of all scans, in any layout.
func scanAddresses(ctx context.Context, db querier) ([]string, error) {
	all, err := column(ctx, db, "SELECT address FROM scan ORDER BY address")
	// A changed database could name any file.
	return slices.DeleteFunc(all, func(address string) bool { return !addressForm.MatchString(address) }), err
}

// snapshot copies the database as it is at one moment, in one step, beside which
// others write. The copy lies by itself, on the disk.
func snapshot(ctx context.Context, db *sql.DB, to string) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	copied := conn.Raw(func(c any) error {
		source, ok := c.(interface {
			NewBackup(uri string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("the driver copies no databases")
		}
		copying, err := source.NewBackup(dsn(to, options()))
		if err != nil {
			return err
		}
		more, err := copying.Step(-1)
		if err == nil && more {
			err = fmt.Errorf("the copy is not complete: %w", ErrInUse)
		}
		return errors.Join(err, copying.Finish())
	})
	if err := errors.Join(copied, conn.Close()); err != nil {
		return err
	}
	return settle(ctx, to)
}

// settle takes a copy out of WAL mode, so that it needs no other files and can be read
// from a disk that cannot be written.
func settle(ctx context.Context, path string) error {
	o := options()
	o.Set("_journal_mode", "delete")
	db, err := sql.Open("sqlite", dsn(path, o))
	if err != nil {
		return err
	}
	var mode string
	err = db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode)
	if err == nil && mode != "delete" {
		err = fmt.Errorf("the copy is in journal mode %s", mode)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// describe fills the note from the database.
func describe(ctx context.Context, db *sql.DB, note *backupNote) error {
	for _, part := range []struct {
		query string
		into  any
	}{
		{"PRAGMA user_version", &note.Layout},
		{"SELECT count(*) FROM draft", &note.Drafts},
		{"SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", &note.Size},
	} {
		if err := db.QueryRowContext(ctx, part.query).Scan(part.into); err != nil {
			return err
		}
	}
	addresses, err := scanAddresses(ctx, db)
	if err != nil {
		return err
	}
	note.Missing = len(addresses) - len(note.Scans)
	note.State, err = stateOf(ctx, db, note.Layout)
	return err
}

// stateOf is a sum of the drafts, scans, blanks and certificates: the same while none
// of them has changed. Settings change whenever the window does, and do not count.
func stateOf(ctx context.Context, db *sql.DB, layout int) (string, error) {
	queries := []string{
		// The number of the newest draft can come back once that is deleted, its time cannot.
		"SELECT count(*) || ' ' || coalesce((SELECT seq || ' ' || updated_ms FROM draft ORDER BY seq DESC LIMIT 1), '') FROM draft",
		"SELECT count(*) || ' ' || coalesce(max(added_ms), 0) FROM scan",
	}
	if layout > 2 {
		queries = append(queries,
			"SELECT count(*) || ' ' || coalesce(max(dropped_ms), 0) FROM draft_scan",
			"SELECT count(*) || ' ' || coalesce(group_concat(hex(substr(value, 1, 13)) || hex(substr(places, 1, 13))), '') FROM blank",
			"SELECT count(*) || ' ' || coalesce(max(at_ms), 0) FROM purged",
		)
	}
	hash := sha256.New()
	for _, query := range queries {
		var text string
		if err := db.QueryRowContext(ctx, query).Scan(&text); err != nil {
			return "", err
		}
		hash.Write([]byte(text + "\n")) // it cannot fail
	}
	return hex.EncodeToString(hash.Sum(nil)[:16]), nil
}

// verifyBackup opens the database of a backup and reads it, and looks for its scans.
// It fails where the structure is broken. Where single values do not open, or scans
// are missing, which can have been so before, the backup is not sound.
func verifyBackup(ctx context.Context, b *storedBackup, k *keys) error {
	scans := poolIn(b.place(), false)
	b.note.Sound = b.note.Missing == 0
	for _, s := range b.note.Scans {
		if !scans.has(s) {
			b.note.Sound = false
		}
	}
	return looking(b.database(), func(db *sql.DB) error {
		if err := intact(ctx, db); err != nil {
			return err
		}
		if k == nil {
			return nil
		}
		whole, err := opensWhole(ctx, db, k)
		if err == nil && whole {
			whole, err = opensBeside(ctx, readerOf(db, b.path, k), k)
		}
		b.note.Sound = b.note.Sound && whole
		return err
	})
}
