package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// sweepMargin allows for clocks of file systems that run apart from ours or
// count in steps of seconds.
const sweepMargin = time.Minute

// Sweep removes what a killed program left in the data folder: half-written
// files and originals that no row points at. It returns how many it removed. It
// leaves alone what is younger than this session and what is not named as the
// store names its files. Run it in the background once the window is up; it
// stops when ctx is done.
func (s *Store) Sweep(ctx context.Context) (int, error) {
	leftovers, originals, err := s.oldFiles()
	if err != nil {
		return 0, wrap("sweep", err)
	}
	removed := 0
	for _, path := range leftovers {
		if err := remove(path); err != nil {
			return removed, wrap("sweep", err)
		}
		removed++
	}
	addresses, err := s.addresses(ctx)
	if err != nil {
		return removed, wrap("sweep", err)
	}
	for _, address := range originals {
		if addresses[address] {
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
	before := s.opened.Add(-sweepMargin)
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

// addresses returns all files that rows point at.
func (s *Store) addresses(ctx context.Context) (map[string]bool, error) {
	rows, err := s.db.read.QueryContext(ctx, "SELECT address FROM scan")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]bool{}
	for rows.Next() {
		var address string
		if err := rows.Scan(&address); err != nil {
			return nil, err
		}
		all[address] = true
	}
	return all, rows.Err()
}
