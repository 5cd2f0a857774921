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

	"github.com/gofrs/flock"

	"recordaldesk/store/crash"
)

// viewPrefix begins the name of the folder, among the user's temporary files, in which
// the copy lies that is looked at. All of it is sealed as it was, or in the clear as it
// was.
const viewPrefix = "recordal-view-"

// View opens a data folder for reading only, where it cannot be opened otherwise: it
// lies on a disk that cannot be written, another program has it open, the database is
// damaged, or a newer program made it. It reads a copy of the database, and the scans
// where they are; nothing is written there. What would change the store fails with
// [ErrViewing]; settings last until Close.
//
// ask asks for the passphrase where a damaged database has one; it can be nil. View
// fails with [ErrNotFound] where there is no database, with [ErrNewerSchema] where a
// newer program keeps drafts in another form, [ErrNotOurs], and as [Salvage] does.
// Close removes the copy.
func View(ctx context.Context, dir string, o Options, ask func() (string, error)) (*Store, error) {
	s, err := view(ctx, dir, o, ask)
	return s, wrap("open for reading", err)
}

// Viewing reports whether nothing can be written.
func (s *Store) Viewing() bool { return s.viewing }

// Scratch is the folder for what the program writes for a while beside the store, such
// as papers to be printed: the data folder, or, of a store that is only looked at, the
// private one with the copy, which Close removes.
func (s *Store) Scratch() string {
	if s.viewing {
		return s.private
	}
	return s.dir
}

func view(ctx context.Context, dir string, o Options, ask func() (string, error)) (_ *Store, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	if isEmpty(filepath.Join(dir, databaseFile)) {
		return nil, ErrNotFound
	}
	private, lock, err := privateFolder()
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, lock.Unlock(), removeUnfinished(private))
		}
	}()
	scans, err := copyToView(ctx, dir, private, ask)
	if err != nil {
		return nil, err
	}
	db, err := openReadOnly(filepath.Join(private, databaseFile))
	if err != nil {
		return nil, err
	}
	s := readerOf(db, scans, nil)
	s.lock, s.private, s.keyring = lock, private, o.Keyring
	if o.Now != nil {
		s.now = o.Now
	}
	s.began = s.now()
	if err := errors.Join(readable(ctx, db), s.openUp(ctx)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s.background, s.stop = context.WithCancel(context.Background())
	s.work.Go(func() { crash.Guard(func() { _ = s.load(s.background) }) })
	return s, nil
}

// privateFolder makes a folder for this user only, and removes those of programs that
// were killed: whose lock nobody holds any more.
func privateFolder() (string, *flock.Flock, error) {
	old, err := filepath.Glob(filepath.Join(os.TempDir(), viewPrefix+"*"))
	if err != nil {
		old = nil // the name of the folder for temporary files is none that is searched
	}
	for _, folder := range old {
		lock := viewLock(folder)
		if held, err := lock.TryLock(); err != nil || !held {
			continue // another user's, or in use
		}
		_ = lock.Unlock()
		_ = removeUnfinished(folder) // it is tried again the next time
	}
	folder, err := os.MkdirTemp("", viewPrefix+"*")
	if err != nil {
		return "", nil, err
	}
	lock := viewLock(folder)
	if _, err := lock.TryLock(); err != nil {
		return "", nil, errors.Join(err, os.Remove(folder))
	}
	return folder, lock, nil
}

func viewLock(folder string) *flock.Flock {
	return flock.New(filepath.Join(folder, "view.lock"), flock.SetPermissions(0o600))
}

// copyToView puts a database that can be read into the private folder, and returns the
// folder whose scans go with it.
func copyToView(ctx context.Context, dir, private string, ask func() (string, error)) (scans string, err error) {
	from, to := filepath.Join(dir, databaseFile), filepath.Join(private, databaseFile)
	err = lookingOnly(from, func(db *sql.DB) error { return snapshot(ctx, db, to) })
	if err != nil {
		// It may lie where SQLite cannot make its files beside it, or be damaged.
		if err = copyFiles(ctx, dir, private); err == nil {
			err = settle(ctx, to)
		}
	}
	newest, newestErr := newestLayout()
	if newestErr != nil {
		return "", newestErr
	}
	var h header
	if err == nil {
		err = looking(to, func(db *sql.DB) (err error) {
			if h, err = headerOf(ctx, db); err == nil {
				err = intact(ctx, db)
			}
			return err
		})
	}
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.Is(wrap("", err), ErrDamaged):
		return dir, salvageToView(ctx, dir, to, ask)
	case err != nil:
		return "", err
	case h.application != applicationID:
		return "", ErrNotOurs
	case h.version >= newest:
		return dir, nil
	}
	return bringUpInView(ctx, dir, private, h.version)
}

// copyFiles copies the database with its log, as they are.
func copyFiles(ctx context.Context, dir, private string) error {
	for _, name := range databaseFiles[:3] {
		err := copySynced(ctx, filepath.Join(dir, name), filepath.Join(private, name))
		if err != nil && (name == databaseFile || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return nil
}

// salvageToView puts what can be read of a damaged database in the place of its copy.
func salvageToView(ctx context.Context, dir, to string, ask func() (string, error)) error {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := remove(to + suffix); err != nil {
			return err
		}
	}
	_, err := salvageTo(ctx, dir, to, SalvageOptions{Passphrase: ask, Now: time.Now})
	return err
}

// bringUpInView brings the copy of an earlier layout to the newest. It seals the scans of
// the first layouts, which takes a copy of them, too.
func bringUpInView(ctx context.Context, dir, private string, layout int) (scans string, err error) {
	scans = dir
	if layout < firstSealed {
		scans = private
		if err := copyScans(ctx, dir, private); err != nil {
			return "", err
		}
	}
	path := filepath.Join(private, databaseFile)
	db, err := openDatabase(ctx, path, nil)
	if err != nil {
		return "", err
	}
	if err := db.close(); err != nil {
		return "", err
	}
	return scans, settle(ctx, path)
}

func copyScans(ctx context.Context, dir, private string) error {
	files, err := filesIn(filepath.Join(dir, scansFolder))
	if err != nil {
		return err
	}
	for _, path := range files {
		if address := filepath.Base(path); addressForm.MatchString(address) {
			to := scanPath(private, address)
			if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
				return err
			}
			if err := copySynced(ctx, path, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// readable fails with [ErrNewerSchema] where the tables do not have what is read.
func readable(ctx context.Context, db *sql.DB) error {
	for _, query := range []string{
		"SELECT id, state, created_ms, updated_ms, seq, key, summary, value FROM draft LIMIT 0",
		"SELECT address, added_ms, key, value FROM scan LIMIT 0",
		"SELECT draft_id, address, dropped_ms FROM draft_scan LIMIT 0",
		"SELECT name, value FROM key LIMIT 0",
		"SELECT draft_id, seq, line, value FROM casework LIMIT 0",
	} {
		rows, err := db.QueryContext(ctx, query)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNewerSchema, err)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
	}
	return nil
}

// closeView removes the copy.
func (s *Store) closeView() error {
	s.stop()
	s.work.Wait()
	return errors.Join(s.db.read.Close(), s.lock.Unlock(), wrap("remove the copy", removeUnfinished(s.private)))
}
