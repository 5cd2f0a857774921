package pagecode

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"
)

// page draws a page as it is printed, at so many pixels a millimetre: lines of
// something like text, and the code where the forms have it.
func page(t testing.TB, c Code, scale float64) *image.RGBA {
	t.Helper()
	mm := func(v float64) int { return int(math.Round(v * scale)) }
	img := image.NewRGBA(image.Rect(0, 0, mm(210), mm(297)))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	random := rand.New(rand.NewPCG(1, 2))
	for y := 30.0; y < 260; y += 6 {
		for x := 20.0; x < 185; x += 4 {
			if random.IntN(5) > 0 {
				ink := image.Rect(mm(x), mm(y), mm(x+3), mm(y+0.5+2*random.Float64()))
				draw.Draw(img, ink, image.NewUniform(color.Gray{40}), image.Point{}, draw.Src)
			}
		}
	}
	square, err := c.Square()
	if err != nil {
		t.Fatal(err)
	}
	const side, left, top = 15.0, 175.0, 273.0
	module := side / float64(len(square))
	for y, row := range square {
		for x, black := range row {
			if black {
				at := image.Rect(mm(left+float64(x)*module), mm(top+float64(y)*module), mm(left+float64(x+1)*module), mm(top+float64(y+1)*module))
				draw.Draw(img, at, image.Black, image.Point{}, draw.Src)
			}
		}
	}
	return img
}

// photo takes a page as a phone does: lying on a table, seen from aside by some
// share of its size, turned, in uneven light, a little out of focus, with noise,
// and packed as a JPEG.
type photo struct {
	wide   int     // pixels
	aside  float64 // how far corners are off, as a share of the page
	turned float64 // degrees
	blur   int     // pixels around
	noise  float64
}

func (p photo) take(t testing.TB, paper *image.RGBA, random *rand.Rand) image.Image {
	t.Helper()
	w, h := p.wide, p.wide*4/3
	pw, ph := float64(paper.Rect.Dx()), float64(paper.Rect.Dy())
	sin, cos := math.Sincos(p.turned * math.Pi / 180)
	fill := 0.8 * math.Min(float64(w)/(math.Abs(cos)*pw+math.Abs(sin)*ph), float64(h)/(math.Abs(sin)*pw+math.Abs(cos)*ph))
	tiltX, tiltY := p.aside*(2*random.Float64()-1), p.aside*(2*random.Float64()-1)
	img := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			u, v := (float64(x)-float64(w)/2)/fill, (float64(y)-float64(h)/2)/fill
			u, v = u*cos+v*sin, v*cos-u*sin
			z := 1 + tiltX*u/pw + tiltY*v/ph // farther to one side
			sx, sy := int(u*z+pw/2), int(v*z+ph/2)
			light := 0.75 + 0.25*float64(x)/float64(w)
			value := 90.0 // the table
			if sx >= 0 && sy >= 0 && sx < int(pw) && sy < int(ph) {
				value = float64(paper.Pix[paper.PixOffset(sx, sy)])*0.8 + 35
			}
			img.Pix[y*img.Stride+x] = uint8(math.Max(0, math.Min(255, value*light+p.noise*random.NormFloat64())))
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, blurred(img, p.blur), &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	back, err := jpeg.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

func blurred(img *image.Gray, r int) *image.Gray {
	if r == 0 {
		return img
	}
	small := image.NewGray(image.Rect(0, 0, img.Rect.Dx()/(r+1), img.Rect.Dy()/(r+1)))
	draw.ApproxBiLinear.Scale(small, small.Rect, img, img.Rect, draw.Src, nil)
	out := image.NewGray(img.Rect)
	draw.BiLinear.Scale(out, out.Rect, small, small.Rect, draw.Src, nil)
	return out
}

func TestThePageIsKnownFromAScanOrAPhoto(t *testing.T) {
	c := Code{Filing: referenceOf([]byte("abcdefg")), Form: "12", Website: 1, Page: 2, Pages: 2}
	for _, dpi := range []float64{100, 150, 300} {
		if got, ok := Find(t.Context(), page(t, c, dpi/25.4)); !ok || got != c {
			t.Errorf("scanned at %.0f to the inch: %+v, %v", dpi, got, ok)
		}
	}
	random := rand.New(rand.NewPCG(20261128, 1))
	paper := page(t, c, 300/25.4)
	for _, test := range []struct {
		name string
		photo
	}{
		{"straight", photo{wide: 1600, noise: 4}},
		{"turned on its side", photo{wide: 1600, turned: 90, noise: 4}},
		{"upside down", photo{wide: 1600, turned: 180, noise: 4}},
		{"from aside", photo{wide: 2000, aside: 0.2, turned: 7, noise: 6}},
		{"in poor light", photo{wide: 2000, aside: 0.1, turned: -12, noise: 18}},
		{"out of focus", photo{wide: 3000, aside: 0.1, turned: 4, noise: 6, blur: 2}},
		{"sent by chat", photo{wide: 1400, aside: 0.08, turned: 3, noise: 4}},
	} {
		if got, ok := Find(t.Context(), test.take(t, paper, random)); !ok || got != c {
			t.Errorf("a photo %s: %+v, %v", test.name, got, ok)
		}
	}
}

func TestOtherPicturesHaveNoCode(t *testing.T) {
	blank := image.NewGray(image.Rect(0, 0, 800, 600))
	noise := image.NewGray(image.Rect(0, 0, 800, 600))
	random := rand.New(rand.NewPCG(1, 1))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(random.IntN(256))
	}
	for name, img := range map[string]image.Image{
		"blank": blank, "noise": noise, "one pixel": image.NewRGBA(image.Rect(0, 0, 1, 1)), "a line": image.NewRGBA(image.Rect(0, 0, 5000, 1)),
	} {
		if got, ok := Find(t.Context(), img); ok {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// untouched is a picture that nobody may look at.
type untouched struct{ image.Rectangle }

func (u untouched) ColorModel() color.Model { return color.GrayModel }
func (u untouched) Bounds() image.Rectangle { return u.Rectangle }
func (u untouched) At(int, int) color.Color { panic("a search that was stopped looks at the picture") }

func TestTheSearchStopsWhenAskedTo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, ok := Find(ctx, untouched{image.Rect(0, 0, 5000, 7000)}); ok {
		t.Error("a search that was stopped goes on")
	}
}

// BenchmarkFind measures a photograph of twelve megapixels: of a page with a code,
// and of anything else, which is searched to the end.
func BenchmarkFind(b *testing.B) {
	c := Code{Filing: referenceOf([]byte("abcdefg")), Form: "12", Website: 1, Page: 2, Pages: 2}
	random := rand.New(rand.NewPCG(1, 1))
	paper := page(b, c, 300/25.4)
	with := photo{wide: 3000, aside: 0.1, turned: 5, noise: 6}.take(b, paper, random)
	draw.Draw(paper, image.Rect(paper.Rect.Dx()*3/4, paper.Rect.Dy()*9/10, paper.Rect.Dx(), paper.Rect.Dy()), image.White, image.Point{}, draw.Src)
	without := photo{wide: 3000, aside: 0.1, turned: 5, noise: 6}.take(b, paper, random)
	for name, img := range map[string]image.Image{"with": with, "without": without} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Find(b.Context(), img)
			}
		})
	}
}
