package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/look"
)

// RowState is what the ground of a list's row shows.
type RowState struct {
	Current bool // the row is the current one
	Hovered bool // the mouse is over it
	Focused bool // the list has the keyboard
}

// Drawing is how the row of a list is drawn.
type Drawing struct {
	Least func() fyne.Size
	Place func(size fyne.Size) // lays out what is shown; also called when that has changed
	State func() RowState
	Shown []fyne.CanvasObject
}

// DrawRow returns a renderer that draws a row of a list over its ground: the current row is
// shaded and, while the list has the keyboard, ringed.
func DrawRow(row fyne.Widget, d Drawing) fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	r := &rowRenderer{row: row, of: d, ground: ground, all: append([]fyne.CanvasObject{ground}, d.Shown...)}
	r.Refresh()
	return r
}

type rowRenderer struct {
	row    fyne.Widget
	of     Drawing
	ground *canvas.Rectangle
	all    []fyne.CanvasObject
}

func (r *rowRenderer) MinSize() fyne.Size { return r.of.Least() }

func (r *rowRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.of.Place(size)
}

func (r *rowRenderer) Refresh() {
	s, ground := r.of.State(), r.ground
	ground.FillColor, ground.StrokeWidth = color.Transparent, 0
	switch {
	case s.Current:
		ground.FillColor = theme.Color(look.ColorCurrent)
	case s.Hovered:
		ground.FillColor = theme.Color(theme.ColorNameHover)
	}
	if s.Current && s.Focused {
		ground.StrokeColor, ground.StrokeWidth = theme.Color(look.ColorRing), 3
	}
	ground.CornerRadius = theme.InputRadiusSize()
	ground.Refresh()
	r.Layout(r.row.Size())
}

func (r *rowRenderer) Objects() []fyne.CanvasObject { return r.all }

func (r *rowRenderer) Destroy() {}

// RevealRow scrolls the list so far that the row at index is seen whole; height is
// that of a row. The toolkit's own way there draws all rows anew.
func RevealRow(l *widget.List, index int, height float32) {
	if index < 0 || l.Size().Height == 0 {
		return
	}
	top := float32(index) * (height + theme.Padding())
	switch offset := l.GetScrollOffset(); {
	case top < offset:
		l.ScrollToOffset(top)
	case top+height > offset+l.Size().Height:
		l.ScrollToOffset(top + height - l.Size().Height)
	}
}

// RowsBy is how many rows the key goes in the list, false for a key that goes
// none; height is that of a row.
func RowsBy(l *widget.List, key fyne.KeyName, height float32) (by int, ok bool) {
	page := max(1, int(l.Size().Height/(height+theme.Padding()))-1)
	by, ok = map[fyne.KeyName]int{
		fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
	}[key]
	return by, ok
}

// Digit returns the number on a key, 1 to 9; false for any other key.
func Digit(key fyne.KeyName) (n int, ok bool) {
	if len(key) != 1 || key[0] < '1' || key[0] > '9' {
		return 0, false
	}
	return int(key[0] - '0'), true
}
