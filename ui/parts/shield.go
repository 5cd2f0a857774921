package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Shield keeps clicks from what lies beneath it.
type Shield struct{ widget.BaseWidget }

// NewShield returns one.
func NewShield() *Shield {
	s := &Shield{}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped does nothing.
func (s *Shield) Tapped(*fyne.PointEvent) {}

// MouseIn does nothing.
func (s *Shield) MouseIn(*desktop.MouseEvent) {}

// MouseMoved does nothing.
func (s *Shield) MouseMoved(*desktop.MouseEvent) {}

// MouseOut does nothing.
func (s *Shield) MouseOut() {}

// MouseDown does nothing.
func (s *Shield) MouseDown(*desktop.MouseEvent) {}

// MouseUp does nothing.
func (s *Shield) MouseUp(*desktop.MouseEvent) {}

// CreateRenderer draws nothing.
func (s *Shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
