package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Ems gives its one object a width in heights of the text, whatever size that has.
type Ems float32

// MinSize returns the width, and the height that the object takes.
func (e Ems) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.TextSize()*float32(e), objects[0].MinSize().Height)
}

// Layout gives the object all there is.
func (Ems) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
