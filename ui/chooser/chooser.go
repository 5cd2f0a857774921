// Package chooser asks a person for files and folders: with the system's own
// dialogs where they can be had, with the toolkit's otherwise.
package chooser

import (
	"context"
	"errors"
	"os/exec"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"github.com/ncruces/zenity"
)

// Chooser opens dialogs over a window.
type Chooser struct {
	Window fyne.Window
}

// native reports whether the system's dialogs can be had. On Linux they are a
// program of their own, which may be missing.
func native() bool {
	if runtime.GOOS != "linux" {
		return true
	}
	for _, name := range []string{"zenity", "matedialog", "qarma"} {
		if _, err := exec.LookPath(name); err == nil {
			return true
		}
	}
	return false
}

// Files asks for files, one or several, and gives their paths; none where the
// person thought better of it. It blocks until then and is called on a
// goroutine of its own.
func (c Chooser) Files(ctx context.Context, title string, multiple bool) ([]string, error) {
	if !native() {
		return c.toolkitFile()
	}
	options := []zenity.Option{zenity.Context(ctx), zenity.Title(title)}
	if multiple {
		paths, err := zenity.SelectFileMultiple(options...)
		return paths, unlessCanceled(err)
	}
	path, err := zenity.SelectFile(options...)
	return some(path), unlessCanceled(err)
}

// Folder asks for a folder, beginning at start; "" where the person thought
// better of it. It blocks until then and is called on a goroutine of its own.
func (c Chooser) Folder(ctx context.Context, title, start string) (string, error) {
	if !native() {
		return c.toolkitFolder()
	}
	path, err := zenity.SelectFile(zenity.Context(ctx), zenity.Title(title), zenity.Directory(), zenity.Filename(start))
	return path, unlessCanceled(err)
}

func unlessCanceled(err error) error {
	if errors.Is(err, zenity.ErrCanceled) {
		return nil
	}
	return err
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
