package worth_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"testing"
	"time"

	"recordaldesk/store/scan/worth"
	"recordaldesk/store/scan/worth/darkroom"
)

// The sample of the test; another seed and size are for the command measure.
const (
	sampleSeed = 20261128
	sampleSize = 80
)

func TestTheSpoiltAreFoundAndTheGoodAreNotAccused(t *testing.T) {
	if testing.Short() {
		t.Skip("making 80 pictures takes half a minute; several under the race detector")
	}
	score, err := darkroom.Measure(t.Context(), sampleSeed, sampleSize, nil)
	if err != nil {
		t.Fatal(err)
	}
	found, spoilt := score.Spoilt()
	accused, good := score.Good()
	if 100*found < 95*spoilt || 100*accused > 2*good {
		t.Errorf("%d of %d spoilt found, %d of %d good accused", found, spoilt, accused, good)
		for _, v := range score.Wrong() {
			t.Log(v.String())
		}
	}
}

func judged(t *testing.T, img image.Image, e worth.Expect) worth.Opinion {
	t.Helper()
	o, err := worth.Judge(t.Context(), img, e)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// everything is one of each kind of original.
var everything = []worth.Expect{
	{}, {What: worth.Sheet, Colour: true}, {What: worth.Card, Colour: true, Sides: 2},
	{What: worth.Portrait, Colour: true}, {What: worth.Screen}, {What: worth.Download},
}

func TestAPictureOfAnythingGetsAnOpinion(t *testing.T) {
	pictures := map[string]image.Image{
		"transparent": image.NewNRGBA(image.Rect(0, 0, 300, 200)),
		"uniform":     &image.Uniform{C: color.White}, // without an end: its bounds are huge
		"palette":     image.NewPaletted(image.Rect(-7, -9, 301, 205), palette.Plan9),
		"cmyk":        image.NewCMYK(image.Rect(0, 0, 211, 307)),
		"gray16":      image.NewGray16(image.Rect(5, 5, 640, 480)),
		"alpha":       image.NewAlpha16(image.Rect(0, 0, 99, 1)),
		"line":        image.NewGray(image.Rect(0, 0, 1, 3000)),
		"odd JPEG":    image.NewYCbCr(image.Rect(3, 5, 600, 802), image.YCbCrSubsampleRatio420),
		"411":         image.NewYCbCr(image.Rect(0, 0, 157, 203), image.YCbCrSubsampleRatio411),
		"part":        image.NewRGBA(image.Rect(0, 0, 500, 500)).SubImage(image.Rect(11, 13, 490, 333)),
		"pixel":       image.NewGray(image.Rect(0, 0, 1, 1)),
	}
	delete(pictures, "uniform")
	for name, img := range pictures {
		for _, e := range everything {
			judged(t, img, e)
		}
		if _, err := worth.FingerprintOf(t.Context(), img); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		worth.Outline(img)
	}
	if _, err := worth.Judge(t.Context(), image.NewGray(image.Rectangle{}), worth.Expect{}); err == nil {
		t.Error("a picture without pixels was judged")
	}
	if _, err := worth.Judge(t.Context(), nil, worth.Expect{}); err == nil {
		t.Error("no picture was judged")
	}
}

// The same page is judged alike however its pixels are kept.
func TestTheColourModelMakesNoDifference(t *testing.T) {
	var p darkroom.Picture
	for i := 1; p.Fault != worth.BorderCut; i += 2 {
		p = darkroom.Make(3, i)
	}
	b := p.Image.Bounds()
	for _, model := range []draw.Image{image.NewRGBA(b), image.NewNRGBA(b.Add(image.Pt(7, 3))), image.NewRGBA64(b), image.NewCMYK(b)} {
		draw.Draw(model, model.Bounds(), p.Image, b.Min, draw.Src)
		if o := judged(t, model, worth.Of(p.Material)); !o.Has(worth.BorderCut) {
			t.Errorf("%T: %+v", model, o.Remarks)
		}
	}
}

func TestALargePictureIsStoppedSoon(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 8000, 6250)) // 50 megapixels
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := worth.Judge(ctx, img, worth.Expect{What: worth.Sheet}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := worth.FingerprintOf(ctx, img); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A blank page is called that, and not grey or blurred as well.
func TestABlankPageIsOnlyBlank(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 1240, 1754))
	draw.Draw(img, img.Rect, image.NewUniform(color.Gray{Y: 250}), image.Point{}, draw.Src)
	o := judged(t, img, worth.Of("check_list"))
	if len(o.Remarks) != 1 || o.Remarks[0].Fault != worth.Blank {
		t.Errorf("got %+v", o.Remarks)
	}
}

