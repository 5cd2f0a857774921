package board

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/look"
)

// CreateRenderer draws the picture, the lines on it and the things.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{board: b, ground: canvas.NewRectangle(nil), image: canvas.NewImageFromImage(nil), ring: canvas.NewRectangle(color.Transparent)}
	r.image.FillMode, r.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	r.Refresh()
	return r
}

type renderer struct {
	board  *Board
	ground *canvas.Rectangle
	image  *canvas.Image
	ring   *canvas.Rectangle
	over   []fyne.CanvasObject // lines, boxes, corners and texts, made anew each time
}

// MinSize is the room the picture is shown in, times the zoom: the board stands in
// a scroll, which gives it that at the least.
func (r *renderer) MinSize() fyne.Size {
	if r.board.zoom <= 1 {
		return least
	}
	return fyne.NewSize(least.Width*r.board.zoom*2, least.Height*r.board.zoom*2)
}

func (r *renderer) Destroy() {}

func (r *renderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.ground, r.image}
	return append(append(all, r.over...), r.ring)
}

func (r *renderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Resize(size)
	at, room := r.board.place()
	r.image.Move(at)
	r.image.Resize(room)
	r.draw()
}

func (r *renderer) Refresh() {
	th, variant := fyne.CurrentApp().Settings().Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.ground.FillColor = th.Color(look.ColorRail, variant)
	r.ring.StrokeColor, r.ring.StrokeWidth = th.Color(look.ColorRing, variant), 2
	r.ring.Hidden = !r.board.focused
	if r.image.Image != r.board.picture {
		r.image.Image = r.board.picture
		r.image.Refresh()
	}
	r.image.Hidden = r.board.picture == nil
	r.ground.Refresh()
	r.ring.Refresh()
	r.Layout(r.board.Size())
	canvas.Refresh(r.board)
}

// What lies on the picture is drawn in colours that no paper has, each line with a
// light one beside it, so that it is seen on any ground.
var (
	markColour    = color.NRGBA{R: 0xd8, G: 0x1b, B: 0x60, A: 0xff}
	currentColour = color.NRGBA{R: 0x00, G: 0x6b, B: 0xd6, A: 0xff}
	haloColour    = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xc0}
	boxColour     = color.NRGBA{R: 0x00, G: 0x6b, B: 0xd6, A: 0x20}
)

// draw lays out everything that lies on the picture.
func (r *renderer) draw() {
	b := r.board
	r.over = nil
	if b.picture == nil {
		return
	}
	for _, trace := range b.traces {
		r.closed(trace.Points, markColour)
		if trace.Number > 0 && len(trace.Points) > 0 {
			r.text(strconv.Itoa(trace.Number), b.position(trace.Points[0][0], trace.Points[0][1]).AddXY(4, 2), markColour, theme.TextSize())
		}
	}
	if b.linked {
		points := make([][2]float64, len(b.things))
		for i, t := range b.things {
			points[i] = [2]float64{t.X, t.Y}
		}
		r.closed(points, currentColour)
	}
	for i, t := range b.things {
		colour := markColour
		if i == b.current {
			colour = currentColour
		}
		if t.corner() {
			r.corner(b.position(t.X, t.Y), colour)
		} else {
			r.box(t, colour, i == b.current)
		}
	}
}

// closed joins points by lines, the last with the first.
func (r *renderer) closed(points [][2]float64, c color.Color) {
	for i, p := range points {
		q := points[(i+1)%len(points)]
		from, to := r.board.position(p[0], p[1]), r.board.position(q[0], q[1])
		for _, one := range []struct {
			colour color.Color
			width  float32
		}{{haloColour, 4}, {c, 2}} {
			line := canvas.NewLine(one.colour)
			line.StrokeWidth = one.width
			line.Position1, line.Position2 = from, to
			r.over = append(r.over, line)
		}
	}
}

func (r *renderer) corner(at fyne.Position, c color.Color) {
	const radius = 9
	circle := canvas.NewCircle(color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x90})
	circle.StrokeColor, circle.StrokeWidth = c, 3
	circle.Move(at.AddXY(-radius, -radius))
	circle.Resize(fyne.NewSquareSize(2 * radius))
	r.over = append(r.over, circle)
}

func (r *renderer) box(t Thing, c color.Color, current bool) {
	_, size := r.board.place()
	w, h := float32(t.Width)*size.Width, float32(t.Height)*size.Height
	at := r.board.position(t.X, t.Y).AddXY(-w/2, -h/2)
	frame := canvas.NewRectangle(color.Transparent)
	if current {
		frame.FillColor = boxColour
	}
	frame.StrokeColor, frame.StrokeWidth = c, 1.5
	frame.Move(at)
	frame.Resize(fyne.NewSize(w, h))
	r.over = append(r.over, frame)
	if t.Text != "" {
		// The text is as large as the box is high: a line of type is.
		r.text(t.Text, at.AddXY(1, -h*0.1), c, fyne.Max(6, h*0.75))
	}
}

func (r *renderer) text(s string, at fyne.Position, c color.Color, size float32) {
	text := canvas.NewText(s, c)
	text.TextSize = size
	text.Move(at)
	text.Resize(text.MinSize())
	r.over = append(r.over, text)
}
