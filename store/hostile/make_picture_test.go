package hostile_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"recordaldesk/store/hostile"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// stripes is a picture of w × h, made here as all of them are.
func stripes(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.RGBA{uint8(40 * x), uint8(60 * y), 90, 255})
		}
	}
	return m
}

func encoded(write func(b *bytes.Buffer) error) []byte {
	var b bytes.Buffer
	must(write(&b))
	return b.Bytes()
}

func pngOf(w, h int) []byte {
	return encoded(func(b *bytes.Buffer) error { return png.Encode(b, stripes(w, h)) })
}

func jpegOf(w, h int) []byte {
	return encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, stripes(w, h), nil) })
}

func gifOf(w, h int) []byte {
	return encoded(func(b *bytes.Buffer) error { return gif.Encode(b, stripes(w, h), nil) })
}

func bmpOf(w, h int) []byte {
	return encoded(func(b *bytes.Buffer) error { return bmp.Encode(b, stripes(w, h)) })
}

func tiffOf(w, h int, packed tiff.CompressionType) []byte {
	return encoded(func(b *bytes.Buffer) error {
		return tiff.Encode(b, stripes(w, h), &tiff.Options{Compression: packed})
	})
}

func join(parts ...string) []byte { return []byte(strings.Join(parts, "")) }

func be16(v int) string { return string(binary.BigEndian.AppendUint16(nil, uint16(v))) }
func be32(v int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(v))) }
func le16(v int) string { return string(binary.LittleEndian.AppendUint16(nil, uint16(v))) }
func le32(v int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(v))) }

func deflated(s string) string {
	return string(encoded(func(b *bytes.Buffer) error {
		w, err := zlib.NewWriterLevel(b, zlib.BestCompression)
		must(err)
		_, err = w.Write([]byte(s))
		must(err)
		return w.Close()
	}))
}

// The parts of a PNG.

const pngHead = "\x89PNG\r\n\x1a\n"

func chunk(kind, data string) string {
	sum := crc32.ChecksumIEEE([]byte(kind + data))
	return be32(len(data)) + kind + data + string(binary.BigEndian.AppendUint32(nil, sum))
}

// header is a PNG's first chunk; colour 0 is grey, 2 RGB, 3 a palette, 6 with alpha.
func header(w, h, bits, colour, interlaced int) string {
	return chunk("IHDR", be32(w)+be32(h)+string([]byte{byte(bits), byte(colour), 0, 0, byte(interlaced)}))
}

// pngWith puts chunks behind the header of a good PNG.
func pngWith(chunks ...string) []byte {
	good := string(pngOf(6, 5))
	const end = 8 + 25
	return join(good[:end], strings.Join(chunks, ""), good[end:])
}

// The parts of a JPEG.

func segment(marker byte, payload string) string {
	return "\xff" + string([]byte{marker}) + be16(len(payload)+2) + payload
}

func jpegWith(segments ...string) []byte {
	good := string(jpegOf(16, 8))
	return join(good[:2], strings.Join(segments, ""), good[2:])
}

// frame is a frame header for a picture of three parts, each sampled by factors.
func frame(marker byte, bits, w, h int, factors byte) string {
	return segment(marker, join8(bits)+be16(h)+be16(w)+"\x03\x01"+string([]byte{factors})+"\x00\x02\x11\x00\x03\x11\x00")
}

func join8(v int) string { return string([]byte{byte(v)}) }

// claim is a JPEG of a frame and a scan without data.
func claim(frame string) []byte {
	return join("\xff\xd8", frame, segment(0xDA, "\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00"), "\xff\xd9")
}

// exif is what a camera writes: the directory given, as a JPEG's segment.
func exif(body string) string { return segment(0xE1, "Exif\x00\x00"+body) }

// directory is a TIFF directory of entries, and where the next one is.
func directory(next int, entries ...string) string {
	return le16(len(entries)) + strings.Join(entries, "") + le32(next)
}

