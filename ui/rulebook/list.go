package rulebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
)

// list is the rows of the entries found. The keys move the current row and open
// its entry; characters typed go to the search.
type list struct {
	widget.List
	presence.Keys
	screen  *Screen
	focused bool
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.Length = func() int { return len(s.found) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(s) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.found) { // the list may be shorter by now
			o.(*row).set(s.found[i], i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// reveal scrolls so far that the current row is seen whole.
func (l *list) reveal() { parts.RevealRow(&l.List, l.screen.current, rowHeight(l.screen.o.Voice)) }

// TypedKey moves the current row, opens its entry or goes back to the search.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.found) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.open()
	case fyne.KeyEscape:
		s.leave()
	case fyne.KeyBackspace:
		s.Find()
	default:
		if !l.moved(key.Name) {
			form.PassOn(l, key)
		}
	}
}

// TypedRune goes on typing in the search.
func (l *list) TypedRune(r rune) {
	l.screen.Find()
	l.screen.finder.entry.TypedRune(r)
}

// moved moves the current row by a key that goes so many rows, and reports
// whether the key does.
func (l *list) moved(key fyne.KeyName) bool {
	by, ok := parts.RowsBy(&l.List, key, rowHeight(l.screen.o.Voice))
	if ok {
		l.screen.move(by)
	}
	return ok
}

// FocusGained draws the focus ring at the current row. The toolkit's own list
// would shade a row of its own choice.
func (l *list) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.Refresh() }
