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
	"math/rand/v2"
	"testing"
)

func TestNoPictureIsEverOverTheLimit(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for n := range 1000 {
		w, h := 1+random.IntN(110), 1+random.IntN(110)
		img := anyPicture(random, n%7, w, h)
		limit := minSmallBytes + random.IntN(5_000)
		out, err := Small(t.Context(), img, limit)
		if err != nil {
			t.Fatalf("picture %d, %T of %d × %d, limit %d: %v", n, img, w, h, limit, err)
		}
		if len(out) > limit {
			t.Fatalf("picture %d, %T of %d × %d: %d bytes, limit %d", n, img, w, h, len(out), limit)
		}
		got, err := jpeg.DecodeConfig(bytes.NewReader(out))
		if err != nil || got.Width > w || got.Height > h {
			t.Fatalf("picture %d of %d × %d became %d × %d, %v", n, w, h, got.Width, got.Height, err)
		}
	}
}

func anyPicture(random *rand.Rand, kind, w, h int) image.Image {
	r := image.Rect(0, 0, w, h)
	m := image.NewRGBA(r)
	for y := range h {
		for x := range w {
			switch kind {
			case 0, 1: // noise
				m.SetRGBA(x, y, color.RGBA{uint8(random.Uint32()), uint8(random.Uint32()), uint8(random.Uint32()), 255})
			case 2: // a slope
				m.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), uint8(x + y), 255})
			default: // stripes like print
				v := uint8(255 * (x / 2 * (y/3 + 1) % 2))
				m.SetRGBA(x, y, color.RGBA{v, v, uint8(random.Uint32()), 255})
			}
		}
	}
	switch kind {
	case 1:
		out := image.NewGray(r)
		draw.Draw(out, r, m, image.Point{}, draw.Src)
		return out
	case 4:
		return image.NewNRGBA(r) // nothing but transparency
	case 5:
		out := image.NewPaletted(r, palette.Plan9)
		draw.Draw(out, r, m, image.Point{}, draw.Src)
		return out
	case 6:
		return must(jpeg.Decode(bytes.NewReader(jpegOf(m))))
	}
	return m
}

func TestNoiseFits(t *testing.T) {
	m := image.NewYCbCr(image.Rect(0, 0, 1600, 1200), image.YCbCrSubsampleRatio444)
	random := rand.New(rand.NewPCG(7, 8))
	for i := range m.Y {
		v := random.Uint32()
		m.Y[i], m.Cb[i], m.Cr[i] = uint8(v), uint8(v>>8), uint8(v>>16)
	}
	if out, err := Small(t.Context(), m, 100_000); err != nil || len(out) > 100_000 {
		t.Errorf("%d bytes, %v", len(out), err)
	}
}

// The small copy is held against the paper it shows, beside the plain way: one size
// for all pictures and the best quality that fits.
func TestTheSmallCopyIsReadBetterThanAnyOneSize(t *testing.T) {
	for _, tt := range []struct {
		name  string
		paper *image.RGBA
		least float64
	}{{"page of 10.5 points", textPage(1654), .68}, {"licence", licence(1500), .95}} {
		t.Run(tt.name, func(t *testing.T) {
			m := photo(tt.paper, 10)
			b := m.Bounds()
			paper := greyAt(tt.paper, 1654, b.Dy()*1654/b.Dx())
			read := func(data []byte) float64 {
				return likeness(paper, greyAt(must(jpeg.Decode(bytes.NewReader(data))), paper.Rect.Dx(), paper.Rect.Dy()))
			}
			out := must(Small(t.Context(), m, 100_000))
			if len(out) < 85_000 {
				t.Errorf("%d bytes: a better picture would have fitted", len(out))
			}
			got := read(out)
			if got < tt.least {
				t.Errorf("%.3f of the print is seen, want %.2f", got, tt.least)
			}
			for _, side := range []int{1000, 1200} {
				if other := read(atOneSize(m, side, 100_000)); other > got {
					t.Errorf("%.3f of the print is seen, and %.3f at %d pixels", got, other, side)
				}
			}
			if larger := read(must(Small(t.Context(), m, 150_000))); larger < got {
				t.Errorf("of 150,000 bytes %.3f is seen, of 100,000 %.3f", larger, got)
			}
		})
	}
}

// atOneSize is the plain way.
func atOneSize(m image.Image, side, limit int) []byte {
	b := m.Bounds()
	long := max(b.Dx(), b.Dy())
	scaled := must(shrink(context.Background(), m, b.Dx()*side/long, b.Dy()*side/long))
	var best []byte
	for low, high := 1, 95; low <= high; {
		quality := (low + high) / 2
		var out bytes.Buffer
		if err := jpeg.Encode(&out, scaled, &jpeg.Options{Quality: quality}); err != nil {
			panic(err)
		}
		if out.Len() <= limit {
			best, low = out.Bytes(), quality+1
		} else {
			high = quality - 1
		}
	}
	return best
}

