package scan

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
)

// Decode returns the pixels of the picture r that info describes as a person
// sees them: turned as EXIF says and then by quarters more quarter turns
// clockwise. The picture is the caller's, who may change it; its bounds begin at
// 0, 0. A scan found damaged or too large is an [*Error], a PDF gives [ErrPDF].
func Decode(ctx context.Context, r io.ReaderAt, info Info, quarters int) (image.Image, error) {
	if info.Kind == PDF {
		return nil, ErrPDF
	}
	src := newSource(ctx, r, info.Bytes)
	img, err := decode(src, info.Kind)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read scan: %w", err)
	}
	return turn(img, turnedFurther(info.Orientation, quarters)), nil
}

// turnedFurther is the orientation of a picture that is first turned as
// orientation says and then by quarters more quarter turns clockwise.
func turnedFurther(orientation, quarters int) int {
	// Each is the one before, turned a quarter clockwise.
	plain, mirrored := [4]int{1, 6, 3, 8}, [4]int{2, 7, 4, 5}
	for _, ring := range [][4]int{plain, mirrored} {
		for i, o := range ring {
			if o == orientation {
				return ring[((i+quarters)%4+4)%4]
			}
		}
	}
	return plain[(quarters%4+4)%4]
}

// Encode writes img, which was made from the scan r that info describes, to w in
// the format and with the quality of [Clean]: no metadata, the colour profile of
// a JPEG kept. It uses all processors. On an error w has been written to in part.
func Encode(ctx context.Context, w io.Writer, img image.Image, r io.ReaderAt, info Info) error {
	src := newSource(ctx, r, info.Bytes)
	err := encode(ctx, w, img, src, info.Kind)
	if failed := (*writeError)(nil); err == nil || errors.As(err, &failed) {
		return err
	}
	return src.failure(info.Kind, err)
}

// encode is [Encode] of a picture made from src, a scan of kind k.
func encode(ctx context.Context, w io.Writer, img image.Image, src *source, k Kind) error {
	switch ExportExtension(k) {
	case ".png":
		if err := png.Encode(w, img); err != nil {
			return &writeError{err}
		}
		return nil
	case ".jpg":
		if k != JPEG {
			return EncodeJPEG(ctx, w, onWhite(img), exportQuality)
		}
	default:
		return errNotPicture
	}
	profile, err := profileSegments(src)
	if err != nil {
		return err
	}
	if _, err := w.Write(append([]byte{0xFF, markerSOI}, profile...)); err != nil {
		return &writeError{err}
	}
	return EncodeJPEG(ctx, &skipWriter{w: w, skip: 2}, onWhite(img), exportQuality)
}
