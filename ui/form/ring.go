package form

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"recordaldesk/ui/look"
)

// Ringed draws what r does, with a ring around it while the widget has the keyboard; the
// toolkit's own tint can hardly be told on a coloured button. radius is of the corners.
func Ringed(r fyne.WidgetRenderer, radius fyne.ThemeSizeName, focused func() bool) fyne.WidgetRenderer {
	ringed := &ringedRenderer{WidgetRenderer: r, ring: canvas.NewRectangle(color.Transparent), radius: radius, focused: focused}
	ringed.ring.StrokeWidth = 2
	ringed.Refresh()
	return ringed
}

type ringedRenderer struct {
	fyne.WidgetRenderer
	ring    *canvas.Rectangle
	radius  fyne.ThemeSizeName
	focused func() bool
}

func (r *ringedRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
}

func (r *ringedRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.ring)
}

func (r *ringedRenderer) Refresh() {
	settings := fyne.CurrentApp().Settings()
	r.ring.StrokeColor = settings.Theme().Color(look.ColorRing, settings.ThemeVariant())
	r.ring.CornerRadius = settings.Theme().Size(r.radius)
	r.ring.Hidden = !r.focused()
	r.ring.Refresh()
	r.WidgetRenderer.Refresh()
}
