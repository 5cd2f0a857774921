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
	sampleSize = 32
)

func TestTheSpoiltAreFoundAndTheGoodAreNotAccused(t *testing.T) {
	if testing.Short() {
		t.Skip("making 32 pictures takes ten seconds on two cores, minutes under the race detector")
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
	for name, img := range pictures {
		for _, e := range everything {
			judged(t, img, e)
		}
		if _, err := worth.FingerprintOf(t.Context(), img); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		worth.Outline(img)
	}
	for _, img := range []image.Image{nil, image.NewGray(image.Rectangle{}), image.White} { // white without end
		if _, err := worth.Judge(t.Context(), img, worth.Expect{}); err == nil {
			t.Errorf("%T was judged", img)
		}
		if _, err := worth.FingerprintOf(t.Context(), img); err == nil {
			t.Errorf("%T has a fingerprint", img)
		}
		if _, sure := worth.Outline(img); sure {
			t.Errorf("%T has an outline", img)
		}
	}
}

// The same page is judged alike however its pixels are kept.
func TestTheColourModelMakesNoDifference(t *testing.T) {
	p := darkroom.Take(3, "letter", "photo", worth.BorderCut, 0.5)
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

// page is a rectangle of paper, of a known brightness, with print, on a darker
// ground, its corners known.
func page(corners [4]worth.Point, paper uint8) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 1000, 1300))
	for y := range 1300 {
		for x := range 1000 {
			c := color.RGBA{paper / 3, paper / 3, paper/3 + 5, 255}
			inside := true
			for i := range corners {
				a, b := corners[i], corners[(i+1)%4]
				px, py := float64(x)/999, float64(y)/1299
				inside = inside && (b.X-a.X)*(py-a.Y)-(b.Y-a.Y)*(px-a.X) >= 0
			}
			if inside {
				c = color.RGBA{paper, paper, paper - paper/80, 255}
				if y%40 < 12 && x%17 < 8 && x > 250 && x < 750 && y > 250 && y < 1050 {
					c = color.RGBA{paper / 8, paper / 8, paper / 8, 255}
				}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func TestTheOutlineIsFound(t *testing.T) {
	want := [4]worth.Point{{X: 0.12, Y: 0.09}, {X: 0.9, Y: 0.11}, {X: 0.87, Y: 0.93}, {X: 0.1, Y: 0.9}}
	got, sure := worth.Outline(page(want, 235))
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
	o := judged(t, page(corners, 235), worth.Expect{What: worth.Sheet})
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

// straight is a page in the middle of the picture, 760 × 1014 pixels.
var straight = [4]worth.Point{{X: 0.12, Y: 0.11}, {X: 0.88, Y: 0.11}, {X: 0.88, Y: 0.89}, {X: 0.12, Y: 0.89}}

// remark returns what is said of a fault.
func remark(t *testing.T, img image.Image, e worth.Expect, f worth.Fault) (worth.Remark, bool) {
	t.Helper()
	for _, r := range judged(t, img, e).Remarks {
		if r.Fault == f {
			return r, true
		}
	}
	return worth.Remark{}, false
}

func assertFigure(t *testing.T, img image.Image, f worth.Fault, want, off float64) {
	t.Helper()
	r, ok := remark(t, img, worth.Expect{What: worth.Sheet}, f)
	if !ok || r.Figure < want-off || r.Figure > want+off {
		t.Errorf("%s: got %v, %+v; want %v", f, ok, r, want)
	}
}

func TestTheFiguresAreThoseThatWereDrawn(t *testing.T) {
	if o := judged(t, page([4]worth.Point{{X: 0.05, Y: 0.05}, {X: 0.95, Y: 0.05}, {X: 0.95, Y: 0.95}, {X: 0.05, Y: 0.95}}, 225), worth.Expect{What: worth.Sheet}); len(o.Remarks) > 0 {
		t.Errorf("of a good page is said %+v", o.Remarks)
	}
	// 1014 pixels for 297 mm and 760 for 210: the longer estimate counts.
	assertFigure(t, page(straight, 235), worth.Small, 760/210.0*25.4, 1)
	assertFigure(t, page(straight, 70), worth.Dark, 70/2.55, 1)

	glare := page(straight, 210)
	for y := range 120 {
		for x := range 120 {
			if (x-60)*(x-60)+(y-60)*(y-60) < 60*60 {
				glare.SetRGBA(400+x, 500+y, color.RGBA{255, 255, 255, 255})
			}
		}
	}
	assertFigure(t, glare, worth.Glare, 3.1416*60*60/(760*1014)*100, 0.3)
	r, _ := remark(t, glare, worth.Expect{What: worth.Sheet}, worth.Glare)
	if len(r.Where) != 1 || r.Where[0][0].X > 0.43 || r.Where[0][2].X < 0.49 || r.Where[0][0].Y > 0.41 || r.Where[0][2].Y < 0.45 {
		t.Errorf("the spot is shown at %v", r.Where)
	}
}

// A seal of one per cent of the page is colour; the yellow of a lamp is none.
func TestColourIsInkAndNotLight(t *testing.T) {
	sealed := worth.Expect{What: worth.Sheet, Colour: true}
	img := page(straight, 230)
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i+2] -= img.Pix[i+2] / 6 // a warm lamp
	}
	if _, ok := remark(t, img, sealed, worth.Grey); !ok {
		t.Error("lamp light is taken for colour")
	}
	draw.Draw(img, image.Rect(600, 900, 690, 985), image.NewUniform(color.RGBA{200, 60, 60, 255}), image.Point{}, draw.Src)
	if r, ok := remark(t, img, sealed, worth.Grey); ok {
		t.Errorf("a red seal is not seen: %+v", r)
	}
	if r, ok := remark(t, page(straight, 230), worth.Expect{What: worth.Sheet}, worth.Grey); ok {
		t.Errorf("colour is missed where none is expected: %+v", r)
	}
}

// Where one side is outside, the remark shows that edge.
func TestTheSideThatIsCutIsShown(t *testing.T) {
	img := page([4]worth.Point{{X: 0.12, Y: 0.11}, {X: 1.1, Y: 0.11}, {X: 1.1, Y: 0.89}, {X: 0.12, Y: 0.89}}, 230)
	r, ok := remark(t, img, worth.Expect{What: worth.Sheet}, worth.BorderCut)
	if !ok || len(r.Where) != 1 || r.Where[0][1].X != 1 || r.Where[0][0].X < 0.9 {
		t.Errorf("got %v, %+v", ok, r)
	}
}
