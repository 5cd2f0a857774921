package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

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
