//go:build !windows

package ui

import "fyne.io/fyne/v2"

// raise brings the window to the front, also where it is an icon.
func raise(w fyne.Window) {
	w.Show()
	w.RequestFocus()
}
