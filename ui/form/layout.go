package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tight stacks objects closer than a VBox does: what belongs together, as a
// label with its hint, stands together.
type tight struct{}

func (tight) overlap() float32 { return theme.InnerPadding() * 1.7 }

func (t tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	var before fyne.CanvasObject
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		min := o.MinSize()
		size.Width = fyne.Max(size.Width, min.Width)
		size.Height += min.Height - t.between(before, o)
		before = o
	}
	return size
}

func (t tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	var before fyne.CanvasObject
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		y -= t.between(before, o)
		// Height for width: a wrapped label knows its height once it has a width.
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
		before = o
	}
}

// between returns how far two neighbours move together: labels bring padding of
// their own, controls need theirs.
func (t tight) between(a, b fyne.CanvasObject) float32 {
	_, labelA := a.(*widget.Label)
	_, labelB := b.(*widget.Label)
	switch {
	case a == nil:
		return 0
	case labelA && labelB:
		return t.overlap()
	case labelA || labelB:
		return t.overlap() / 2
	}
	return 0
}

// wide gives a control the width of so many Latin characters, less where the
// page is narrower, so that a field's size says how much is expected in it.
type wide struct{ characters int }

func (w wide) width(available float32) float32 {
	want := float32(w.characters)*theme.TextSize()*0.62 + 4*theme.InnerPadding()
	return fyne.Min(want, available)
}

func (w wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (w wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(theme.InnerPadding(), 0))
		o.Resize(fyne.NewSize(fyne.Max(w.width(size.Width-2*theme.InnerPadding()), fyne.Min(o.MinSize().Width, size.Width)), size.Height))
	}
}

// fixed makes a control exactly so many Latin characters wide.
type fixed struct{ characters int }

func (f fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := wide{}.MinSize(objects)
	size.Width = wide(f).width(1 << 16)
	return size
}

func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(theme.InnerPadding(), 0))
		o.Resize(fyne.NewSize(size.Width-theme.InnerPadding(), size.Height))
	}
}

// flow sets objects beside one another and begins a new line where the page
// ends.
type flow struct{ width *float32 }

func (f flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, 0)
	f.place(objects, *f.width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		size.Width = fyne.Max(size.Width, fyne.Min(s.Width, 80))
		size.Height = fyne.Max(size.Height, p.Y+s.Height)
	})
	return size
}

func (f flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	*f.width = size.Width
	f.place(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

func (f flow) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) {
	pad := theme.Padding()
	x, y, row := theme.InnerPadding(), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > theme.InnerPadding() && width > 0 && x+size.Width > width {
			x, y, row = theme.InnerPadding(), y+row+pad, 0
		}
		put(o, fyne.NewPos(x, y), size)
		x += size.Width + pad
		row = fyne.Max(row, size.Height)
	}
}

// indented sets a control where the words above it begin.
type indented struct{}

func (indented) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(theme.InnerPadding(), 0)
}

func (indented) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(theme.InnerPadding(), 0))
	objects[0].Resize(fyne.NewSize(size.Width-theme.InnerPadding(), size.Height))
}
