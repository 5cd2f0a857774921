package darkroom

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"recordaldesk/assets/fonts"
)

// sheet is a flat thing that is being drawn: a page, a card, a screen. All
// places and sizes given to its methods are millimetres, from the top left.
type sheet struct {
	*image.RGBA
	w, h float64 // millimetres
	dpi  float64
	rng  *rand.Rand
}

const mmPerInch = 25.4

func newSheet(rng *rand.Rand, w, h, dpi float64, c color.RGBA) *sheet {
	s := &sheet{w: w, h: h, dpi: dpi, rng: rng}
	s.RGBA = image.NewRGBA(image.Rect(0, 0, int(math.Round(s.px(w))), int(math.Round(s.px(h)))))
	draw.Draw(s.RGBA, s.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return s
}

// px is a length in pixels.
func (s *sheet) px(mm float64) float64 { return mm * s.dpi / mmPerInch }

func (s *sheet) fill(x, y, w, h float64, c color.Color) {
	r := image.Rect(int(math.Round(s.px(x))), int(math.Round(s.px(y))), int(math.Round(s.px(x+w))), int(math.Round(s.px(y+h))))
	draw.Draw(s.RGBA, r, image.NewUniform(c), image.Point{}, draw.Over)
}

// polygon fills the closed shape through the points.
func (s *sheet) polygon(c color.Color, points ...[2]float64) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range points {
		left, right = min(left, p[0]), max(right, p[0])
		top, bottom = min(top, p[1]), max(bottom, p[1])
	}
	r := image.Rect(int(s.px(left))-1, int(s.px(top))-1, int(s.px(right))+2, int(s.px(bottom))+2)
	var z vector.Rasterizer
	z.Reset(r.Dx(), r.Dy())
	for i, p := range points {
		x, y := float32(s.px(p[0]))-float32(r.Min.X), float32(s.px(p[1]))-float32(r.Min.Y)
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	draw.DrawMask(s.RGBA, r, image.NewUniform(c), image.Point{}, mask, image.Point{}, draw.Over)
}

func (s *sheet) ellipse(x, y, rx, ry float64, c color.Color) {
	points := make([][2]float64, 72)
	for i := range points {
		sin, cos := math.Sincos(float64(i) * 2 * math.Pi / float64(len(points)))
		points[i] = [2]float64{x + rx*cos, y + ry*sin}
	}
	s.polygon(c, points...)
}

// line draws a straight stroke of the given width.
func (s *sheet) line(x1, y1, x2, y2, width float64, c color.Color) {
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 {
		return
	}
	nx, ny := (y1-y2)/length*width/2, (x2-x1)/length*width/2
	s.polygon(c, [2]float64{x1 + nx, y1 + ny}, [2]float64{x2 + nx, y2 + ny}, [2]float64{x2 - nx, y2 - ny}, [2]float64{x1 - nx, y1 - ny})
}

func (s *sheet) box(x, y, w, h, width float64, c color.Color) {
	s.fill(x, y, w, width, c)
	s.fill(x, y+h-width, w, width, c)
	s.fill(x, y, width, h, c)
	s.fill(x+w-width, y, width, h, c)
}

func (s *sheet) star(x, y, r float64, c color.Color) {
	points := make([][2]float64, 10)
	for i := range points {
		size := r
		if i%2 == 1 {
			size = r * 0.382
		}
		sin, cos := math.Sincos(float64(i)*math.Pi/5 - math.Pi/2)
		points[i] = [2]float64{x + size*cos, y + size*sin}
	}
	s.polygon(c, points...)
}

// parsed is the typeface of the documents, shared: a parsed font is read-only.
var parsed = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(fonts.Regular())
	if err != nil {
		panic(err) // the face is built in; every test would show it
	}
	return f
})

