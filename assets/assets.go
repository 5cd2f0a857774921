// Package assets holds what the program ships that is neither code nor text
// of its own: the icon, the domain suffixes, the addresses of the Beijing
// region; in the folders below, the fonts and the administrative divisions.
//
// Every table names its source and its day; NOTICE.md names their licences.
// The package imports nothing of the program's, and the heavy parts are
// packages of their own, so that only what uses them carries them.
package assets

import _ "embed" // the icon

//go:embed icon.png
var icon []byte

//go:embed icon-window.png
var windowIcon []byte

//go:embed icon.svg
var iconSVG []byte

// Icon returns the program's icon as a PNG of 512 by 512 pixels. It must not
// be changed.
func Icon() []byte { return icon }

// WindowIcon returns the same as a PNG of 128 by 128 pixels, which a window hands to
// the desktop before it is shown. It must not be changed.
func WindowIcon() []byte { return windowIcon }

// IconSVG returns the drawing from which Icon was made. It must not be
// changed.
func IconSVG() []byte { return iconSVG }
