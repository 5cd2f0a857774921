package retouch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/jpeg"
	"math"
	"testing"

	"recordaldesk/rules"
)

// board is a picture of w × h with a board of four colours, as sharp as its pixels,
// seen in perspective: its corners are those given, in parts of the picture.
func board(w, h int, corners []rules.Point) *image.RGBA {
	m := plain(w, h, color.RGBA{90, 90, 90, 255})
	var q [4][2]float64
	for i, c := range corners {
		q[i] = [2]float64{c[0] * float64(w), c[1] * float64(h)}
	}
	// Every pixel is asked on which side of the board's edges and middles it lies;
	// the middles are seen through the crossing of the diagonals.
	for y := range h {
		for x := range w {
			u, v, ok := onBoard(q, float64(x)+.5, float64(y)+.5)
			if ok {
				m.SetRGBA(x, y, boardColours[2*int(v*2)+int(u*2)])
			}
		}
	}
	return m
}

var boardColours = [4]color.RGBA{{230, 40, 40, 255}, {40, 200, 40, 255}, {40, 40, 220, 255}, {240, 240, 240, 255}}

// onBoard finds the place on the board, 0 to 1, of a place in the picture by
// cutting the board in halves: the middle of a quadrilateral in perspective is
// where its diagonals cross, and the middles of its sides lie on the lines from
// there to where the other two sides meet.
func onBoard(q [4][2]float64, x, y float64) (u, v float64, ok bool) {
	inside := func(q [4][2]float64) bool {
		for i, p := range q {
			n := q[(i+1)%4]
			if (n[0]-p[0])*(y-p[1])-(n[1]-p[1])*(x-p[0]) < 0 {
				return false
			}
		}
		return true
	}
	if !inside(q) {
		return 0, 0, false
	}
	size := .5
	for range 4 {
		c := crossing(q[0], q[2], q[1], q[3])
		top, bottom := middle(q[0], q[1], q[3], q[2], c), middle(q[3], q[2], q[0], q[1], c)
		left, right := middle(q[0], q[3], q[1], q[2], c), middle(q[1], q[2], q[0], q[3], c)
		for i, part := range [][4][2]float64{{q[0], top, c, left}, {top, q[1], right, c}, {left, c, bottom, q[3]}, {c, right, q[2], bottom}} {
			if inside(part) {
				u, v, q = u+size*float64(i%2), v+size*float64(i/2), part
				break
			}
		}
		size /= 2
	}
	return u, v, true
}

// middle is the middle, in perspective, of the side from a to b of a quadrilateral
// whose middle is c and whose opposite side runs from d to e.
func middle(a, b, d, e, c [2]float64) [2]float64 {
	// Where the sides next to this one meet, or their direction if they do not.
	if det := (d[0]-a[0])*(e[1]-b[1]) - (d[1]-a[1])*(e[0]-b[0]); math.Abs(det) < 1e-9 {
		return crossing(a, b, c, [2]float64{c[0] + d[0] - a[0], c[1] + d[1] - a[1]})
	}
	return crossing(a, b, c, crossing(a, d, b, e))
}

func crossing(a, b, c, d [2]float64) [2]float64 {
	dx1, dy1, dx2, dy2 := b[0]-a[0], b[1]-a[1], d[0]-c[0], d[1]-c[1]
	t := ((c[0]-a[0])*dy2 - (c[1]-a[1])*dx2) / (dx1*dy2 - dy1*dx2)
	return [2]float64{a[0] + t*dx1, a[1] + t*dy1}
}

var skewed = []rules.Point{{.2, .12}, {.85, .22}, {.95, .9}, {.08, .8}}

