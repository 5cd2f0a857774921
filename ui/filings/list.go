package filings

import (
	"fyne.io/fyne/v2"

	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
)

// list is the rows of the filings found. The keys move the current row, and do
// with it what its buttons do.
type list struct {
	parts.List[*row]
	screen *Screen
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.Begin(func() int { return len(s.found) }, func() int { return s.current }, s.choose, rowHeight, func() *row { return newRow(s) })
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey moves the current row, opens or deletes its filing.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.open()
	case fyne.KeyDelete:
		s.remove()
	default:
		if !l.MovedFar(key.Name) {
			form.PassOn(l, key)
		}
	}
}
