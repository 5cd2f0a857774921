package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/look"
	"recordaldesk/ui/presence"
)

// Scrolled is a page that scrolls by keys, with a ring around it, while it has the
// keyboard. The widget of a screen embeds it, and begins with [Scrolled.Begin].
type Scrolled struct {
	widget.BaseWidget
	presence.Keys
	Body *fyne.Container // what is read; after a change of it call Settle

	scroll  *container.Scroll
	canvas  fyne.Canvas
	whole   fyne.Focusable
	least   fyne.Size
	focused bool
}

// Begin makes an empty page of a widget, in a window and with the least size it needs.
func (s *Scrolled) Begin(whole interface {
	fyne.Widget
	fyne.Focusable
}, c fyne.Canvas, least fyne.Size) {
	s.Body = container.NewVBox()
	s.scroll = container.NewVScroll(container.NewPadded(s.Body))
	s.whole, s.canvas, s.least = whole, c, least
	s.ExtendBaseWidget(whole)
}

// Settle sets the page out. Words know how high they are once they have a width.
func (s *Scrolled) Settle() {
	if width := s.scroll.Size().Width; width > 0 {
		content := s.scroll.Content
		content.Resize(fyne.NewSize(width, content.MinSize().Height))
		content.Resize(fyne.NewSize(width, content.MinSize().Height))
	}
	s.scroll.Refresh()
}

// ToTop scrolls to the beginning.
func (s *Scrolled) ToTop() { s.scroll.ScrollToTop() }

// Reveal scrolls so far that a part of the page, such as the link that has the keyboard, is
// seen whole.
func (s *Scrolled) Reveal(part fyne.CanvasObject) {
	Reveal(s.scroll, s.scroll.Content, part, s.scroll.Offset.Y)
}

// Tapped takes the keyboard, so that the arrow keys scroll.
func (s *Scrolled) Tapped(*fyne.PointEvent) { s.canvas.Focus(s.whole) }

// Goes scrolls by a key, and reports whether the key does.
func (s *Scrolled) Goes(key fyne.KeyName) bool {
	line, view := 3*theme.TextSize(), s.scroll.Size().Height
	switch key {
	case fyne.KeyDown:
		s.by(line)
	case fyne.KeyUp:
		s.by(-line)
	case fyne.KeyPageDown, fyne.KeySpace:
		s.by(view - line)
	case fyne.KeyPageUp:
		s.by(line - view)
	case fyne.KeyHome:
		s.scroll.ScrollToTop()
	case fyne.KeyEnd:
		s.scroll.ScrollToBottom()
	default:
		return false
	}
	return true
}

func (s *Scrolled) by(distance float32) {
	most := fyne.Max(0, s.scroll.Content.Size().Height-s.scroll.Size().Height)
	s.scroll.ScrollToOffset(fyne.NewPos(0, fyne.Max(0, fyne.Min(most, s.scroll.Offset.Y+distance))))
}

// FocusGained draws the focus ring.
func (s *Scrolled) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost takes the focus ring away.
func (s *Scrolled) FocusLost() { s.focused = false; s.Refresh() }

// CreateRenderer draws the page with a ring while it has the keyboard.
func (s *Scrolled) CreateRenderer() fyne.WidgetRenderer {
	r := &scrolledRenderer{of: s, ring: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type scrolledRenderer struct {
	of   *Scrolled
	ring *canvas.Rectangle
}

func (r *scrolledRenderer) MinSize() fyne.Size { return r.of.least }

func (r *scrolledRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	r.of.scroll.Resize(size)
	r.of.Settle()
}

func (r *scrolledRenderer) Refresh() {
	r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color(look.ColorRing), 0
	if r.of.focused {
		r.ring.StrokeWidth = 2
	}
	r.ring.CornerRadius = theme.InputRadiusSize()
	r.ring.Refresh()
	r.of.scroll.Refresh()
}

func (r *scrolledRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.of.scroll, r.ring}
}

func (r *scrolledRenderer) Destroy() {}
