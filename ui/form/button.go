package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/presence"
)

// Button is a button for people who work with the keyboard: it says when it has
// the focus, and can be pressed with Return as well as with the space bar.
type Button struct {
	widget.Button
	presence.Keys

	OnFocus  func()
	OnEscape func()
	Careful  bool // not to be pressed with Return, for what should never happen by the way

	focused bool
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
	b.focused = true
	b.Button.FocusGained()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

// FocusLost takes the ring away.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// CreateRenderer draws the button with a ring while it has the keyboard.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return Ringed(b.Button.CreateRenderer(), theme.SizeNameButtonRadius, func() bool { return b.focused })
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
	case PassOn(b, key):
	default:
		b.Button.TypedKey(key)
	}
}
