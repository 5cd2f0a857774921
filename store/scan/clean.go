package scan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
)

// exportQuality is for pictures that must be encoded anew: no loss that a
// reviewer could see, at about the size a camera gives.
const exportQuality = 92

// maxProfileBytes bounds the colour profile that is carried over; the largest in use
// have about 3 MB.
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
//   - A PDF keeps its pages to the stroke, with the stamps and filled-in fields on
//     them. Author, program, times, scripts, links and files in it go, as does
//     what a camera wrote into the photographs it holds. See [CleanPDF].
//
// What is copied without decoding needs no memory to speak of, a PDF its own
// size. On an error w has been written to in part. A scan found damaged is an
// [*Error].
func Clean(ctx context.Context, w io.Writer, r io.ReaderAt, info Info) error {
	src := newSource(ctx, r, info.Bytes)
	turned := info.Orientation >= 2 && info.Orientation <= 8
	var err error
	switch {
	case info.Kind == PDF:
		return CleanPDF(ctx, w, r, info, nil)
	case info.Kind == JPEG && !turned:
		err = copyJPEG(w, src.buffered(), pictureKeeper())
	case info.Kind == PNG && !turned:
		err = copyPNG(w, src.buffered())
	case ExportExtension(info.Kind) != "":
		var img image.Image
		if img, err = decode(src, info.Kind); err == nil {
			err = encode(ctx, w, turn(img, info.Orientation), src, info.Kind)
		}
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

// pictureKeeper is keepPicture for one whole JPEG, of whose colour profile it keeps
// every part once, and nothing where there are more parts than a profile can have
// (ICC.1, B.4: behind the name the number of the part, from 1, and that of all).
func pictureKeeper() keepJPEG {
	const name, mostParts = len("ICC_PROFILE\x00"), maxProfileBytes >> 16
	seen := map[byte]bool{}
	return func(marker byte, payload []byte) []byte {
		kept := keepPicture(marker, payload)
		if kept == nil || marker != markerAPP2 {
			return kept
		}
		if len(kept) < name+2 || kept[name] < 1 || kept[name] > kept[name+1] || kept[name+1] > mostParts || seen[kept[name]] {
			return nil
		}
		seen[kept[name]] = true
		return kept
	}
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

// profileSegments returns the whole APP2 segments that hold the colour profile;
// none of a profile for printing (CMYK), which would not fit what we encode.
func profileSegments(src *source) ([]byte, error) {
	const space = 14 + 16 // place of the colour space: ICC.1, 7.2.6, behind the segment's own head
	var segments []byte
	cmyk := false
	err := copyJPEG(io.Discard, src.buffered(), func(marker byte, payload []byte) []byte {
		if marker == markerAPP2 && keepPicture(marker, payload) != nil {
			cmyk = cmyk || len(payload) >= space+4 && payload[12] == 1 && string(payload[space:space+4]) == "CMYK"
			n := len(payload) + 2
			segments = append(segments, 0xFF, marker, byte(n>>8), byte(n))
			segments = append(segments, payload...)
		}
		if len(segments) > maxProfileBytes {
			segments = segments[:0]
		}
		return nil
	})
	if cmyk {
		return nil, err
	}
	return segments, err
}

func encodeJPEG(w io.Writer, img image.Image, quality int) error {
	if err := jpeg.Encode(w, img, &jpeg.Options{Quality: quality}); err != nil {
		return &writeError{err}
	}
	return nil
}

// onWhite returns img as a JPEG can hold it: unchanged if it has no
// transparency, else drawn on white.
func onWhite(img image.Image) image.Image {
	if m, ok := img.(*image.RGBA); alwaysOpaque(img) || ok && m.Opaque() {
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
