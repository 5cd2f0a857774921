package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/worklist"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
)

// row shows one filing. A click makes it the current one, a double click reviews it.
type row struct {
	widget.BaseWidget
	parts.Hover
	parts.Clicks
	screen *Screen
	index  int
	of     *worklist.Row // the filing that is shown; another one as soon as it has changed
	cells  []parts.Cell  // in the order of [worklist.Columns]
}

func newRow(s *Screen) *row {
	r := &row{screen: s, index: -1}
	for range worklist.Columns {
		r.cells = append(r.cells, parts.NewCell())
	}
	r.Hover = parts.NewHover(r.Refresh)
	r.Clicks = parts.Clicks{Choose: func() {
		s.choose(r.index)
		s.o.Canvas.Focus(s.list)
	}, Do: s.review}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) current() bool { return r.index == r.screen.current }

// Index is that of the filing in the row.
func (r *row) Index() int { return r.index }

// Mark shows whether the row is the current one.
func (r *row) Mark() { r.Refresh() }

// Set shows a filing in the row.
func (r *row) Set(index int) {
	r.index, r.of = index, r.screen.rows[index]
	v, now := r.screen.o.Voice, r.screen.o.Now()
	for i, c := range worklist.Columns {
		said := wordsOf(r.of, c, now)
		if said.same {
			r.cells[i].Say(v.Line(said.say), "")
		} else {
			r.cells[i].Say(v.Pair(said.say))
		}
		r.cells[i].Upper.Color = said.color
	}
	r.Refresh()
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	var shown []fyne.CanvasObject
	for _, c := range r.cells {
		shown = append(shown, c.Objects()...)
	}
	return parts.DrawRow(r, parts.Drawing{
		Least: func() fyne.Size { return fyne.NewSize(320, r.screen.rowHeight()) },
		Place: func(size fyne.Size) {
			at, wide := columns(size.Width)
			for i, c := range r.cells {
				c.Place(at[i], wide[i], size.Height)
			}
		},
		State: func() parts.RowState {
			return parts.RowState{Current: r.current(), Hovered: r.Over, Focused: r.screen.list.Focused}
		},
		Shown: shown,
	})
}

func (s *Screen) rowHeight() float32 { return parts.CellHeight(s.o.Voice) }

// list is the rows that the view shows. The keys move the current row, and do with it
// what the foot says.
type list struct {
	parts.List[*row]
	screen *Screen
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.HideSeparators = true
	l.Begin(func() int { return len(s.rows) }, func() int { return s.current }, s.choose, s.rowHeight, func() *row { return newRow(s) })
	l.ExtendBaseWidget(l)
	return l
}

// follow draws those rows anew that show another filing now, or another one as the current
// one: as many as there were are there.
func (l *list) follow() {
	for i, r := range l.Seen {
		if i < len(l.screen.rows) && r.of != l.screen.rows[i] {
			r.Set(i)
		} else {
			r.Mark()
		}
	}
}

// TypedKey moves the current row, or does something with its filing.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.review()
	case fyne.KeyEscape:
		s.show(worklist.View{})
	default:
		if !s.press(key.Name) && !form.PassOn(l, key) {
			s.pending.Once(func() { l.MovedFar(key.Name) })
		}
	}
}

// TypedRune does nothing: letters are taken as keys.
func (l *list) TypedRune(rune) {}