// greyAt is the brightness of img, scaled to w × h.
func greyAt(img image.Image, w, h int) *image.Gray {
	b := img.Bounds()
	grey := image.NewGray(image.Rectangle{Max: b.Size()})
	if m, ok := img.(*image.YCbCr); ok {
		grey = &image.Gray{Pix: m.Y, Stride: m.YStride, Rect: m.Rect}
	} else {
		draw.Draw(grey, grey.Rect, img, b.Min, draw.Src)
	}
	if w <= b.Dx() {
		return must(shrink(context.Background(), grey, w, h)).(*image.Gray)
	}
	fw, fh := float64(b.Dx()), float64(b.Dy())
	whole := toQuad([4][2]float64{{0, 0}, {fw, 0}, {fw, fh}, {0, fh}}, w, h)
	return must(warp(context.Background(), grey, whole, w, h)).(*image.Gray)
}

// likeness is the structural similarity (Wang et al., 2004) of two pictures, 1 for
// the same, over those squares of 8 × 8 in which a has strokes.
func likeness(a, b *image.Gray) float64 {
	const n, square = 8, 64.
	total, squares := 0., 0.
	for y := 0; y+n <= a.Rect.Dy(); y += n / 2 {
		for x := 0; x+n <= a.Rect.Dx(); x += n / 2 {
			var sa, sb, saa, sbb, sab float64
			for j := range n {
				for i := range n {
					p, q := float64(a.Pix[(y+j)*a.Stride+x+i]), float64(b.Pix[(y+j)*b.Stride+x+i])
					sa, sb, saa, sbb, sab = sa+p, sb+q, saa+p*p, sbb+q*q, sab+p*q
				}
			}
			ma, mb := sa/square, sb/square
			va, vb, both := saa/square-ma*ma, sbb/square-mb*mb, sab/square-ma*mb
			if va < 100 {
				continue
			}
			total += (2*ma*mb + 6.5) * (2*both + 58.5) / ((ma*ma + mb*mb + 6.5) * (va + vb + 58.5))
			squares++
		}
	}
	return total / max(squares, 1)
}

func TestShrinkKeepsTheMeanOfAnySize(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		w, h := 1+random.IntN(90), 1+random.IntN(90)
		dw, dh := 1+random.IntN(w), 1+random.IntN(h)
		grey := image.NewGray(image.Rect(0, 0, w, h))
		sum := 0
		for i := range grey.Pix {
			grey.Pix[i] = uint8(random.Uint32())
			sum += int(grey.Pix[i])
		}
		small := must(shrink(t.Context(), grey, dw, dh)).(*image.Gray)
		got := 0
		for _, v := range small.Pix {
			got += int(v)
		}
		if mean, want := float64(got)/float64(dw*dh), float64(sum)/float64(w*h); mean < want-.6 || mean > want+.6 {
			t.Errorf("%d × %d at %d × %d has a mean of %.2f, want %.2f", w, h, dw, dh, mean, want)
		}
	}
	// A known case: three pixels on two; the middle one belongs half to each.
	three := &image.Gray{Pix: []byte{0, 90, 240}, Stride: 3, Rect: image.Rect(0, 0, 3, 1)}
	if two := must(shrink(t.Context(), three, 2, 1)).(*image.Gray).Pix; two[0] != 30 || two[1] != 190 {
		t.Errorf("0 90 240 became %v, want 30 190", two)
	}
}

func TestSmallKeepsWhatNeedsNoChangeAndRefusesWhatCannotBe(t *testing.T) {
	m := must(jpeg.Decode(bytes.NewReader(jpegOf(licence(500))))).(*image.YCbCr)
	before := bytes.Clone(m.Y)
	out := must(Small(t.Context(), m, 100_000))
	if got := must(jpeg.Decode(bytes.NewReader(out))).Bounds(); got != m.Bounds() {
		t.Errorf("a picture that fits became %v", got)
	}
	if !bytes.Equal(m.Y, before) {
		t.Error("the picture given was changed")
	}
	if !bytes.Equal(out, must(Small(t.Context(), m, 100_000))) {
		t.Error("the same picture gave other bytes")
	}
	if _, err := Small(t.Context(), m, 100); err == nil {
		t.Error("100 bytes are a limit")
	}
	if _, err := Small(t.Context(), image.NewGray(image.Rectangle{}), 100_000); err == nil {
		t.Error("no pixels are a picture")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Small(ctx, m, 100_000); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestLimitsOfTheNationalInterface(t *testing.T) {
	for material, want := range map[string]int{"check_list": 150_000, "host_certificate": 100_000, "face_photo": 100_000, "pre_approval": 100_000, "": 100_000} {
		t.Run(fmt.Sprint(material), func(t *testing.T) {
			if got := SmallLimit(material); got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}
