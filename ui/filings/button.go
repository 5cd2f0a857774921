package filings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// button is a button that hears Return and Escape.
type button struct {
	widget.Button
	escape func()
}

func newButton(icon fyne.Resource, importance widget.Importance, tapped func()) *button {
	b := &button{}
	b.Icon, b.Importance, b.OnTapped = icon, importance, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey presses the button with Return as well as with Space.
func (b *button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.OnTapped()
	case fyne.KeyEscape:
		if b.escape != nil {
			b.escape()
		}
	default:
		b.Button.TypedKey(key)
	}
}
