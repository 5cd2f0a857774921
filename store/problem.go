package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"recordaldesk/store/held"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can go wrong with the store in a way that a person can do something
// about. Every error of this package is one of these as far as that could be
// told; [MessageID] names the sentence for it. None of them changes a draft
// that was saved before.
var (
	ErrNewerSchema  = errors.New("written by a newer version of the program")
	ErrNotOurs      = errors.New("a database of another program")
	ErrReadOnly     = errors.New("the data folder cannot be written")
	ErrNoSpace      = errors.New("no space left on the disk")
	ErrDamaged      = errors.New("the database is damaged")
	ErrNoDatabase   = errors.New("the database is gone or empty, and there was one")
	ErrDraftDamaged = errors.New("the draft is damaged")
	ErrInUse        = errors.New("another program has the data folder open")
	ErrGone         = errors.New("the data folder was moved or removed")
	ErrDisk         = errors.New("the disk failed")
	ErrHeld         = errors.New("another program holds a file of the data folder")
	ErrConflict     = errors.New("the draft was changed elsewhere")
	ErrNotFound     = errors.New("not in the store")
	ErrScanSource   = errors.New("the file to be added cannot be read")
	ErrScanTooLarge = errors.New("the scan is too large")
	ErrScanMissing  = errors.New("the scan's file is missing")
	ErrScanDamaged  = errors.New("the scan's file is not what was added")
	ErrLocked       = errors.New("the store is locked")
	ErrNothing      = errors.New("there is nothing to undo")

	ErrWrongPassphrase = errors.New("the passphrase does not open the store")
	ErrBadPassphrase   = errors.New("this cannot be a passphrase")
	ErrBadCode         = errors.New("this is no recovery code")

	ErrBackupFolder  = errors.New("the folder chosen for backups cannot be reached or written")
	ErrBackupDamaged = errors.New("the backup is damaged")
	ErrNoBackup      = errors.New("there is no backup here")
	ErrClock         = errors.New("the clock stands before the last save")
	ErrUnfinished    = errors.New("the last step is left to the next start")
	ErrViewing       = errors.New("the filings can only be looked at")
)

// messages gives each error the id of its sentence in translations.
var messages = []struct {
	err error
	id  string
}{
	// Which folder a failure is about comes before what it was.
	{ErrViewing, "store.problem.viewing"},
	{ErrUnfinished, "store.problem.unfinished"},
	{ErrBackupFolder, "store.problem.backup_folder"},
	{ErrBackupDamaged, "store.problem.backup_damaged"},
	{ErrNoBackup, "store.problem.no_backup"},
	{ErrNewerSchema, "store.problem.newer_schema"},
	{ErrNotOurs, "store.problem.not_ours"},
	{ErrReadOnly, "store.problem.read_only"},
	{ErrNoSpace, "store.problem.no_space"},
	{ErrDamaged, "store.problem.damaged"},
	{ErrNoDatabase, "store.problem.no_database"},
	{ErrDraftDamaged, "store.problem.draft_damaged"},
	{ErrInUse, "store.problem.in_use"},
	{ErrGone, "store.problem.gone"},
	{ErrDisk, "store.problem.disk"},
	{ErrHeld, "store.problem.held"},
	{ErrConflict, "store.problem.conflict"},
	{ErrNotFound, "store.problem.not_found"},
	{ErrScanSource, "store.problem.scan_source"},
	{ErrScanTooLarge, "store.problem.scan_too_large"},
	{ErrScanMissing, "store.problem.scan_missing"},
	{ErrScanDamaged, "store.problem.scan_damaged"},
	{ErrLocked, "store.problem.locked"},
	{ErrNothing, "store.problem.nothing"},
	{ErrClock, "store.problem.clock"},
	{ErrWrongPassphrase, "store.problem.wrong_passphrase"},
	{ErrBadPassphrase, "store.problem.bad_passphrase"},
	{ErrBadCode, "store.problem.bad_code"},
	{ErrWithin, "store.problem.within"},
	{ErrOccupied, "store.problem.occupied"},
	{ErrDiffers, "store.problem.differs"},
}

// Problems lists the errors of this package: their texts never change and hold nothing
// of a filing.
func Problems() []error {
	var all []error
	for _, m := range messages {
		all = append(all, m.err)
	}
	return all
}

// otherMessage is the sentence for what nobody foresaw.
const otherMessage = "store.problem.other"

// MessageID returns the id of the sentence that tells a person what happened
// and what to do: store.problem.<x>. It is empty where there is nothing to
// say: for nil, and for what was stopped by its context.
func MessageID(err error) string {
	if err == nil || errors.Is(err, context.Canceled) {
		return ""
	}
	for _, m := range messages {
		if errors.Is(err, m.err) {
			return m.id
		}
	}
	return otherMessage
}

// wrap says what was being done and which of the package's errors it is.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	if p := problem(err); p != nil {
		return fmt.Errorf("%s: %w: %w", doing, p, err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// ofNew is an error about making something new. Windows denies access also to a file that
// another program holds, but nobody holds what is not there yet.
func ofNew(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}

// problem tells which of the package's errors stands behind a failure of SQLite
// or of the file system; nil when err says so itself or nobody knows.
func problem(err error) error {
	for _, m := range messages {
		if errors.Is(err, m.err) {
			return nil
		}
	}
	var failure *sqlite.Error
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &failure):
		return sqliteProblem(failure.Code())
	case isNoSpace(err):
		return ErrNoSpace
	case held.Is(err):
		return ErrHeld
	case isReadOnly(err), errors.Is(err, fs.ErrPermission):
		return ErrReadOnly
	case errors.Is(err, fs.ErrNotExist):
		return ErrGone
	case errors.As(err, &path), errors.As(err, &link):
		return ErrDisk
	}
	return nil
}

// sqliteProblem reads an extended result code.
func sqliteProblem(code int) error {
	switch code & 0xff { // the primary code
	case sqlite3.SQLITE_FULL:
		return ErrNoSpace
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrInUse
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return ErrDisk
	}
	return nil
}

// indexSize is by how many bytes the index of the write-ahead log grows, twice.
const indexSize = 64 << 10

// onFullDisk says of an error on the database at the path that the disk is full, where
// it is: that the index of the write-ahead log could not grow is one error of SQLite,
// whether the disk is full or failed.
func onFullDisk(path string, err error) error {
	var failure *sqlite.Error
	if !errors.As(err, &failure) || failure.Code() != sqlite3.SQLITE_IOERR_SHMSIZE {
		return err
	}
	if free, unknown := freeSpace(filepath.Dir(path)); unknown != nil || free >= indexSize {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNoSpace, err)
}
