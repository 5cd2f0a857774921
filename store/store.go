// Package store keeps draft filings and their scans in SQLite on this machine.
//
// A [Store] is a data folder: recordal.db, and scans/ with the originals as
// files named by a keyed hash of their content. One program has it open at a time.
// What a method has returned without an error is on the disk: it outlives a kill of
// the program and a power cut. What is listed and searched is held in memory; on the
// disk everything of a filing is sealed, each draft and each scan under a key of its
// own, and these under the master key: THREATS.md says what that protects from. Where
// a passphrase was set, the store is locked until it is given, and most methods fail
// with [ErrLocked].
//
// Errors are wrapped; [MessageID] names the sentence that tells a person.
package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"recordaldesk/store/crash"
)

// idle is how long nothing must have been written until the write-ahead log is
// emptied, which takes the older versions of drafts off the disk.
const idle = 30 * time.Second

// Options adjust a store; the zero value is right outside tests.
type Options struct {
	Now     func() time.Time // the clock for the times in the list; time.Now when nil
	Keyring Keyring          // of the system; nil for none

	// KeyringLater has Open not ask the keyring, which may take its time: the store is
	// locked until [Store.UnlockWithKeyring].
	KeyringLater bool
}

// Store is an open data folder. Its methods may be called from any goroutine.
type Store struct {
	dir   string
	now   func() time.Time
	began time.Time // when it was opened
	lock  *flock.Flock
	db    *database
	file  os.FileInfo // of the database, to notice that it was taken away
	list  *list
	keys  atomic.Pointer[keys] // nil while the store is locked
	desk  atomic.Pointer[string]
	last  atomic.Pointer[lastSaved] // nil while the store is locked

	keyring Keyring
	later   bool     // Open does not ask the keyring
	viewing bool     // nothing may be written: view.go
	private string   // folder with the copy that is viewed
	viewed  sync.Map // settings that were set meanwhile

	// rekeying is held for writing while the keys are replaced, and for reading by
	// whoever works with them.
	rekeying sync.RWMutex

	// files keeps a scan's file and its row together: it is held from the
	// moment one of them changes until the other has followed.
	files sync.Mutex

	// incoming holds the paths of the files that are being written, which Sweep must
	// not take for what a killed program left, whatever the clock says.
	incoming sync.Map

	reserved sync.Map // channels by name, closed on release

	// backing is held while backups are made or changed, and by Close; before files and
	// rekeying.
	backing sync.Mutex

	writing    *quiet
	background context.Context // done when the store is closed
	stop       context.CancelFunc
	work       sync.WaitGroup // what runs in the background
}

// Open opens the data folder, making what is missing, and begins to read the
// list in the background. The folder and its files are for this user only.
//
// It fails with [ErrInUse], [ErrReadOnly], [ErrNoSpace], [ErrNewerSchema],
// [ErrNotOurs], [ErrDamaged], [ErrNoDatabase] or [ErrDisk], and then has changed nothing in a
// database that was there.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{dir: dir, now: o.Now, keyring: o.Keyring, later: o.KeyringLater, began: o.Now(), list: newList(), writing: newQuiet()}
	s.background, s.stop = context.WithCancel(context.Background())
	if err := s.prepare(); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if err := finishStaged(dir, s.now()); err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), s.lock.Unlock())
	}
	if err := hadDatabase(dir); err != nil {
		return nil, errors.Join(wrap("open store", err), s.lock.Unlock())
	}
	path := filepath.Join(dir, databaseFile)
	if s.db, err = openDatabase(ctx, path, s.backUpBefore); err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), s.lock.Unlock())
	}
	if s.file, err = os.Stat(path); err != nil {
		return nil, errors.Join(wrap("open store", err), s.db.close(), s.lock.Unlock())
	}
	if err := s.openUp(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), s.db.close(), s.lock.Unlock())
	}
	s.work.Go(func() {
		crash.Guard(func() {
			s.list.awaitFirst(s.background)
			// A failure is met again, and then reported, by the first call of Drafts.
			_ = s.load(s.background)
			s.alignInBackground()
		})
	})
	s.writing.stir() // the program may have been killed before it was tidied
	s.work.Go(func() { s.writing.watch(s.background, idle, s.tidy) })
	return s, nil
}

// prepare makes the folders, takes the lock and proves that the folder can be
// written: a database in WAL mode cannot even be read where it cannot.
func (s *Store) prepare() error {
	if err := makeFolders(filepath.Join(s.dir, scansFolder)); err != nil {
		return wrap("make the data folder", ofNew(err))
	}
	s.lock = flock.New(filepath.Join(s.dir, lockFile))
	switch locked, err := s.lock.TryLock(); {
	case err != nil:
		return wrap("lock the data folder", err)
	case !locked:
		return fmt.Errorf("lock the data folder: %w", ErrInUse)
	}
	if err := writable(s.dir); err != nil {
		return errors.Join(wrap("try the data folder", ofNew(err)), s.lock.Unlock())
	}
	return nil
}

// writable tries to make a file in the folder and to open the database in it.
// Nothing of SQLite may be open on the file then: closing any descriptor of a
// file gives up all locks that the process has on it (POSIX).
func writable(dir string) error {
	probe, err := os.CreateTemp(dir, temporaryPattern)
	if err != nil {
		return err
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(dir, databaseFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

// Dir is the absolute path of the data folder.
func (s *Store) Dir() string { return s.dir }

// Close waits for what is under way, empties the write-ahead log and lets the
// folder go. Everything acknowledged was safe before. A backup that is being made is
// given up and leaves nothing; a change to backups, as after a purge, is brought to its
// end. Nothing is written into the folder afterwards.
func (s *Store) Close() error {
	if s.viewing {
		return s.closeView()
	}
	s.stop()
	s.work.Wait()
	s.backing.Lock()
	defer s.backing.Unlock()
	return errors.Join(s.db.close(), wrap("unlock the data folder", s.lock.Unlock()))
}

// Check reads the whole database and fails with [ErrDamaged] where its
// structure is broken. It takes seconds on a large store.
func (s *Store) Check(ctx context.Context) error {
	return wrap("check the database", passes(ctx, s.db.read, "quick_check(1)"))
}

// here fails with [ErrViewing] where nothing may be written, and with [ErrGone] when
// the database is no longer in its folder. Most systems let a program go on writing to
// a file that was deleted; the drafts would be gone when the program ends.
func (s *Store) here() error {
	if s.viewing {
		return ErrViewing
	}
	info, err := os.Stat(filepath.Join(s.dir, databaseFile))
	if err == nil && !os.SameFile(info, s.file) {
		return ErrGone
	}
	return wrap("look for the database", err) // that is not there is gone, too
}

// written tells the background that the write-ahead log has grown.
func (s *Store) written() { s.writing.stir() }

// tidy empties the write-ahead log. Nothing is lost where this fails; Close and Delete
// try again and report it.
func (s *Store) tidy() {
	crash.Guard(func() { _ = s.db.checkpoint(s.background) })
}
