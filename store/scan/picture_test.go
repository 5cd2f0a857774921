package scan

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"io"
	"strings"
	"testing"

	"github.com/bep/imagemeta"
	"github.com/signintech/gopdf"
)

// seen lists, for each EXIF orientation, which quarter of the stored picture
// stands top left, top right, bottom left and bottom right when looked at
// (CIPA DC-008-2019, table of the Orientation tag).
var seen = map[int][4]int{
	1: {0, 1, 2, 3}, 2: {1, 0, 3, 2}, 3: {3, 2, 1, 0}, 4: {2, 3, 0, 1},
	5: {0, 2, 1, 3}, 6: {2, 0, 3, 1}, 7: {3, 1, 2, 0}, 8: {1, 3, 0, 2},
}

// assertSeen checks the middle of each quarter of a picture.
func assertSeen(t *testing.T, img image.Image, orientation int) {
	t.Helper()
	b := img.Bounds()
	for i, quarter := range seen[orientation] {
		x, y := b.Min.X+b.Dx()*(1+2*(i%2))/4, b.Min.Y+b.Dy()*(1+2*(i/2))/4
		if got, want := img.At(x, y), quarterColours[quarter]; !near(got, want) {
			t.Errorf("quarter %d has %v, want %v", i, got, want)
		}
	}
}

func TestOrientationIsHonouredInThumbnailAndCleanCopy(t *testing.T) {
	m := quarters(160, 80)
	for orientation := 1; orientation <= 8; orientation++ {
		for _, data := range [][]byte{
			withSegments(jpegOf(m), exif(orientation)),
			withChunks(pngOf(m), pngChunk("eXIf", string(exifBody(orientation)))),
		} {
			t.Run(fmt.Sprintf("%s %d", Detect(data), orientation), func(t *testing.T) {
				info, err := inspect(t, data)
				if err != nil {
					t.Fatal(err)
				}
				small, err := Thumbnail(t.Context(), bytes.NewReader(data), info, 80)
				if err != nil {
					t.Fatal(err)
				}
				thumb := decoded(t, small)
				if max(thumb.Bounds().Dx(), thumb.Bounds().Dy()) != 80 {
					t.Errorf("thumbnail is %v, want a longer side of 80", thumb.Bounds())
				}
				assertSeen(t, thumb, orientation)

				out := clean(t, data)
				again, err := inspect(t, out)
				if err != nil || again.Orientation != 1 || again.Width != info.Width || again.Height != info.Height {
					t.Errorf("clean copy is %+v, %v; the scan was %+v", again, err, info)
				}
				assertSeen(t, decoded(t, out), orientation)
			})
		}
	}
}

// Every way in which a picture may keep its pixels is turned alike.
func TestTurnKnowsEveryColourModel(t *testing.T) {
	m := quarters(16, 8)
	models := map[string]draw.Image{
		"RGBA": image.NewRGBA(m.Rect), "NRGBA": image.NewNRGBA(m.Rect), "RGBA64": image.NewRGBA64(m.Rect),
		"NRGBA64": image.NewNRGBA64(m.Rect), "Paletted": image.NewPaletted(m.Rect, palette.Plan9), "CMYK": image.NewCMYK(m.Rect),
	}
	for name, img := range models {
		draw.Draw(img, m.Rect, m, image.Point{}, draw.Src)
		for orientation := 1; orientation <= 8; orientation++ {
			t.Run(fmt.Sprintf("%s %d", name, orientation), func(t *testing.T) {
				assertSeen(t, turn(img, orientation), orientation)
			})
		}
	}
	for _, ratio := range []image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410,
	} {
		img := image.NewYCbCr(m.Rect, ratio)
		for y := range 8 {
			for x := range 16 {
				c := quarterColours[2*(y/4)+x/8]
				yy, cb, cr := color.RGBToYCbCr(c.R, c.G, c.B)
				img.Y[img.YOffset(x, y)], img.Cb[img.COffset(x, y)], img.Cr[img.COffset(x, y)] = yy, cb, cr
			}
		}
		for orientation := 1; orientation <= 8; orientation++ {
			t.Run(fmt.Sprintf("%v %d", ratio, orientation), func(t *testing.T) {
				assertSeen(t, turn(img, orientation), orientation)
			})
		}
	}
	gray, gray16 := image.NewGray(image.Rect(0, 0, 2, 1)), image.NewGray16(image.Rect(0, 0, 2, 1))
	gray.SetGray(1, 0, color.Gray{200})
	gray16.SetGray16(1, 0, color.Gray16{200 << 8})
	for _, img := range []image.Image{gray, gray16} {
		if got := color.GrayModel.Convert(turn(img, 6).At(0, 1)).(color.Gray).Y; got != 200 {
			t.Errorf("%T turned has %d, want 200", img, got)
		}
	}
}

