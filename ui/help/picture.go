package help

import (
	"image"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/look"
)

// picture shows the picture of a page, never larger than it is, with a number at each mark.
// Until it is decoded there is its frame.
type picture struct {
	widget.BaseWidget
	of    Picture
	image *canvas.Image
	width float32 // that it was given last
}

func newPicture(of Picture) *picture {
	p := &picture{of: of, image: canvas.NewImageFromImage(image.NewRGBA(image.Rect(0, 0, 1, 1)))}
	p.image.FillMode, p.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	p.ExtendBaseWidget(p)
	return p
}

// show shows the picture once it is there.
func (p *picture) show(decoded image.Image) {
	p.image.Image = decoded
	p.image.Refresh()
}

// size is how large the picture is drawn in a width.
func (p *picture) size(width float32) fyne.Size {
	w := fyne.Min(width, float32(p.of.Width))
	return fyne.NewSize(w, w*float32(p.of.Height)/float32(p.of.Width))
}

// Resize notes the width, by which the height goes.
func (p *picture) Resize(size fyne.Size) {
	p.width = size.Width
	p.BaseWidget.Resize(size)
}

// CreateRenderer draws the picture in a frame, and the numbers.
func (p *picture) CreateRenderer() fyne.WidgetRenderer {
	r := &pictureRenderer{of: p, frame: canvas.NewRectangle(color.Transparent)}
	r.frame.StrokeWidth = 1
	for i := range p.of.Marks {
		r.marks = append(r.marks, newNumber(i+1))
	}
	r.Refresh()
	return r
}

type pictureRenderer struct {
	of    *picture
	frame *canvas.Rectangle
	marks []*number
}

func (r *pictureRenderer) edge() float32 { return theme.InnerPadding() }

func (r *pictureRenderer) MinSize() fyne.Size {
	width := r.of.width
	if width == 0 {
		width = float32(r.of.of.Width)
	}
	return fyne.NewSize(100, r.of.size(width-2*r.edge()).Height+2*theme.Padding())
}

func (r *pictureRenderer) Layout(size fyne.Size) {
	drawn := r.of.size(size.Width - 2*r.edge())
	at := fyne.NewPos(r.edge(), theme.Padding())
	r.of.image.Move(at)
	r.of.image.Resize(drawn)
	r.frame.Move(at.SubtractXY(1, 1))
	r.frame.Resize(drawn.AddWidthHeight(2, 2))
	scale := drawn.Width / float32(r.of.of.Width)
	for i, m := range r.marks {
		spot, wide := r.of.of.Marks[i], m.MinSize()
		x := fyne.Max(0, float32(spot.X)*scale-wide.Width)
		m.Move(at.AddXY(x, float32(spot.Y)*scale-wide.Height/2))
		m.Resize(wide)
	}
}

func (r *pictureRenderer) Refresh() {
	r.frame.StrokeColor = theme.Color(theme.ColorNameInputBorder)
	r.frame.Refresh()
	r.of.image.Refresh()
	for _, m := range r.marks {
		m.Refresh()
	}
	r.Layout(r.of.Size())
}

func (r *pictureRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.of.image, r.frame}
	for _, m := range r.marks {
		all = append(all, m)
	}
	return all
}

func (r *pictureRenderer) Destroy() {}

// number is a number in a filled circle, as it stands in a picture and before what is said
// of it.
type number struct {
	widget.BaseWidget
	n int
}

func newNumber(n int) *number {
	m := &number{n: n}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer draws the number.
func (m *number) CreateRenderer() fyne.WidgetRenderer {
	r := &numberRenderer{circle: canvas.NewCircle(color.Transparent), text: canvas.NewText(strconv.Itoa(m.n), color.White)}
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type numberRenderer struct {
	circle *canvas.Circle
	text   *canvas.Text
}

func (r *numberRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(theme.CaptionTextSize() * 1.5)
}

func (r *numberRenderer) Layout(size fyne.Size) {
	r.circle.Resize(size)
	high := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (size.Height-high)/2))
	r.text.Resize(fyne.NewSize(size.Width, high))
}

func (r *numberRenderer) Refresh() {
	r.circle.FillColor = theme.Color(look.ColorRing)
	r.circle.StrokeColor, r.circle.StrokeWidth = theme.Color(theme.ColorNameBackground), 1
	r.text.Color, r.text.TextSize = theme.Color(theme.ColorNameBackground), theme.CaptionTextSize()
	r.circle.Refresh()
	r.text.Refresh()
}

func (r *numberRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.circle, r.text}
}

func (r *numberRenderer) Destroy() {}
