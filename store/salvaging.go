package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// SalvageOptions adjust [Salvage].
type SalvageOptions struct {
	// Passphrase asks for the passphrase, or the recovery code, where one is needed; nil
	// where nobody can be asked.
	Passphrase func() (string, error)

	Now func() time.Time // time.Now when nil
}

// Salvaged is what could be read of a damaged store.
type Salvaged struct {
	Drafts  []SalvagedDraft // all that were seen, those that are lost at the end
	Saved   int             // of them
	Scans   int             // that go with the drafts
	Missing int             // of them, whose file is not there
	Pages   int             // of the database, that could not be read
	Aside   string          // the folder with the damaged database, untouched
}

// SalvagedDraft is a draft that was seen in a damaged store.
type SalvagedDraft struct {
	ID       string
	HostName string    // empty where the draft is lost
	Updated  time.Time // zero where nobody knows
	Saved    bool
	Older    bool // it was saved in an earlier version, since the last one is damaged
}

// Salvage puts what can be read of a damaged database into a new one, which takes its
// place, and sets the damaged one aside untouched. It reads page by page: one that is
// damaged costs the rows on it. A row counts when its values open under their keys, so
// that nothing comes back changed; where the last version of a draft does not open, an
// earlier one is taken, from the newest backup at worst.
//
// Killed at any moment, it leaves the damaged database or the new one. It fails, and
// leaves what is there, with [ErrInUse], [ErrLocked] where a passphrase is needed and
// nobody can be asked, [ErrWrongPassphrase], and [ErrDamaged] where the keys, or all
// drafts, are lost: then only a backup helps.
func Salvage(ctx context.Context, dir string, o SalvageOptions) (Salvaged, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	var done Salvaged
	err := alone(dir, func(dir string) error {
		return lockedBackups(ctx, dir, func() (err error) {
			done, err = salvageInto(ctx, dir, o)
			return err
		})
	})
	return done, wrap("salvage", err)
}

func salvageInto(ctx context.Context, dir string, o SalvageOptions) (done Salvaged, err error) {
	if isEmpty(filepath.Join(dir, databaseFile)) {
		return done, ErrNotFound
	}
	staging := filepath.Join(dir, unfinishedStaged)
	defer func() {
		if exists(staging) { // it was not committed
			err = errors.Join(err, removeUnfinished(staging))
		}
	}()
	if err := os.MkdirAll(filepath.Join(staging, scansFolder), 0o700); err != nil {
		return done, err
	}
	to := filepath.Join(staging, databaseFile)
	if done, err = salvageTo(ctx, dir, to, o); err != nil {
		return done, onFullDisk(to, err)
	}
	done.Aside, err = commitStaged(dir, o.Now())
	return done, err
}

// salvageTo makes a new database of what can be read in a data folder.
func salvageTo(ctx context.Context, dir, to string, o SalvageOptions) (done Salvaged, err error) {
	found := newFinds()
	if err := found.readFolder(ctx, dir); err != nil {
		return done, err
	}
	k, ways, err := found.openKeys(o.Passphrase)
	if err != nil {
		return done, err
	}
	db, err := openDatabase(ctx, to, nil)
	if err != nil {
		return done, err
	}
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if err := putKeys(ctx, tx, k, ways); err != nil {
			return err
		}
		p := &putter{ctx: ctx, tx: tx, k: k, found: found, dir: dir, done: &done}
		return p.all()
	})
	if err := errors.Join(err, db.close()); err != nil {
		return done, err
	}
	if done.Saved == 0 {
		return done, fmt.Errorf("no draft is left: %w", ErrDamaged)
	}
	done.Pages = found.unreadable
	slices.SortStableFunc(done.Drafts, func(a, b SalvagedDraft) int {
		if a.Saved != b.Saved {
			return map[bool]int{true: -1, false: 1}[a.Saved]
		}
		return strings.Compare(a.ID, b.ID)
	})
	if err := settle(ctx, to); err != nil {
		return done, err
	}
	return done, looking(to, func(db *sql.DB) error { return intact(ctx, db) })
}
