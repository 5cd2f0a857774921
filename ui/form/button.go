package form

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/look"
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

// CreateRenderer draws the button with a ring while it has the focus; the
// toolkit's own tint can hardly be told on a coloured button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{WidgetRenderer: b.Button.CreateRenderer(), button: b, ring: canvas.NewRectangle(color.Transparent)}
	r.ring.StrokeWidth = 2
	r.Refresh()
	return r
}

type buttonRenderer struct {
	fyne.WidgetRenderer
	button *Button
	ring   *canvas.Rectangle
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.ring)
}

func (r *buttonRenderer) Refresh() {
	settings := fyne.CurrentApp().Settings()
	r.ring.StrokeColor = settings.Theme().Color(look.ColorRing, settings.ThemeVariant())
	r.ring.CornerRadius = settings.Theme().Size(theme.SizeNameButtonRadius)
	r.ring.Hidden = !r.button.focused
	r.ring.Refresh()
	r.WidgetRenderer.Refresh()
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
