package parts

import "fyne.io/fyne/v2/driver/desktop"

// Hover is embedded by a widget that is shaded while the mouse is over it.
type Hover struct {
	Over   bool   // the mouse is over the widget
	redraw func() // draws the widget anew
}

var _ desktop.Hoverable = (*Hover)(nil)

// NewHover returns the part of a widget that redraw draws anew.
func NewHover(redraw func()) Hover { return Hover{redraw: redraw} }

// MouseIn shades the widget.
func (h *Hover) MouseIn(*desktop.MouseEvent) { h.over(true) }

// MouseMoved does nothing.
func (h *Hover) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (h *Hover) MouseOut() { h.over(false) }

func (h *Hover) over(is bool) {
	h.Over = is
	h.redraw()
}
