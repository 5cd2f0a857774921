package rulebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// screen sets out the parts of the screen, which come in the order in which Tab
// goes through them: the search, what it found, the entry beside it, the top and
// the keys at the bottom.
type screen struct{}

// share of the width that the list has.
const share = 0.44

func (screen) margin() float32 { return 2 * theme.InnerPadding() }

func (s screen) MinSize(objects []fyne.CanvasObject) fyne.Size {
	finder, list, reader, top, keys := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize(), objects[3].MinSize(), objects[4].MinSize()
	width := fyne.Max(fyne.Max(finder.Width, top.Width), list.Width+reader.Width)
	height := top.Height + finder.Height + fyne.Max(list.Height, reader.Height) + keys.Height + 3*theme.Padding()
	return fyne.NewSize(width, height).AddWidthHeight(2*s.margin(), 2*s.margin())
}

func (s screen) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	finder, list, reader, top, keys := objects[0], objects[1], objects[2], objects[3], objects[4]
	x, width := s.margin(), size.Width-2*s.margin()
	y := s.margin()
	for _, o := range []fyne.CanvasObject{top, finder} {
		y += fit(o, fyne.NewPos(x, y), width) + theme.Padding()
	}
	bottom := size.Height - s.margin()
	bottom -= fit(keys, fyne.NewPos(x, y), width)
	keys.Move(fyne.NewPos(x, bottom))
	height := fyne.Max(0, bottom-theme.Padding()-y)
	list.Move(fyne.NewPos(x, y))
	list.Resize(fyne.NewSize(width*share, height))
	gap := 2 * theme.Padding()
	reader.Move(fyne.NewPos(x+width*share+gap, y))
	reader.Resize(fyne.NewSize(width*(1-share)-gap, height))
}

// fit sets an object to a width and returns the height it takes then: a wrapped
// text knows its height once it has a width.
func fit(o fyne.CanvasObject, at fyne.Position, width float32) float32 {
	o.Move(at)
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	return height
}
