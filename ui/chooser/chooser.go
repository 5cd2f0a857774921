// Package chooser asks a person for files and folders: with the system's own
// dialogs where they can be had and open, with the toolkit's otherwise.
package chooser

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// Native reports whether the system's own dialogs can be had.
func Native() bool { return native() }

// Chooser opens dialogs over a window.
type Chooser struct {
	Window fyne.Window
}

// errNotOpened is why nothing was chosen where the system has dialogs but does not open one.
var errNotOpened = errors.New("the system opens no dialog")

// Files asks for files, one or several, and gives their paths; none where the
// person thought better of it. It blocks until then and is called on a
// goroutine of its own.
func (c Chooser) Files(ctx context.Context, title string, multiple bool) ([]string, error) {
	if native() {
		paths, err := systemFiles(ctx, c.Window, title, multiple)
		if !errors.Is(err, errNotOpened) || ctx.Err() != nil {
			return paths, err
		}
		slog.Error("ask for files with the system's dialog", "err", err)
	}
	return c.toolkitFile()
}

// Folder asks for a folder, beginning at start; "" where the person thought
// better of it. It blocks until then and is called on a goroutine of its own.
func (c Chooser) Folder(ctx context.Context, title, start string) (string, error) {
	if native() {
		path, err := systemFolder(ctx, c.Window, title, start)
		if !errors.Is(err, errNotOpened) || ctx.Err() != nil {
			return path, err
		}
		slog.Error("ask for a folder with the system's dialog", "err", err)
	}
	return c.toolkitFolder()
}

func some(path string) []string {
	if path == "" {
		return nil
	}
	return []string{path}
}

type answer struct {
	path string
	err  error
}

func (c Chooser) toolkitFile() ([]string, error) {
	answers := make(chan answer, 1)
	fyne.Do(func() {
		dialog.ShowFileOpen(func(r fyne.URIReadCloser, err error) {
			forget()
			if r == nil {
				answers <- answer{err: err}
				return
			}
			answers <- answer{r.URI().Path(), errors.Join(err, r.Close())}
		}, c.Window)
	})
	a := <-answers
	return some(a.path), a.err
}

func (c Chooser) toolkitFolder() (string, error) {
	answers := make(chan answer, 1)
	fyne.Do(func() {
		dialog.ShowFolderOpen(func(l fyne.ListableURI, err error) {
			forget()
			if l == nil {
				answers <- answer{err: err}
				return
			}
			answers <- answer{l.Path(), err}
		}, c.Window)
	})
	a := <-answers
	return a.path, a.err
}

// forget takes the folder that was chosen out of the toolkit's preferences, which lie in
// the clear: people name folders after those they work for.
func forget() { fyne.CurrentApp().Preferences().RemoveValue("fyne:fileDialogLastFolder") }
