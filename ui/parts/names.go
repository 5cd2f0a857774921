package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// NameSays is what a row of [Names] says: a name, the name in the other language where both
// are spoken, and what it is about.
type NameSays struct {
	Name, Other, About string
	AboutColor         fyne.ThemeColorName
}

// Names is a list of names found by a search, each on as many lines as it needs. The keys
// move the current row and open it; characters typed go to the search.
type Names struct {
	widget.List
	presence.Keys
	o       NamesOptions
	focused bool

	measured *nameRow        // measures names, and is never shown
	higher   map[int]float32 // rows whose names need a second line, by index: how high they are
}

// NamesOptions are what the list needs from its screen.
type NamesOptions struct {
	Voice   *voice.Voice
	Count   func() int
	Says    func(i int) NameSays
	Current func() int    // index of the current row; -1 for none
	Choose  func(row int) // makes the row the current one, or the nearest there is
	Clicked func()        // a row was clicked on, and chosen
	Open    func()        // goes on to what the current row names
	Leave   func()        // Escape
	Find    func()        // puts the keyboard into the search
	Type    func(rune)    // types into it
}

var _ fyne.Focusable = (*Names)(nil)

// NewNames returns a list; [Names.Refill] fills it.
func NewNames(o NamesOptions) *Names {
	l := &Names{o: o}
	l.Length = o.Count
	l.CreateItem = func() fyne.CanvasObject { return newNameRow(l) }
	l.UpdateItem = func(i widget.ListItemID, row fyne.CanvasObject) {
		if i < o.Count() { // the list may be shorter by now
			row.(*nameRow).set(i)
		}
	}
	l.measured = newNameRow(l)
	l.ExtendBaseWidget(l)
	return l
}

// Refill shows all rows anew.
func (l *Names) Refill() {
	l.fit()
	l.Refresh()
}

// Reveal scrolls so far that the current row is seen whole.
func (l *Names) Reveal() {
	current := l.o.Current()
	if current < 0 || l.Size().Height == 0 {
		return
	}
	usual := l.RowHeight()
	top := float32(current) * (usual + theme.Padding())
	for i, height := range l.higher {
		if i < current {
			top += height - usual
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

// RowHeight is that of a row with a name on one line: of two lines, or of three where both
// languages are spoken.
func (l *Names) RowHeight() float32 {
	height := theme.TextSize()*1.5 + theme.CaptionTextSize()*1.6 + 2*theme.InnerPadding()
	if l.o.Voice.Mode() == voice.Both {
		height += theme.CaptionTextSize() * 1.6
	}
	return height
}

// height is that of a row.
func (l *Names) height(i int) float32 {
	if height, is := l.higher[i]; is {
		return height
	}
	return l.RowHeight()
}

// fit gives the rows whose names need a second line the height for it.
func (l *Names) fit() {
	before := l.higher
	l.higher = map[int]float32{}
	width := l.Size().Width - 4*theme.InnerPadding()
	usual, m := l.RowHeight(), l.measured
	for i := range l.o.Count() {
		if width <= 0 {
			break
		}
		m.say(l.o.Says(i))
		more := -m.name.Height() - m.other.Height() - m.about.Height()
		for _, one := range []*Wrap{m.name, m.other, m.about} {
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
func (l *Names) Resize(size fyne.Size) {
	narrower := size.Width != l.Size().Width
	l.List.Resize(size)
	if narrower {
		l.fit()
	}
}

// TypedKey moves the current row, opens it or goes back to the search.
func (l *Names) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyHome:
		l.o.Choose(0)
	case fyne.KeyEnd:
		l.o.Choose(l.o.Count() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.o.Open()
	case fyne.KeyEscape:
		l.o.Leave()
	case fyne.KeyBackspace:
		l.o.Find()
	default:
		if !l.Moved(key.Name) {
			form.PassOn(l, key)
		}
	}
}

// TypedRune goes on typing in the search.
func (l *Names) TypedRune(r rune) { l.o.Type(r) }

// Moved moves the current row by a key that goes so many rows, and reports whether the key
// does.
func (l *Names) Moved(key fyne.KeyName) bool {
	by, ok := RowsBy(&l.List, key, l.RowHeight())
	if ok {
		l.o.Choose(l.o.Current() + by)
	}
	return ok
}

// FocusGained draws the focus ring at the current row. The toolkit's own list would shade a
// row of its own choice.
func (l *Names) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost takes the focus ring away.
func (l *Names) FocusLost() { l.focused = false; l.Refresh() }
