package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"recordaldesk/store/held"
)

// keptBackups is how many backups are kept in a place.
const keptBackups = 10

// Backup is a copy of all drafts and scans as they were at one moment. It holds the
// keys it needs, wrapped as those of the store are: it opens by the passphrase of
// today, and by none where there is none.
type Backup struct {
	Path       string    // its folder
	At         time.Time // when it was made
	Size       int64     // bytes; scans are counted in each backup that has them
	Drafts     int
	Layout     int  // of the database
	Passphrase bool // it opens by a passphrase only
	Sound      bool // all of it could be read when it was made, and is there
}

// Backup makes a backup in the data folder, and in the folder that was chosen beside
// it. Drafts are saved meanwhile as always. progress is called with bytes of scans that
// are copied, and can be nil.
//
// Where the chosen folder is not there, or cannot be written, the one in the data
// folder is made all the same, and the error is [ErrBackupFolder].
func (s *Store) Backup(ctx context.Context, progress func(done, total int64)) (Backup, error) {
	ctx, cancel := s.whileOpen(ctx)
	defer cancel()
	var made storedBackup
	err := s.withBackups(ctx, func() (err error) {
		if made, err = s.makeBackup(ctx, progress); err != nil {
			return err
		}
		return s.copyToChosen(ctx, made, progress)
	})
	return made.backup(ctx), wrap("back up", err)
}

// whileOpen is ctx, done also when the store is closed.
func (s *Store) whileOpen(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	forget := context.AfterFunc(s.background, cancel)
	return ctx, func() {
		forget()
		cancel()
	}
}

// withBackups runs work that makes or changes backups; one at a time, in this program
// and in others that know the data folder. It fails where the store has been closed.
func (s *Store) withBackups(ctx context.Context, work func() error) error {
	if s.viewing {
		return ErrViewing
	}
	s.backing.Lock()
	defer s.backing.Unlock()
	if err := s.background.Err(); err != nil {
		return err
	}
	return lockedBackups(ctx, s.dir, work)
}

func lockedBackups(ctx context.Context, dir string, work func() error) error {
	lock := flock.New(filepath.Join(dir, "backup.lock"), flock.SetPermissions(0o600))
	if _, err := lock.TryLockContext(ctx, 50*time.Millisecond); err != nil {
		return wrap("lock the backups", err)
	}
	return errors.Join(work(), wrap("unlock the backups", lock.Unlock()))
}

func (s *Store) makeBackup(ctx context.Context, progress func(done, total int64)) (storedBackup, error) {
	if err := s.here(); err != nil {
		return storedBackup{}, err
	}
	m := maker{
		db: s.db.read, dir: s.dir, place: ownPlace(s.dir), link: true,
		keys: s.keys.Load(), now: s.now(), hold: &s.files, progress: progress,
	}
	made, err := m.make(ctx)
	if err != nil {
		return made, err
	}
	return made, pruneBackups(m.place)
}

// backUpBefore makes a backup of a database in an earlier layout, before it is brought
// to the newest.
func (s *Store) backUpBefore(ctx context.Context) error {
	return wrap("back up before the change", s.withBackups(ctx, func() error {
		_, err := backUpFolder(ctx, s.dir, s.now())
		return err
	}))
}

// backUpFolder makes a backup of a data folder in which no store is open.
func backUpFolder(ctx context.Context, dir string, now time.Time) (made storedBackup, err error) {
	path := filepath.Join(dir, databaseFile)
	work := func(db *sql.DB) (err error) {
		m := maker{db: db, dir: dir, place: ownPlace(dir), link: true, now: now}
		made, err = m.make(ctx)
		return err
	}
	err = looking(path, work)
	if lacksSharedMemory(err) {
		var db *sql.DB
		if db, err = openWriter(ctx, path, journalOptions()); err == nil {
			err = errors.Join(work(db), db.Close())
		}
	}
	if err != nil {
		return made, err
	}
	return made, pruneBackups(ownPlace(dir))
}

// ownPlace is where the backups in a data folder lie.
func ownPlace(dir string) string { return filepath.Join(dir, backupsFolder) }

// Backups lists the backups in the data folder, and those in the chosen folder where it
// is there, the newest first. That of one moment can lie in both.
func (s *Store) Backups(ctx context.Context) ([]Backup, error) {
	places, err := s.places(ctx)
	if err != nil && !errors.Is(err, ErrBackupFolder) {
		return nil, wrap("list backups", err)
	}
	all, err := backupsOf(ctx, places...)
	return all, wrap("list backups", err)
}

// places are where the backups lie: in the data folder, and in the chosen folder where
// one was. It fails as [Store.chosenPlace] does, and then returns the first.
func (s *Store) places(ctx context.Context) ([]string, error) {
	chosen, err := s.chosenPlace(ctx)
	if chosen == "" {
		return []string{ownPlace(s.dir)}, err
	}
	return []string{ownPlace(s.dir), chosen}, nil
}