func TestThumbnailShowsTransparencyOnWhiteAndEveryColourModel(t *testing.T) {
	m := quarters(60, 30)
	clear := image.NewNRGBA(m.Rect)
	deep := image.NewNRGBA64(m.Rect)
	draw.Draw(deep, m.Rect, m, image.Point{}, draw.Src)
	paletted := image.NewPaletted(m.Rect, palette.Plan9)
	draw.Draw(paletted, m.Rect, m, image.Point{}, draw.Src)
	tests := []struct {
		name string
		data []byte
		want [2]color.Color // top left, bottom left
	}{
		{"wholly transparent PNG", pngOf(clear), [2]color.Color{color.White, color.White}},
		{"16-bit PNG", pngOf(deep), [2]color.Color{quarterColours[0], quarterColours[2]}},
		{"PNG with a palette", pngOf(paletted), [2]color.Color{quarterColours[0], quarterColours[2]}},
		{"GIF", gifOf(m), [2]color.Color{quarterColours[0], quarterColours[2]}},
		{"BMP", bmpOf(m), [2]color.Color{quarterColours[0], quarterColours[2]}},
		{"TIFF", tiffOf(m), [2]color.Color{quarterColours[0], quarterColours[2]}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			info, err := inspect(t, tt.data)
			if err != nil {
				t.Fatal(err)
			}
			small, err := Thumbnail(t.Context(), bytes.NewReader(tt.data), info, 30)
			if err != nil {
				t.Fatal(err)
			}
			for _, picture := range [][]byte{small, clean(t, tt.data)} {
				img := decoded(t, picture)
				if tt.name == "wholly transparent PNG" && Detect(picture) == PNG {
					continue // a PNG's clean copy keeps its transparency
				}
				w, h := img.Bounds().Dx(), img.Bounds().Dy()
				if !near(img.At(w/4, h/4), tt.want[0]) || !near(img.At(w/4, 3*h/4), tt.want[1]) {
					t.Errorf("%s: got %v and %v, want %v", Detect(picture), img.At(w/4, h/4), img.At(w/4, 3*h/4), tt.want)
				}
			}
		})
	}
}

// The picture of a GIF may be smaller than its screen, and stands where the file says
// (GIF89a, 18 and 20).
func TestThePictureOfAGIFStandsOnItsScreen(t *testing.T) {
	part := image.NewPaletted(image.Rect(20, 10, 40, 20), color.Palette{color.Black, color.RGBA{R: 200, A: 255}})
	for i := range part.Pix {
		part.Pix[i] = 1
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{
		Image: []*image.Paletted{part}, Delay: []int{0},
		Config: image.Config{ColorModel: part.Palette, Width: 60, Height: 40},
	}); err != nil {
		t.Fatal(err)
	}
	info := must(inspect(t, b.Bytes()))
	if info.Width != 60 || info.Height != 40 {
		t.Fatalf("inspected as %+v, want 60 × 40", info)
	}
	for _, picture := range [][]byte{clean(t, b.Bytes()), must(Thumbnail(t.Context(), bytes.NewReader(b.Bytes()), info, 60))} {
		img := decoded(t, picture)
		if img.Bounds() != image.Rect(0, 0, 60, 40) {
			t.Fatalf("%s is %v, want 60 × 40", Detect(picture), img.Bounds())
		}
		if got := img.At(30, 15); !near(got, part.Palette[1]) {
			t.Errorf("%s: the part is %v, want %v", Detect(picture), got, part.Palette[1])
		}
		if got := img.At(5, 5); Detect(picture) == PNG {
			if _, _, _, a := got.RGBA(); a != 0 {
				t.Errorf("beside the part is %v, want nothing", got)
			}
		} else if !near(got, color.White) {
			t.Errorf("beside the part is %v, want white", got)
		}
	}
}

