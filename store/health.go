package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"

	"recordaldesk/store/seal"
)

// Health is what [Examine] found out about a data folder. Nothing of a filing is in it.
type Health struct {
	SQLite string // version of what reads the database
	Layout int    // of the database
	Newest int    // layout that this program makes

	Broken error // why the database cannot be read as one of ours; nil when it can
	Access Access
	Closed bool   // there is a passphrase, which was not given: values were not read
	Values Damage // values that do not open
	Drafts int
	Scans  int

	Missing   int // scans whose file is not there
	Orphans   int // files that no scan has; they are removed by themselves
	Leftovers int // of programs that were killed; they are removed by themselves
	Loose     int // files and folders that other users may read
	Asides    int // damaged databases that were set aside

	DatabaseBytes, ScanBytes, BackupBytes, FreeBytes int64

	Backups []Backup // each was read as far as it opens
	Folder  error    // [ErrBackupFolder] where the chosen folder is not there
}

// Well reports whether nothing is wrong that a person must see to.
func (h Health) Well() bool {
	for _, b := range h.Backups {
		if !b.Sound {
			return false
		}
	}
	return h.Broken == nil && h.Values.None() && h.Missing == 0 && h.Loose == 0 && h.Asides == 0 && h.Folder == nil
}

// Examine reads a whole data folder and tells how it is. It writes nothing and takes no
// lock, and can be run while the window has the folder open, but not by its program.
// Where there is a passphrase, values are only read with it. It fails with
// [ErrNotFound] where there is no database, and with [ErrWrongPassphrase].
func Examine(ctx context.Context, dir, passphrase string) (Health, error) {
	var h Health
	err := examine(ctx, dir, passphrase, &h)
	return h, wrap("examine the data folder", err)
}

func examine(ctx context.Context, dir, passphrase string, h *Health) (err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	path := filepath.Join(dir, databaseFile)
	if isEmpty(path) {
		return ErrNotFound
	}
	if h.Newest, err = newestLayout(); err != nil {
		return err
	}
	places := []string{ownPlace(dir)}
	var k *keys
	named := map[string]bool{}
	h.Broken = lookingOnly(path, func(db *sql.DB) error {
		s := readerOf(db, dir, nil)
		if err := h.readDatabase(ctx, s, passphrase, named); err != nil {
			return err
		}
		k = s.keys.Load()
		places, h.Folder = s.places(ctx)
		return nil
	})
	if errors.Is(h.Broken, ErrWrongPassphrase) || ctx.Err() != nil {
		return errors.Join(h.Broken, ctx.Err())
	}
	h.Broken = wrap("read the database", h.Broken)
	if err := h.readFiles(dir, named); err != nil {
		return err
	}
	for _, place := range places {
		if err := h.readBackups(ctx, place, k); err != nil {
			return err
		}
	}
	h.FreeBytes, err = freeSpace(dir)
	return err
}

// readDatabase looks at the structure, and at all values where the keys can be had.
// named gets the addresses of all scans.
func (h *Health) readDatabase(ctx context.Context, s *Store, passphrase string, named map[string]bool) error {
	db := s.db.read
	if err := db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&h.SQLite); err != nil {
		return err
	}
	header, err := headerOf(ctx, db)
	if err != nil {
		return err
	}
	h.Layout = header.version
	if err := header.fits(h.Newest); err != nil {
		return err
	}
	if err := intact(ctx, db); err != nil {
		return err
	}
	if h.Drafts, err = s.Count(ctx); err != nil {
		return err
	}
	addresses, err := scanAddresses(ctx, db)
	if err != nil {
		return err
	}
	h.Scans = len(addresses)
	for _, address := range addresses {
		named[address] = true
		if !exists(s.filePath(address)) {
			h.Missing++
		}
	}
	if h.Layout < firstSealed {
		return nil
	}
	if h.Access, err = s.Access(ctx); err != nil {
		return err
	}
	switch {
	case !h.Access.Passphrase:
		err = s.openBy(ctx, openWay)
	case passphrase == "":
		h.Closed = true
		return nil
	default:
		err = s.openBy(ctx, way{wayPassphrase, func(wrap []byte) (seal.Key, error) { return seal.UnwrapPassphrase(wrap, passphrase) }})
	}
	if err == nil {
		h.Values, err = s.Audit(ctx)
		h.Values.Missing = 0 // counted, with keys or without
	}
	return err
}

// readFiles looks at the names, sizes and rights of all files in the folder.
func (h *Health) readFiles(dir string, named map[string]bool) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // a window goes on working
			return nil
		}
		if err != nil {
			return err
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		within, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		h.readFile(filepath.ToSlash(within), info, named)
		return nil
	})
}

func (h *Health) readFile(within string, info fs.FileInfo, named map[string]bool) {
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 && within != "." {
		h.Loose++
	}
	base := info.Name()
	switch top, _, _ := strings.Cut(within, "/"); {
	case strings.HasSuffix(base, ".tmp"), within == stagedFolder, strings.HasSuffix(base, "-journal") && top == backupsFolder:
		h.Leftovers++
	case top == asideFolder && info.IsDir() && within != asideFolder:
		h.Asides++
	case info.IsDir():
	case top == backupsFolder:
		h.BackupBytes += info.Size()
	case top == scansFolder:
		h.ScanBytes += info.Size()
		if h.Broken == nil && addressForm.MatchString(base) && !named[base] {
			h.Orphans++
		}
	case strings.HasPrefix(base, databaseFile):
		h.DatabaseBytes += info.Size()
	}
}

// readBackups reads the backups in a place, each as far as the keys open it.
func (h *Health) readBackups(ctx context.Context, place string, k *keys) error {
	all, err := backupsIn(place)
	if err != nil {
		return err
	}
	for _, b := range all {
		said := b.backup(ctx)
		with := k
		if b.note.Layout != h.Newest || k != nil && !opensWith(ctx, b, k) {
			with = nil
		}
		was := b.note.Sound
		if err := verifyBackup(ctx, &b, with); err != nil || !b.note.Sound {
			said.Sound = false
		}
		said.Sound = said.Sound && was
		h.Backups = append(h.Backups, said)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// opensWith reports whether a backup has these keys.
func opensWith(ctx context.Context, b storedBackup, k *keys) bool {
	return looking(b.database(), func(db *sql.DB) error {
		rows, err := keyRows(ctx, db, "key")
		if err == nil {
			_, err = keysUnder(k.master, rows)
		}
		return err
	}) == nil
}
