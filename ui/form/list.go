package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/presence"
)

// List is the toolkit's list, which hands function keys to the window: the toolkit's own
// keeps all keys to itself.
type List struct {
	widget.List
	presence.Keys
}

// NewList returns a list of length() rows; update has a row that create made show what is
// at an index.
func NewList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *List {
	l := &List{List: widget.List{Length: length, CreateItem: create, UpdateItem: update}}
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey moves the toolkit's current row, or hands the key on.
func (l *List) TypedKey(key *fyne.KeyEvent) {
	if !PassOn(l, key) {
		l.List.TypedKey(key)
	}
}