func TestThumbnailIsNeverLargerThanThePictureAndNeverEmpty(t *testing.T) {
	for _, tt := range []struct{ w, h, side, wantW, wantH int }{
		{40, 20, 100, 40, 20}, {40, 20, 10, 10, 5}, {3000, 2, 100, 100, 1}, {1, 1, 1, 1, 1},
	} {
		data := pngOf(image.NewGray(image.Rect(0, 0, tt.w, tt.h)))
		info := must(inspect(t, data))
		got := decoded(t, must(Thumbnail(t.Context(), bytes.NewReader(data), info, tt.side))).Bounds()
		if got.Dx() != tt.wantW || got.Dy() != tt.wantH {
			t.Errorf("%d × %d within %d is %v, want %d × %d", tt.w, tt.h, tt.side, got, tt.wantW, tt.wantH)
		}
	}
}

func TestThumbnailFindsDamageThatOnlyDecodingShows(t *testing.T) {
	data := jpegOf(quarters(400, 300))
	short := append(data[:len(data)/2:len(data)/2], 0xFF, 0xD9) // an interrupted copy that someone "repaired"
	info, err := inspect(t, short)
	if err != nil {
		t.Fatalf("inspect: %v", err)
	}
	var e *Error
	if _, err := Thumbnail(t.Context(), bytes.NewReader(short), info, 100); !errors.As(err, &e) || e.Problem != Damaged {
		t.Errorf("got error %v, want problem %q", err, Damaged)
	}
}

