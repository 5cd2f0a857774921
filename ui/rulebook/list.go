package rulebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
)

// list is the rows of the entries found. The keys move the current row and open
// its entry; characters typed go to the search.
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
			o.(*row).set(s.found[i], i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// reveal scrolls so far that the current row is seen whole.
func (l *list) reveal() {
	if l.screen.current < 0 || l.Size().Height == 0 {
		return
	}
	height := rowHeight(l.screen.o.Voice)
	top := float32(l.screen.current) * (height + theme.Padding())
	switch offset := l.GetScrollOffset(); {
	case top < offset:
		l.ScrollToOffset(top)
	case top+height > offset+l.Size().Height:
		l.ScrollToOffset(top + height - l.Size().Height)
	}
}

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
	return max(1, int(l.Size().Height/(rowHeight(l.screen.o.Voice)+theme.Padding()))-1)
}

// FocusGained draws the focus ring at the current row. The toolkit's own list
// would shade a row of its own choice.
func (l *list) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.Refresh() }
