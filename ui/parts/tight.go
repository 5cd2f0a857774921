package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Tight is a page around a list. Where the letters are so large that few rows would be
// seen it does without what can be done without, and it never makes the window grow
// beyond an office screen.
type Tight struct {
	Page
	Keys    fyne.CanvasObject // says the keys: the first to go
	Heads   fyne.CanvasObject // names the columns: the second
	Cramped func(is bool)     // told when Heads go and come back; nil does nothing
}

// The heights, in heights of the text, below which there is no room for them, and that
// which an office screen has for letters twice as large, less the header.
const (
	roomForKeys  = 40
	roomForHeads = 30
	leastRoom    = 20
)

// MinSize returns the sum of the heights, or what the screen has.
func (t Tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := t.Page.MinSize(objects)
	return fyne.NewSize(size.Width, fyne.Min(size.Height, leastRoom*theme.TextSize()))
}

// Layout sets the parts above one another.
func (t Tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	cramped := size.Height < roomForHeads*theme.TextSize()
	SetVisible(t.Keys, size.Height >= roomForKeys*theme.TextSize())
	SetVisible(t.Heads, !cramped)
	if t.Cramped != nil {
		t.Cramped(cramped)
	}
	t.Page.Layout(objects, size)
}
