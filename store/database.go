package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

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
//
// The driver sorts the pragmas by name and sets the journal after them.
func options(pragmas ...string) url.Values {
	return url.Values{
		"_txlock":    {"immediate"},
		"_defensive": {"1"},
		"_dqs":       {"0"},
		"_error_rc":  {"1"},
		"_pragma": append(pragmas,
			"busy_timeout(5000)",
			"trusted_schema(0)",
			"cell_size_check(1)",
			"mmap_size(0)",
			"temp_store(memory)",
			"foreign_keys(1)",
			"secure_delete(1)",
			"synchronous(full)",
			"wal_autocheckpoint(1000)",
		),
	}
}

// cacheSize is what one connection keeps of the file in memory, in KiB.
const cacheSize = "cache_size(-16384)"

// walOptions are for the writer everywhere but on odd file systems. Pages can
// be given back (auto_vacuum) only in a file that was made for it; to ask for that in
// one that has tables would write to it, three syncs at each start.
func walOptions(fresh bool) url.Values {
	o := options(cacheSize)
	if fresh {
		o.Set("_auto_vacuum", "incremental")
	}
	o.Set("_journal_mode", "wal")
	return o
}

// errNetwork stands for the write-ahead log that is not tried on a drive of another
// computer: its index is memory that computers do not share.
var errNetwork = errors.New("no write-ahead log on a network drive")

// journalOptions are for a file system that shares no memory between programs,
// which WAL needs. A truncated rollback journal lost nothing in the same power
// cuts; it is only slower. Under an exclusive lock SQLite reads a file that is
// in WAL mode without that memory. It must take the lock before anything reads
// (cache_size does), and must have read before the file leaves WAL mode
// (schema_version does).
func journalOptions() url.Values {
	o := options("locking_mode(exclusive)", "schema_version")
	o.Set("_journal_mode", "truncate")
	return o
}

// database is one writer and several readers on one file.
type database struct {
	write *sql.DB    // one connection: SQLite has one writer anyway, so they queue here
	turn  sync.Mutex // held while anything is written
	read  *sql.DB    // query_only; the writer itself where others cannot read beside it
	path  string     // empty for one that is in no write-ahead log
	save  saving
}

// openDatabase opens or makes the database file and brings it to the newest
// layout; before, unless it is nil, runs when that changes one with drafts in it. A file that is newer,
// foreign or damaged is refused before anything writes to it.
func openDatabase(ctx context.Context, path string, before func(ctx context.Context) error) (*database, error) {
	// Guards the options above against a path that would smuggle in SQL.
	sqlite.StrictPragmas(true)
	steps, err := migrations(migrationFiles)
	if err != nil {
		return nil, err
	}
	h, read, err := inspect(ctx, path, len(steps))
	if err != nil {
		return nil, err
	}
	if before != nil && h.version > 0 && h.version < len(steps) {
		if err := before(ctx); err != nil {
			return nil, errors.Join(err, closed(read))
		}
	}
	db, err := openPools(ctx, path, h.tables == 0, read)
	if err != nil {
		return nil, onFullDisk(path, err)
	}
	if err := migrate(ctx, db.write, filepath.Dir(path), steps); err != nil {
		return nil, errors.Join(err, db.close())
	}
	if err := db.prepare(ctx); err != nil {
		return nil, errors.Join(err, db.close())
	}
	return db, nil
}

// inspect looks at an existing file through connections that can write nothing: even
// switching a foreign database to WAL would change it. It returns them where the file
// can be read through them as it lies, since to open others takes a millisecond.
func inspect(ctx context.Context, path string, newest int) (header, *sql.DB, error) {
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist), err == nil && info.Size() == 0:
		return header{}, nil, nil
	case err != nil:
		return header{}, nil, wrap("look at the database", err)
	}
	read, err := openReaders(path)
	if err != nil {
		return header{}, nil, err
	}
	h, err := headerOf(ctx, read)
	if err == nil {
		if err := h.fits(newest); err != nil {
			return h, nil, errors.Join(err, read.Close())
		}
		return h, read, nil
	}
	if err := read.Close(); err != nil {
		return header{}, nil, wrap("look at the database", err)
	}
	err = onFullDisk(path, err)
	if leftHalfDone(err) {
		h, err = readHeader(ctx, path, url.Values{"mode": {"rw"}})
	}
	if lacksSharedMemory(err) {
		h, err = readHeader(ctx, path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	}
	if err != nil {
		return header{}, nil, wrap("look at the database", err)
	}
	return h, nil, h.fits(newest)
}

