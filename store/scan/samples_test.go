package scan

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/signintech/gopdf"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// The pictures of these tests are made here; none is a photograph of anything.

// quarters is a picture of w × h with a colour in each quarter: red and green
// above, blue and white below.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, quarterColours[2*(2*y/h)+2*x/w])
		}
	}
	return m
}

var quarterColours = [4]color.RGBA{
	{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 255, 255},
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func jpegOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func pngOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func gifOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func bmpOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := bmp.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func tiffOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := tiff.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// onePixelWebP is a lossless WebP of one pixel, written out by hand since Go
// has no encoder.
var onePixelWebP = []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")

// heicHead is how a phone's HEIC begins.
var heicHead = []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x00meta")

// withSegments puts marker segments behind a JPEG's start of image.
func withSegments(jpg []byte, segments ...[]byte) []byte {
	out := append([]byte{}, jpg[:2]...)
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, jpg[2:]...)
}

func segment(marker byte, payload string) []byte {
	n := len(payload) + 2
	return append([]byte{0xFF, marker, byte(n >> 8), byte(n)}, payload...)
}

// exif is an APP1 segment with an orientation and a place in GPS coordinates.
func exif(orientation int) []byte {
	return segment(0xE1, "Exif\x00\x00"+string(exifBody(orientation)))
}

// exifBody is a TIFF structure: IFD0 with Make, Orientation and a link to a GPS
// IFD with a latitude.
func exifBody(orientation int) []byte {
	le := binary.LittleEndian
	b := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, count, value uint32) {
		b = le.AppendUint16(b, tag)
		b = le.AppendUint16(b, kind)
		b = le.AppendUint32(b, count)
		b = le.AppendUint32(b, value)
	}
	const gpsAt, makeAt, latitudeAt = 50, 80, 88
	b = le.AppendUint16(b, 3)
	entry(0x010F, 2, 8, makeAt)
	entry(0x0112, 3, 1, uint32(orientation))
	entry(0x8825, 4, 1, gpsAt)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint16(b, 2)
	entry(1, 2, 2, 'N')
	entry(2, 5, 3, latitudeAt)
	b = le.AppendUint32(b, 0)
	b = append(b, "TRACE-C\x00"...)
	for _, v := range []uint32{39, 1, 54, 1, 20, 1} {
		b = le.AppendUint32(b, v)
	}
	return b
}

// pngChunk is a PNG chunk with its checksum.
func pngChunk(kind, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(b, kind...)
	b = append(b, data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// withChunks puts chunks behind a PNG's header chunk.
func withChunks(p []byte, chunks ...[]byte) []byte {
	const headerEnd = 8 + 25
	out := append([]byte{}, p[:headerEnd]...)
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, p[headerEnd:]...)
}

// pdfOf is a PDF with n pages in red.
func pdfOf(n int, protection gopdf.PDFProtectionConfig) []byte {
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4, Protection: protection})
	for range n {
		pdf.AddPage()
		pdf.SetFillColor(255, 0, 0)
		pdf.RectFromUpperLeftWithStyle(0, 0, 595, 842, "F")
	}
	return must(pdf.GetBytesPdfReturnErr())
}

// rawPDF is a PDF of the objects given, the first of which is the catalog.
func rawPDF(objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return []byte(b.String())
}

// packedPDF is a PDF whose objects other than its pages are in object streams
// (ISO 32000-1, 7.5.7), one each, numbered from 10.
func packedPDF(objects ...string) []byte {
	var b, xref bytes.Buffer
	var index strings.Builder
	row := func(number, kind, place int) {
		fmt.Fprintf(&index, "%d 1 ", number)
		xref.Write([]byte{byte(kind), byte(place >> 24), byte(place >> 16), byte(place >> 8), byte(place), 0})
	}
	add := func(number int, object string) {
		row(number, 1, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", number, object)
	}
	stream := func(dict, data string) string {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		_, err := io.WriteString(w, data)
		if err = errors.Join(err, w.Close()); err != nil {
			panic(err)
		}
		return fmt.Sprintf("<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", dict, z.Len(), z.String())
	}
	b.WriteString("%PDF-1.5\n")
	add(1, "<< /Type /Catalog /Pages 2 0 R /OpenAction 10 0 R >>")
	add(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	add(3, emptyPage)
	for i, o := range objects {
		head := fmt.Sprintf("%d 0 ", 10+i)
		add(1000+i, stream(fmt.Sprintf("/Type /ObjStm /N 1 /First %d", len(head)), head+o))
	}
	for i := range objects {
		row(10+i, 2, 1000+i)
	}
	start := b.Len()
	row(2000, 1, start)
	fmt.Fprintf(&b, "2000 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n",
		stream("/Type /XRef /Size 2001 /Root 1 0 R /W [1 4 1] /Index ["+index.String()+"]", xref.String()), start)
	return b.Bytes()
}

const emptyPage = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"

// photo12 is a JPEG of 4000 × 3000 pixels and about 4.4 MB, with the gradients
// and grain of a page photographed by a phone, EXIF included.
var photo12 = sync.OnceValue(func() []byte {
	const w, h = 4000, 3000
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	grain := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			v := 120 + x/50 + y/60 + int(grain.Uint32()%24)
			if y%60 < 18 && x%34 < 20 && (x/34*7+y/60*3)%5 > 0 {
				v -= 100 // lines of text
			}
			m.Y[y*m.YStride+x] = uint8(min(v, 255))
		}
	}
	for i := range m.Cb {
		m.Cb[i] = uint8(124 + grain.Uint32()%6)
		m.Cr[i] = uint8(128 + grain.Uint32()%6)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 91}); err != nil {
		panic(err)
	}
	return withSegments(b.Bytes(), exif(1))
})

// inspect is Inspect of bytes.
func inspect(t testing.TB, data []byte) (Info, error) {
	t.Helper()
	return Inspect(t.Context(), bytes.NewReader(data), int64(len(data)))
}

// clean is Clean of bytes that Inspect accepts.
func clean(t testing.TB, data []byte) []byte {
	t.Helper()
	info, err := inspect(t, data)
	if err != nil {
		t.Fatalf("inspect: %v", err)
	}
	var out bytes.Buffer
	if err := Clean(t.Context(), &out, bytes.NewReader(data), info); err != nil {
		t.Fatalf("clean: %v", err)
	}
	return out.Bytes()
}

// decoded decodes bytes of any picture format.
func decoded(t testing.TB, data []byte) image.Image {
	t.Helper()
	src := newSource(t.Context(), bytes.NewReader(data), int64(len(data)))
	img, err := decode(src, Detect(data))
	if err != nil {
		t.Fatalf("decode: %v", err)
	}
	return img
}
