package filings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
)

// list is the rows of the filings found. The keys move the current row, and do
// with it what its buttons do.
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
	l.Length = func() int { return len(s.found) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(s) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.found) { // the list may be shorter by now
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
	r.set(l.screen.found[i], i)
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
			r.mark()
		}
	}
	l.reveal()
}

// reveal scrolls so far that the current row is seen whole.
func (l *list) reveal() { parts.RevealRow(&l.List, l.screen.current, rowHeight()) }

// TypedKey moves the current row, opens or deletes its filing.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.found) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.open()
	case fyne.KeyDelete:
		s.remove()
	default:
		l.moved(key.Name)
	}
}

// moved moves the current row by a key that goes so many rows, and reports
// whether the key does.
func (l *list) moved(key fyne.KeyName) bool {
	by, ok := parts.RowsBy(&l.List, key, rowHeight())
	if ok {
		l.screen.move(by)
	}
	return ok
}

// FocusGained and FocusLost draw the focus ring at the current row and take it
// away. The toolkit's own list would shade a row of its own choice.
func (l *list) FocusGained() { l.focused = true; l.mark(l.screen.current) }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.mark(l.screen.current) }
