package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Page sets the parts of a screen above one another, in the order in which
// Tab goes through them, with a margin around. The part with the index Body
// takes what height is left; -1 for none.
type Page struct{ Body int }

func (Page) margin() float32 { return 2 * theme.InnerPadding() }

// MinSize returns the sum of the heights.
func (p Page) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width = fyne.Max(size.Width, o.MinSize().Width)
			size.Height += o.MinSize().Height + theme.Padding()
		}
	}
	return size.AddWidthHeight(2*p.margin(), 2*p.margin())
}

// Layout gives each part the height it takes at the width there is.
func (p Page) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - 2*p.margin()
	heights := make([]float32, len(objects))
	left := size.Height - 2*p.margin()
	for i, o := range objects {
		if !o.Visible() || i == p.Body {
			continue
		}
		// Height for width: a wrapped text knows its height once it has a width.
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		heights[i] = o.MinSize().Height
		left -= heights[i] + theme.Padding()
	}
	if p.Body >= 0 {
		heights[p.Body] = fyne.Max(0, left)
	}
	y := p.margin()
	for i, o := range objects {
		if o.Visible() {
			o.Move(fyne.NewPos(p.margin(), y))
			o.Resize(fyne.NewSize(width, heights[i]))
			y += heights[i] + theme.Padding()
		}
	}
}
