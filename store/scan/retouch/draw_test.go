package retouch

import (
	"bytes"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/jpeg"
	"math"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"recordaldesk/rules"
)

// The characters and the blanks between them are those of guidance.md, Note 2.
func TestTheTextIsThePermittedOne(t *testing.T) {
	want := []rune{'仅', '限', '办', '理', '工', '信', '部', ' ', 'I', 'C', 'P', ' ', '备', '案', '使', '用'}
	if string(want) != Text {
		t.Errorf("got %q", Text)
	}
}

// What is drawn is held against the same text set by another part of the font
// library, with its own way to the pixels.
func TestTheMarkIsTheTextSetInOurFont(t *testing.T) {
	const w, h = 1200, 300
	m := must(Draw(plain(w, h, color.RGBA{255, 255, 255, 255}), rules.Watermark{X: .5, Y: .5, Width: .8})).(*image.RGBA)
	l := must(textLine())
	em := .8 * w / l.length
	face := must(opentype.NewFace(testFont(), &opentype.FaceOptions{Size: em, DPI: 72, Hinting: font.HintingNone}))
	want := image.NewGray(m.Rect)
	x, y := w/2-l.middle[0]/l.unit*em, h/2-l.middle[1]/l.unit*em
	d := font.Drawer{Dst: want, Src: image.White, Face: face, Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(y * 64)}}
	d.DrawString(Text)
	both, either := 0., 0.
	for i, v := range want.Pix {
		a, b := float64(v)/255, float64(255-m.Pix[4*i])/float64(255-165)
		both, either = both+min(a, b), either+max(a, b)
	}
	if both/either < .85 {
		t.Errorf("only %.2f of the strokes are the same", both/either)
	}
}

func TestTheMarkIsSeenAndWhatIsUnderItToo(t *testing.T) {
	grey := func(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }
	for _, tt := range []struct {
		name         string
		ground, text uint8 // of the picture
	}{{"print on paper", 245, 30}, {"print in shadow", 150, 20}, {"light on a dark screen", 40, 230}} {
		t.Run(tt.name, func(t *testing.T) {
			m := plain(900, 300, grey(tt.ground))
			for y := 0; y < 300; y += 12 { // lines of print all over it
				draw.Draw(m, image.Rect(0, y, 900, y+2), image.NewUniform(grey(tt.text)), image.Point{}, draw.Src)
			}
			halved := must(jpeg.Decode(bytes.NewReader(jpegOf(m)))).(*image.YCbCr)
			cb, cr := bytes.Clone(halved.Cb), bytes.Clone(halved.Cr)
			mark := rules.Watermark{X: .5, Y: .5, Width: .9}
			l := must(textLine())
			mask := l.mask(l.place(mark, 900, 300), image.Pt(900, 300))
			for _, img := range []image.Image{m, halved} {
				out := must(Draw(img, mark))
				var on, off, onPrint, n, k float64
				for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
					for x := mask.Rect.Min.X; x < mask.Rect.Max.X; x++ {
						v := float64(color.GrayModel.Convert(out.At(x, y)).(color.Gray).Y)
						switch covered, print := mask.AlphaAt(x, y).A, y%12 < 2; {
						case covered == 255 && print:
							onPrint += v
							k++
						case covered == 255 && y%12 > 5 && y%12 < 9:
							on += v
							n++
						}
					}
				}
				on, onPrint, off = on/n, onPrint/k, float64(tt.ground)
				if math.Abs(on-off) < 40 {
					t.Errorf("%T: the mark is %.0f on a ground of %.0f", img, on, off)
				}
				if math.Abs(on-onPrint) < 60 {
					t.Errorf("%T: print is %.0f within the mark of %.0f", img, onPrint, on)
				}
			}
			if !bytes.Equal(cb, halved.Cb) || !bytes.Equal(cr, halved.Cr) {
				t.Error("the colours of a photograph were changed")
			}
		})
	}
}

func TestEveryColourModelCanBeMarked(t *testing.T) {
	base := plain(400, 200, color.RGBA{255, 255, 255, 255})
	draws := []draw.Image{
		image.NewRGBA(base.Rect), image.NewNRGBA(base.Rect), image.NewGray(base.Rect), image.NewGray16(base.Rect),
		image.NewNRGBA64(base.Rect), image.NewCMYK(base.Rect), image.NewPaletted(base.Rect, palette.WebSafe),
	}
	for _, m := range draws {
		draw.Draw(m, base.Rect, base, image.Point{}, draw.Src)
		assertMarked(t, must(Draw(m, rules.Watermark{X: .5, Y: .5, Width: .8})))
	}
	part := plain(800, 400, color.RGBA{255, 255, 255, 255}).SubImage(image.Rect(101, 53, 501, 253))
	assertMarked(t, must(Draw(part, rules.Watermark{X: .5, Y: .5, Width: .8})))
	// What is transparent is shown on white, and the mark is dark there.
	clear := must(Draw(image.NewNRGBA(base.Rect), rules.Watermark{X: .5, Y: .5, Width: .8}))
	white := plain(400, 200, color.RGBA{255, 255, 255, 255})
	draw.Draw(white, white.Rect, clear, image.Point{}, draw.Over)
	assertMarked(t, white)
}

func assertMarked(t *testing.T, m image.Image) {
	t.Helper()
	b := m.Bounds()
	box := greyBox(m).Sub(b.Min)
	want := image.Rect(40, 88, 360, 112) // 320 long and a thirteenth of that high
	if box.Min.X < want.Min.X-3 || box.Max.X > want.Max.X+3 || box.Dx() < want.Dx()-8 || box.Min.Y < want.Min.Y-3 || box.Max.Y > want.Max.Y+3 || box.Dy() < 15 {
		t.Errorf("%T: the mark lies in %v, want %v", m, box, want)
	}
}

// A mark is never cut off, wherever it was dragged and however long it is.
func TestAMarkStaysInThePicture(t *testing.T) {
	l := must(textLine())
	whole := func(mask *image.Alpha) (sum float64) {
		for _, a := range mask.Pix {
			sum += float64(a) / 255
		}
		return sum
	}
	for _, size := range []image.Point{{1000, 700}, {700, 1000}, {2000, 100}, {150, 2000}} {
		for _, mark := range []rules.Watermark{
			{X: 0, Y: 0, Width: .5}, {X: 1, Y: 1, Width: 1, Angle: 30}, {X: 1, Y: 0, Width: .8, Angle: -90}, {X: .5, Y: .5, Width: 1, Angle: 90},
		} {
			p := l.place(mark, float64(size.X), float64(size.Y))
			level := l.mask(placed{x: 5000, y: 5000, em: p.em, cos: 1}, image.Pt(10000, 10000))
			got, want := whole(l.mask(p, size)), whole(level)
			if math.Abs(got-want) > .02*want+4 {
				t.Errorf("%+v on %v: %.0f of %.0f pixels of ink", mark, size, got, want)
			}
			fitted := must(Fit(mark, size.X, size.Y))
			if again := l.place(fitted, float64(size.X), float64(size.Y)); math.Abs(again.x-p.x)+math.Abs(again.y-p.y)+math.Abs(again.em-p.em) > 1e-6 {
				t.Errorf("%+v on %v is shown at %+v and drawn at %+v", mark, size, again, p)
			}
		}
	}
}
