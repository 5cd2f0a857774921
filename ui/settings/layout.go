package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// column sets its objects above one another, no wider than a person reads with ease
// unless it is a part of such a column, and gives each the height that its words take at
// that width.
type column struct{ part bool }

func (column) width() float32 { return theme.TextSize() * 58 }

func (column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width = fyne.Max(size.Width, o.MinSize().Width)
			size.Height += o.MinSize().Height + theme.Padding()
		}
	}
	return size
}

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width
	if !c.part {
		width = fyne.Min(width, c.width())
	}
	x := fyne.Max(0, (size.Width-width)/3)
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		height := o.MinSize().Height // a wrapped text knows it once it has a width
		o.Resize(fyne.NewSize(width, height))
		y += height + theme.Padding()
	}
}

// page sets the settings above the line with the keys, with a margin around both.
type page struct{}

func (page) margin() float32 { return 2 * theme.InnerPadding() }

func (p page) MinSize(objects []fyne.CanvasObject) fyne.Size {
	body, keys := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(fyne.Max(body.Width, keys.Width), body.Height+keys.Height).AddWidthHeight(2*p.margin(), 2*p.margin())
}

func (p page) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width, keys := size.Width-2*p.margin(), objects[1].MinSize().Height
	objects[0].Move(fyne.NewPos(p.margin(), p.margin()))
	objects[0].Resize(fyne.NewSize(width, fyne.Max(0, size.Height-2*p.margin()-keys)))
	objects[1].Move(fyne.NewPos(p.margin(), size.Height-p.margin()-keys))
	objects[1].Resize(fyne.NewSize(width, keys))
}