// tag is an entry of a directory; kind 2 is text, 3 a short, 4 a long, 5 a fraction.
func tag(id, kind, count, value int) string { return le16(id) + le16(kind) + le32(count) + le32(value) }

const tiffHead = "II*\x00\x08\x00\x00\x00"

// page is a TIFF of grey pixels in one strip that begins at the place given.
func page(w, h, compression, at, size int, next int, more ...string) []byte {
	return join(tiffHead, directory(next, append([]string{
		tag(256, 4, 1, w), tag(257, 4, 1, h), tag(258, 3, 1, 8), tag(259, 3, 1, compression), tag(262, 3, 1, 1),
		tag(273, 4, 1, at), tag(277, 3, 1, 1), tag(278, 4, 1, h), tag(279, 4, 1, size),
	}, more...)...))
}

const pageBytes = 8 + 2 + 9*12 + 4 // of a page without more entries

// bmpSized is a BMP that claims another size.
func bmpSized(w, h, bits int) []byte {
	b := bmpOf(4, 4)
	binary.LittleEndian.PutUint32(b[18:], uint32(w))
	binary.LittleEndian.PutUint32(b[22:], uint32(h))
	binary.LittleEndian.PutUint16(b[28:], uint16(bits))
	return b
}

// webpLossless is a WebP of one colour that claims a size (RFC 9649, 3.4): two
// numbers of 14 bits, less one.
func webpLossless(w, h int) []byte {
	size := uint32(w-1) | uint32(h-1)<<14
	return join("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f", string(binary.LittleEndian.AppendUint32(nil, size)), "\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
}

// gifFrames is an animation of n pictures of w × h.
func gifFrames(n, w, h int) []byte {
	g := &gif.GIF{}
	for range n {
		g.Image = append(g.Image, image.NewPaletted(image.Rect(0, 0, w, h), []color.Color{color.White, color.Black}))
		g.Delay = append(g.Delay, 0)
	}
	return encoded(func(b *bytes.Buffer) error { return gif.EncodeAll(b, g) })
}

func pictures() map[string][]byte {
	goodPNG, goodJPEG, goodGIF, goodBMP := pngOf(60, 40), jpegOf(60, 40), gifOf(60, 40), bmpOf(60, 40)
	goodTIFF := tiffOf(60, 40, tiff.Uncompressed)
	zip := string(hostile.Zip([]hostile.Entry{{Name: "run.exe", Data: []byte("MZ")}}))
	half := func(b []byte) []byte { return b[:len(b)/2] }
	flip := func(b []byte, at int) []byte { b = bytes.Clone(b); b[at] ^= 0x10; return b }
	loop := tiffHead + directory(8, tag(0x0112, 3, 1, 6))
	subLoop := tiffHead + directory(0, tag(0x8769, 4, 1, 8), tag(0x8825, 4, 1, 8))
	manyScans := strings.Repeat(segment(0xDA, "\x01\x01\x00\x01\x3f\x00\x00"), 5000)
	progressive := claim(frame(0xC2, 8, 300, 300, 0x11))
	return map[string][]byte{
		"no-bytes.jpg":                     {},
		"text.jpg":                         []byte("BMW is the client; please call back"),
		"page.png":                         []byte("<!DOCTYPE html><html><script>alert(1)</script></html>"),
		"vector-graphic.svg":               []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
		"phone.heic":                       []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x00meta"),
		"phone.avif":                       []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"),
		"document.docx":                    []byte("PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"),
		"png-named-jpg.jpg":                goodPNG,
		"gif-named-pdf.pdf":                goodGIF,
		"png-30000-square.png":             join(pngHead, header(30000, 30000, 8, 6, 0)),
		"png-4-billion-square.png":         join(pngHead, header(-1, -1, 8, 6, 0)),
		"png-20001-by-1.png":               join(pngHead, header(20001, 1, 8, 0, 0), chunk("IDAT", deflated("\x00")), chunk("IEND", "")),
		"png-7000-square-of-none.png":      join(pngHead, header(7000, 7000, 8, 6, 0), chunk("IDAT", deflated("\x00")), chunk("IEND", "")),
		"png-no-width.png":                 join(pngHead, header(0, 5, 8, 0, 0), chunk("IDAT", deflated("")), chunk("IEND", "")),
		"png-no-data.png":                  join(pngHead, header(5, 5, 8, 0, 0), chunk("IEND", "")),
		"png-only-signature.png":           []byte(pngHead),
		"png-no-end.png":                   goodPNG[:len(goodPNG)-12],
		"png-cut.png":                      half(goodPNG),
		"png-flipped-bit.png":              flip(goodPNG, len(goodPNG)/2),
		"png-chunk-of-2-gb.png":            join(pngHead, header(5, 5, 8, 0, 0), "\x7f\xff\xff\xffIDATx"),
		"png-chunk-of-4-gb.png":            join(pngHead, header(5, 5, 8, 0, 0), "\xff\xff\xff\xffIDATx"),
		"png-header-last.png":              join(pngHead, chunk("IDAT", deflated("\x00\x00")), header(1, 1, 8, 0, 0), chunk("IEND", "")),
		"png-header-twice.png":             pngWith(header(19000, 2000, 16, 6, 0)),
		"png-bits-impossible.png":          join(pngHead, header(1, 1, 7, 2, 0), chunk("IDAT", deflated("\x00\x00")), chunk("IEND", "")),
		"png-colours-outside.png":          join(pngHead, header(2, 1, 8, 3, 0), chunk("PLTE", "\x00\x00\x00"), chunk("IDAT", deflated("\x00\x00\xff")), chunk("IEND", "")),
		"png-no-palette.png":               join(pngHead, header(2, 1, 8, 3, 0), chunk("IDAT", deflated("\x00\x00\x00")), chunk("IEND", "")),
		"png-filter-impossible.png":        join(pngHead, header(2, 2, 8, 0, 0), chunk("IDAT", deflated("\x09\x00\x00\x09\x00\x00")), chunk("IEND", "")),
		"png-data-not-packed.png":          join(pngHead, header(2, 2, 8, 0, 0), chunk("IDAT", "plain bytes"), chunk("IEND", "")),
		"png-data-too-short.png":           join(pngHead, header(9, 9, 8, 0, 0), chunk("IDAT", deflated("\x00")), chunk("IEND", "")),
		"png-data-bomb.png":                join(pngHead, header(1, 1, 8, 0, 0), chunk("IDAT", deflated(strings.Repeat("\x00", 30<<20))), chunk("IEND", "")),
		"png-16-bit.png":                   encoded(func(b *bytes.Buffer) error { return png.Encode(b, image.NewNRGBA64(image.Rect(0, 0, 5, 4))) }),
		"png-interlaced-cut.png":           join(pngHead, header(9, 9, 8, 0, 1), chunk("IDAT", deflated("\x00\x00\x00\x00\x00")), chunk("IEND", "")),
		"png-animation.png":                pngWith(chunk("acTL", be32(9000)+be32(0)), strings.Repeat(chunk("fdAT", be32(1)+deflated("\x00")), 900)),
		"png-profile-bomb.png":             pngWith(chunk("iCCP", "bomb\x00\x00"+deflated(strings.Repeat("\x00", 30<<20)))),
		"png-text-bomb.png":                pngWith(chunk("zTXt", "bomb\x00\x00"+deflated(strings.Repeat("\x00", 30<<20)))),
		"png-exif-in-a-ring.png":           pngWith(chunk("eXIf", loop)),
		"png-zip-behind.png":               join(string(pngOf(6, 5)), zip),
		"jpeg-65500-square.jpg":            claim(frame(0xC0, 8, 65500, 65500, 0x11)),
		"jpeg-50-megapixels-more.jpg":      claim(frame(0xC0, 8, 10000, 5001, 0x11)),
		"jpeg-7000-square-of-none.jpg":     claim(frame(0xC0, 8, 7000, 7000, 0x11)),
		"jpeg-progressive-7000-square.jpg": claim(segment(0xFE, strings.Repeat("x", 6000)) + frame(0xC2, 8, 7000, 7000, 0x11)),
		"jpeg-no-width.jpg":                claim(frame(0xC0, 8, 0, 9, 0x11)),
		"jpeg-no-height.jpg":               claim(frame(0xC0, 8, 9, 0, 0x11)),
		"jpeg-5000-scans.jpg":              join(string(progressive[:len(progressive)-2]), manyScans, "\xff\xd9"),
		"jpeg-second-frame-larger.jpg":     join("\xff\xd8", frame(0xC0, 8, 8, 8, 0x11), frame(0xC0, 8, 9000, 5000, 0x11), segment(0xDA, "\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00"), "\xff\xd9"),
		"jpeg-arithmetic.jpg":              claim(frame(0xC9, 8, 9, 9, 0x11)),
		"jpeg-lossless.jpg":                claim(frame(0xC3, 8, 9, 9, 0x11)),
		"jpeg-12-bit.jpg":                  claim(frame(0xC1, 12, 9, 9, 0x11)),
		"jpeg-sampled-4-by-4.jpg":          claim(frame(0xC0, 8, 99, 99, 0x44)),
		"jpeg-sampled-0-by-0.jpg":          claim(frame(0xC0, 8, 99, 99, 0x00)),
		"jpeg-progressive-sampled-0.jpg":   claim(frame(0xC2, 8, 99, 99, 0x00)),
		"jpeg-255-parts.jpg":               claim(segment(0xC0, "\x08\x00\x09\x00\x09\xff"+strings.Repeat("\x01\x11\x00", 255))),
		"jpeg-frame-too-short.jpg":         claim(segment(0xC0, "\x08\x00\x09\x00\x09\x03")),
		"jpeg-no-tables.jpg":               claim(frame(0xC0, 8, 9, 9, 0x11)),
		"jpeg-table-overfull.jpg":          jpegWith(segment(0xC4, "\x00"+strings.Repeat("\xff", 16)+strings.Repeat("\x00", 255*16))),
		"jpeg-segment-of-no-length.jpg":    join("\xff\xd8\xff\xe0\x00\x00"),
		"jpeg-scan-before-frame.jpg":       join("\xff\xd8", segment(0xDA, "\x01\x01\x00\x00\x3f\x00"), "\xff\xd9"),
		"jpeg-starts-twice.jpg":            join("\xff\xd8", string(goodJPEG)),
		"jpeg-only-its-preview.jpg":        join("\xff\xd8", segment(0xE1, string(jpegOf(8, 8)))),
		"jpeg-cut.jpg":                     half(goodJPEG),
		"jpeg-no-end.jpg":                  goodJPEG[:len(goodJPEG)-2],
		"jpeg-fill-bytes.jpg":              join("\xff\xd8", strings.Repeat("\xff", 60_000), string(goodJPEG[2:])),
		"jpeg-cmyk.jpg":                    cmyk(),
		"jpeg-exif-in-a-ring.jpg":          jpegWith(exif(loop)),
		"jpeg-exif-within-itself.jpg":      jpegWith(exif(subLoop)),
		"jpeg-exif-of-4-billion.jpg":       jpegWith(exif(tiffHead + directory(0, tag(0x010F, 2, -1, 8), tag(0x9003, 2, -1, 8), tag(0x8769, 4, 1, -1)))),
		"jpeg-exif-outside.jpg":            jpegWith(exif("II*\x00\xff\xff\xff\x7f")),
		"jpeg-exif-65535-entries.jpg":      jpegWith(exif(tiffHead + "\xff\xff" + strings.Repeat(tag(0x0112, 3, 1, 1), 5000))),
		"jpeg-turn-of-9.jpg":               jpegWith(exif(tiffHead + directory(0, tag(0x0112, 3, 1, 9)))),
		"jpeg-turn-of-6.jpg":               jpegWith(exif(tiffHead + directory(0, tag(0x0112, 3, 1, 6)))),
		"jpeg-profile-in-255-parts.jpg":    jpegWith(strings.Repeat(segment(0xE2, "ICC_PROFILE\x00\x01\xff"+strings.Repeat("\x00", 200)), 255)),
		"jpeg-zip-behind.jpg":              join(string(jpegOf(16, 8)), zip),
		"jpeg-page-in-comment.jpg":         jpegWith(segment(0xFE, "*/<script>alert(1)</script>/*")),
		"jpeg-pdf-in-comment.jpg":          jpegWith(segment(0xFE, "%PDF-1.4\n1 0 obj<</JS(app.alert(1))>>")),
		"jpeg-program-in-segment.jpg":      jpegWith(segment(0xE5, "MZ\x90\x00 this program cannot be run")),
		"gif-65535-square.gif":             join("GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02L\x01\x00;"),
		"gif-frame-beyond-screen.gif":      join("GIF89a\x02\x00\x02\x00\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02L\x01\x00;"),
		"gif-7000-square-of-none.gif":      join("GIF89a", le16(7000), le16(7000), "\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00", le16(7000), le16(7000), "\x00\x02\x02L\x01\x00;"),
		"gif-no-picture.gif":               join("GIF89a\x02\x00\x02\x00\x00\x00\x00;"),
		"gif-no-width.gif":                 join("GIF89a\x00\x00\x02\x00\x00\x00\x00;"),
		"gif-2000-frames.gif":              gifFrames(2000, 3, 3),
		"gif-code-impossible.gif":          join("GIF89a\x02\x00\x02\x00\x00\x00\x00,\x00\x00\x00\x00\x02\x00\x02\x00\x00\x0c\x02L\x01\x00;"),
		"gif-cut.gif":                      half(goodGIF),
		"gif-script.gif":                   join("GIF89a/*\x00\x00\x00\x00", "*/=1;alert(1)"),
		"bmp-30000-square.bmp":             bmpSized(30000, 30000, 24),
		"bmp-7000-square-of-none.bmp":      bmpSized(7000, 7000, 32),
		"bmp-height-negative.bmp":          bmpSized(4, -4, 24),
		"bmp-height-least.bmp":             bmpSized(4, -1<<31, 24),
		"bmp-no-width.bmp":                 bmpSized(0, 4, 24),
		"bmp-bits-impossible.bmp":          bmpSized(4, 4, 77),
		"bmp-cut.bmp":                      half(goodBMP),
		"bmp-pixels-far-away.bmp":          func() []byte { b := bytes.Clone(goodBMP); copy(b[10:], "\xff\xff\xff\x7f"); return b }(),
		"tiff-30000-square.tif":            page(30000, 30000, 1, 8, 9, 0),
		"tiff-7000-square-of-none.tif":     page(7000, 7000, 1, 8, 9, 0),
		"tiff-7000-square-packed.tif":      join(string(page(7000, 7000, 8, pageBytes, 20, 0)), deflated("\x00")),
		"tiff-deflate-bomb.tif":            join(string(page(9, 9, 8, pageBytes, 31_000, 0)), deflated(strings.Repeat("\x00", 30<<20))),
		"tiff-pages-in-a-ring.tif":         join(string(page(3, 3, 1, pageBytes, 9, 8)), "123456789"),
		"tiff-next-page-outside.tif":       join(string(page(3, 3, 1, pageBytes, 9, -2)), "123456789"),
		"tiff-two-pages.tif":               join(string(page(3, 3, 1, pageBytes, 9, pageBytes+9)), "123456789", string(page(3, 3, 1, pageBytes, 9, 0)[8:])),
		"tiff-strip-outside.tif":           page(9, 9, 1, 1<<30, 81, 0),
		"tiff-strip-of-4-gb.tif":           page(9, 9, 1, 8, -1, 0),
		"tiff-tag-of-4-billion.tif":        join(tiffHead, directory(0, tag(256, 4, -1, 8), tag(257, 4, 1, 9), tag(273, 4, -1, 8), tag(279, 4, -1, 8))),
		"tiff-bits-of-4-billion.tif":       join(tiffHead, directory(0, tag(256, 4, 1, 9), tag(257, 4, 1, 9), tag(258, 3, 1<<30, 8))),
		"tiff-1000-samples.tif":            join(tiffHead, directory(0, tag(256, 4, 1, 9), tag(257, 4, 1, 9), tag(258, 3, 1, 8), tag(259, 3, 1, 1), tag(262, 3, 1, 2), tag(273, 4, 1, 8), tag(277, 3, 1, 1000), tag(278, 4, 1, 9), tag(279, 4, 1, 81))),
		"tiff-tiles-of-4-billion.tif":      page(9, 9, 1, 8, 9, 0, tag(322, 4, 1, -1), tag(323, 4, 1, -1), tag(324, 4, 1, 8), tag(325, 4, 1, 9)),
		"tiff-tiles-of-none.tif":           page(9, 9, 1, 8, 9, 0, tag(322, 4, 1, 0), tag(323, 4, 1, 0), tag(324, 4, 1, 8), tag(325, 4, 1, 9)),
		"tiff-rows-of-none.tif":            join(tiffHead, directory(0, tag(256, 4, 1, 9), tag(257, 4, 1, 9), tag(258, 3, 1, 8), tag(259, 3, 1, 1), tag(262, 3, 1, 1), tag(273, 4, 1, 8), tag(277, 3, 1, 1), tag(278, 4, 1, 0), tag(279, 4, 1, 81))),
		"tiff-directory-outside.tif":       join("II*\x00\xff\xff\xff\x7f"),
		"tiff-65535-entries.tif":           join(tiffHead, "\xff\xff", tag(256, 4, 1, 9)),
		"tiff-big.tif":                     join("II+\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00"),
		"tiff-cut.tif":                     half(goodTIFF),
		"webp-16384-square.webp":           webpLossless(16384, 16384),
		"webp-7000-square-of-none.webp":    webpLossless(7000, 7000)[:26],
		"webp-lossy-16383-square.webp":     join("RIFF\x16\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00\x10\x00\x00\x9d\x01\x2a\xff\x3f\xff\x3f"),
		"webp-lossy-7000-square.webp":      join("RIFF\x16\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00\x10\x00\x00\x9d\x01\x2a", le16(7000), le16(7000)),
		"webp-animation.webp":              join("RIFF\x2a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x08\x00\x00\x08\x00\x00ANIM\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00ANMF\x00\x00\x00\x00"),
		"webp-canvas-16-million.webp":      join("RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00\xff\xff\xff\xff\xff\xffALPH\x00\x00\x00\x00"),
		"webp-chunk-of-4-gb.webp":          join("RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff\x2f"),
		"webp-cut.webp":                    webpLossless(1, 1)[:24],
	}
}

// cmyk is a JPEG of four parts, as printers have them: a grey one, its single part
// taken four times.
func cmyk() []byte {
	grey := string(encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, image.NewGray(image.Rect(0, 0, 8, 8)), nil) }))
	at := strings.Index(grey, "\xff\xc0")
	scanAt := strings.Index(grey, "\xff\xda")
	tables := grey[2:at] + grey[at+2+int(grey[at+3]):scanAt]
	parts := "\x01\x11\x00\x02\x11\x00\x03\x11\x00\x04\x11\x00"
	// A grey block of no difference takes six bits: 00 for the first number, 1010
	// for the end of the block.
	return join("\xff\xd8", segment(0xEE, "Adobe\x00\x64\x00\x00\x00\x00\x00"), tables, segment(0xC0, "\x08\x00\x08\x00\x08\x04"+parts),
		segment(0xDA, "\x04\x01\x00\x02\x00\x03\x00\x04\x00\x00\x3f\x00"), "\x28\xa2\x8a", "\xff\xd9")
}
