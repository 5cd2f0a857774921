package about

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// beneath sets out the parts of the licences, which come in the order in which Tab goes
// through them: the search, the list, the text beside it, the top, and the keys at the foot.
type beneath struct{}

// share of the width that the list has.
const share = 0.4

func (beneath) margin() float32 { return 2 * theme.InnerPadding() }

func (b beneath) MinSize(objects []fyne.CanvasObject) fyne.Size {
	finder, list, reader, top, keys := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize(), objects[3].MinSize(), objects[4].MinSize()
	width := fyne.Max(fyne.Max(finder.Width, top.Width), list.Width+reader.Width)
	height := top.Height + finder.Height + fyne.Max(list.Height, reader.Height) + keys.Height
	return fyne.NewSize(width, height).AddWidthHeight(2*b.margin(), 2*b.margin()+3*theme.Padding())
}

func (b beneath) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	finder, list, reader, top, keys := objects[0], objects[1], objects[2], objects[3], objects[4]
	x, y, width := b.margin(), b.margin(), size.Width-2*b.margin()
	for _, o := range []fyne.CanvasObject{top, finder} {
		y += set(o, x, y, width) + theme.Padding()
	}
	bottom := size.Height - b.margin() - set(keys, x, y, width)
	keys.Move(fyne.NewPos(x, bottom))
	height := fyne.Max(0, bottom-theme.Padding()-y)
	list.Move(fyne.NewPos(x, y))
	list.Resize(fyne.NewSize(width*share, height))
	gap := 2 * theme.Padding()
	reader.Move(fyne.NewPos(x+width*share+gap, y))
	reader.Resize(fyne.NewSize(width*(1-share)-gap, height))
}

// set gives an object a width and returns the height it takes then: what wraps knows its
// height once it has a width.
func set(o fyne.CanvasObject, x, y, width float32) float32 {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	return height
}
