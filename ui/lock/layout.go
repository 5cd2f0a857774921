package lock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// middle sets its object into the middle of the window, a little higher than half, as
// wide as a line is read with ease.
type middle struct{}

func (middle) width() float32 { return theme.TextSize() * 44 }

func (m middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(m.width(), objects[0].MinSize().Height)
}

func (m middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o, width := objects[0], fyne.Min(size.Width, m.width())
	// Height for width: a wrapped text knows its height once it has a width.
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Move(fyne.NewPos((size.Width-width)/2, fyne.Max(0, (size.Height-height)*0.4)))
	o.Resize(fyne.NewSize(width, height))
}
