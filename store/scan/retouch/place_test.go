package retouch

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"testing"

	"recordaldesk/rules"
)

// The mark of a photographed paper covers nothing but the paper's ground: of what
// was drawn on it no pixel.
func TestTheMarkIsPlacedOnNothingThatMatters(t *testing.T) {
	for _, tt := range []struct {
		name   string
		paper  *image.RGBA
		ground []color.RGBA
	}{
		{"page", textPage(900), []color.RGBA{{246, 245, 240, 255}}},
		{"card on a desk", idCard(800), []color.RGBA{{120, 92, 66, 255}, {226, 236, 240, 255}}},
		{"licence with a seal", licence(800), []color.RGBA{{250, 246, 232, 255}}},
		{"card cut out", idCard(800).SubImage(image.Rect(80, 75, 720, 476)).(*image.RGBA), []color.RGBA{{226, 236, 240, 255}}},
		{"full page", fullPage(900), []color.RGBA{{246, 245, 240, 255}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := tt.paper.Bounds()
			clean := image.NewRGBA(image.Rectangle{Max: b.Size()})
			draw.Draw(clean, clean.Rect, tt.paper, b.Min, draw.Src)
			for _, img := range []image.Image{tt.paper, photo(clean, 12)} {
				mark := must(Place(t.Context(), img))
				if err := (&rules.Retouch{Watermarks: []rules.Watermark{mark}}).Check(); err != nil {
					t.Fatalf("%+v: %v", mark, err)
				}
				if mark.Width < .3 {
					t.Errorf("the mark is too short to be read: %+v", mark)
				}
				l := must(textLine())
				mask := l.mask(l.place(mark, float64(b.Dx()), float64(b.Dy())), b.Size())
				covered := 0
				for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
					for x := mask.Rect.Min.X; x < mask.Rect.Max.X; x++ {
						if mask.AlphaAt(x, y).A > 0 && !isGround(clean.RGBAAt(x, y), tt.ground) {
							covered++
						}
					}
				}
				if covered > 0 {
					t.Errorf("%T: %+v covers %d pixels of what is on the paper", img, mark, covered)
				}
			}
		})
	}
}

// fullPage is a page whose only room is a slanted strip.
func fullPage(w int) *image.RGBA {
	m := textPage(w)
	ground := m.RGBAAt(2, 2)
	h := m.Rect.Dy()
	for y := 20; y < h-20; y += 14 {
		write(m, 10, float64(y), 11, black, "备案信息真实准确网站内容负责变更办理手续遵守电信条例互联网信息服务管理办法本单位承诺提交及时并对如有将与所的例条守遵续手理办更变责负容内站网确准实真息信案备")
	}
	for y := range h {
		for x := range w {
			if d := (float64(y) - float64(h)/2) + (float64(x)-float64(w)/2)*math.Tan(35*math.Pi/180); math.Abs(d) < float64(w)*.07 {
				m.SetRGBA(x, y, ground)
			}
		}
	}
	return m
}

func isGround(c color.RGBA, ground []color.RGBA) bool {
	for _, g := range ground {
		if c == g {
			return true
		}
	}
	return false
}

func TestAnEmptyPageIsMarkedInItsMiddle(t *testing.T) {
	mark := must(Place(t.Context(), plain(1000, 1400, color.RGBA{250, 250, 250, 255})))
	if math.Abs(mark.X-.5) > .02 || math.Abs(mark.Y-.5) > .02 || mark.Width != .6 || mark.Angle != 0 {
		t.Errorf("got %+v", mark)
	}
}

// Whatever the picture, there is a place, and it can be drawn on.
func TestEveryPictureHasAPlace(t *testing.T) {
	noise := image.NewGray(image.Rect(0, 0, 500, 400))
	random := rand.New(rand.NewPCG(11, 12))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(random.Uint32())
	}
	for _, img := range []image.Image{
		noise, image.NewGray(image.Rect(0, 0, 1, 1)), image.NewGray(image.Rect(0, 0, 20_000, 1)), image.NewGray(image.Rect(0, 0, 3, 20_000)),
		image.NewNRGBA(image.Rect(0, 0, 300, 200)), image.NewYCbCr(image.Rect(0, 0, 77, 901), image.YCbCrSubsampleRatio422),
	} {
		mark := must(Place(t.Context(), img))
		if err := (&rules.Retouch{Watermarks: []rules.Watermark{mark}}).Check(); err != nil {
			t.Errorf("%T of %v: %+v: %v", img, img.Bounds(), mark, err)
		}
		if _, err := Draw(img, mark); err != nil {
			t.Errorf("%T of %v: %v", img, img.Bounds(), err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Place(ctx, noise); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}