// A dark picture of a screen is no fault: light and paper do not matter there.
func TestAScreenshotIsNoPaper(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 1200, 800))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{15, 15, 20, 255}), image.Point{}, draw.Src)
	for y := 40; y < 800; y += 40 {
		draw.Draw(img, image.Rect(0, y, 1200, y+8), image.NewUniform(color.RGBA{200, 200, 200, 255}), image.Point{}, draw.Src)
	}
	if o := judged(t, img, worth.Of("account_screenshot")); len(o.Remarks) > 0 {
		t.Errorf("got %+v", o.Remarks)
	}
}

// page is a white rectangle with print on a grey ground, its corners known.
func page(corners [4]worth.Point) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 1000, 1300))
	for y := range 1300 {
		for x := range 1000 {
			c := color.RGBA{90, 90, 95, 255}
			inside := true
			for i := range corners {
				a, b := corners[i], corners[(i+1)%4]
				px, py := float64(x)/999, float64(y)/1299
				inside = inside && (b.X-a.X)*(py-a.Y)-(b.Y-a.Y)*(px-a.X) >= 0
			}
			if inside {
				c = color.RGBA{235, 235, 232, 255}
				if y%40 < 12 && x%17 < 8 && x > 250 && x < 750 && y > 250 && y < 1050 {
					c = color.RGBA{30, 30, 30, 255}
				}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func TestTheOutlineIsFound(t *testing.T) {
	want := [4]worth.Point{{X: 0.12, Y: 0.09}, {X: 0.9, Y: 0.11}, {X: 0.87, Y: 0.93}, {X: 0.1, Y: 0.9}}
	got, sure := worth.Outline(page(want))
	if !sure {
		t.Error("it is not sure")
	}
	for i := range got {
		if dx, dy := got[i].X-want[i].X, got[i].Y-want[i].Y; dx*dx+dy*dy > 0.004*0.004 {
			t.Errorf("corner %d is %v, want %v", i, got[i], want[i])
		}
	}
	if _, sure := worth.Outline(image.NewGray(image.Rect(0, 0, 800, 600))); sure {
		t.Error("it is sure of a paper where there is none")
	}
}

// The figure is the angle at which the page was drawn, and the place its outline.
func TestATiltIsMeasured(t *testing.T) {
	// The sides of a page of 0.7 × 0.7 of 1000 × 1300 turned by 5 degrees.
	const sin, cos = 0.08716, 0.99619
	var corners [4]worth.Point
	for i, c := range [4][2]float64{{-350, -455}, {350, -455}, {350, 455}, {-350, 455}} {
		corners[i] = worth.Point{X: (500 + c[0]*cos - c[1]*sin) / 1000, Y: (650 + c[0]*sin + c[1]*cos) / 1300}
	}
	o := judged(t, page(corners), worth.Expect{What: worth.Sheet})
	for _, r := range o.Remarks {
		if r.Fault == worth.Tilted {
			if r.Figure < 4.8 || r.Figure > 5.2 || len(r.Where) != 1 {
				t.Errorf("got %+v", r)
			}
			return
		}
	}
	t.Errorf("no tilt among %+v", o.Remarks)
}
