package rulebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// list is the rows of the entries found. The keys move the current row and open
// its entry; characters typed go to the search.
type list struct {
	widget.List
	presence.Keys
	screen  *Screen
	focused bool

	measured *row            // measures names, and is never shown
	higher   map[int]float32 // rows whose names need a second line, by index: how high they are
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
	l.measured = newRow(s)
	l.ExtendBaseWidget(l)
	return l
}

// reveal scrolls so far that the current row is seen whole.
func (l *list) reveal() {
	current := l.screen.current
	if current < 0 || l.Size().Height == 0 {
		return
	}
	top := float32(current) * (rowHeight(l.screen.o.Voice) + theme.Padding())
	for i, height := range l.higher {
		if i < current {
			top += height - rowHeight(l.screen.o.Voice)
		}
	}
	bottom := top + l.height(current)
	switch offset := l.GetScrollOffset(); {
	case top < offset:
		l.ScrollToOffset(top)
	case bottom > offset+l.List.Size().Height:
		l.ScrollToOffset(bottom - l.List.Size().Height)
	}
}

// height is that of a row.
func (l *list) height(i int) float32 {
	if height, is := l.higher[i]; is {
		return height
	}
	return rowHeight(l.screen.o.Voice)
}

// fit gives the rows whose names need a second line the height for it.
func (l *list) fit() {
	before := l.higher
	l.higher = map[int]float32{}
	width := l.Size().Width - 4*theme.InnerPadding()
	usual, m := rowHeight(l.screen.o.Voice), l.measured
	for i, e := range l.screen.found {
		if width <= 0 {
			break
		}
		m.name.Said, m.other.Said = l.screen.o.Voice.Pair(voice.Speaker(e.Name))
		m.about.Said = about(l.screen.o.Voice, e)
		more := -m.name.Height() - m.other.Height() - m.about.Height()
		for _, one := range []*parts.Wrap{m.name, m.other, m.about} {
			more += one.HeightAt(width)
		}
		if more > 0 {
			l.higher[i] = usual + more
		}
	}
	for i := range before {
		if _, still := l.higher[i]; !still {
			l.SetItemHeight(i, usual)
		}
	}
	for i, height := range l.higher {
		if before[i] != height {
			l.SetItemHeight(i, height)
		}
	}
}

// Resize lets names wrap anew.
func (l *list) Resize(size fyne.Size) {
	narrower := size.Width != l.Size().Width
	l.List.Resize(size)
	if narrower {
		l.fit()
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