func TestThumbnailStopsWithItsContext(t *testing.T) {
	data := jpegOf(quarters(400, 300))
	info := must(inspect(t, data))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Thumbnail(ctx, bytes.NewReader(data), info, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
}

// The photograph of a phone: what it shows stays to the last bit, what it tells goes.
func TestCleanRemovesMetadataFromAJPEGWithoutLoss(t *testing.T) {
	profile := segment(0xE2, "ICC_PROFILE\x00\x01\x01colour")
	scan := withSegments(jpegOf(quarters(160, 80)),
		segment(0xE0, "JFIF\x00\x01\x01\x01\x01\x2c\x01\x2c\x01\x01TRACE-A"+"xx"), // 300 dpi, with a preview
		segment(0xE0, "JFXX\x00\x10TRACE-B"),
		exif(1),
		segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>TRACE-D</x:xmpmeta>"),
		profile,
		segment(0xE2, "MPF\x00TRACE-E"),
		segment(0xED, "Photoshop 3.0\x008BIMTRACE-F"),
		segment(0xEE, "Adobe\x00\x64\x00\x00\x00\x00\x01"),
		segment(0xEF, "TRACE-G"),
		segment(0xFE, "TRACE-H"),
		[]byte("TRACE-I"), // stray bytes between segments, which decoders skip
	)
	scan = append(scan, zipOf(t, "TRACE-J.txt")...)
	out := clean(t, scan)

	if i := bytes.Index(out, []byte("TRACE-")); i >= 0 {
		t.Errorf("left in the copy: %s", out[i:i+7])
	}
	if !bytes.HasSuffix(out, []byte{0xFF, 0xD9}) {
		t.Error("the copy does not end where the picture ends")
	}
	if _, err := zip.NewReader(bytes.NewReader(out), int64(len(out))); err == nil {
		t.Error("the copy can still be opened as a zip")
	}
	if !bytes.Contains(out, profile) {
		t.Error("the colour profile is gone")
	}
	if !bytes.Contains(out, []byte("JFIF\x00\x01\x01\x01\x01\x2c\x01\x2c\x00\x00\xff")) {
		t.Error("the resolution is gone")
	}
	assertNoMetadata(t, out)
	assertSamePicture(t, scan, out)
	if !bytes.Equal(out, clean(t, scan)) {
		t.Error("the same scan gave other bytes")
	}
	if !bytes.Equal(out, clean(t, out)) {
		t.Error("a clean copy is changed by cleaning")
	}
}

func TestCleanRemovesMetadataFromATurnedJPEG(t *testing.T) {
	profile := segment(0xE2, "ICC_PROFILE\x00\x01\x01colour")
	scan := append(withSegments(jpegOf(quarters(160, 80)), exif(6), profile), "TRACE-J"...)
	out := clean(t, scan)
	if bytes.Contains(out, []byte("TRACE-")) {
		t.Error("metadata is left in the copy")
	}
	if !bytes.Contains(out, profile) {
		t.Error("the colour profile is gone")
	}
	assertNoMetadata(t, out)
	if !bytes.Equal(out, clean(t, scan)) {
		t.Error("the same scan gave other bytes")
	}
}

func TestCleanRemovesMetadataFromAPNGWithoutLoss(t *testing.T) {
	scan := withChunks(pngOf(quarters(160, 80)),
		pngChunk("pHYs", "\x00\x00\x2e\x23\x00\x00\x2e\x23\x01"),
		pngChunk("gAMA", "\x00\x00\xb1\x8f"),
		pngChunk("tEXt", "Author\x00TRACE-A"),
		pngChunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00TRACE-B"),
		pngChunk("eXIf", string(exifBody(1))),
		pngChunk("tIME", "\x07\xea\x0b\x17\x0a\x00\x00"),
		pngChunk("prVt", "TRACE-D"),
	)
	scan = append(scan, zipOf(t, "TRACE-J.txt")...)
	out := clean(t, scan)

	for _, gone := range []string{"TRACE-", "tIME", "eXIf", "tEXt"} {
		if bytes.Contains(out, []byte(gone)) {
			t.Errorf("left in the copy: %s", gone)
		}
	}
	for _, kept := range []string{"pHYs", "gAMA"} {
		if !bytes.Contains(out, []byte(kept)) {
			t.Errorf("gone from the copy: %s", kept)
		}
	}
	if !bytes.HasSuffix(out, pngChunk("IEND", "")) {
		t.Error("the copy does not end where the picture ends")
	}
	assertSamePicture(t, scan, out)
	if !bytes.Equal(out, clean(t, scan)) {
		t.Error("the same scan gave other bytes")
	}
}

func TestCleanWritesOnlyWhatThePacketTakes(t *testing.T) {
	m := quarters(40, 20)
	for _, data := range [][]byte{
		jpegOf(m), pngOf(m), gifOf(m), bmpOf(m), tiffOf(m), onePixelWebP, pdfOf(2, gopdf.PDFProtectionConfig{}),
	} {
		out := clean(t, data)
		if got, want := Detect(out).Extension(), ExportExtension(Detect(data)); got != want {
			t.Errorf("%s became %s, want %s", Detect(data), got, want)
		}
	}
	if got := ExportExtension(HEIC) + ExportExtension(Zip) + ExportExtension(Unknown); got != "" {
		t.Errorf("what cannot be exported has the ending %q", got)
	}
}

func TestCleanTellsAFullDiskFromADamagedScan(t *testing.T) {
	full := errors.New("no space left")
	m := quarters(400, 300)
	for _, data := range [][]byte{
		jpegOf(m), withSegments(jpegOf(m), exif(6)), pngOf(m), gifOf(m), tiffOf(m), pdfOf(1, gopdf.PDFProtectionConfig{}),
	} {
		info := must(inspect(t, data))
		err := Clean(t.Context(), &fullDisk{left: 100, err: full}, bytes.NewReader(data), info)
		var e *Error
		if !errors.Is(err, full) || errors.As(err, &e) {
			t.Errorf("%s: got error %v, want the writer's", info.Kind, err)
		}
		err = Clean(t.Context(), io.Discard, bytes.NewReader(data[:len(data)/2]), info)
		if !errors.As(err, &e) || e.Problem != Damaged {
			t.Errorf("half a %s: got error %v, want problem %q", info.Kind, err, Damaged)
		}
	}
}

func TestAPhotographOfTwelveMegapixelsGoesThrough(t *testing.T) {
	data := photo12()
	info, err := inspect(t, data)
	if err != nil {
		t.Fatal(err)
	}
	if info.Width != 4000 || info.Height != 3000 || len(data) < 3<<20 {
		t.Fatalf("got %+v", info)
	}
	thumb, err := Thumbnail(t.Context(), bytes.NewReader(data), info, 320)
	if err != nil {
		t.Fatal(err)
	}
	if b := decoded(t, thumb).Bounds(); b.Dx() != 320 || b.Dy() != 240 || len(thumb) > 64<<10 {
		t.Errorf("thumbnail is %v in %d bytes", b, len(thumb))
	}
	var out bytes.Buffer
	out.Grow(len(data))
	allocated := testing.AllocsPerRun(1, func() {
		out.Reset()
		if err := Clean(t.Context(), &out, bytes.NewReader(data), info); err != nil {
			t.Fatal(err)
		}
	})
	if allocated > 50 {
		t.Errorf("a copy without decoding made %v allocations", allocated)
	}
	if got, want := len(data)-out.Len(), len(exif(1)); got != want {
		t.Errorf("%d bytes were left out, want the %d of the EXIF", got, want)
	}
}

// assertNoMetadata reads the copy with a metadata library.
func assertNoMetadata(t *testing.T, data []byte) {
	t.Helper()
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: imagemeta.JPEG,
		Sources:         imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag: func(tag imagemeta.TagInfo) error {
			t.Errorf("metadata is left: %s %s", tag.Namespace, tag.Tag)
			return nil
		},
	})
	if err != nil {
		t.Errorf("read metadata: %v", err)
	}
}

