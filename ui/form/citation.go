package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// citation is the source of a finding, which leads to what the rulebook says. It
// never has the keyboard, since Tab goes from field to field; the window has a
// key for it.
type citation struct {
	widget.BaseWidget
	words  *Words
	tapped func()
}

var (
	_ fyne.Tappable      = (*citation)(nil)
	_ desktop.Cursorable = (*citation)(nil)
)

func newCitation(words *Words, tapped func()) *citation {
	c := &citation{words: words, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped follows the source.
func (c *citation) Tapped(*fyne.PointEvent) { c.tapped() }

// Cursor shows that there is something to follow.
func (c *citation) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the words.
func (c *citation) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(c.words.Object())
}
