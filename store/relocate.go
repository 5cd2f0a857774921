package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"recordaldesk/store/held"
)

// The errors of a move.
var (
	ErrWithin   = errors.New("one folder lies in the other")
	ErrOccupied = errors.New("there is something else in the folder")
	ErrDiffers  = errors.New("the copy is not what was copied")
)

// Plan is what a move to a chosen folder would come to.
type Plan struct {
	Dir     string // the data folder that there would be
	Filings bool   // there is one already, which can be opened as it is
	Bytes   int64  // that would be copied
	Free    int64  // that there is room for
	Place   Location
}

// PlanMove says what choosing a folder comes to for the data folder: the chosen one may be a
// data folder itself, or have one in it; else a new one is made in it.
func PlanMove(dir, chosen string) (Plan, error) {
	chosen, err := filepath.Abs(chosen)
	if err != nil {
		return Plan{}, fmt.Errorf("look at a folder: %w", err)
	}
	p := Plan{Dir: chosen, Filings: HasFilings(chosen)}
	if !p.Filings && filepath.Base(chosen) != filepath.Base(UsualDir()) {
		p.Dir = filepath.Join(chosen, filepath.Base(UsualDir()))
		p.Filings = HasFilings(p.Dir)
	}
	p.Place = LocationOf(p.Dir)
	if p.Filings {
		return p, nil
	}
	switch entries, err := os.ReadDir(p.Dir); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return Plan{}, wrap("look at a folder", err)
	case len(entries) > 0:
		return Plan{}, fmt.Errorf("look at a folder: %w", ErrOccupied)
	}
	if within(p.Dir, dir) || within(dir, p.Dir) {
		return Plan{}, fmt.Errorf("look at a folder: %w", ErrWithin)
	}
	if p.Bytes, err = bytesIn(dir); err != nil {
		return Plan{}, wrap("look at the data folder", err)
	}
	if p.Free, err = freeSpace(existing(p.Dir)); err != nil {
		return Plan{}, wrap("ask for the free space", err)
	}
	if p.Free < p.Bytes+spare {
		return p, fmt.Errorf("look at a folder: %w", ErrNoSpace)
	}
	return p, nil
}

// spare is the room that a move leaves.
const spare = 50 << 20

// existing is the folder, or the nearest above it that is there.
func existing(dir string) string {
	for !exists(dir) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
	}
	return dir
}

func bytesIn(dir string) (sum int64, err error) {
	err = eachFile(dir, func(_ string, info fs.FileInfo) error {
		sum += info.Size()
		return nil
	})
	return sum, err
}

// lockFile says that a program has the folder open; it is the only file that a move leaves.
const lockFile = "desk.lock"

// eachFile calls f with the files of a data folder that a move takes along, by their paths
// within it.
func eachFile(dir string, f func(path string, info fs.FileInfo) error) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rest, err := filepath.Rel(dir, path)
		if err != nil || !e.Type().IsRegular() || rest == lockFile || strings.HasSuffix(rest, ".tmp") {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		return f(rest, info)
	})
}

// movingSuffix ends the name of the folder into which a move copies: until all is there and
// was compared, it is none that anybody would open.
const movingSuffix = ".moving"

// Relocate copies a data folder that nobody has open to another place, where there is
// nothing, reads the copy back from there and compares it. The folder itself stays as it
// is. Where it fails, or ctx is done, nothing is left at the other place. progress is told
// how many bytes of all were copied, and compared.
func Relocate(ctx context.Context, dir, to string, progress func(done, total int64)) (err error) {
	defer func() { err = wrap("move the data folder", err) }()
	lock := flock.New(filepath.Join(dir, lockFile))
	switch locked, err := lock.TryLock(); {
	case err != nil:
		return err
	case !locked:
		return ErrInUse
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	staged := to + movingSuffix
	if err := os.RemoveAll(staged); err != nil { // of a program that was killed
		return err
	}
	if err := makeFolders(staged); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(staged))
		}
	}()
	total, err := bytesIn(dir)
	if err != nil {
		return err
	}
	done := int64(0)
	err = eachFile(dir, func(path string, info fs.FileInfo) error {
		if err := copyCompared(ctx, filepath.Join(dir, path), filepath.Join(staged, path)); err != nil {
			return err
		}
		done += info.Size()
		progress(done, total)
		return nil
	})
	if err != nil {
		return err
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) { // it was empty
		return err
	}
	if err := held.Rename(staged, to); err != nil {
		return err
	}
	return held.SyncFolder(filepath.Dir(to))
}

// copyCompared copies a file, brings it to the disk, and reads it back.
func copyCompared(ctx context.Context, from, to string) error {
	if err := makeFolders(filepath.Dir(to)); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() // was only read
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, sum), stopped{ctx, in})
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	back, err := os.Open(to)
	if err != nil {
		return err
	}
	defer back.Close() // was only read
	read := sha256.New()
	if _, err := io.Copy(read, stopped{ctx, back}); err != nil {
		return err
	}
	if !bytes.Equal(sum.Sum(nil), read.Sum(nil)) {
		return fmt.Errorf("%s: %w", filepath.Base(to), ErrDiffers)
	}
	return nil
}

// stopped reads until its context is done.
type stopped struct {
	ctx context.Context
	in  io.Reader
}

func (s stopped) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.in.Read(p)
}

// RemoveMoved removes from a data folder what was moved to another: the database, scans and
// backups, and any other file that is there as well. What else somebody has put into the
// folder stays, and with it the folder. It fails with [ErrInUse] where a program has it open.
func RemoveMoved(dir, to string) (err error) {
	defer func() { err = wrap("remove the data folder that was moved", err) }()
	if !HasFilings(to) || within(to, dir) || within(dir, to) {
		return ErrNotFound // there is nothing in its place
	}
	lock := flock.New(filepath.Join(dir, lockFile))
	switch locked, err := lock.TryLock(); {
	case err != nil:
		return err
	case !locked:
		return ErrInUse
	}
	var moved []string
	err = eachFile(dir, func(path string, _ fs.FileInfo) error {
		top, _, _ := strings.Cut(filepath.ToSlash(path), "/")
		if top == scansFolder || top == backupsFolder || strings.HasPrefix(path, databaseFile) || exists(filepath.Join(to, path)) {
			moved = append(moved, path)
		}
		return nil
	})
	for _, path := range moved {
		err = errors.Join(err, held.Remove(filepath.Join(dir, path)))
	}
	err = errors.Join(err, lock.Unlock(), removeIfThere(filepath.Join(dir, lockFile)))
	removeEmpty(dir)
	return err
}

func removeIfThere(path string) error {
	if err := held.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// removeEmpty removes the folder and those in it as far as nothing is in them.
func removeEmpty(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.IsDir() {
			removeEmpty(filepath.Join(dir, e.Name()))
		}
	}
	_ = os.Remove(dir) // fails where something is in it
}
