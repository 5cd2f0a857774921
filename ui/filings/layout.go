package filings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// stacked sets the parts of the screen above one another, in the order in which
// Tab goes through them, with a margin around. The part with the index body
// takes what height is left; -1 for none.
type stacked struct{ body int }

func (stacked) margin() float32 { return 2 * theme.InnerPadding() }

func (s stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width = fyne.Max(size.Width, o.MinSize().Width)
			size.Height += o.MinSize().Height + theme.Padding()
		}
	}
	return size.AddWidthHeight(2*s.margin(), 2*s.margin())
}

func (s stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - 2*s.margin()
	heights := make([]float32, len(objects))
	left := size.Height - 2*s.margin()
	for i, o := range objects {
		if !o.Visible() || i == s.body {
			continue
		}
		// Height for width: a wrapped text knows its height once it has a width.
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		heights[i] = o.MinSize().Height
		left -= heights[i] + theme.Padding()
	}
	if s.body >= 0 {
		heights[s.body] = fyne.Max(0, left)
	}
	y := s.margin()
	for i, o := range objects {
		if o.Visible() {
			o.Move(fyne.NewPos(s.margin(), y))
			o.Resize(fyne.NewSize(width, heights[i]))
			y += heights[i] + theme.Padding()
		}
	}
}

// searchWidth gives the search the width of some words.
type searchWidth struct{}

func (searchWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.TextSize()*22, objects[0].MinSize().Height)
}

func (searchWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