func TestAPaperSeenFromTheSideBecomesUpright(t *testing.T) {
	m := board(640, 480, skewed)
	halved := must(jpeg.Decode(bytes.NewReader(jpegOf(m))))
	full := image.NewYCbCr(m.Rect, image.YCbCrSubsampleRatio444)
	grey, paletted, transparent := image.NewGray(m.Rect), image.NewPaletted(m.Rect, palette.Plan9), image.NewNRGBA(m.Rect)
	for y := range 480 {
		for x := range 640 {
			c := m.RGBAAt(x, y)
			i := full.YOffset(x, y)
			full.Y[i], full.Cb[i], full.Cr[i] = color.RGBToYCbCr(c.R, c.G, c.B)
		}
	}
	for _, d := range []draw.Image{grey, paletted, transparent} {
		draw.Draw(d, m.Rect, m, image.Point{}, draw.Src)
	}
	for _, img := range []image.Image{m, halved, full, grey, paletted, transparent, halved.(*image.YCbCr).SubImage(m.Rect)} {
		t.Run(fmt.Sprintf("%T", img), func(t *testing.T) {
			out := must(Straighten(t.Context(), img, skewed))
			b := out.Bounds()
			area := 0.
			for i, p := range skewed {
				n := skewed[(i+1)%4]
				area += (p[0]*n[1] - n[0]*p[1]) / 2
			}
			if pixels := float64(b.Dx() * b.Dy()); pixels > area*640*480 || pixels < .95*area*640*480 {
				t.Errorf("%v has %.0f pixels, the paper %.0f", b, pixels, area*640*480)
			}
			// In the middle of each quarter, near the corners and close to the lines.
			for _, at := range [][2]float64{{.25, .25}, {.02, .02}, {.48, .03}, {.03, .48}, {.48, .48}} {
				for i, want := range boardColours {
					u, v := at[0], at[1]
					if i%2 == 1 {
						u = 1 - u
					}
					if i/2 == 1 {
						v = 1 - v
					}
					got := out.At(b.Min.X+int(u*float64(b.Dx())), b.Min.Y+int(v*float64(b.Dy())))
					if _, ok := out.(*image.Gray); ok {
						if g, w := color.GrayModel.Convert(got).(color.Gray).Y, color.GrayModel.Convert(want).(color.Gray).Y; max(g, w)-min(g, w) > 24 {
							t.Errorf("%.2f, %.2f is %d, want %d", u, v, g, w)
						}
					} else if !near(got, want) {
						t.Errorf("%.2f, %.2f is %v, want %v", u, v, got, want)
					}
				}
			}
		})
	}
}

func near(a, b color.Color) bool {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	const slack = 48 << 8
	return max(r1, r2)-min(r1, r2) < slack && max(g1, g2)-min(g1, g2) < slack && max(b1, b2)-min(b1, b2) < slack
}

func TestACropChangesNoPixel(t *testing.T) {
	m := licence(400)
	corners := []rules.Point{{.1, .25}, {.6, .25}, {.6, .75}, {.1, .75}}
	for _, img := range []image.Image{m, must(jpeg.Decode(bytes.NewReader(jpegOf(m))))} {
		out := must(Straighten(t.Context(), img, corners))
		b := out.Bounds()
		if b.Dx() != 200 || b.Dy() != 140 {
			t.Fatalf("%T: cut out %v, want 200 × 140", img, b)
		}
		for y := range 140 {
			for x := range 200 {
				if got, want := out.At(b.Min.X+x, b.Min.Y+y), img.At(40+x, 70+y); got != want {
					t.Fatalf("%T: pixel %d, %d is %v, want %v", img, x, y, got, want)
				}
			}
		}
	}
	thin := []rules.Point{{.5, 0}, {.525, 0}, {.525, 1}, {.5, 1}}
	if got := must(Straighten(t.Context(), plain(3, 90, black), thin)).Bounds(); got.Dx() != 1 || got.Dy() != 90 {
		t.Errorf("a crop of less than a pixel is %v", got)
	}
}

func TestStraightenRefusesAndStops(t *testing.T) {
	m := plain(300, 200, black)
	var refused *rules.RetouchError
	for _, corners := range [][]rules.Point{
		{{0, 0}, {1, 1}, {1, 0}, {0, 1}}, {{math.NaN(), 0}, {1, 0}, {1, 1}, {0, 1}}, {{0, 0}, {1, 0}}, {{0, 0}, {1, 0}, {1, 1e300}, {0, 1}},
	} {
		if _, err := Straighten(t.Context(), m, corners); !errors.As(err, &refused) {
			t.Errorf("%v: %v", corners, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Straighten(ctx, m, skewed); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

// Every quadrilateral that Check accepts can be carried out.
func FuzzStraighten(f *testing.F) {
	f.Add(.2, .12, .85, .22, .95, .9, .08, .8)
	f.Add(0., 0., 1., 0., 1., 1., 0., 1.)
	f.Add(0., 0., 1., .0001, .4, .4, 0., 1.)
	m := must(jpeg.Decode(bytes.NewReader(jpegOf(licence(200))))).(*image.YCbCr)
	f.Fuzz(func(t *testing.T, x0, y0, x1, y1, x2, y2, x3, y3 float64) {
		corners := []rules.Point{{x0, y0}, {x1, y1}, {x2, y2}, {x3, y3}}
		out, err := Straighten(t.Context(), m, corners)
		if refused := (*rules.RetouchError)(nil); err != nil {
			if !errors.As(err, &refused) {
				t.Fatal(err)
			}
			return
		}
		if b := out.Bounds(); b.Empty() || b.Dx()*b.Dy() > 200*140 {
			t.Fatalf("%v became %v", corners, b)
		}
	})
}
