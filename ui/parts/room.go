package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Room gives words the height that the longest of them have had. What is said of a row
// differs from row to row: going through them must not move what stands above or beneath.
// Make it with [NewRoom].
type Room struct{ height, width, text float32 }

// NewRoom returns a layout of its own for one container with one object.
func NewRoom() *Room { return &Room{} }

// Forget begins anew, as after the language was switched.
func (r *Room) Forget() { *r = Room{} }

// MinSize returns the greatest height so far, for the width and the size of the letters.
func (r *Room) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if width, text := objects[0].Size().Width, theme.TextSize(); width != r.width || text != r.text {
		*r = Room{width: width, text: text}
	}
	r.height = fyne.Max(r.height, size.Height)
	return fyne.NewSize(size.Width, r.height)
}

// Layout gives the words the height they need.
func (r *Room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	// Wrapped words know their height once they have a width.
	for range 2 {
		objects[0].Resize(fyne.NewSize(size.Width, objects[0].MinSize().Height))
	}
}
