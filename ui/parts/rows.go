package parts

import (
	"image/color"

	"recordaldesk/ui/form"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
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
	List[*twoLines]

	Says     func(i int) RowSays
	Enter    func(i int)
	OnEscape func()
	OnKey    func(key fyne.KeyName) // told of the other keys

	at    int // index of the current row
	count int
}

var _ fyne.Focusable = (*Rows)(nil)

// NewRows returns a list without rows; [Rows.Fill] fills it.
func NewRows() *Rows {
	l := &Rows{}
	l.HideSeparators = true
	l.Begin(func() int { return l.count }, l.Current, l.Choose, twoLinesHeight, func() *twoLines { return newTwoLines(l) })
	l.ExtendBaseWidget(l)
	return l
}

// Fill shows so many rows anew. The current row stays where it is, as far as there is
// one.
func (l *Rows) Fill(count int) {
	l.count = count
	l.at = max(0, min(l.at, count-1))
	l.Refill()
}

// Current is the index of the current row, -1 where there is none.
func (l *Rows) Current() int {
	if l.count == 0 {
		return -1
	}
	return l.at
}

// Choose makes a row the current one, or the nearest there is.
func (l *Rows) Choose(row int) {
	if l.count == 0 {
		return
	}
	before := l.at
	l.at = max(0, min(l.count-1, row))
	l.Mark(before)
}

func (l *Rows) enter() {
	if i := l.Current(); i >= 0 && l.Enter != nil {
		l.Enter(i)
	}
}

// TypedKey moves the current row, or does something with it.
func (l *Rows) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.enter()
	case fyne.KeyEscape:
		if l.OnEscape != nil {
			l.OnEscape()
		}
	default:
		if !l.MovedFar(key.Name) && !form.PassOn(l, key) && l.OnKey != nil {
			l.OnKey(key.Name)
		}
	}
}

// TypedRune does nothing: keys go by their place on the keyboard, since no character
// arrives while an input method for Chinese is on.
func (l *Rows) TypedRune(rune) {}

// twoLines is a row. A click makes it the current one, a double click does what Return
// does.
type twoLines struct {
	widget.BaseWidget
	Hover
	Clicks
	list               *Rows
	index              int
	first, second, end *Line
}

func newTwoLines(l *Rows) *twoLines {
	r := &twoLines{
		list: l, index: -1,
		first: NewLine(theme.SizeNameText), second: NewLine(theme.SizeNameCaptionText), end: NewLine(theme.SizeNameCaptionText),
	}
	r.first.Color = theme.ColorNameForeground
	r.end.Text.Alignment = fyne.TextAlignTrailing
	r.Hover = NewHover(r.Refresh)
	r.Clicks = Clicks{Choose: r.choose, Do: l.enter}
	r.ExtendBaseWidget(r)
	return r
}

// Index is that of what the row says.
func (r *twoLines) Index() int { return r.index }

// Mark shows whether the row is the current one.
func (r *twoLines) Mark() { r.Refresh() }

// Set has the row say what is said at the index.
func (r *twoLines) Set(index int) {
	s := r.list.Says(index)
	r.index = index
	r.first.Said, r.second.Said, r.end.Said = s.First, s.Second, s.End
	if r.second.Color = theme.ColorNamePlaceHolder; s.Grave {
		r.second.Color = theme.ColorNameError
	}
	r.Refresh()
}

func (r *twoLines) choose() {
	r.list.Choose(r.index)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.list); c != nil {
		c.Focus(r.list)
	}
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
	DrawRow(r.back, RowState{Current: r.row.index == l.at, Hovered: r.row.Over, Focused: l.Focused})
	r.Layout(r.row.Size())
}

func (r *twoLinesRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.row.first.Text, r.row.second.Text, r.row.end.Text}
}

func (r *twoLinesRenderer) Destroy() {}
