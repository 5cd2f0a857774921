package scan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
)

// exportQuality is for pictures that must be encoded anew: no loss that a
// reviewer could see, at about the size a camera gives.
const exportQuality = 92

// maxProfileBytes bounds the colour profile carried over to a picture that is
// encoded anew; the largest in use have about 3 MB.
const maxProfileBytes = 4 << 20

// Clean writes to w the copy of the scan r, which info describes, that may
// leave this machine, in the format of [ExportExtension]. Place, time, camera,
// comments, embedded previews and everything behind the picture's end are left
// out. The same scan gives the same bytes.
//
//   - A JPEG is copied without decoding, losing nothing but its metadata; colour
//     profile, resolution and the Adobe colour marker stay. Only if EXIF says
//     that it must be turned it is decoded, turned and encoded anew at quality
//     92, because many viewers do not heed EXIF and it is gone anyway. The
//     encoder halves the colour in both directions (4:2:0), as phones do.
//   - A PNG is copied chunk by chunk; turned, if ever, without loss.
//   - WebP, BMP and TIFF become JPEG on white, GIF becomes PNG.
//   - A PDF is copied as it is.
//
// What is copied without decoding, and a PDF, needs no memory to speak of. On an
// error w has been written to in part. A scan found damaged is an [*Error].
func Clean(ctx context.Context, w io.Writer, r io.ReaderAt, info Info) error {
	src := newSource(ctx, r, info.Bytes)
	turned := info.Orientation >= 2 && info.Orientation <= 8
	var err error
	switch {
	case info.Kind == PDF:
		err = copyWhole(w, src)
	case info.Kind == JPEG && !turned:
		err = copyJPEG(w, src.buffered(), keepPicture)
	case info.Kind == PNG && !turned:
		err = copyPNG(w, src.buffered())
	case info.Kind == JPEG:
		err = turnJPEG(w, src, info.Orientation)
	case ExportExtension(info.Kind) == ".png":
		err = reencode(src, info, func(img image.Image) error { return png.Encode(w, img) })
	case ExportExtension(info.Kind) == ".jpg":
		err = reencode(src, info, func(img image.Image) error { return encodeJPEG(w, onWhite(img)) })
	default:
		return fmt.Errorf("clean copy of %q: %w", info.Kind, errNotPicture)
	}
	var failed *writeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &failed):
		return err
	}
	return src.failure(info.Kind, err)
}

// copyWhole copies every byte, a megabyte at a time.
func copyWhole(w io.Writer, src *source) error {
	n, err := io.CopyBuffer(onlyWriter{w}, src.reader(), make([]byte, min(src.size, 1<<20)))
	switch {
	case err != nil && src.err == nil:
		return &writeError{err}
	case err == nil && n < src.size:
		return errCutShort
	}
	return err
}

// keepPicture keeps what a viewer needs of a JPEG and nothing else. It names
// what stays, not what goes: metadata has many homes (EXIF, XMP, IPTC, comments,
// vendor segments, a second picture in APP2).
func keepPicture(marker byte, payload []byte) []byte {
	switch marker {
	case markerSOF0, markerSOF0 + 1, markerSOF2, markerDHT, markerDQT, markerDRI, markerSOS:
		return payload
	case markerAPP0:
		const size = 14 // up to the preview, which may show what was cut off since
		if len(payload) < size || !bytes.HasPrefix(payload, []byte("JFIF\x00")) {
			return nil
		}
		payload[12], payload[13] = 0, 0
		return payload[:size]
	case markerAPP2:
		if bytes.HasPrefix(payload, []byte("ICC_PROFILE\x00")) {
			return payload
		}
	case markerAPP14:
		if bytes.HasPrefix(payload, []byte("Adobe")) {
			return payload
		}
	}
	return nil
}

// turnJPEG writes the JPEG in src turned, with its colour profile.
func turnJPEG(w io.Writer, src *source, orientation int) error {
	img, err := decode(src, JPEG)
	if err != nil {
		return err
	}
	var profile []byte
	if _, cmyk := img.(*image.CMYK); !cmyk { // a CMYK profile would not fit the RGB we write
		if profile, err = profileSegments(src); err != nil {
			return err
		}
	}
	if _, err := w.Write(append([]byte{0xFF, markerSOI}, profile...)); err != nil {
		return &writeError{err}
	}
	return encodeJPEG(&skipWriter{w: w, skip: 2}, turn(img, orientation))
}

// profileSegments returns the whole APP2 segments that hold the colour profile.
func profileSegments(src *source) ([]byte, error) {
	var segments []byte
	err := copyJPEG(io.Discard, src.buffered(), func(marker byte, payload []byte) []byte {
		if marker == markerAPP2 && keepPicture(marker, payload) != nil {
			n := len(payload) + 2
			segments = append(segments, 0xFF, marker, byte(n>>8), byte(n))
			segments = append(segments, payload...)
		}
		if len(segments) > maxProfileBytes {
			segments = segments[:0]
		}
		return nil
	})
	return segments, err
}

// reencode decodes, turns and hands the picture to encode.
func reencode(src *source, info Info, encode func(image.Image) error) error {
	img, err := decode(src, info.Kind)
	if err != nil {
		return err
	}
	if err := encode(turn(img, info.Orientation)); err != nil {
		return &writeError{err}
	}
	return nil
}

func encodeJPEG(w io.Writer, img image.Image) error {
	if err := jpeg.Encode(w, img, &jpeg.Options{Quality: exportQuality}); err != nil {
		return &writeError{err}
	}
	return nil
}

// onWhite returns img as a JPEG can hold it: unchanged if it has no
// transparency, else drawn on white.
func onWhite(img image.Image) image.Image {
	if alwaysOpaque(img) {
		return img
	}
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	drawOnWhite(out, out.Rect, img, b.Min)
	return out
}

// skipWriter drops the first skip bytes written to it.
type skipWriter struct {
	w    io.Writer
	skip int
}

func (s *skipWriter) Write(p []byte) (int, error) {
	dropped := min(s.skip, len(p))
	s.skip -= dropped
	n, err := s.w.Write(p[dropped:])
	return n + dropped, err
}

// onlyWriter hides a ReadFrom, which would bypass the large buffer.
type onlyWriter struct{ io.Writer }
