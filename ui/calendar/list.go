package calendar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/agenda"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
)

// list is the entries under their headings. The keys move the current one, and do with it
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
	l.Length = func() int { return len(s.lines) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(s) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.lines) { // the list may be shorter by now
			l.put(o.(*row), i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// put shows the i-th line in a row, which may have shown another.
func (l *list) put(r *row, i int) {
	if l.rows[r.index] == r {
		delete(l.rows, r.index)
	}
	l.rows[i] = r
	r.set(l.screen.lines[i], i)
}

// refill shows the lines anew.
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

// reveal scrolls to the current entry, and to the heading right above it.
func (l *list) reveal() {
	s := l.screen
	if at := s.current - 1; at >= 0 && s.lines[at].entry == nil {
		parts.RevealRow(&l.List, at, s.rowHeight())
	}
	parts.RevealRow(&l.List, s.current, s.rowHeight())
}

// top scrolls so that a line is the first that is seen.
func (l *list) top(at int) {
	l.ScrollToOffset(float32(at) * (l.screen.rowHeight() + theme.Padding()))
}

// TypedKey moves the current row, or does something with its filing.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.lines) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.progress()
	case fyne.KeyEscape:
		s.clear()
	case fyne.KeySlash:
		l.screen.Find()
	default:
		if n, ok := parts.Digit(key.Name); ok && n <= len(agenda.Sections) {
			l.screen.jump(n - 1)
			return
		}
		l.moved(key.Name)
	}
}

// TypedRune does nothing: keys go by their place on the keyboard, since no character
// arrives while an input method for Chinese is on.
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

// FocusGained draws the focus ring at the current row.
func (l *list) FocusGained() { l.focused = true; l.mark(l.screen.current) }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.mark(l.screen.current) }
