package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// LookingUp sets out a screen on which something is looked up. Its parts come in the order
// in which Tab goes through them: the search, what it found, what is read beside it, the
// top and the keys at the bottom.
type LookingUp struct {
	Share float32 // of the width that the list has
}

func (LookingUp) margin() float32 { return 2 * theme.InnerPadding() }

func (s LookingUp) MinSize(objects []fyne.CanvasObject) fyne.Size {
	finder, list, reader, top, keys := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize(), objects[3].MinSize(), objects[4].MinSize()
	width := fyne.Max(fyne.Max(finder.Width, top.Width), list.Width+reader.Width)
	height := top.Height + finder.Height + fyne.Max(list.Height, reader.Height) + keys.Height + 3*theme.Padding()
	return fyne.NewSize(width, height).AddWidthHeight(2*s.margin(), 2*s.margin())
}

func (s LookingUp) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	finder, list, reader, top, keys := objects[0], objects[1], objects[2], objects[3], objects[4]
	x, width := s.margin(), size.Width-2*s.margin()
	y := s.margin()
	for _, o := range []fyne.CanvasObject{top, finder} {
		y += fitted(o, fyne.NewPos(x, y), width) + theme.Padding()
	}
	bottom := size.Height - s.margin()
	bottom -= fitted(keys, fyne.NewPos(x, y), width)
	keys.Move(fyne.NewPos(x, bottom))
	height := fyne.Max(0, bottom-theme.Padding()-y)
	list.Move(fyne.NewPos(x, y))
	list.Resize(fyne.NewSize(width*s.Share, height))
	gap := 2 * theme.Padding()
	reader.Move(fyne.NewPos(x+width*s.Share+gap, y))
	reader.Resize(fyne.NewSize(width*(1-s.Share)-gap, height))
}

// fitted sets an object to a width and returns the height it takes then: a wrapped
// text knows its height once it has a width.
func fitted(o fyne.CanvasObject, at fyne.Position, width float32) float32 {
	o.Move(at)
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	return height
}