func backupsOf(ctx context.Context, places ...string) ([]Backup, error) {
	var found []storedBackup
	for _, place := range places {
		some, err := backupsIn(place)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	slices.SortStableFunc(found, func(a, b storedBackup) int { return b.note.At.Compare(a.note.At) })
	all := make([]Backup, len(found))
	for i, b := range found {
		all[i] = b.backup(ctx)
	}
	return all, nil
}

// backup looks at a backup, but for the values in it. None was made where it has no
// path.
func (b storedBackup) backup(ctx context.Context) Backup {
	if b.path == "" {
		return Backup{}
	}
	found := Backup{Path: b.path, At: b.note.At, Size: b.note.Size, Drafts: b.note.Drafts, Layout: b.note.Layout, Sound: b.note.Sound && b.bad == nil}
	scans := poolIn(b.place(), false)
	for _, s := range b.note.Scans {
		found.Size += s.Size
		if !scans.has(s) {
			found.Sound = false
		}
	}
	err := looking(b.database(), func(db *sql.DB) error {
		h, err := headerOf(ctx, db)
		if err != nil || h.application != applicationID || h.version != b.note.Layout {
			found.Sound = false
			return err
		}
		if h.version < firstSealed {
			return nil
		}
		ways, err := waysIn(ctx, db)
		found.Passphrase = err == nil && !ways[wayOpen]
		return err
	})
	if err != nil {
		found.Sound = false
	}
	return found
}

// firstSealed is the first layout that has keys.
const firstSealed = 3

// BackupDaily makes a backup when the last one is not of today and something has
// changed since, now and while it runs, which is until ctx is done or the store is
// closed; tell hears of each one and of what went wrong, of a folder that is not there
// once. A folder that is there again gets the newest backup. Run it in the background
// once the window is up.
func (s *Store) BackupDaily(ctx context.Context, tell func(Backup, error)) {
	ticker := time.NewTicker(time.Hour)
	defer ticker.Stop()
	told := false
	for {
		made, err := s.BackupIfDue(ctx)
		switch {
		case ctx.Err() != nil, s.background.Err() != nil:
			return
		case errors.Is(err, ErrBackupFolder):
			if !told || made.Path != "" {
				tell(made, err)
			}
			told = true
		case err != nil || made.Path != "":
			tell(made, err)
		}
		if err == nil {
			told = false
		}
		select {
		case <-ctx.Done():
			return
		case <-s.background.Done():
			return
		case <-ticker.C:
		}
	}
}

// BackupIfDue makes a backup unless there is one of today or nothing has changed since
// the last, and gives the newest to the chosen folder unless it has it. What it returns
// has no path where nothing was due.
func (s *Store) BackupIfDue(ctx context.Context) (Backup, error) {
	ctx, cancel := s.whileOpen(ctx)
	defer cancel()
	var made storedBackup
	err := s.withBackups(ctx, func() error {
		due, err := s.backupDue(ctx)
		if err != nil {
			return err
		}
		if due {
			if made, err = s.makeBackup(ctx, nil); err != nil {
				return err
			}
		}
		own, err := backupsIn(ownPlace(s.dir))
		if err != nil || len(own) == 0 || own[0].bad != nil {
			return err
		}
		return s.copyToChosen(ctx, own[0], nil)
	})
	return made.backup(ctx), wrap("back up", err)
}

// backupDue reports whether today has no backup yet and something has changed since the
// last one. A clock that was set to another day only makes one more.
func (s *Store) backupDue(ctx context.Context) (bool, error) {
	own, err := backupsIn(ownPlace(s.dir))
	if err != nil {
		return false, err
	}
	if len(own) == 0 {
		drafts, err := s.Count(ctx)
		return drafts > 0, err
	}
	last := own[0]
	if last.bad != nil || !exists(last.database()) {
		return true, nil
	}
	if s.now().Format(time.DateOnly) == last.note.At.Local().Format(time.DateOnly) {
		return false, nil
	}
	layout, err := newestLayout()
	if err != nil {
		return false, err
	}
	state, err := stateOf(ctx, s.db.read, layout)
	return last.note.State != state, err
}

// pruneBackups removes what a killed program left in a place, the oldest backups
// beyond those that are kept, and the scans that none of these has. The newest sound
// one stays in any case.
func pruneBackups(place string) error {
	if err := sweepBackups(place); err != nil {
		return err
	}
	all, err := backupsIn(place)
	if err != nil {
		return err
	}
	sound, left := false, false
	needed := map[keptScan]bool{}
	unknown := false
	for i, b := range all {
		first := b.note.Sound && !sound
		sound = sound || b.note.Sound
		if i >= keptBackups && !first {
			left = true
			if err := removeBackup(b); err != nil {
				return err
			}
			continue
		}
		unknown = unknown || b.bad != nil
		for _, s := range b.note.Scans {
			needed[s] = true
		}
	}
	if left {
		if err := held.SyncFolder(place); err != nil {
			return err
		}
	}
	if unknown { // nobody knows what it needs
		return nil
	}
	return poolIn(place, false).sweep(needed)
}

// removeBackup removes a backup so that at no moment half of one is there, and
// overwrites its database.
func removeBackup(b storedBackup) error {
	folder, err := os.MkdirTemp(b.place(), unfinishedBackup)
	if err != nil {
		return err
	}
	if err := rename(b.path, filepath.Join(folder, b.name())); err != nil {
		return errors.Join(err, os.Remove(folder))
	}
	return removeUnfinished(folder)
}

// sweepBackups removes what is not finished. Who calls it is the only one who writes.
func sweepBackups(place string) error {
	probes, err := fs.Glob(os.DirFS(place), temporaryPattern)
	if err != nil {
		return fmt.Errorf("list what was tried: %w", err)
	}
	for _, name := range probes {
		if err := remove(filepath.Join(place, name)); err != nil {
			return err
		}
	}
	left, err := fs.Glob(os.DirFS(place), unfinishedBackup)
	if err != nil {
		return fmt.Errorf("list what is not finished: %w", err)
	}
	for _, name := range left {
		if !unfinishedName.MatchString(name) {
			continue
		}
		if err := removeUnfinished(filepath.Join(place, name)); err != nil {
			return err
		}
	}
	return nil
}

// removeUnfinished overwrites the databases in a folder and removes it.
func removeUnfinished(folder string) error {
	files, err := filesIn(folder)
	if err != nil {
		return err
	}
	for _, path := range files {
		if err := overwrite(path); err != nil {
			return err
		}
	}
	return os.RemoveAll(folder)
}
