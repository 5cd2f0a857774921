// Package parts has small parts that several screens are made of: buttons that
// say when they have the focus, grounds that follow the look, and layouts.
package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button for people who work with the keyboard: it says when it has
// the focus, and can be pressed with Return as well as with the space bar.
type Button struct {
	widget.Button

	OnFocus  func()
	OnEscape func()
	Careful  bool // not to be pressed with Return, for what should never happen by the way
}

// NewButton returns a button; icon may be nil.
func NewButton(icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Icon, b.OnTapped = icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained tells OnFocus.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

// TypedKey presses the button with Return, and hands function keys on to the
// window.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter:
		if !b.Careful && !b.Disabled() {
			b.OnTapped()
		}
	case key.Name == fyne.KeyEscape && b.OnEscape != nil:
		b.OnEscape()
	case isFunction(key.Name):
		if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(key)
		}
	default:
		b.Button.TypedKey(key)
	}
}

func isFunction(name fyne.KeyName) bool {
	return len(name) > 1 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9'
}
