package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/presence"
)

// List is what lists of rows with a current one have in common; the list of a screen
// embeds it, and begins with [List.Begin]. It knows which rows are seen, so that those
// alone are drawn anew: the toolkit would draw all of them. R is a row.
type List[R Row] struct {
	widget.List
	presence.Keys
	Focused bool      // the list has the keyboard
	Seen    map[int]R // the rows that are seen, by index

	current func() int
	choose  func(row int)
	height  func() float32
}

// Row is a row of a [List].
type Row interface {
	comparable
	fyne.CanvasObject
	Index() int // of what it shows; -1 for nothing yet
	Set(index int)
	Mark() // shows whether it is the current one
}

// Begin makes the list one of length() rows, of which current() is the current one, -1 for
// none. Choose makes another row the current one, or the nearest there is; height is that
// of a row.
func (l *List[R]) Begin(length, current func() int, choose func(row int), height func() float32, create func() R) {
	l.current, l.choose, l.height, l.Seen = current, choose, height, map[int]R{}
	l.Length = length
	l.CreateItem = func() fyne.CanvasObject { return create() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < length() { // the list may be shorter by now
			l.put(o.(R), i)
		}
	}
}

// put has a row, which may have shown something else, show what is at i.
func (l *List[R]) put(r R, i int) {
	if l.Seen[r.Index()] == r {
		delete(l.Seen, r.Index())
	}
	l.Seen[i] = r
	r.Set(i)
}

// Refill shows all rows anew.
func (l *List[R]) Refill() {
	clear(l.Seen)
	l.Refresh()
}

// Mark shows which row is the current one, where it was before, and has it seen.
func (l *List[R]) Mark(before int) {
	for _, i := range []int{before, l.current()} {
		if r, ok := l.Seen[i]; ok {
			r.Mark()
		}
	}
	l.Reveal()
}

// Reveal scrolls so far that the current row is seen whole.
func (l *List[R]) Reveal() { RevealRow(&l.List, l.current(), l.height()) }

// MovedSoon is Moved as soon as the list shows what is searched for. A search hands it keys:
// the keyboard stays there.
func (l *List[R]) MovedSoon(p *Pending, key fyne.KeyName) bool {
	_, ok := RowsBy(&l.List, key, l.height())
	if ok {
		p.Once(func() { l.Moved(key) })
	}
	return ok
}

// Moved moves the current row by a key that goes so many rows, and reports whether the key
// does.
func (l *List[R]) Moved(key fyne.KeyName) bool {
	by, ok := RowsBy(&l.List, key, l.height())
	if ok {
		l.choose(l.current() + by)
	}
	return ok
}

// MovedFar is Moved with the keys that go to the first row and to the last.
func (l *List[R]) MovedFar(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(l.Length() - 1)
	default:
		return l.Moved(key)
	}
	return true
}

// FocusGained draws the focus ring at the current row. The toolkit's own list would shade
// a row of its own choice.
func (l *List[R]) FocusGained() { l.Focused = true; l.Mark(l.current()) }

// FocusLost takes the focus ring away.
func (l *List[R]) FocusLost() { l.Focused = false; l.Mark(l.current()) }

// Clicks is embedded by a row that a click makes the current one, and with which a double
// click does something.
type Clicks struct{ Choose, Do func() }

var (
	_ fyne.Tappable       = (*Clicks)(nil)
	_ fyne.DoubleTappable = (*Clicks)(nil)
	_ desktop.Mouseable   = (*Clicks)(nil)
)

// MouseDown makes the row the current one at once; Tapped comes only when it is certain
// that no second click follows.
func (c *Clicks) MouseDown(*desktop.MouseEvent) { c.Choose() }

// MouseUp does nothing.
func (c *Clicks) MouseUp(*desktop.MouseEvent) {}

// Tapped does nothing: the row is the current one already, and a key may have gone to
// another one since.
func (c *Clicks) Tapped(*fyne.PointEvent) {}

// DoubleTapped does something with the row.
func (c *Clicks) DoubleTapped(*fyne.PointEvent) {
	c.Choose()
	c.Do()
}
