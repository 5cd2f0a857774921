// Package private makes folders that nobody but the user of the program can look
// into, for what must lie on the disk in plain for a while: a packet while it is
// unlocked, a paper while another program shows it.
//
// A folder of the system for temporary files is open to other users of the machine,
// and what a killed program leaves there stays for good.
package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"recordaldesk/store/packet"
)

// mode lets the user in, and nobody else.
const mode = 0o700

// Make makes a folder for the user alone, with those above it where they are missing.
// From one that is there already it takes the rights of others, whatever they were
// and whatever new folders get on this machine.
func Make(dir string) error {
	if err := os.MkdirAll(dir, mode); err != nil {
		return fmt.Errorf("make a private folder: %w", err)
	}
	// MkdirAll leaves a folder that is there as it is, and takes the umask from a new one.
	info, err := os.Lstat(dir)
	switch {
	case err != nil:
		return fmt.Errorf("make a private folder: %w", err)
	case !info.IsDir():
		return fmt.Errorf("make a private folder: %w", &fs.PathError{Op: "use", Path: dir, Err: fs.ErrInvalid}) // a link
	case info.Mode().Perm() == mode:
		return nil
	}
	if err := os.Chmod(dir, mode); err != nil {
		return fmt.Errorf("make a private folder: %w", err)
	}
	return nil
}

// Temporary makes the folder for temporary files within a data folder, and returns
// it. What is written there is named as [packet.Sweep] knows it.
func Temporary(dataFolder string) (string, error) {
	dir := temporary(dataFolder)
	return dir, Make(dir)
}

// SweepTemporary removes what killed programs have left in the folder for temporary
// files; what a running one has there stays. It returns how much it removed.
func SweepTemporary(dataFolder string) (int, error) { return packet.Sweep(temporary(dataFolder)) }

func temporary(dataFolder string) string { return filepath.Join(dataFolder, "temporary") }

// Expire removes the files in a folder that are older than age; 0 for all. What
// another program holds fast, as on Windows, stays for the next time and is told as
// an error. A folder that is not there has no files.
func Expire(dir string, now time.Time, age time.Duration) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("remove old files: %w", err)
	}
	var failed []error
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || age > 0 && now.Sub(info.ModTime()) < age {
			continue // gone meanwhile, not ours, or still shown
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = append(failed, fmt.Errorf("remove old files: %w", err))
		}
	}
	return errors.Join(failed...)
}
