package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/go-json-experiment/json"

	"recordaldesk/store/held"
)

// A backup is a folder named by its day and time and by the layout of its database,
// such as 20261129_023659_3. In it lie recordal.db, which opens by itself, and
// backup.json, which says what it is and which scans go with it. The scans lie in
// scans/ beside the backups, once for all of them, sealed as they are in the data
// folder.
const (
	backupsFolder    = "backups"
	backupNoteFile   = "backup.json"
	unfinishedBackup = "unfinished-*.tmp"
)

// maxNote bounds what is read of a backup.json: a hundred bytes for each scan.
const maxNote = 64 << 20

// unfinishedName tells what is not finished from what a person has named so.
var unfinishedName = regexp.MustCompile(`^unfinished-[0-9]+\.tmp$`)

var backupName = regexp.MustCompile(`^[0-9]{8}_[0-9]{6}_[0-9]+(-[0-9]+)?$`)

// backupNote is what backup.json says.
type backupNote struct {
	Number  int64      `json:"number"` // rises from backup to backup, whatever the clock says
	At      time.Time  `json:"at"`
	Layout  int        `json:"layout"`
	Drafts  int        `json:"drafts"`
	State   string     `json:"state"`   // of what was backed up: the same while nothing has changed
	Size    int64      `json:"size"`    // of the database, in bytes
	Sound   bool       `json:"sound"`   // everything in it could be read when it was made
	Missing int        `json:"missing"` // scans that were missing already
	Scans   []keptScan `json:"scans"`
}

// keptScan is the file of a scan beside the backups.
type keptScan struct {
	Address string `json:"address"`
	Mark    string `json:"mark"` // of its bytes: one address can have several files in time
	Size    int64  `json:"size"`
}

// storedBackup is a backup that was found in a place.
type storedBackup struct {
	path string
	note backupNote // empty where it cannot be read
	bad  error      // why it cannot
}

func (b storedBackup) name() string     { return filepath.Base(b.path) }
func (b storedBackup) place() string    { return filepath.Dir(b.path) }
func (b storedBackup) database() string { return filepath.Join(b.path, databaseFile) }

// backupsIn lists the backups in a place, the newest first. A place that is not there
// has none.
func backupsIn(place string) ([]storedBackup, error) {
	entries, err := os.ReadDir(place)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []storedBackup
	for _, e := range entries {
		if e.IsDir() && backupName.MatchString(e.Name()) {
			b := storedBackup{path: filepath.Join(place, e.Name())}
			b.note, b.bad = readNote(b.path)
			all = append(all, b)
		}
	}
	slices.SortFunc(all, func(a, b storedBackup) int {
		return cmp.Or(cmp.Compare(b.note.Number, a.note.Number), cmp.Compare(b.name(), a.name()))
	})
	return all, nil
}

func readNote(backup string) (backupNote, error) {
	path := filepath.Join(backup, backupNoteFile)
	info, err := os.Stat(path)
	if err != nil {
		return backupNote{}, err
	}
	if info.Size() > maxNote {
		return backupNote{}, fmt.Errorf("note of %d bytes: %w", info.Size(), ErrBackupDamaged)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return backupNote{}, err
	}
	var note backupNote
	if err := json.Unmarshal(data, &note); err != nil {
		return backupNote{}, fmt.Errorf("%w: %s", ErrBackupDamaged, jsonPlace(err))
	}
	for _, s := range note.Scans {
		if !s.named() {
			return backupNote{}, fmt.Errorf("%w: a scan that is not named as scans are", ErrBackupDamaged)
		}
	}
	return note, nil
}

// writeNote writes the note into a backup that nobody sees yet, and brings it to the
// disk.
func writeNote(backup string, note backupNote) error {
	data, err := json.Marshal(note)
	if err != nil {
		return fmt.Errorf("write note as JSON: %w", err)
	}
	return writeSynced(filepath.Join(backup, backupNoteFile), data)
}

func writeSynced(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// openReadOnly opens a database that nothing may be written to.
func openReadOnly(path string) (*sql.DB, error) { return openLooking(path, url.Values{"mode": {"ro"}}) }

func openLooking(path string, mode url.Values) (*sql.DB, error) {
	o := options("query_only(1)", cacheSize)
	maps.Copy(o, mode)
	db, err := sql.Open("sqlite", dsn(path, o))
	if err != nil {
		return nil, wrap("open the database for reading", err)
	}
	db.SetMaxOpenConns(readers)
	return db, nil
}

// looking runs work on a database that nothing may be written to.
func looking(path string, work func(*sql.DB) error) error {
	if _, err := os.Stat(path); err != nil { // SQLite says less
		return err
	}
	db, err := openReadOnly(path)
	if err != nil {
		return err
	}
	return errors.Join(onFullDisk(path, work(db)), db.Close())
}

// lookingOnly is looking that leaves no file beside a database that nobody has open,
// and needs none, so that it works on a disk that cannot be written. It fails with
// [ErrInUse] where a transaction is half done, or was left so: who only looks cannot
// undo it.
func lookingOnly(path string, work func(*sql.DB) error) error {
	if exists(path+"-shm") || !isEmpty(path+"-wal") || !isEmpty(path+"-journal") { // somebody has it open, or had
		err := looking(path, work)
		if leftHalfDone(err) {
			err = fmt.Errorf("%w: %w", ErrInUse, err)
		}
		return err
	}
	db, err := openLooking(path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	if err != nil {
		return err
	}
	return errors.Join(work(db), db.Close())
}

// intact fails with [ErrDamaged] where the structure of a database is broken.
func intact(ctx context.Context, db *sql.DB) error { return passes(ctx, db, "integrity_check(1)") }

// passes fails with [ErrDamaged] where one of SQLite's checks finds something.
func passes(ctx context.Context, db *sql.DB, check string) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA "+check).Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, verdict)
	}
	return nil
}

// readerOf is a store over a database that is only read: of it nothing works but what
// reads. k is nil where nobody has the keys.
func readerOf(db *sql.DB, dir string, k *keys) *Store {
	s := &Store{
		dir: dir, now: time.Now, db: &database{write: db, read: db}, list: newList(), writing: newQuiet(),
		viewing: true, background: context.Background(), stop: func() {},
	}
	s.keys.Store(k)
	return s
}

// rename moves a file or folder and brings the new name to the disk, before the old one
// goes from there: at no moment may it be without one.
func rename(from, to string) error {
	if err := held.Rename(from, to); err != nil {
		return err
	}
	if err := held.SyncFolder(filepath.Dir(to)); err != nil {
		return err
	}
	if filepath.Dir(from) == filepath.Dir(to) {
		return nil
	}
	return held.SyncFolder(filepath.Dir(from))
}
