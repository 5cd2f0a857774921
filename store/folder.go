package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"recordaldesk/store/held"
)

// DefaultDir is where the data folder lies when nobody names one; see [Find].
func DefaultDir() (string, error) {
	f, err := Find("")
	return f.Dir, err
}

// SafeGraphics is the folder beside the program in which an OpenGL lies that needs no
// graphics card, and a copy of the program that takes it: see cmd/recordal.
const SafeGraphics = "safe-graphics"

func dirFor(program, dataHome string) (string, error) {
	home := filepath.Dir(program)
	if filepath.Base(home) == SafeGraphics {
		home = filepath.Dir(home)
	}
	portable := filepath.Join(home, "data")
	info, err := os.Stat(portable)
	if err == nil && info.IsDir() {
		probe, err := os.CreateTemp(portable, temporaryPattern)
		if err == nil {
			return portable, errors.Join(probe.Close(), os.Remove(probe.Name()))
		}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("find the data folder: %w", err)
	}
	return usualDir(dataHome), nil
}

// makeFolders makes the folder and those above it that are missing, for this user
// only, and brings their names to the disk: a database that is safe in a folder that
// is gone after a power cut is not safe.
func makeFolders(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := makeFolders(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return held.SyncFolder(parent)
}
