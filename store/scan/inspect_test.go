package scan

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/signintech/gopdf"
)

func TestInspectTellsWhatAScanIs(t *testing.T) {
	m := quarters(40, 20)
	tests := []struct {
		name string
		data []byte
		want Info
	}{
		{"JPEG", jpegOf(m), Info{Kind: JPEG, Width: 40, Height: 20, Orientation: 1, Pages: 1}},
		{"JPEG lying on its side", withSegments(jpegOf(m), exif(6)), Info{Kind: JPEG, Width: 20, Height: 40, Orientation: 6, Pages: 1}},
		{"JPEG with an orientation that does not exist", withSegments(jpegOf(m), exif(9)), Info{Kind: JPEG, Width: 40, Height: 20, Orientation: 1, Pages: 1}},
		{"JPEG with broken EXIF", withSegments(jpegOf(m), segment(0xE1, "Exif\x00\x00II*\x00\xff\xff\xff\x7f")), Info{Kind: JPEG, Width: 40, Height: 20, Orientation: 1, Pages: 1}},
		{"JPEG with a zip behind it", append(jpegOf(m), "PK\x03\x04"...), Info{Kind: JPEG, Width: 40, Height: 20, Orientation: 1, Pages: 1}},
		{"PNG", pngOf(m), Info{Kind: PNG, Width: 40, Height: 20, Orientation: 1, Pages: 1}},
		{"PNG lying on its side", withChunks(pngOf(m), pngChunk("eXIf", string(exifBody(8)))), Info{Kind: PNG, Width: 20, Height: 40, Orientation: 8, Pages: 1}},
		{"GIF", gifOf(m), Info{Kind: GIF, Width: 40, Height: 20, Orientation: 1, Pages: 1}},
		{"BMP", bmpOf(m), Info{Kind: BMP, Width: 40, Height: 20, Orientation: 1, Pages: 1}},
		{"TIFF", tiffOf(m), Info{Kind: TIFF, Width: 40, Height: 20, Orientation: 1, Pages: 1}},
		{"WebP", onePixelWebP, Info{Kind: WebP, Width: 1, Height: 1, Orientation: 1, Pages: 1}},
		{"PDF", pdfOf(3, gopdf.PDFProtectionConfig{}), Info{Kind: PDF, Pages: 3}},
		{"PDF behind a scanner's job header", append([]byte("@PJL\r\n"), pdfOf(2, gopdf.PDFProtectionConfig{})...), Info{Kind: PDF, Pages: 2}},
		{"PDF that may not be printed but opens", pdfOf(1, gopdf.PDFProtectionConfig{UseProtection: true, OwnerPass: []byte("owner")}), Info{Kind: PDF, Pages: 1}},
		{"PDF that runs a script", rawPDF(
			"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", emptyPage), Info{Kind: PDF, Pages: 1, Active: true}},
		{"PDF that runs a script packed away", packedPDF("<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), Info{Kind: PDF, Pages: 1, Active: true}},
		{"PDF with harmless objects packed away", packedPDF("[3 0 R /Fit]"), Info{Kind: PDF, Pages: 1}},
		{"PDF that starts a program", rawPDF(
			"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [<< /Type /Annot /A << /S /Launch /F (cmd.exe) >> >>] >>"), Info{Kind: PDF, Pages: 1, Active: true}},
		{"PDF that claims a million pages", rawPDF(
			"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>", emptyPage), Info{Kind: PDF, Pages: 1}},
		{"PDF that shows one page twice", rawPDF(
			"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", emptyPage), Info{Kind: PDF, Pages: 2}},
		{"PDF that opens at a page, which is harmless", rawPDF(
			"<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", emptyPage), Info{Kind: PDF, Pages: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := inspect(t, tt.data)
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			tt.want.Bytes = int64(len(tt.data))
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestInspectRefusesWhatCannotBeUsed(t *testing.T) {
	m := quarters(400, 300)
	half := func(data []byte) []byte { return data[:len(data)/2] }
	corrupt := pngOf(m)
	corrupt[len(corrupt)/2] ^= 1
	tests := []struct {
		name string
		data []byte
		want Problem
	}{
		{"empty file", nil, Empty},
		{"text", []byte("BMW is the client; please call back"), UnknownKind},
		{"web page", []byte("<!DOCTYPE html><html></html>"), UnknownKind},
		{"HEIC", heicHead, PhoneFormat},
		{"Word document", []byte("PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"), Archive},
		{"half a JPEG", half(jpegOf(m)), Damaged},
		{"JPEG without its last bytes", jpegOf(m)[:len(jpegOf(m))-2], Damaged},
		{"JPEG that ends in a segment", jpegOf(m)[:30], Damaged},
		{"JPEG that has only a preview in its EXIF", append([]byte{0xFF, 0xD8}, segment(0xE1, string(jpegOf(quarters(8, 8))))...), Damaged},
		{"half a PNG", half(pngOf(m)), Damaged},
		{"PNG with a flipped bit", corrupt, Damaged},
		{"half a GIF", half(gifOf(m)), Damaged},
		{"half a BMP", half(bmpOf(m)), Damaged},
		{"half a TIFF", half(tiffOf(m)), Damaged},
		{"half a WebP", onePixelWebP[:24], Damaged},
		{"TIFF for more than 4 GB", []byte("II+\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00"), Damaged},
		{"BMP of OS/2", []byte("BM\x26\x00\x00\x00\x00\x00\x00\x00\x1a\x00\x00\x00\x0c\x00\x00\x00\x02\x00\x02\x00\x01\x00\x18\x00"), Damaged},
		{"TIFF with two pages", twoPageTIFF(m), ManyPictures},
		{"JPEG with thousands of scans", manyScans(), Damaged},
		{"progressive JPEG too large to decode", withSegments(progressiveHeader(7000, 7000), segment(0xFE, strings.Repeat("x", 6000))), TooManyPixels},
		{"half a PDF", half(pdfOf(4, gopdf.PDFProtectionConfig{})), Damaged},
		{"PDF header and nothing else", []byte("%PDF-1.7\n"), Damaged},
		{"PDF of 100 kB that unpacks to 150 MB", packedPDF(slices.Repeat([]string{"(" + strings.Repeat("a", 15_000_000) + ")"}, 10)...), Damaged},
		{"PDF whose page list is no list", rawPDF("<< /Type /Catalog /Pages 2 0 R >>", "(text)"), Damaged},
		{"PDF without a page list", rawPDF("<< /Type /Catalog >>"), Damaged},
		{"PDF with a password", pdfOf(1, gopdf.PDFProtectionConfig{UseProtection: true, UserPass: []byte("user"), OwnerPass: []byte("owner")}), Encrypted},
		{"PDF encrypted by its trailer, which says it all", bytes.Replace(rawPDF(
			"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", emptyPage),
			[]byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt << /Filter /Standard /V 9 >>"), 1), Encrypted},
		{"PDF whose page list holds itself", rawPDF("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>", emptyPage), Damaged},
		{"PDF without pages", rawPDF("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"), NoPages},
		{"PDF that only claims to have pages", rawPDF("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 7 >>"), NoPages},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			info, err := inspect(t, tt.data)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got %+v and error %v, want problem %q", info, err, tt.want)
			}
			if e.Problem != tt.want {
				t.Errorf("got problem %q (%v), want %q", e.Problem, e, tt.want)
			}
			if info.Encrypted != (tt.want == Encrypted) {
				t.Errorf("got Encrypted %v", info.Encrypted)
			}
		})
	}
}

// A header may claim anything; nothing may be reserved because of it.
func TestInspectRefusesGiantPicturesWithoutReservingMemory(t *testing.T) {
	giantPNG := []byte(pngSignature)
	giantPNG = append(giantPNG, pngChunk("IHDR", "\x00\x00\x75\x30\x00\x00\x75\x30\x08\x06\x00\x00\x00")...)
	tests := []struct {
		name string
		data []byte
	}{
		{"PNG of 30,000 × 30,000", giantPNG},
		{"JPEG of 65,500 × 65,500", jpegHeader(0xC0, 65500, 65500)},
		{"JPEG of 20,001 × 1", jpegHeader(0xC0, 20001, 1)},
		{"JPEG of 50 megapixels and a line", jpegHeader(0xC0, 10000, 5001)},
		{"GIF of 65,535 × 65,535", []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02L\x01\x00;")},
		{"BMP of 30,000 × 30,000", giantBMP(30000, 30000)},
		{"WebP of 16,384 × 16,384", []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\xff\xff\xff\x0f\x07\x10\x11\x11\x88\x88\xfe\x07\x00")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := inspect(t, tt.data)
			runtime.ReadMemStats(&after)
			var e *Error
			if !errors.As(err, &e) || e.Problem != TooManyPixels {
				t.Fatalf("got error %v, want problem %q", err, TooManyPixels)
			}
			if e.Width*e.Height == 0 {
				t.Error("the error does not say how large the picture is")
			}
			if got := after.TotalAlloc - before.TotalAlloc; got > 1<<20 {
				t.Errorf("%d bytes were allocated", got)
			}
			// The other ways in are shut as well.
			info := Info{Kind: Detect(tt.data), Bytes: int64(len(tt.data)), Orientation: 3}
			if _, err := Thumbnail(t.Context(), bytes.NewReader(tt.data), info, 100); !errors.As(err, &e) {
				t.Errorf("Thumbnail: got error %v", err)
			}
			if err := Clean(t.Context(), io.Discard, bytes.NewReader(tt.data), info); !errors.As(err, &e) {
				t.Errorf("Clean: got error %v", err)
			}
		})
	}
}

func TestInspectRefusesAFileThatIsTooLargeWithoutReadingIt(t *testing.T) {
	_, err := Inspect(t.Context(), failingReader{}, MaxBytes+1)
	var e *Error
	if !errors.As(err, &e) || e.Problem != TooLarge {
		t.Errorf("got error %v, want problem %q", err, TooLarge)
	}
}

// A disk that fails is not the scan's fault, and the person must not be told to
// scan again.
func TestFailuresOfTheDiskAreNotProblemsOfTheScan(t *testing.T) {
	for _, data := range [][]byte{jpegOf(quarters(400, 300)), pngOf(quarters(400, 300)), tiffOf(quarters(400, 300)), pdfOf(1, gopdf.PDFProtectionConfig{})} {
		for _, after := range []int{0, 1, 2} {
			_, err := Inspect(t.Context(), &failingAfter{bytes.NewReader(data), after}, int64(len(data)))
			if !errors.Is(err, errDisk) {
				t.Errorf("%s, failing after %d reads: got error %v, want the disk's", Detect(data), after, err)
			}
		}
	}
}

func TestInspectStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, data := range [][]byte{jpegOf(quarters(40, 20)), pdfOf(1, gopdf.PDFProtectionConfig{})} {
		if _, err := Inspect(ctx, bytes.NewReader(data), int64(len(data))); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got error %v, want %v", Detect(data), err, context.Canceled)
		}
	}
}

func TestNameMismatch(t *testing.T) {
	tests := []struct {
		name string
		kind Kind
		want bool
	}{
		{"licence.jpg", JPEG, false},
		{"LICENCE.JPEG", JPEG, false},
		{"licence.jpg", PNG, true},
		{"营业执照.pdf", JPEG, true},
		{"scan.tif", TIFF, false},
		{"letter.docx", PDF, true},
		{"licence", PNG, false},
		{"执照2024.11", PNG, false},
		{"身份证.正面", JPEG, false},
		{".hidden", JPEG, false},
	}
	for _, tt := range tests {
		if got := NameMismatch(tt.name, tt.kind); got != tt.want {
			t.Errorf("NameMismatch(%q, %s) = %v, want %v", tt.name, tt.kind, got, tt.want)
		}
	}
}

// jpegHeader is a JPEG with a frame header and a scan without data.
func jpegHeader(sof byte, w, h int) []byte {
	frame := string([]byte{8, byte(h >> 8), byte(h), byte(w >> 8), byte(w), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0})
	b := append([]byte{0xFF, 0xD8}, segment(sof, frame)...)
	b = append(b, segment(0xDA, "\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00")...)
	return append(b, 0xFF, 0xD9)
}

func progressiveHeader(w, h int) []byte { return jpegHeader(0xC2, w, h) }

// manyScans is a progressive JPEG with 5,000 scans of nothing.
func manyScans() []byte {
	b := progressiveHeader(3000, 3000)
	b = b[:len(b)-2]
	for range 5000 {
		b = append(b, segment(0xDA, "\x01\x01\x00\x01\x3f\x00\x00")...)
	}
	return append(b, 0xFF, 0xD9)
}

func giantBMP(w, h uint32) []byte {
	b := bmpOf(image.NewGray(image.Rect(0, 0, 1, 1)))
	binary.LittleEndian.PutUint32(b[18:], w)
	binary.LittleEndian.PutUint32(b[22:], h)
	return b
}

// twoPageTIFF links a TIFF's list of pictures to a second one.
func twoPageTIFF(m image.Image) []byte {
	b := tiffOf(m)
	le := binary.LittleEndian
	first := le.Uint32(b[4:])
	entries := uint32(le.Uint16(b[first:]))
	directory := bytes.Clone(b[first : first+2+12*entries+4])
	le.PutUint32(b[first+2+12*entries:], uint32(len(b)))
	return append(b, directory...)
}

var errDisk = errors.New("disk is gone")

type failingReader struct{}

func (failingReader) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

// failingAfter reads from a Reader a few times and then fails.
type failingAfter struct {
	io.ReaderAt
	left int
}

func (f *failingAfter) ReadAt(p []byte, off int64) (int, error) {
	if f.left == 0 {
		return 0, errDisk
	}
	f.left--
	return f.ReaderAt.ReadAt(p, off)
}

// near reports that two colours look alike after JPEG.
func near(a, b color.Color) bool {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	const slack = 40 << 8
	return max(r1, r2)-min(r1, r2) < slack && max(g1, g2)-min(g1, g2) < slack && max(b1, b2)-min(b1, b2) < slack
}
