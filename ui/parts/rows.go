package parts

import (
	"fyne.io/fyne/v2"

	"recordaldesk/ui/form"
)

// Rows is a list of which one row is the current one. The keys move it, Return does
// something with it.
type Rows struct {
	List[*TwoLines]

	Says     func(i int) RowSays
	OnChoose func() // another row may be the current one; nil does nothing
	Enter    func(i int)
	OnEscape func()
	OnKey    func(key fyne.KeyName) // told of the other keys

	at    int // index of the current row
	count int
}

var _ fyne.Focusable = (*Rows)(nil)

// NewRows returns a list without rows; [Rows.Fill] fills it.
func NewRows() *Rows {
	l := &Rows{}
	l.HideSeparators = true
	l.Begin(func() int { return l.count }, l.Current, l.Choose, TwoLinesHeight, func() *TwoLines {
		return NewTwoLines(func(i int) RowSays { return l.Says(i) }, l.marked, l.click, l.enter)
	})
	l.ExtendBaseWidget(l)
	return l
}

// Fill shows so many rows anew. The current row stays where it is, as far as there is
// one.
func (l *Rows) Fill(count int) {
	l.count = count
	l.at = max(0, min(l.at, count-1))
	l.Refill()
}

// Current is the index of the current row, -1 where there is none.
func (l *Rows) Current() int {
	if l.count == 0 {
		return -1
	}
	return l.at
}

// Choose makes a row the current one, or the nearest there is.
func (l *Rows) Choose(row int) {
	if l.count == 0 {
		return
	}
	before := l.at
	l.at = max(0, min(l.count-1, row))
	l.Mark(before)
	if l.OnChoose != nil {
		l.OnChoose()
	}
}

func (l *Rows) marked() (current int, focused bool) { return l.at, l.Focused }

func (l *Rows) click(row int) {
	l.Choose(row)
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
}

func (l *Rows) enter() {
	if i := l.Current(); i >= 0 && l.Enter != nil {
		l.Enter(i)
	}
}

// TypedKey moves the current row, or does something with it.
func (l *Rows) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.enter()
	case fyne.KeyEscape:
		if l.OnEscape != nil {
			l.OnEscape()
		}
	default:
		if !l.MovedFar(key.Name) && !form.PassOn(l, key) && l.OnKey != nil {
			l.OnKey(key.Name)
		}
	}
}

// TypedRune does nothing: keys go by their place on the keyboard, since no character
// arrives while an input method for Chinese is on.
func (l *Rows) TypedRune(rune) {}
