package scan

import (
	"bytes"
	"errors"
	"testing"

	"github.com/signintech/gopdf"

	"recordaldesk/store/hostile"
)

// FuzzInspect proves of every file that it is refused with a problem, or that its
// thumbnail and its clean copy can be made and that copy is a scan of the same size.
func FuzzInspect(f *testing.F) {
	m := quarters(12, 9)
	for _, data := range [][]byte{
		withSegments(jpegOf(m), exif(6), segment(0xE2, "ICC_PROFILE\x00\x01\x01x")),
		withChunks(pngOf(m), pngChunk("eXIf", string(exifBody(3)))),
		gifOf(m), bmpOf(m), tiffOf(m), onePixelWebP, heicHead, twoPageTIFF(m),
		jpegHeader(0xC2, 300, 300),
	} {
		f.Add(data)
	}
	hostile.Seed(f, "picture", 16<<10)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := inspect(t, data)
		var e *Error
		if err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("an error that is no problem of the scan: %v", err)
			}
			return
		}
		if info.Pages < 1 || info.Kind != PDF && (info.Width < 1 || info.Width > MaxSide || info.Width*info.Height > MaxPixels) {
			t.Fatalf("accepted %+v", info)
		}
		if info.Kind == PDF || info.Width*info.Height > 1_000_000 {
			return // decoding large pictures would leave no time for finding bugs
		}
		if _, err := Thumbnail(t.Context(), bytes.NewReader(data), info, 64); err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("thumbnail: %v", err)
			}
			return
		}
		var out bytes.Buffer
		if err := Clean(t.Context(), &out, bytes.NewReader(data), info); err != nil {
			t.Fatalf("clean copy of a picture that decodes: %v", err)
		}
		again, err := inspect(t, out.Bytes())
		if err != nil || again.Kind.Extension() != ExportExtension(info.Kind) || again.Width != info.Width || again.Height != info.Height || again.Orientation != 1 {
			t.Fatalf("clean copy of %+v is %+v, %v", info, again, err)
		}
		if out.Len() > len(data)+8*info.Width*info.Height+4096 {
			t.Fatalf("clean copy of %d bytes has %d", len(data), out.Len())
		}
	})
}

// FuzzCleanPDF proves of every PDF that it is refused with a problem, or that its
// clean copy does nothing but show as many pages.
func FuzzCleanPDF(f *testing.F) {
	f.Add(pdfOf(1, gopdf.PDFProtectionConfig{}))
	f.Add(tellingPDF())
	hostile.Seed(f, "pdf", 16<<10)
	f.Fuzz(func(t *testing.T, data []byte) {
		if Detect(data) != PDF {
			return
		}
		info, err := inspect(t, data)
		var e *Error
		if err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("an error that is no problem of the scan: %v", err)
			}
			return
		}
		var out bytes.Buffer
		if err := Clean(t.Context(), &out, bytes.NewReader(data), info); err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("clean copy: %v", err)
			}
			return
		}
		again, err := inspect(t, out.Bytes())
		if err != nil || again.Active || again.Pages != info.Pages {
			t.Fatalf("clean copy of %+v is %+v, %v", info, again, err)
		}
	})
}
