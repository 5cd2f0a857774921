package scan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"testing"
)

// The stripes put together are, pixel for pixel, what the encoder makes of the
// whole picture, in every colour model and with a last stripe of any height.
func TestStripesMakeThePictureThatTheEncoderMakes(t *testing.T) {
	for _, size := range []image.Point{{300, 256}, {40, 257}, {333, 700}, {17, 1024}, {129, 2500}} {
		r := image.Rect(0, 0, size.X, size.Y)
		colour := grained(r)
		grey, cmyk := image.NewGray(r), image.NewCMYK(r)
		draw.Draw(grey, r, colour, image.Point{}, draw.Src)
		draw.Draw(cmyk, r, colour, image.Point{}, draw.Src)
		halved := must(jpeg.Decode(bytes.NewReader(jpegOf(colour))))
		for _, img := range []image.Image{colour, grey, cmyk, halved} {
			t.Run(fmt.Sprintf("%T %v", img, size), func(t *testing.T) {
				var plain, striped bytes.Buffer
				if err := jpeg.Encode(&plain, img, &jpeg.Options{Quality: 80}); err != nil {
					t.Fatal(err)
				}
				if err := EncodeJPEG(t.Context(), &striped, img, 80); err != nil {
					t.Fatal(err)
				}
				if _, err := inspect(t, striped.Bytes()); err != nil {
					t.Errorf("refused: %v", err)
				}
				assertSame(t, decoded(t, striped.Bytes()), decoded(t, plain.Bytes()))
			})
		}
	}
}

func TestStripesStopWithTheirContextAndWithTheDisk(t *testing.T) {
	m := grained(image.Rect(0, 0, 600, 6000))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := EncodeJPEG(ctx, io.Discard, m, 80); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	if err := EncodeJPEG(t.Context(), &fullDisk{left: 1000, err: errDisk}, m, 80); !errors.Is(err, errDisk) {
		t.Errorf("got %v, want the disk's error", err)
	}
}

// A person turns what EXIF turned before: both turns are one.
func TestDecodeTurnsFurther(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		data := withSegments(jpegOf(quarters(160, 80)), exif(orientation))
		info := must(inspect(t, data))
		want := must(Decode(t.Context(), bytes.NewReader(data), info, 0))
		assertSeen(t, want, orientation)
		for quarter := range 4 {
			got := must(Decode(t.Context(), bytes.NewReader(data), info, quarter))
			assertSame(t, got, want)
			want = turn(want, 6)
		}
	}
}

func grained(r image.Rectangle) *image.RGBA {
	m := image.NewRGBA(r)
	grain := rand.New(rand.NewPCG(3, 4))
	for y := range r.Dy() {
		for x := range r.Dx() {
			m.SetRGBA(x, y, color.RGBA{uint8(x + int(grain.Uint32()%32)), uint8(y/2 + int(grain.Uint32()%32)), uint8((x + y) / 3), 255})
		}
	}
	return m
}
