//go:build windows || darwin

package chooser

import (
	"context"
	"errors"

	"github.com/ncruces/zenity"
)

// native reports whether the system's dialogs can be had.
func native() bool { return true }

func systemFiles(ctx context.Context, title string, multiple bool) ([]string, error) {
	options := []zenity.Option{zenity.Context(ctx), zenity.Title(title)}
	if multiple {
		paths, err := zenity.SelectFileMultiple(options...)
		return paths, unlessCanceled(err)
	}
	path, err := zenity.SelectFile(options...)
	return some(path), unlessCanceled(err)
}

func systemFolder(ctx context.Context, title, start string) (string, error) {
	path, err := zenity.SelectFile(zenity.Context(ctx), zenity.Title(title), zenity.Directory(), zenity.Filename(start))
	return path, unlessCanceled(err)
}

func unlessCanceled(err error) error {
	if errors.Is(err, zenity.ErrCanceled) {
		return nil
	}
	return err
}
