package pagecode

import (
	"context"
	"image"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/image/draw"
)

// Find reads the code of the page that img shows: a scan or a photo, any way up,
// the page as a whole or most of it. It is false where there is none to be read.
// It stops when ctx is done, and then finds nothing.
//
// The code is some seven per cent of the page's width. It is looked for in the whole
// picture at several sizes, of which one or the other fits the reader however the
// picture was taken, and then, in a large picture, piece by piece along its edges,
// where the code stands on our pages.
func Find(ctx context.Context, img image.Image) (Code, bool) {
	bounds := img.Bounds()
	if ctx.Err() != nil || bounds.Dx() < smallest || bounds.Dy() < smallest {
		return Code{}, false
	}
	grey := greyOf(img)
	for _, long := range []int{2000, 1600, 2600, 3200, 1800} {
		if ctx.Err() != nil {
			return Code{}, false
		}
		if c, ok := read(scaled(grey, long)); ok {
			return c, true
		}
	}
	if max(bounds.Dx(), bounds.Dy()) <= 3200 {
		return Code{}, false
	}
	for _, piece := range pieces(grey.Rect) {
		if ctx.Err() != nil {
			return Code{}, false
		}
		if c, ok := read(scaled(sub(grey, piece), 1000)); ok {
			return c, true
		}
	}
	return Code{}, false
}

// smallest is the least side in pixels of a picture that is looked at.
const smallest = 60

// pieces are what lies along the edges when a picture is cut into four by four
// pieces that overlap by a half, the corners first.
func pieces(r image.Rectangle) []image.Rectangle {
	const n = 7 // half pieces less one
	w, h := r.Dx()*2/(n+1), r.Dy()*2/(n+1)
	var corners, edges []image.Rectangle
	for y := range n {
		for x := range n {
			at := image.Pt(r.Min.X+x*w/2, r.Min.Y+y*h/2)
			piece := image.Rectangle{at, at.Add(image.Pt(w, h))}
			onX, onY := x == 0 || x == n-1, y == 0 || y == n-1
			switch {
			case onX && onY:
				corners = append(corners, piece)
			case onX || onY:
				edges = append(edges, piece)
			}
		}
	}
	return append(corners, edges...)
}

// read reads our code in a picture, by the library's two ways to tell black from
// white.
func read(img *image.Gray) (Code, bool) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	// Much faster than the library's way to take an image.
	source, err := gozxing.NewPlanarYUVLuminanceSource(img.Pix, img.Stride, h, 0, 0, w, h, false)
	if err != nil {
		return Code{}, false
	}
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			continue
		}
		result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{
			gozxing.DecodeHintType_TRY_HARDER: true,
		})
		if err != nil {
			continue
		}
		text, ours := strings.CutPrefix(result.GetText(), prefix)
		if !ours {
			continue
		}
		if c, err := Parse(text); err == nil {
			return c, true
		}
	}
	return Code{}, false
}

// sub is a piece of img, its first pixel at 0, 0.
func sub(img *image.Gray, piece image.Rectangle) *image.Gray {
	return &image.Gray{Pix: img.Pix[img.PixOffset(piece.Min.X, piece.Min.Y):], Stride: img.Stride, Rect: image.Rect(0, 0, piece.Dx(), piece.Dy())}
}

func greyOf(img image.Image) *image.Gray {
	b := img.Bounds()
	if y, ok := img.(*image.YCbCr); ok {
		return &image.Gray{Pix: y.Y[y.YOffset(b.Min.X, b.Min.Y):], Stride: y.YStride, Rect: image.Rect(0, 0, b.Dx(), b.Dy())}
	}
	grey := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(grey, grey.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(grey, grey.Rect, img, b.Min, draw.Over)
	return grey
}

// scaled is img with its longer side of long pixels.
func scaled(img *image.Gray, long int) *image.Gray {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	side := max(w, h)
	if side == long {
		return img
	}
	out := image.NewGray(image.Rect(0, 0, max(1, w*long/side), max(1, h*long/side)))
	draw.BiLinear.Scale(out, out.Rect, img, img.Rect, draw.Src, nil)
	return out
}
