package desk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/worklist"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// row shows one filing. A click makes it the current one, a double click reviews it.
type row struct {
	widget.BaseWidget
	parts.Hover
	screen *Screen
	index  int
	cells  []cell // in the order of [worklist.Columns]
}

var (
	_ fyne.Tappable       = (*row)(nil)
	_ fyne.DoubleTappable = (*row)(nil)
	_ desktop.Mouseable   = (*row)(nil)
	_ desktop.Hoverable   = (*row)(nil)
)

func newRow(s *Screen) *row {
	r := &row{screen: s, index: -1}
	for _, c := range worklist.Columns {
		r.cells = append(r.cells, newCell(c == worklist.ByClient))
	}
	r.Hover = parts.NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) current() bool { return r.index == r.screen.current }

// set shows a filing in the row.
func (r *row) set(of *worklist.Row, index int) {
	r.index = index
	v, now := r.screen.o.Voice, r.screen.o.Now()
	for i, c := range worklist.Columns {
		said := wordsOf(of, c, now)
		if said.same {
			r.cells[i].put(v.Line(said.say))
		} else {
			r.cells[i].say(v, said.say)
		}
		r.cells[i].upper.Color = said.color
	}
	r.Refresh()
}

func (r *row) choose() {
	r.screen.choose(r.index)
	r.screen.o.Canvas.Focus(r.screen.list)
}

// MouseDown makes the row the current one at once; Tapped comes only when it is
// certain that no second click follows.
func (r *row) MouseDown(*desktop.MouseEvent) { r.choose() }

// MouseUp does nothing.
func (r *row) MouseUp(*desktop.MouseEvent) {}

// Tapped makes the row the current one.
func (r *row) Tapped(*fyne.PointEvent) { r.choose() }

// DoubleTapped reviews the filing.
func (r *row) DoubleTapped(*fyne.PointEvent) {
	r.choose()
	r.screen.review()
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	renderer := &rowRenderer{row: r, back: canvas.NewRectangle(color.Transparent)}
	renderer.Refresh()
	return renderer
}

type rowRenderer struct {
	row  *row
	back *canvas.Rectangle
}

// rowHeight is that of one line or, side by side, of two.
func (s *Screen) rowHeight() float32 {
	if s.o.Voice.Mode() == voice.Both {
		return theme.TextSize()*2.5 + 2*theme.InnerPadding()
	}
	return theme.TextSize()*1.4 + 2*theme.InnerPadding()
}

func (r *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(320, r.row.screen.rowHeight()) }

func (r *rowRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	at, wide := columns(size.Width)
	for i, c := range r.row.cells {
		height := c.upper.Height()
		if c.lower.Said != "" {
			height += c.lower.Height()
		}
		top := (size.Height - height) / 2
		c.upper.Place(at[i], top, wide[i])
		c.lower.Place(at[i], top+c.upper.Height(), wide[i])
	}
}

func (r *rowRenderer) Refresh() {
	parts.DrawRow(r.back, parts.RowState{Current: r.row.current(), Hovered: r.row.Over, Focused: r.row.screen.list.focused})
	r.Layout(r.row.Size())
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.back}
	for _, c := range r.row.cells {
		all = append(all, c.upper.Text, c.lower.Text)
	}
	return all
}

func (r *rowRenderer) Destroy() {}

// list is the rows that the view shows. The keys move the current row, and do with it
// what the foot says.
type list struct {
	widget.List
	presence.Keys
	screen  *Screen
	focused bool
	rows    map[int]*row // those that are seen, by index
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s, rows: map[int]*row{}}
	l.HideSeparators = true
	l.Length = func() int { return len(s.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(s) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.rows) { // the list may be shorter by now
			l.put(o.(*row), i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// put shows the i-th filing in a row, which may have shown another.
func (l *list) put(r *row, i int) {
	if l.rows[r.index] == r {
		delete(l.rows, r.index)
	}
	l.rows[i] = r
	r.set(l.screen.rows[i], i)
}

// refill shows the filings anew.
func (l *list) refill() {
	clear(l.rows)
	l.Refresh()
}

// mark shows which row is the current one, where it was before.
func (l *list) mark(before int) {
	for _, i := range []int{before, l.screen.current} {
		if r, ok := l.rows[i]; ok {
			r.Refresh()
		}
	}
	l.reveal()
}

func (l *list) reveal() { parts.RevealRow(&l.List, l.screen.current, l.screen.rowHeight()) }

// TypedKey moves the current row, or does something with its filing.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.rows) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.review()
	case fyne.KeyEscape:
		s.show(worklist.View{})
	default:
		if !s.press(key.Name) {
			l.moved(key.Name)
		}
	}
}

// TypedRune does nothing: letters are taken as keys.
func (l *list) TypedRune(rune) {}

// moved moves the current row by a key that goes so many rows, and reports
// whether the key does.
func (l *list) moved(key fyne.KeyName) bool {
	by, ok := parts.RowsBy(&l.List, key, l.screen.rowHeight())
	if ok {
		l.screen.choose(l.screen.current + by)
	}
	return ok
}

// FocusGained and FocusLost draw the focus ring at the current row and take it away.
func (l *list) FocusGained() { l.focused = true; l.mark(l.screen.current) }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.mark(l.screen.current) }
