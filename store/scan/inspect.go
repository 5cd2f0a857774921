package scan

import (
	"context"
	"fmt"
	"io"
)

// What a scan may be at most. A page at 600 dpi has 35 million pixels and the
// largest phone cameras give 50; beyond that lie only mistakes and bombs
// (every pixel costs up to eight bytes to decode).
const (
	MaxBytes  = 64 << 20   // bytes of the file
	MaxPixels = 50_000_000 // width × height
	MaxSide   = 20_000     // pixels, either side
)

// Info is what a scan is. All of it follows from the bytes, so it may be stored
// beside them.
type Info struct {
	Kind        Kind
	Bytes       int64 // size of the file
	Width       int   // pixels as a person sees the picture, after the EXIF turn; 0 for a PDF
	Height      int   // likewise
	Orientation int   // the EXIF turn still to be made, 1 to 8; 1 is none; 0 for a PDF
	Pages       int   // pages of a PDF; 1 for a picture
	Encrypted   bool  // a PDF that cannot be opened without a password
	Active      bool  // a PDF with scripts, launch actions or embedded files: show a picture of it, never open it
}

// Inspect tells what the size bytes of r are, or returns an [*Error] saying why
// they cannot be used; the Info is then filled as far as it was known.
//
// It is cheap and bounded: pixel counts come from headers and are checked before
// anything is decoded, and a JPEG or PNG is walked to its end, which finds one
// that is cut short, without decoding it. The pixels themselves are first read
// by [Thumbnail], which reports what only decoding can show as [Damaged] too.
// WebP, BMP, TIFF and GIF, rare and converted later anyway, are decoded.
func Inspect(ctx context.Context, r io.ReaderAt, size int64) (Info, error) {
	info := Info{Bytes: size}
	switch {
	case size <= 0:
		return info, &Error{Problem: Empty}
	case size > MaxBytes:
		return info, &Error{Problem: TooLarge}
	}
	src := newSource(ctx, r, size)

	head := make([]byte, min(size, DetectBytes))
	if _, err := src.ReadAt(head, 0); err != nil && err != io.EOF {
		return info, fmt.Errorf("read scan: %w", err)
	}
	info.Kind = Detect(head)
	switch info.Kind {
	case Unknown:
		return info, &Error{Problem: UnknownKind}
	case HEIC:
		return info, &Error{Problem: PhoneFormat, Kind: HEIC}
	case Zip:
		return info, &Error{Problem: Archive, Kind: Zip}
	case PDF:
		err := inspectPDF(src, &info)
		return info, err
	}
	err := inspectPicture(src, &info)
	return info, err
}

func inspectPicture(src *source, info *Info) error {
	config, err := decodeConfig(src, info.Kind)
	if err != nil {
		return err
	}
	info.Pages = 1
	info.Orientation = orientation(src, info.Kind)
	info.Width, info.Height = config.Width, config.Height
	if turnsSideways(info.Orientation) {
		info.Width, info.Height = info.Height, info.Width
	}
	switch info.Kind {
	case JPEG:
		err = copyJPEG(io.Discard, src.buffered(), keepAllJPEG)
	case PNG:
		err = copyPNG(io.Discard, src.buffered())
	case TIFF:
		if info.Pages, err = countTIFFPages(src); err != nil {
			break
		}
		if info.Pages > 1 {
			return &Error{Problem: ManyPictures, Kind: TIFF}
		}
		_, err = decode(src, info.Kind)
	default:
		_, err = decode(src, info.Kind)
	}
	if err != nil {
		return src.failure(info.Kind, err)
	}
	// A context that ended between two reads left no trace in the decoder.
	if err := src.ctx.Err(); err != nil {
		return fmt.Errorf("read scan: %w", err)
	}
	return nil
}
