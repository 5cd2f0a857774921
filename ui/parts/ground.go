package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Ground is a rectangle in a colour of the look that follows when the look is
// switched between light and dark.
type Ground struct {
	widget.BaseWidget

	fill, border fyne.ThemeColorName
	rectangle    *canvas.Rectangle
}

// NewGround returns a ground of a colour, with a thin border unless that is "".
func NewGround(fill, border fyne.ThemeColorName) *Ground {
	g := &Ground{fill: fill, border: border, rectangle: canvas.NewRectangle(nil)}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer draws the rectangle.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{widget.NewSimpleRenderer(g.rectangle), g}
	r.color()
	return r
}

type groundRenderer struct {
	fyne.WidgetRenderer
	ground *Ground
}

func (r *groundRenderer) Refresh() {
	r.color()
	r.ground.rectangle.Refresh()
}

func (r *groundRenderer) color() {
	g := r.ground
	settings := fyne.CurrentApp().Settings()
	th, variant := settings.Theme(), settings.ThemeVariant()
	g.rectangle.FillColor = th.Color(g.fill, variant)
	g.rectangle.CornerRadius = theme.InputRadiusSize()
	if g.border != "" {
		g.rectangle.StrokeColor, g.rectangle.StrokeWidth = th.Color(g.border, variant), 1
	}
}