func assertSamePicture(t *testing.T, a, b []byte) {
	t.Helper()
	assertSame(t, decoded(t, b), decoded(t, a))
}

// assertSame holds the pixels of n against those of m.
func assertSame(t *testing.T, n, m image.Image) {
	t.Helper()
	if m.Bounds() != n.Bounds() {
		t.Fatalf("got a picture of %v, want %v", n.Bounds(), m.Bounds())
	}
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			if m.At(x, y) != n.At(x, y) {
				t.Fatalf("pixel %d, %d is %v, want %v", x, y, n.At(x, y), m.At(x, y))
			}
		}
	}
}

func zipOf(t *testing.T, name string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	if err == nil {
		_, err = io.Copy(f, strings.NewReader("hidden"))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// fullDisk takes a few bytes and then fails.
type fullDisk struct {
	left int
	err  error
}

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.left {
		n := d.left
		d.left = 0
		return n, d.err
	}
	d.left -= len(p)
	return len(p), nil
}

func BenchmarkInspect(b *testing.B) {
	data := photo12()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := inspect(b, data); err != nil {
			b.Fatal(err)
		}
	}
}

// The peer is what no thumbnail can be faster than with this decoder.
func BenchmarkThumbnail(b *testing.B) {
	data := photo12()
	info := must(inspect(b, data))
	b.Run("thumbnail of 12 megapixels", func(b *testing.B) {
		for b.Loop() {
			must(Thumbnail(b.Context(), bytes.NewReader(data), info, 320))
		}
	})
	b.Run("decoding alone", func(b *testing.B) {
		for b.Loop() {
			must(jpeg.Decode(bytes.NewReader(data)))
		}
	})
}

func BenchmarkClean(b *testing.B) {
	data := photo12()
	info := must(inspect(b, data))
	b.Run("clean copy", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if err := Clean(b.Context(), io.Discard, bytes.NewReader(data), info); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("plain copy", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		buf := make([]byte, 64<<10)
		for b.Loop() {
			if _, err := io.CopyBuffer(onlyWriter{io.Discard}, struct{ io.Reader }{bytes.NewReader(data)}, buf); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// onlyWriter hides a ReadFrom, which would bypass the large buffer.
type onlyWriter struct{ io.Writer }

// A colour profile goes with the copy, and a bomb in its place does not.
func TestCleanKeepsNoMoreThanAProfile(t *testing.T) {
	packed := func(size int) string {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		if _, err := w.Write(make([]byte, size)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return "profile\x00\x00" + z.String()
	}
	part := func(number, of byte) []byte {
		return segment(0xE2, "ICC_PROFILE\x00"+string([]byte{number, of})+"TRACE")
	}
	m := quarters(20, 10)
	for _, tt := range []struct {
		name string
		data []byte
		mark string
		want int
	}{
		{"PNG with a profile", withChunks(pngOf(m), pngChunk("iCCP", packed(3000))), "iCCP", 1},
		{"PNG with a bomb", withChunks(pngOf(m), pngChunk("iCCP", packed(maxProfileBytes+1))), "iCCP", 0},
		{"PNG with a profile that is not packed", withChunks(pngOf(m), pngChunk("iCCP", "profile\x00\x00plain")), "iCCP", 0},
		{"PNG with a profile that has no name", withChunks(pngOf(m), pngChunk("iCCP", strings.Repeat("n", 200))), "iCCP", 0},
		{"JPEG with a profile in two parts", withSegments(jpegOf(m), part(1, 2), part(2, 2)), "ICC_PROFILE", 2},
		{"JPEG with a part over and over", withSegments(jpegOf(m), part(1, 2), part(1, 2), part(2, 2), part(2, 2)), "ICC_PROFILE", 2},
		{"JPEG with a part beyond the last", withSegments(jpegOf(m), part(1, 1), part(2, 1), part(0, 1)), "ICC_PROFILE", 1},
		{"JPEG with more parts than a profile has", withSegments(jpegOf(m), part(1, 255)), "ICC_PROFILE", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := clean(t, tt.data)
			if got := bytes.Count(out, []byte(tt.mark)); got != tt.want {
				t.Errorf("%d parts of a profile in the copy, want %d", got, tt.want)
			}
			decoded(t, out)
		})
	}
}
