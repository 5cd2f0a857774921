package filings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// list is the rows of the filings found. The keys move the current row, and do
// with it what its buttons do.
type list struct {
	widget.List
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
			o.(*row).set(s.found[i], i, i == s.current, l.focused)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

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
	by, ok := map[fyne.KeyName]int{
		fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -l.page(), fyne.KeyPageDown: l.page(),
	}[key]
	if ok {
		l.screen.move(by)
	}
	return ok
}

// page is how many rows are seen at a time.
func (l *list) page() int {
	return max(1, int(l.Size().Height/(rowHeight()+theme.Padding()))-1)
}

// FocusGained and FocusLost draw the focus ring at the current row and take it
// away. The toolkit's own list would shade a row of its own choice.
func (l *list) FocusGained() { l.focused = true; l.RefreshItem(l.screen.current) }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.RefreshItem(l.screen.current) }
