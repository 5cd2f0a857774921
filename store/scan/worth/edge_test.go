package worth_test

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"testing"

	"recordaldesk/store/scan/worth"
)

// A scanner that trims leaves a hair of its lid on each side, or a wedge on some.
func TestANarrowStripOfTheLidIsNoBorderCut(t *testing.T) {
	for _, strip := range []float64{4, 8, 12, 16, 20} {
		for _, degrees := range []float64{-0.6, -0.3, 0.3, 0.6} {
			sin, cos := math.Sincos(degrees * math.Pi / 180)
			w, h := 500-strip, 650-strip
			var corners [4]worth.Point
			for i, c := range [4][2]float64{{-w, -h}, {w, -h}, {w, h}, {-w, h}} {
				corners[i] = worth.Point{X: (500 + c[0]*cos - c[1]*sin) / 1000, Y: (650 + c[0]*sin + c[1]*cos) / 1300}
			}
			o := judged(t, page(corners, 245), worth.Expect{What: worth.Sheet})
			if o.Has(worth.BorderCut) || o.Has(worth.Tilted) {
				t.Errorf("with %v pixels of the lid at %v degrees is said %+v", strip, degrees, o.Remarks)
			}
		}
	}
}

// Both sides of a card in one picture, edge to edge; the portrait has a pale ground.
func TestAPortraitOnACardIsNoCardThatIsCut(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 1010, 1274))
	fill := func(x0, y0, x1, y1 int, c color.RGBA) {
		draw.Draw(img, image.Rect(x0, y0, x1, y1), image.NewUniform(c), image.Point{}, draw.Src)
	}
	for x := range 1010 { // from blue to red
		c := uint8(x * 22 / 1010)
		fill(x, 0, x+1, 1274, color.RGBA{205 + c, 215 - c/4, 219 - c/3, 255})
	}
	fill(708, 118, 944, 420, color.RGBA{250, 252, 254, 255})
	fill(790, 200, 850, 280, color.RGBA{60, 45, 40, 255})
	for y := 80; y < 560; y += 80 {
		for x := 80; x < 500; x += 40 {
			fill(x, y, x+8, y+30, color.RGBA{20, 20, 20, 255})
			fill(x, y+690, x+8, y+720, color.RGBA{20, 20, 20, 255})
		}
	}
	o := judged(t, img, worth.Expect{What: worth.Card, Sides: 2})
	if o.Has(worth.OneSide) || o.Has(worth.BorderCut) || o.Has(worth.Small) {
		t.Errorf("got %+v", o.Remarks)
	}
}

// Of a display's two patterns, across and down, now the one is the stronger, now the other.
func TestADisplayIsSeenByEitherOfItsPatterns(t *testing.T) {
	img := page([4]worth.Point{{X: 0.05, Y: 0.05}, {X: 0.95, Y: 0.05}, {X: 0.95, Y: 0.95}, {X: 0.05, Y: 0.95}}, 200)
	for y := range 1300 {
		for x := range 1000 {
			across, down := 0.10, 0.06
			if x < 500 {
				across, down = down, across
			}
			wave := 1 + across*math.Sin(2*math.Pi*float64(x)/3.7) + down*math.Sin(2*math.Pi*float64(y)/4.3)
			c := img.RGBAAt(x, y)
			img.SetRGBA(x, y, color.RGBA{uint8(float64(c.R) * wave), uint8(float64(c.G) * wave), uint8(float64(c.B) * wave), 255})
		}
	}
	if o := judged(t, img, worth.Expect{What: worth.Sheet}); !o.Has(worth.Moire) {
		t.Errorf("got %+v", o.Remarks)
	}
}

// The rules of a form that was scanned askew are regular; where they end, there is
// no more than a trace of them.
func TestTheRulesOfATableAreNoDisplay(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 1240, 1754))
	for y := range 1754 {
		for x := range 1240 {
			v := uint8(245)
			if math.Mod(float64(y)-0.123*float64(x)+1000, 9) < 2.5 {
				v = 243
				if y < 1250 {
					v = 150
				}
			}
			img.SetRGBA(x, y, color.RGBA{v, v, v, 255})
		}
	}
	if r, ok := remark(t, img, worth.Expect{What: worth.Sheet}, worth.Moire); ok {
		t.Errorf("got %+v", r)
	}
}
