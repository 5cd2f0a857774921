package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/presence"
)

// RowSays is what a row of [Rows] says: on two lines, the second a small one, and at the
// end of the first.
type RowSays struct {
	First, Second, End string
	Grave              bool // the second line is something that somebody has to see to
}

// Rows is a list of which one row is the current one. The keys move it, Return does
// something with it.
type Rows struct {
	widget.List
	presence.Keys

	Says     func(i int) RowSays
	Enter    func(i int)
	OnEscape func()
	OnRune   func(r rune)

	current int
	count   int
	focused bool
	rows    map[int]*twoLines // those that are seen, by index
}

var _ fyne.Focusable = (*Rows)(nil)

// NewRows returns a list without rows; [Rows.Fill] fills it.
func NewRows() *Rows {
	l := &Rows{rows: map[int]*twoLines{}}
	l.HideSeparators = true
	l.Length = func() int { return l.count }
	l.CreateItem = func() fyne.CanvasObject { return newTwoLines(l) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < l.count { // the list may be shorter by now
			l.put(o.(*twoLines), i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// Fill shows so many rows anew. The current row stays where it is, as far as there is
// one.
func (l *Rows) Fill(count int) {
	l.count = count
	l.current = max(0, min(l.current, count-1))
	clear(l.rows)
	l.Refresh()
}

// Current is the index of the current row, -1 where there is none.
func (l *Rows) Current() int {
	if l.count == 0 {
		return -1
	}
	return l.current
}

// Choose makes a row the current one, or the nearest there is.
func (l *Rows) Choose(row int) {
	if l.count == 0 {
		return
	}
	before := l.current
	l.current = max(0, min(l.count-1, row))
	for _, i := range []int{before, l.current} {
		if r, ok := l.rows[i]; ok {
			r.Refresh()
		}
	}
	RevealRow(&l.List, l.current, twoLinesHeight())
}

func (l *Rows) put(r *twoLines, i int) {
	if l.rows[r.index] == r {
		delete(l.rows, r.index)
	}
	l.rows[i] = r
	r.set(l.Says(i), i)
}

func (l *Rows) enter() {
	if i := l.Current(); i >= 0 && l.Enter != nil {
		l.Enter(i)
	}
}

// TypedKey moves the current row, or does something with it.
func (l *Rows) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyHome:
		l.Choose(0)
	case fyne.KeyEnd:
		l.Choose(l.count - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.enter()
	case fyne.KeyEscape:
		if l.OnEscape != nil {
			l.OnEscape()
		}
	default:
		if by, ok := RowsBy(&l.List, key.Name, twoLinesHeight()); ok {
			l.Choose(l.current + by)
		}
	}
}

// TypedRune tells OnRune.
func (l *Rows) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(r)
	}
}

// FocusGained and FocusLost draw the focus ring at the current row and take it away.
func (l *Rows) FocusGained() { l.focused = true; l.Choose(l.current) }

// FocusLost takes the focus ring away.
func (l *Rows) FocusLost() { l.focused = false; l.Choose(l.current) }

// twoLines is a row. A click makes it the current one, a double click does what Return
// does.
type twoLines struct {
	widget.BaseWidget
	Hover
	list               *Rows
	index              int
	first, second, end *Line
}

var (
	_ fyne.Tappable       = (*twoLines)(nil)
	_ fyne.DoubleTappable = (*twoLines)(nil)
	_ desktop.Mouseable   = (*twoLines)(nil)
	_ desktop.Hoverable   = (*twoLines)(nil)
)

func newTwoLines(l *Rows) *twoLines {
	r := &twoLines{
		list: l, index: -1,
		first: NewLine(theme.SizeNameText), second: NewLine(theme.SizeNameCaptionText), end: NewLine(theme.SizeNameCaptionText),
	}
	r.first.Color = theme.ColorNameForeground
	r.end.Text.Alignment = fyne.TextAlignTrailing
	r.Hover = NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

func (r *twoLines) set(s RowSays, index int) {
	r.index = index
	r.first.Said, r.second.Said, r.end.Said = s.First, s.Second, s.End
	if r.second.Color = theme.ColorNamePlaceHolder; s.Grave {
		r.second.Color = theme.ColorNameError
	}
	r.Refresh()
}

// MouseDown makes the row the current one at once; Tapped comes only when it is certain
// that no second click follows.
func (r *twoLines) MouseDown(*desktop.MouseEvent) {
	r.list.Choose(r.index)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.list); c != nil {
		c.Focus(r.list)
	}
}

// MouseUp does nothing.
func (r *twoLines) MouseUp(*desktop.MouseEvent) {}

// Tapped does nothing: the row is the current one already.
func (r *twoLines) Tapped(*fyne.PointEvent) {}

// DoubleTapped does what Return does.
func (r *twoLines) DoubleTapped(*fyne.PointEvent) {
	r.list.Choose(r.index)
	r.list.enter()
}

// CreateRenderer draws the row.
func (r *twoLines) CreateRenderer() fyne.WidgetRenderer {
	renderer := &twoLinesRenderer{row: r, back: canvas.NewRectangle(color.Transparent)}
	renderer.Refresh()
	return renderer
}

type twoLinesRenderer struct {
	row  *twoLines
	back *canvas.Rectangle
}

func twoLinesHeight() float32 { return theme.TextSize()*2.5 + 2*theme.InnerPadding() }

func (r *twoLinesRenderer) MinSize() fyne.Size { return fyne.NewSize(320, twoLinesHeight()) }

func (r *twoLinesRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	gap := theme.InnerPadding()
	width := size.Width - 2*gap
	top := (size.Height - r.row.first.Height() - r.row.second.Height()) / 2
	end := fyne.Min(r.row.end.Width(), width/2)
	r.row.end.Place(gap+width-end, top, end)
	r.row.first.Place(gap, top, width-end-gap)
	r.row.second.Place(gap, top+r.row.first.Height(), width)
}

func (r *twoLinesRenderer) Refresh() {
	l := r.row.list
	DrawRow(r.back, RowState{Current: r.row.index == l.current, Hovered: r.row.Over, Focused: l.focused})
	r.Layout(r.row.Size())
}

func (r *twoLinesRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.row.first.Text, r.row.second.Text, r.row.end.Text}
}

func (r *twoLinesRenderer) Destroy() {}