func (s *sheet) face(size float64) font.Face {
	f, err := opentype.NewFace(parsed(), &opentype.FaceOptions{Size: s.px(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err) // only a size that is no number
	}
	return f
}

// text writes a line of size millimetres high characters whose top is at y.
func (s *sheet) text(x, y, size float64, c color.Color, line string) {
	d := font.Drawer{
		Dst: s.RGBA, Src: image.NewUniform(c), Face: s.face(size),
		Dot: fixed.Point26_6{X: fixed.Int26_6(64 * s.px(x)), Y: fixed.Int26_6(64 * s.px(y+0.88*size))},
	}
	d.DrawString(line)
}

// centred writes the line in the middle of the sheet.
func (s *sheet) centred(y, size float64, c color.Color, line string) {
	width := float64(font.MeasureString(s.face(size), line)) / 64 * mmPerInch / s.dpi
	s.text((s.w-width)/2, y, size, c, line)
}

// turned writes one character with its middle at x, y, turned clockwise by
// angle, in ink that covers as unevenly as a stamp does.
func (s *sheet) turned(x, y, size, angle float64, c color.RGBA, char string) {
	side := int(s.px(size)*1.5) + 2
	glyph := image.NewAlpha(image.Rect(0, 0, side, side))
	d := font.Drawer{Dst: glyph, Src: image.Opaque, Face: s.face(size)}
	d.Dot = fixed.P(int(float64(side)/2-s.px(size)/2), int(float64(side)/2+s.px(size)*0.38))
	d.DrawString(char)
	sin, cos := math.Sincos(angle)
	cx, cy, middle := s.px(x), s.px(y), float64(side)/2
	for py := int(cy - middle); py < int(cy+middle); py++ {
		for px := int(cx - middle); px < int(cx+middle); px++ {
			dx, dy := float64(px)-cx, float64(py)-cy
			a := glyph.AlphaAt(int(dx*cos+dy*sin+middle), int(dy*cos-dx*sin+middle)).A
			s.ink(px, py, c, float64(a)/255)
		}
	}
}

// ink lays colour on one pixel as ink does: it darkens what is below.
func (s *sheet) ink(x, y int, c color.RGBA, cover float64) {
	if cover <= 0 || !(image.Point{X: x, Y: y}).In(s.Rect) {
		return
	}
	cover *= 0.75 + 0.2*s.rng.Float64()
	p := s.Pix[s.PixOffset(x, y):]
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		below := float64(p[i])
		p[i] = uint8(below * (1 - cover + cover*float64(v)/255))
	}
}

// seal stamps a round red seal of diameter d with a star and the words round it.
func (s *sheet) seal(x, y, d float64, words string) {
	red := color.RGBA{uint8(200 + s.rng.IntN(40)), uint8(20 + s.rng.IntN(40)), uint8(30 + s.rng.IntN(40)), 255}
	stamp := newSheet(s.rng, d, d, s.dpi, color.RGBA{255, 255, 255, 255})
	stamp.ellipse(d/2, d/2, d/2, d/2, red)
	stamp.ellipse(d/2, d/2, d/2*0.94, d/2*0.94, color.White)
	stamp.star(d/2, d/2, d*0.16, red)
	left, top := int(s.px(x-d/2)), int(s.px(y-d/2))
	for py := range stamp.Rect.Dy() {
		for px := range stamp.Rect.Dx() {
			if p := stamp.RGBAAt(px, py); p.G < 200 {
				s.ink(left+px, top+py, red, float64(255-p.G)/float64(255-red.G))
			}
		}
	}
	turn := 0.1 * (s.rng.Float64() - 0.5)
	letters := []rune(words)
	for i, r := range letters {
		angle := turn + (float64(i)-float64(len(letters)-1)/2)*4.2/float64(max(len(letters), 8))
		sin, cos := math.Sincos(angle)
		s.turned(x+sin*d*0.385, y-cos*d*0.385, d*0.105, angle, red, string(r))
	}
}

// signature scribbles with a pen in the space w × h.
func (s *sheet) signature(x, y, w, h float64, c color.RGBA) {
	px, py := x, y+h/2
	for stroke := range 5 + s.rng.IntN(4) {
		nx := x + w*(float64(stroke)+s.rng.Float64())/8
		for range 4 {
			ny := y + h*s.rng.Float64()
			s.line(px, py, nx, ny, 0.45+0.2*s.rng.Float64(), c)
			px, py = nx, ny
			nx += w * 0.05 * (s.rng.Float64() - 0.3)
		}
	}
}
