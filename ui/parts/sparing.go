package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Sparing sets objects out by another layout, and leaves some of what is said out where
// the letters are so large that the rest would have no room.
type Sparing struct {
	Inner  fyne.Layout
	Least  float32 // the height, in heights of the text, below which they go
	Spared []fyne.CanvasObject
}

// MinSize returns what the other layout needs.
func (s Sparing) MinSize(objects []fyne.CanvasObject) fyne.Size { return s.Inner.MinSize(objects) }

// Layout sets the objects out.
func (s Sparing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range s.Spared {
		SetVisible(o, size.Height >= s.Least*theme.TextSize())
	}
	s.Inner.Layout(objects, size)
}
