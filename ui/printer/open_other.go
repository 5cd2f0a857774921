//go:build !windows

package printer

import (
	"fmt"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
)

// Open shows a file or folder with the program that the system has for it.
func Open(a fyne.App, path string) error {
	if err := a.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}); err != nil {
		return fmt.Errorf("open with the system's program: %w", err)
	}
	return nil
}
