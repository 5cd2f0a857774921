package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Columns sets its objects side by side, each as wide as its share says, and
// closer above one another than labels stand by themselves.
type Columns struct{ Shares []float32 }

// MinSize returns the height of the tallest object.
func (c Columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, o := range objects {
		if o.Visible() {
			height = fyne.Max(height, o.MinSize().Height)
		}
	}
	return fyne.NewSize(0, fyne.Max(0, height-lap(objects)))
}

// Layout gives each object its share of the width.
func (c Columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var sum, x float32
	for _, share := range c.Shares {
		sum += share
	}
	for i, o := range objects {
		width := size.Width * c.Shares[i] / sum
		o.Move(fyne.NewPos(x, -lap(objects)/2))
		o.Resize(fyne.NewSize(width, size.Height+lap(objects)))
		x += width
	}
}

// lap is what a row of labels can do without of the room around it.
func lap(objects []fyne.CanvasObject) float32 {
	for _, o := range objects {
		if _, ok := o.(*widget.Label); !ok {
			return 0
		}
	}
	return theme.InnerPadding()
}

// Stack sets what belongs together closely above one another.
type Stack struct{}

// MinSize returns the sum of the heights, without the overlaps.
func (s Stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	first := true
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		min := o.MinSize()
		size = fyne.NewSize(fyne.Max(size.Width, min.Width), size.Height+min.Height-s.lap(first))
		first = false
	}
	return size
}

// Layout sets the objects from the top.
func (s Stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	first := true
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		y -= s.lap(first)
		first = false
		// A wrapped label knows its height once it has a width.
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}

func (Stack) lap(first bool) float32 {
	if first {
		return 0
	}
	return theme.InnerPadding()
}

// Column sets its objects above one another and gives each the height that its words take
// at the column's width.
type Column struct {
	Width float32 // the widest it gets, in heights of the text; 0 for all there is
	From  float32 // how much of the width that is left lies before it, from 0 to 1
}

// MinSize returns the sum of the heights, with the gaps.
func (Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width = fyne.Max(size.Width, o.MinSize().Width)
			size.Height += o.MinSize().Height + theme.Padding()
		}
	}
	return size
}

// Layout sets the objects from the top.
func (c Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width
	if c.Width > 0 {
		width = fyne.Min(width, theme.TextSize()*c.Width)
	}
	x, y := (size.Width-width)*c.From, float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(x, y))
		// A wrapped label knows its height once it has a width.
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		y += height + theme.Padding()
	}
}

// Below sets a bar, its second object, over a page, its first: that is the order in which
// Tab goes through them.
type Below struct{}

// MinSize returns the room for both.
func (Below) MinSize(objects []fyne.CanvasObject) fyne.Size {
	page, bar := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(fyne.Max(page.Width, bar.Width), page.Height+bar.Height)
}

// Layout gives the bar its height and the page the rest.
func (Below) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := objects[1].MinSize().Height
	objects[1].Resize(fyne.NewSize(size.Width, height))
	objects[0].Move(fyne.NewPos(0, height))
	objects[0].Resize(fyne.NewSize(size.Width, size.Height-height))
}

// Indent sets its object in line with the text of labels.
type Indent struct{}

// MinSize returns the object's size and the room around it.
func (Indent) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Add(fyne.NewSize(2*theme.InnerPadding(), 0))
}

// Layout sets the object a little off its edges.
func (Indent) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(theme.InnerPadding(), 0))
	objects[0].Resize(fyne.NewSize(size.Width-2*theme.InnerPadding(), size.Height))
}

// Size gives an object a size of its own; a side that is 0 is the object's.
type Size struct{ Width, Height float32 }

// MinSize returns the size given.
func (s Size) MinSize(objects []fyne.CanvasObject) fyne.Size {
	min := objects[0].MinSize()
	if s.Width > 0 {
		min.Width = s.Width
	}
	if s.Height > 0 {
		min.Height = s.Height
	}
	return min
}

// Layout gives the object all there is.
func (Size) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// Flow sets objects beside one another and begins a new line where the width
// ends. Make it with [NewFlow].
type Flow struct{ width float32 }

// NewFlow returns a layout of its own for one container.
func NewFlow() *Flow { return &Flow{} }

// MinSize returns the height that the objects took when they were last set out.
func (f *Flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	f.place(objects, f.width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		size = fyne.NewSize(fyne.Max(size.Width, s.Width), fyne.Max(size.Height, p.Y+s.Height))
	})
	return size
}

// Layout sets the objects out.
func (f *Flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.place(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

func (f *Flow) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) {
	var x, y, height float32
	var line []fyne.CanvasObject
	end := func() { // what is lower stands in the middle of its line
		x = 0
		for _, o := range line {
			size := o.MinSize()
			put(o, fyne.NewPos(x, y+(height-size.Height)/2), size)
			x += size.Width + theme.Padding()
		}
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && width > 0 && x+size.Width > width {
			end()
			x, y, height, line = 0, y+height+theme.Padding(), 0, nil
		}
		line = append(line, o)
		x += size.Width + theme.Padding()
		height = fyne.Max(height, size.Height)
	}
	end()
}

// Reveal scrolls so far that the object, which lies somewhere in the scroll's
// content, is seen whole.
func Reveal(scroll interface {
	fyne.CanvasObject
	ScrollToOffset(fyne.Position)
}, content, o fyne.CanvasObject, offset float32) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(content).Y
	bottom := top + o.Size().Height
	switch {
	case top < offset:
		offset = top
	case bottom > offset+scroll.Size().Height:
		offset = bottom - scroll.Size().Height
	default:
		return
	}
	scroll.ScrollToOffset(fyne.NewPos(0, fyne.Max(0, offset)))
}

// SetVisible shows an object, or hides it.
func SetVisible(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}
