package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"recordaldesk/store/held"
)

// DefaultDir is where the data folder lies when nobody says otherwise: the
// folder "data" beside the program if there is one that can be written, so that
// the program can be carried on a stick; else "recordal-desk" in the user's
// local data folder (%LOCALAPPDATA%, ~/Library/Application Support,
// $XDG_DATA_HOME). It makes nothing.
func DefaultDir() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find the data folder: %w", err)
	}
	return dirFor(program, xdg.DataHome)
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
	return filepath.Join(dataHome, "recordal-desk"), nil
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
