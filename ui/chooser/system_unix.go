//go:build !windows && !darwin

package chooser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// The system's dialogs are a program of their own, which may be missing. It is called
// from here and not from a library, because of what it must not leave behind: see quiet.

// programs that show dialogs, all with the same arguments.
var programs = []string{"qarma", "zenity", "matedialog"}

// program is the path of the first that is there, "" where none is.
func program() string {
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// native reports whether the system's dialogs can be had.
func native() bool { return program() != "" }

// separator stands between the paths of several files; no person types it into a name.
const separator = "\x1e"

func systemFiles(ctx context.Context, _ fyne.Window, title string, multiple bool) ([]string, error) {
	if !multiple {
		path, err := ask(ctx, title)
		return some(path), err
	}
	paths, err := ask(ctx, title, "--multiple", "--separator", separator)
	if paths == "" {
		return nil, err
	}
	return strings.Split(paths, separator), err
}

func systemFolder(ctx context.Context, _ fyne.Window, title, start string) (string, error) {
	return ask(ctx, title, "--directory", "--filename", start)
}

// ask shows the dialog and returns what was chosen, "" where nothing was.
func ask(ctx context.Context, title string, arguments ...string) (string, error) {
	show := exec.CommandContext(ctx, program(), append([]string{"--file-selection", "--title", title}, arguments...)...)
	show.Env = quiet(os.Environ())
	chosen, err := show.Output()
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.ExitCode() == 1 { // it was closed
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("ask for a file: %w", err)
	}
	return strings.TrimSuffix(string(chosen), "\n"), nil
}

// quiet is the environment for a dialog that keeps no list of what was chosen in it.
// GTK and KDE have one for all programs, and anybody who sits down at the machine reads
// it in the next dialog: the names of packets have companies in them. The list lies in
// the user's data folder, so the dialog is given none. What else it finds there, such as
// icons, it finds among the system's.
func quiet(environment []string) []string {
	home, shared := os.Getenv("XDG_DATA_HOME"), os.Getenv("XDG_DATA_DIRS")
	if home == "" {
		home = filepath.Join(os.Getenv("HOME"), ".local", "share")
	}
	if shared == "" {
		shared = "/usr/local/share:/usr/share"
	}
	return append(slices.Clone(environment), "XDG_DATA_HOME="+os.DevNull, "XDG_DATA_DIRS="+home+":"+shared)
}
