package kind

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// column sets its objects above one another, no wider than a person reads with
// ease, and gives each the height that its words take at that width.
type column struct{ gap float32 }

// lineWidth is the widest a column gets.
func lineWidth() float32 { return theme.TextSize() * 56 }

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width = fyne.Max(size.Width, o.MinSize().Width)
			size.Height += o.MinSize().Height + c.gap
		}
	}
	return size
}

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := fyne.Min(size.Width, lineWidth())
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		y += fit(o, fyne.NewPos(0, y), width) + c.gap
	}
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

// snug is how much words that belong together overlap: each brings padding of
// its own.
func snug() float32 { return theme.InnerPadding() * 1.3 }

// stack sets words closely above one another and returns the height they take.
func stack(objects []fyne.CanvasObject, at fyne.Position, width float32) float32 {
	y := at.Y
	for i, o := range objects {
		if i > 0 {
			y -= snug()
		}
		y += fit(o, fyne.NewPos(at.X, y), width)
	}
	return y - at.Y
}

// middle sets a column a little off the left edge; on a wide window it moves
// towards the middle.
type middle struct{}

func (middle) margin(width float32) float32 {
	return fyne.Max(4*theme.InnerPadding(), (width-lineWidth())/3)
}

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(8*theme.InnerPadding(), 3*theme.InnerPadding())
}

func (m middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := m.margin(size.Width)
	objects[0].Move(fyne.NewPos(x, 2*theme.InnerPadding()))
	objects[0].Resize(fyne.NewSize(fyne.Min(lineWidth(), size.Width-8*theme.InnerPadding()), size.Height-3*theme.InnerPadding()))
}