// openReaders readies the connections that only read.
func openReaders(path string) (*sql.DB, error) {
	o := options("query_only(1)", "cache_size(-2048)")
	o.Set("mode", "ro")
	read, err := sql.Open("sqlite", dsn(path, o))
	if err != nil {
		return nil, wrap("open the database for reading", err)
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return read, nil
}

// closed closes connections that may not be there.
func closed(db *sql.DB) error {
	if db == nil {
		return nil
	}
	return db.Close()
}

// leftHalfDone reports whether a journal with a transaction lies beside the file that
// was cut off in the middle. Before anybody can read the file the transaction must be
// undone, which a connection that can write nothing does not do.
func leftHalfDone(err error) bool {
	var failure *sqlite.Error
	return errors.As(err, &failure) && failure.Code() == sqlite3.SQLITE_READONLY_ROLLBACK
}

// header tells whose a database is.
type header struct {
	application int
	version     int // of the schema
	tables      int
}

// fits fails with [ErrNotOurs] and [ErrNewerSchema]. A database without anything in it
// fits: its program was killed before the first migration.
func (h header) fits(newest int) error {
	switch {
	case h == header{}:
		return nil
	case h.application != applicationID:
		return fmt.Errorf("look at the database: application id %#x: %w", h.application, ErrNotOurs)
	case h.version > newest:
		return fmt.Errorf("look at the database: schema %d, this program knows %d: %w", h.version, newest, ErrNewerSchema)
	}
	return nil
}

func readHeader(ctx context.Context, path string, mode url.Values) (h header, err error) {
	o := options()
	maps.Copy(o, mode)
	db, err := sql.Open("sqlite", dsn(path, o))
	if err != nil {
		return header{}, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	return headerOf(ctx, db)
}

func headerOf(ctx context.Context, db *sql.DB) (h header, err error) {
	for _, part := range []struct {
		query string
		into  *int
	}{
		{"PRAGMA application_id", &h.application},
		{"PRAGMA user_version", &h.version},
		{"SELECT count(*) FROM sqlite_schema", &h.tables},
	} {
		if err := db.QueryRowContext(ctx, part.query).Scan(part.into); err != nil {
			return header{}, err
		}
	}
	return h, nil
}

// newestLayout is the one that this program makes.
func newestLayout() (int, error) {
	steps, err := migrations(migrationFiles)
	return len(steps), err
}

// openPools opens the writer, and the readers beside it where read is nil. Where nobody
// can read beside the writer, read is closed.
func openPools(ctx context.Context, path string, fresh bool, read *sql.DB) (*database, error) {
	write, err := (*sql.DB)(nil), errNetwork
	if !onNetwork(filepath.Dir(path)) {
		write, err = openWriter(ctx, path, walOptions(fresh))
	}
	if errors.Is(err, errNetwork) || lacksSharedMemory(err) {
		if err := closed(read); err != nil {
			return nil, wrap("open the database", err)
		}
		if write, err = openWriter(ctx, path, journalOptions()); err != nil {
			return nil, err
		}
		return &database{write: write, read: write, path: path}, nil
	}
	if err != nil {
		return nil, errors.Join(err, closed(read))
	}
	if read == nil {
		if read, err = openReaders(path); err != nil {
			return nil, errors.Join(err, write.Close())
		}
	}
	return &database{write: write, read: read, path: path}, nil
}

func openWriter(ctx context.Context, path string, o url.Values) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(path, o))
	if err != nil {
		return nil, wrap("open the database", err)
	}
	db.SetMaxOpenConns(1)
	// The first reading, not the switch to WAL, tells whether WAL works here.
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return nil, errors.Join(wrap("open the database", onFullDisk(path, err)), db.Close())
	}
	return db, nil
}

// lacksSharedMemory reports whether WAL failed for want of its index, the
// -shm file.
func lacksSharedMemory(err error) bool {
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
	d.turn.Lock()
	defer d.turn.Unlock()
	var busy, log, moved int
	err := d.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(truncate)").Scan(&busy, &log, &moved)
	return wrap("empty the write-ahead log", err)
}

// shrink gives the pages of what was deleted back to the disk.
func (d *database) shrink(ctx context.Context) error {
	d.turn.Lock()
	defer d.turn.Unlock()
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

// executor is a database or a transaction that is written to.
type executor interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// querier is a database or a transaction.
type querier interface {
	executor
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// eachRow calls f for every row that the query finds, and ends with its first error. What
// f scans into a [sql.RawBytes] is gone when it returns.
func eachRow(ctx context.Context, db querier, f func(*sql.Rows) error, query string, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// column collects the first column of a query.
func column(ctx context.Context, db querier, query string, args ...any) (values []string, err error) {
	err = eachRow(ctx, db, func(row *sql.Rows) error {
		var v string
		err := row.Scan(&v)
		values = append(values, v)
		return err
	}, query, args...)
	return values, err
}

// setOf is values to be looked up.
func setOf(values []string) map[string]bool {
	set := make(map[string]bool, len(values))
	for _, v := range values {
		set[v] = true
	}
	return set
}
