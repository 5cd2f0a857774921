package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// applicationID stands in the header of the database file, "RDK1"; migration 1
// writes it.
const applicationID = 0x52444b31

// readers bounds the read-only pool: the list, the search and two scans at once.
const readers = 4

// databaseFile is the name of the database in the data folder.
const databaseFile = "recordal.db"

// dsn is the name under which the driver opens the file at the absolute path.
// It is a URI with the path escaped: in a plain file name the driver takes
// whatever follows a question mark for options, and SQLite's own URIs end a
// path at # as well. Options stand in the name, so that every connection of a
// pool gets them.
func dsn(path string, options url.Values) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") { // C:/…
		slashed = "/" + slashed
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: options.Encode()}
	return u.String()
}

// options are what every connection runs with.
//
// WAL with synchronous=FULL is the only WAL setting that keeps what was
// acknowledged through a power cut. A writer takes its lock when its
// transaction begins, because a lock asked for later is refused at once if
// somebody else wrote meanwhile, without the patience of busy_timeout.
// secure_delete overwrites what is deleted. trusted_schema, cell_size_check,
// mmap_size and defensive mode are what SQLite advises for files that others
// may have touched (sqlite.org/security.html).
func options(pragmas ...string) url.Values {
	return url.Values{
		"_txlock":    {"immediate"},
		"_defensive": {"1"},
		"_dqs":       {"0"},
		"_error_rc":  {"1"},
		"_pragma": append([]string{
			"busy_timeout(5000)",
			"trusted_schema(0)",
			"cell_size_check(1)",
			"mmap_size(0)",
			"temp_store(memory)",
			"cache_size(-16384)",
			"foreign_keys(1)",
			"secure_delete(1)",
			"synchronous(full)",
			"wal_autocheckpoint(1000)",
		}, pragmas...),
	}
}

// database is one writer and several readers on one file.
type database struct {
	write *sql.DB // one connection: SQLite has one writer anyway, so they queue here
	read  *sql.DB // query_only; the writer itself where others cannot read beside it
}

// openDatabase opens or makes the database file and brings it to the newest
// layout. A file that is newer, foreign or damaged is refused before anything
// writes to it.
func openDatabase(ctx context.Context, path string) (*database, error) {
	// Guards the options above against a path that would smuggle in SQL.
	sqlite.StrictPragmas(true)
	steps, err := migrations(migrationFiles)
	if err != nil {
		return nil, err
	}
	if err := inspect(ctx, path, len(steps)); err != nil {
		return nil, err
	}
	db, err := openPools(ctx, path)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db.write, steps); err != nil {
		return nil, errors.Join(err, db.close())
	}
	return db, nil
}

// inspect looks at an existing file through a connection that can write
// nothing: even switching a foreign database to WAL would change it.
func inspect(ctx context.Context, path string, newest int) error {
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist), err == nil && info.Size() == 0:
		return nil
	case err != nil:
		return wrap("look at the database", err)
	}
	o := options()
	o.Set("mode", "ro")
	db, err := sql.Open("sqlite", dsn(path, o))
	if err != nil {
		return wrap("look at the database", err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var application, version, tables int
	for query, into := range map[string]*int{
		"PRAGMA application_id":              &application,
		"PRAGMA user_version":                &version,
		"SELECT count(*) FROM sqlite_schema": &tables,
	} {
		if err := db.QueryRowContext(ctx, query).Scan(into); err != nil {
			return wrap("look at the database", err)
		}
	}
	switch {
	case application == 0 && version == 0 && tables == 0:
		return nil // killed before its first migration
	case application != applicationID:
		return fmt.Errorf("look at the database: application id %#x: %w", application, ErrNotOurs)
	case version > newest:
		return fmt.Errorf("look at the database: schema %d, this program knows %d: %w", version, newest, ErrNewerSchema)
	}
	return nil
}

func openPools(ctx context.Context, path string) (*database, error) {
	write, err := openWriter(ctx, path, "journal_mode(wal)")
	if needsNoSharedMemory(err) {
		// Some file systems share no memory between programs, which WAL needs.
		// A truncated rollback journal lost nothing in the same power cuts; it
		// is only slower. An exclusive lock lets SQLite read a WAL left there.
		write, err = openWriter(ctx, path, "locking_mode(exclusive)", "journal_mode(truncate)")
		if err != nil {
			return nil, err
		}
		return &database{write: write, read: write}, nil
	}
	if err != nil {
		return nil, err
	}
	o := options("query_only(1)")
	o.Set("mode", "ro")
	read, err := sql.Open("sqlite", dsn(path, o))
	if err != nil {
		return nil, errors.Join(wrap("open the database for reading", err), write.Close())
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return &database{write: write, read: read}, nil
}

func openWriter(ctx context.Context, path string, pragmas ...string) (*sql.DB, error) {
	o := options(pragmas...)
	o.Set("_auto_vacuum", "incremental") // only has an effect before the first table
	db, err := sql.Open("sqlite", dsn(path, o))
	if err != nil {
		return nil, wrap("open the database", err)
	}
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(wrap("open the database", err), db.Close())
	}
	return db, nil
}

// needsNoSharedMemory reports whether WAL failed for want of its index, the
// -shm file.
func needsNoSharedMemory(err error) bool {
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return false
	}
	switch failure.Code() {
	case sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_SHMLOCK,
		sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CANTOPEN_ISDIR:
		return true
	}
	return false
}

// checkpoint moves the WAL into the database and empties it, so that no deleted
// value stays in it.
func (d *database) checkpoint(ctx context.Context) error {
	var busy, log, moved int
	err := d.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(truncate)").Scan(&busy, &log, &moved)
	return wrap("empty the write-ahead log", err)
}

// shrink gives the pages of what was deleted back to the disk.
func (d *database) shrink(ctx context.Context) error {
	// One row a page given back; the work is done as they are read.
	rows, err := d.write.QueryContext(ctx, "PRAGMA incremental_vacuum")
	if err != nil {
		return wrap("give pages back", err)
	}
	defer rows.Close()
	for rows.Next() {
	}
	return wrap("give pages back", rows.Err())
}

func (d *database) close() error {
	var readErr error
	if d.read != d.write {
		readErr = d.read.Close() // first, since a reader can hold the WAL back
	}
	checkpointErr := d.checkpoint(context.Background())
	return errors.Join(readErr, checkpointErr, d.write.Close())
}

// tx runs work in one transaction of the writer.
func (d *database) tx(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}
