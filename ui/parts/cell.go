package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// Cell is what a row of a list says in a column: on one line or, in two languages side by
// side, on two, the second a small one. What has no room on one line is said in small
// letters on two; the second language goes where it has no room.
type Cell struct {
	Upper *Wrap
	Lower *Line
}

// NewCell returns an empty cell.
func NewCell() Cell {
	c := Cell{NewWrap(theme.SizeNameText), NewLine(theme.SizeNameCaptionText)}
	c.Upper.Color = theme.ColorNameForeground
	return c
}

// Say puts words into the cell.
func (c Cell) Say(upper, lower string) { c.Upper.Said, c.Lower.Said = upper, lower }

// Place sets the cell into the width, in the middle of a height.
func (c Cell) Place(x, width, height float32) {
	c.Upper.Shrink(false)
	c.Upper.Shrink(c.Upper.Width() > width+0.5)
	said := c.Upper.HeightAt(width)
	second := c.Lower.Said != "" && c.Lower.Width() <= width+0.5
	if second {
		said += c.Lower.Height() - form.TwinLap()
	}
	top := (height - said) / 2
	c.Upper.Place(x, top, width)
	if !second {
		width = 0
	}
	c.Lower.Place(x, top+said-c.Lower.Height(), width)
}

// Objects are what the cell is drawn with.
func (c Cell) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{c.Upper, c.Lower.Text} }

// CellHeight is that of a row of cells: of one line or, side by side, of two.
func CellHeight(v *voice.Voice) float32 {
	if v.Mode() == voice.Both {
		return form.TwinHeight(true) + theme.InnerPadding()
	}
	height := theme.TextSize()*1.4 + 2*theme.InnerPadding()
	if v.Mode() != voice.Chinese {
		height += theme.InnerPadding() / 2 // there are two small lines more often
	}
	return height
}

// Spread gives the place and the width of each column in a row of a width, by their
// shares of it; a column without a share has no room.
func Spread(width float32, shares []float32) (at, wide []float32) {
	var sum float32
	for _, share := range shares {
		sum += share
	}
	gap := theme.InnerPadding()
	x := gap
	for _, share := range shares {
		w := (width - gap) * share / sum
		at, wide = append(at, x), append(wide, fyne.Max(0, w-gap))
		x += w
	}
	return at, wide
}
