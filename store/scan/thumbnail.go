package scan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"io"
)

// ErrPDF is what [Thumbnail] returns for a PDF: its pages are drawn by
// scan/pdfpage, which offers the same method for every kind of scan.
var ErrPDF = errors.New("a PDF's thumbnail is drawn by scan/pdfpage")

// thumbnailQuality is plain at the size of a list and costs about 10 kB at 320
// pixels.
const thumbnailQuality = 82

// Thumbnail returns a JPEG of the picture r that info describes, no side longer
// than maxSide pixels and never enlarged, turned as EXIF says, with white where
// it is transparent and with no metadata. It decodes every pixel, so its
// success is also the proof that the picture is whole; [Damaged] if not.
func Thumbnail(ctx context.Context, r io.ReaderAt, info Info, maxSide int) ([]byte, error) {
	if info.Kind == PDF {
		return nil, ErrPDF
	}
	if maxSide < 1 {
		return nil, fmt.Errorf("thumbnail of %d pixels", maxSide)
	}
	src := newSource(ctx, r, info.Bytes)
	img, err := decode(src, info.Kind)
	if err != nil {
		return nil, err
	}
	small, err := shrink(ctx, img, maxSide)
	if err != nil {
		return nil, fmt.Errorf("make thumbnail: %w", err)
	}
	// Turning last moves a few thousand pixels instead of millions.
	return EncodeThumbnail(turn(small, info.Orientation))
}

// ThumbnailOf returns the JPEG that [Thumbnail] would make of the decoded picture.
func ThumbnailOf(ctx context.Context, img image.Image, maxSide int) ([]byte, error) {
	small, err := shrink(ctx, img, maxSide)
	if err != nil {
		return nil, fmt.Errorf("make thumbnail: %w", err)
	}
	return EncodeThumbnail(small)
}

// EncodeThumbnail writes a small picture as the JPEG that [Thumbnail] returns.
func EncodeThumbnail(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: thumbnailQuality}); err != nil {
		return nil, fmt.Errorf("encode thumbnail: %w", err)
	}
	return b.Bytes(), nil
}

// Reduce returns img on white with no side longer than maxSide pixels, for a screen. It
// fails only with the error of ctx.
func Reduce(ctx context.Context, img image.Image, maxSide int) (*image.RGBA, error) {
	return shrink(ctx, img, maxSide)
}

// shrink scales img down so that no side is longer than maxSide, on white. Each
// pixel is the average of all it stands for: text stays readable where picking
// single pixels would drop its strokes. One strip of rows at a time is
// converted to RGBA, so that a picture of any colour model costs its own memory
// and little more.
func shrink(ctx context.Context, img image.Image, maxSide int) (*image.RGBA, error) {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	dw, dh := fit(w, h, maxSide)
	out := image.NewRGBA(image.Rect(0, 0, dw, dh))
	strip := image.NewRGBA(image.Rect(0, 0, w, h/dh+1))
	for y := range dh {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		top, bottom := y*h/dh, (y+1)*h/dh
		rows := image.Rect(0, 0, w, bottom-top)
		drawOnWhite(strip, rows, img, b.Min.Add(image.Pt(0, top)))
		average(out.Pix[y*out.Stride:], dw, strip, rows.Dy())
	}
	return out, nil
}

// fit returns the size of a w × h picture when no side may be over maxSide.
func fit(w, h, maxSide int) (int, int) {
	long := max(w, h)
	if long <= maxSide {
		return w, h
	}
	return max(1, w*maxSide/long), max(1, h*maxSide/long)
}

// drawOnWhite draws the part of src that begins at sp into r, over white.
func drawOnWhite(dst *image.RGBA, r image.Rectangle, src image.Image, sp image.Point) {
	if o, ok := src.(interface{ Opaque() bool }); ok && alwaysOpaque(src) && o.Opaque() {
		draw.Draw(dst, r, src, sp, draw.Src)
		return
	}
	draw.Draw(dst, r, image.White, image.Point{}, draw.Src)
	draw.Draw(dst, r, src, sp, draw.Over)
}

// alwaysOpaque names the types whose Opaque needs no look at the pixels.
func alwaysOpaque(m image.Image) bool {
	switch m.(type) {
	case *image.YCbCr, *image.Gray, *image.Gray16, *image.CMYK:
		return true
	}
	return false
}

// average fills one row of dw opaque RGBA pixels from the first rows rows of strip.
func average(dst []byte, dw int, strip *image.RGBA, rows int) {
	w := strip.Rect.Dx()
	for x := range dw {
		left, right := x*w/dw, (x+1)*w/dw
		var red, green, blue uint64
		for y := range rows {
			row := strip.Pix[y*strip.Stride+4*left : y*strip.Stride+4*right]
			for ; len(row) >= 4; row = row[4:] {
				red += uint64(row[0])
				green += uint64(row[1])
				blue += uint64(row[2])
			}
		}
		n := uint64((right - left) * rows)
		dst[4*x] = uint8((red + n/2) / n)
		dst[4*x+1] = uint8((green + n/2) / n)
		dst[4*x+2] = uint8((blue + n/2) / n)
		dst[4*x+3] = 0xFF
	}
}
