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

	"recordaldesk/store/seal"
)

// sweepMargin allows for clocks of file systems that run apart from ours or
// count in steps of seconds.
const sweepMargin = time.Minute

// KeptForUndo is how long the file of a scan that was dropped is kept, so that the
// step can be undone.
const KeptForUndo = 7 * 24 * time.Hour

// Sweep removes what a killed program left in the data folder: half-written
// files and originals that no row points at; and scans that were dropped longer ago
// than [KeptForUndo]. It returns how many files it removed. It leaves alone what is
// younger than this session, what is being written, what is not named as the store
// names its files, and sealed originals while a database is set aside, which may have
// them. Run it in the background once the window is up; it stops when ctx is
// done. While the store is locked the dropped scans stay.
func (s *Store) Sweep(ctx context.Context) (int, error) {
	if s.viewing {
		return 0, fmt.Errorf("sweep: %w", ErrViewing)
	}
	removed, err := s.expireDropped(ctx)
	if err != nil && !errors.Is(err, ErrLocked) {
		return removed, wrap("sweep", err)
	}
	leftovers, originals, err := s.oldFiles()
	if err != nil {
		return removed, wrap("sweep", err)
	}
	for _, path := range leftovers {
		if _, writing := s.incoming.Load(path); writing {
			continue
		}
		if err := remove(path); err != nil {
			return removed, wrap("sweep", err)
		}
		removed++
	}
	known, err := scanAddresses(ctx, s.db.read)
	if err != nil {
		return removed, wrap("sweep", err)
	}
	addresses := setOf(known)
	aside, err := filesIn(filepath.Join(s.dir, asideFolder))
	if err != nil {
		return removed, wrap("sweep", err)
	}
	for _, address := range originals {
		if addresses[address] || len(aside) > 0 && isSealed(s.filePath(address)) {
			continue
		}
		swept, err := s.sweepFile(ctx, address)
		if err != nil {
			return removed, wrap("sweep", err)
		}
		if swept {
			removed++
		}
	}
	return removed, nil
}

// expireDropped removes the scans that were dropped long ago.
func (s *Store) expireDropped(ctx context.Context) (removed int, err error) {
	if _, err := s.opened(); err != nil {
		return 0, err
	}
	// A clock that was set forward must not take the files: it is the time since they
	// were dropped, by a clock that may be wrong, and a start of the program later.
	before := min(s.began.UnixMilli(), s.now().UnixMilli()) - KeptForUndo.Milliseconds()
	type dropped struct{ draft, address string }
	var old []dropped
	err = eachRow(ctx, s.db.read, func(row *sql.Rows) error {
		var one dropped
		err := row.Scan(&one.draft, &one.address)
		old = append(old, one)
		return err
	}, "SELECT draft_id, address FROM draft_scan WHERE dropped_ms > 0 AND dropped_ms < ?", before)
	if err != nil {
		return 0, err
	}
	for _, one := range old {
		n, err := s.expire(ctx, one.draft, one.address)
		removed += n
		if err != nil {
			return removed, err
		}
	}
	return removed, nil
}

// expire takes a dropped scan from a draft for good, unless the filing has it again:
// dropping it was undone.
func (s *Store) expire(ctx context.Context, draftID, address string) (removed int, err error) {
	s.files.Lock()
	defer s.files.Unlock()
	var unused []string
	err = s.change(ctx, func(tx *sql.Tx, k *keys) error {
		row, err := storedDraft(ctx, tx, draftID)
		if err != nil {
			return err
		}
		d, err := row.open(k)
		if err != nil {
			return nil // whoever cannot read the filing does not know what it has
		}
		for _, a := range d.Record.Filing.Attachments {
			if k.names.Name(a.SHA256) == address {
				_, err := tx.ExecContext(ctx, "UPDATE draft_scan SET dropped_ms = 0 WHERE draft_id = ? AND address = ?", draftID, address)
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM draft_scan WHERE draft_id = ? AND address = ?", draftID, address); err != nil {
			return err
		}
		unused, err = forget(ctx, tx, []string{address})
		return err
	})
	if err != nil {
		return 0, err
	}
	return len(unused), s.removeFiles(unused)
}

// sweepFile removes an original unless it has got a row meanwhile.
func (s *Store) sweepFile(ctx context.Context, address string) (bool, error) {
	s.files.Lock()
	defer s.files.Unlock()
	known, err := s.known(ctx, address)
	if err != nil || known {
		return false, err
	}
	return true, s.removeFiles([]string{address})
}

// oldFiles lists the half-written files and the addresses of the originals that
// are older than this session.
func (s *Store) oldFiles() (leftovers, originals []string, err error) {
	before := s.began.Add(-sweepMargin)
	for _, pattern := range []string{
		temporaryPattern,
		filepath.Join(scansFolder, temporaryPattern),
		filepath.Join(scansFolder, "??", "*"),
	} {
		// The folder's own name may hold characters that Glob would read.
		names, err := fs.Glob(os.DirFS(s.dir), filepath.ToSlash(pattern))
		if err != nil {
			return nil, nil, err
		}
		for _, name := range names {
			path := filepath.Join(s.dir, filepath.FromSlash(name))
			info, err := os.Lstat(path)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, nil, err
			}
			if !info.Mode().IsRegular() || !info.ModTime().Before(before) {
				continue
			}
			switch address := filepath.Base(path); {
			case filepath.Ext(path) == ".tmp":
				leftovers = append(leftovers, path)
			case addressForm.MatchString(address) && s.filePath(address) == path:
				originals = append(originals, address)
			}
		}
	}
	return leftovers, originals, nil
}

// isSealed reports whether a file is a sealed one, or cannot be read.
func isSealed(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return true
	}
	defer file.Close() // was only read
	return seal.IsFile(file)
}
