package calendar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store/agenda"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
)

// list is the entries under their headings. The keys move the current one, and do with it
// what the foot says.
type list struct {
	parts.List[*row]
	screen *Screen
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.HideSeparators = true
	l.Begin(func() int { return len(s.lines) }, func() int { return s.current }, s.choose, s.rowHeight, func() *row { return newRow(s) })
	l.ExtendBaseWidget(l)
	return l
}

// reveal scrolls to the heading right above the current entry, and to the entry.
func (l *list) reveal() {
	s := l.screen
	if at := s.current - 1; at >= 0 && s.lines[at].entry == nil {
		parts.RevealRow(&l.List.List, at, s.rowHeight())
	}
	l.Reveal()
}

// top scrolls so that a line is the first that is seen.
func (l *list) top(at int) {
	l.ScrollToOffset(float32(at) * (l.screen.rowHeight() + theme.Padding()))
}

// TypedKey moves the current row, or does something with its filing.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.progress()
	case fyne.KeyEscape:
		s.clear()
	case fyne.KeySlash:
		s.Find()
	default:
		if n, ok := parts.Digit(key.Name); ok && n <= len(agenda.Sections) {
			s.jump(n - 1)
			return
		}
		if !form.PassOn(l, key) {
			s.pending.Once(func() { l.MovedFar(key.Name) })
		}
	}
}

// TypedRune does nothing: keys go by their place on the keyboard, since no character
// arrives while an input method for Chinese is on.
func (l *list) TypedRune(rune) {}
