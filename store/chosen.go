package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"recordaldesk/store/held"
)

// Standing is why a data folder is the one.
type Standing string

// The standings, the one that wins first.
const (
	Named    Standing = "named"    // whoever started the program named it
	Portable Standing = "portable" // it lies beside the program
	Chosen   Standing = "chosen"   // the person chose it; see [Choose]
	Usual    Standing = "usual"    // nobody said anything
)

// Found is a data folder.
type Found struct {
	Dir string
	By  Standing
}

// Away reports whether it is a chosen folder in which nothing is, as while a stick is
// pulled out: to begin an empty store there would look as if all filings were lost.
func (f Found) Away() bool {
	if f.By != Chosen {
		return false
	}
	entries, err := os.ReadDir(f.Dir)
	return err != nil || len(entries) == 0
}

// Find finds the data folder: the one named, "" for none; else the folder "data" beside
// the program if there is one that can be written, so that the program can be carried on a
// stick; else the one that was chosen; else "recordal-desk" in the user's local data folder
// (%LOCALAPPDATA%, ~/Library/Application Support, $XDG_DATA_HOME). It makes nothing.
func Find(named string) (Found, error) {
	if named != "" {
		dir, err := filepath.Abs(named)
		return Found{dir, Named}, err
	}
	program, err := os.Executable()
	if err != nil {
		return Found{}, fmt.Errorf("find the data folder: %w", err)
	}
	return find(program, xdg.DataHome)
}

func find(program, dataHome string) (Found, error) {
	dir, err := dirFor(program, dataHome)
	if usual := usualDir(dataHome); err != nil || dir != usual {
		return Found{dir, Portable}, err
	}
	text, err := os.ReadFile(choiceFile(dataHome))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Found{dir, Usual}, nil
	case err != nil:
		return Found{}, fmt.Errorf("find the data folder: %w", err)
	}
	return Found{strings.TrimSpace(string(text)), Chosen}, nil
}

func usualDir(dataHome string) string { return filepath.Join(dataHome, "recordal-desk") }

// UsualDir is the data folder where nobody says anything.
func UsualDir() string { return usualDir(xdg.DataHome) }

// choiceFile is where the choice stands: beside the usual folder and not in it, since that
// can be removed once its filings have moved, and the choice must not go with it.
func choiceFile(dataHome string) string {
	return filepath.Join(dataHome, "recordal-desk-folder.txt")
}

// Choose has [Find] find another data folder from now on; the usual one takes the choice
// back. What is in the folders stays where it is.
func Choose(dir string) error {
	if err := choose(dir, xdg.DataHome); err != nil {
		return fmt.Errorf("choose a data folder: %w", err)
	}
	return nil
}

func choose(dir, dataHome string) error {
	path := choiceFile(dataHome)
	if dir == usualDir(dataHome) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return held.SyncFolder(dataHome)
	}
	if !filepath.IsAbs(dir) || strings.ContainsAny(dir, "\r\n") {
		return fmt.Errorf("%q cannot be kept", dir)
	}
	if err := makeFolders(dataHome); err != nil {
		return err
	}
	file, err := os.CreateTemp(dataHome, ".recordal-desk-*.tmp")
	if err != nil {
		return err
	}
	_, err = file.WriteString(dir + "\n")
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = held.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return held.SyncFolder(dataHome)
}
