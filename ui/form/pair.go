package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// paired sets what is on record and what is filed instead behind one bar, so that
// they are seen as one.
type paired struct{}

const barWidth = 4

func (paired) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[1].MinSize().AddWidthHeight(barWidth, 0)
}

func (paired) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(barWidth, size.Height))
	objects[1].Move(fyne.NewPos(barWidth, 0))
	objects[1].Resize(fyne.NewSize(size.Width-barWidth, size.Height))
}

// bar is an upright line in the colour of what matters.
type bar struct {
	widget.BaseWidget
	line *canvas.Rectangle
}

func newBar() *bar {
	b := &bar{line: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer draws the line.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{widget.NewSimpleRenderer(b.line), b}
	r.color()
	return r
}

type barRenderer struct {
	fyne.WidgetRenderer
	bar *bar
}

func (r *barRenderer) Refresh() {
	r.color()
	r.bar.line.Refresh()
}

func (r *barRenderer) color() {
	settings := fyne.CurrentApp().Settings()
	r.bar.line.FillColor = settings.Theme().Color(theme.ColorNamePrimary, settings.ThemeVariant())
}
