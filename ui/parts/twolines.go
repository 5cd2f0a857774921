package parts

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// RowSays is what a row says: on two lines, the second a small one, and at the end of the
// first.
type RowSays struct {
	First, Second, End string
	Grave              bool                // the second line is something that somebody has to see to
	EndColor           fyne.ThemeColorName // "" for the usual one
}

// TwoLines is a row of a [List]. A click makes it the current one, a double click does
// something with it.
type TwoLines struct {
	widget.BaseWidget
	Hover
	Clicks
	says               func(i int) RowSays
	marked             func() (current int, focused bool)
	index              int
	first, second, end *Line
}

// NewTwoLines returns a row that says nothing yet. Says is what it says at an index; marked
// tells which row is the current one, and whether the list has the keyboard.
func NewTwoLines(says func(i int) RowSays, marked func() (current int, focused bool), choose func(i int), do func()) *TwoLines {
	r := &TwoLines{
		says: says, marked: marked, index: -1,
		first: NewLine(theme.SizeNameText), second: NewLine(theme.SizeNameCaptionText), end: NewLine(theme.SizeNameCaptionText),
	}
	r.first.Color = theme.ColorNameForeground
	r.end.Text.Alignment = fyne.TextAlignTrailing
	r.Hover = NewHover(r.Refresh)
	r.Clicks = Clicks{Choose: func() { choose(r.index) }, Do: do}
	r.ExtendBaseWidget(r)
	return r
}

// Index is that of what the row says.
func (r *TwoLines) Index() int { return r.index }

// Mark shows whether the row is the current one.
func (r *TwoLines) Mark() { r.Refresh() }

// Set has the row say what is said at the index.
func (r *TwoLines) Set(index int) {
	s := r.says(index)
	r.index = index
	r.first.Said, r.second.Said, r.end.Said = s.First, s.Second, s.End
	if r.second.Color = theme.ColorNamePlaceHolder; s.Grave {
		r.second.Color = theme.ColorNameError
	}
	r.end.Color = cmp.Or(s.EndColor, theme.ColorNamePlaceHolder)
	r.Refresh()
}

// CreateRenderer draws the row.
func (r *TwoLines) CreateRenderer() fyne.WidgetRenderer {
	return DrawRow(r, Drawing{
		Least: func() fyne.Size { return fyne.NewSize(320, TwoLinesHeight()) },
		Place: r.place,
		State: func() RowState {
			current, focused := r.marked()
			return RowState{Current: r.index == current, Hovered: r.Over, Focused: focused}
		},
		Shown: []fyne.CanvasObject{r.first.Text, r.second.Text, r.end.Text},
	})
}

// TwoLinesHeight is that of such a row.
func TwoLinesHeight() float32 { return theme.TextSize()*2.5 + 2*theme.InnerPadding() }

func (r *TwoLines) place(size fyne.Size) {
	gap := theme.InnerPadding()
	width := size.Width - 2*gap
	top := (size.Height - r.first.Height() - r.second.Height()) / 2
	end := fyne.Min(r.end.Width(), width/2)
	r.end.Place(gap+width-end, top, end)
	r.first.Place(gap, top, width-end-gap)
	r.second.Place(gap, top+r.first.Height(), width)
}
