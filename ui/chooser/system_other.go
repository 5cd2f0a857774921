//go:build windows || darwin

package chooser

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"github.com/ncruces/zenity"
)

// native reports whether the system's dialogs can be had.
func native() bool { return true }

func systemFiles(ctx context.Context, over fyne.Window, title string, multiple bool) ([]string, error) {
	options := append(owner(over), zenity.Context(ctx), zenity.Title(title))
	if multiple {
		paths, err := zenity.SelectFileMultiple(options...)
		return paths, unlessCanceled(err)
	}
	path, err := zenity.SelectFile(options...)
	return some(path), unlessCanceled(err)
}

func systemFolder(ctx context.Context, over fyne.Window, title, start string) (string, error) {
	options := append(owner(over), zenity.Context(ctx), zenity.Title(title), zenity.Directory(), zenity.Filename(start))
	path, err := zenity.SelectFile(options...)
	return path, unlessCanceled(err)
}

func unlessCanceled(err error) error {
	if err == nil || errors.Is(err, zenity.ErrCanceled) {
		return nil
	}
	return errors.Join(errNotOpened, err)
}
