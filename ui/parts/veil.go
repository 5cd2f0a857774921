package parts

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/presence"
)

// unveiled is how long a number is shown that somebody asked to see.
const unveiled = 10 * time.Second

// Veil is a text in which numbers of persons are masked. A tap, or Return or Space
// while it has the keyboard, shows them for ten seconds; another one hides them at
// once. It belongs to the UI goroutine.
type Veil struct {
	widget.Label
	presence.Keys
	OnFocus func()

	masked, full string
	do           func(func())                            // runs on the UI goroutine
	after        func(time.Duration, func()) *time.Timer // time.AfterFunc
	timer        *time.Timer                             // nil while the text is masked
	focused      bool
}

var (
	_ fyne.Tappable      = (*Veil)(nil)
	_ fyne.Focusable     = (*Veil)(nil)
	_ desktop.Cursorable = (*Veil)(nil)
)

// NewVeil returns a text that says masked, and full when it is asked to; do runs a
// function on the UI goroutine.
func NewVeil(masked, full string, do func(func())) *Veil {
	v := &Veil{masked: masked, full: full, do: do, after: time.AfterFunc}
	v.Text, v.Wrapping = masked, fyne.TextWrapWord
	v.ExtendBaseWidget(v)
	return v
}

// Tapped shows the numbers, or hides them again.
func (v *Veil) Tapped(*fyne.PointEvent) {
	if v.timer != nil {
		v.hide()
		return
	}
	var this *time.Timer
	this = v.after(unveiled, func() {
		v.do(func() {
			if v.timer == this { // it was not hidden and shown again meanwhile
				v.hide()
			}
		})
	})
	v.timer = this
	v.SetText(v.full)
}

func (v *Veil) hide() {
	v.timer.Stop()
	v.timer = nil
	v.SetText(v.masked)
}

// Cursor shows that there is something to see.
func (v *Veil) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained draws the ring and tells OnFocus.
func (v *Veil) FocusGained() {
	v.focused = true
	v.Refresh()
	if v.OnFocus != nil {
		v.OnFocus()
	}
}

// FocusLost takes the ring away.
func (v *Veil) FocusLost() {
	v.focused = false
	v.Refresh()
}

// TypedRune does nothing; Space comes as a key too.
func (v *Veil) TypedRune(rune) {}

// TypedKey does what a tap does, and hands function keys on to the window.
func (v *Veil) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		v.Tapped(nil)
	default:
		form.PassOn(v, key)
	}
}

// CreateRenderer draws the text, with a ring while it has the keyboard.
func (v *Veil) CreateRenderer() fyne.WidgetRenderer {
	return form.Ringed(v.Label.CreateRenderer(), theme.SizeNameInputRadius, func() bool { return v.focused })
}
