package retouch

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"io"
	"testing"

	"golang.org/x/image/bmp"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
)

// withTraces puts EXIF with a turn and a planted word, a comment and a colour
// profile into a JPEG.
func withTraces(jpg []byte, orientation byte) []byte {
	segment := func(marker byte, payload string) []byte {
		n := len(payload) + 2
		return append([]byte{0xFF, marker, byte(n >> 8), byte(n)}, payload...)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02" +
		"\x01\x0f\x00\x02\x00\x00\x00\x0a\x00\x00\x00\x26" + // Make
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string([]byte{orientation}) + "\x00\x00" +
		"\x00\x00\x00\x00TRACE-GPS\x00"
	out := append([]byte{}, jpg[:2]...)
	out = append(out, segment(0xE1, exif)...)
	out = append(out, segment(0xFE, "TRACE-COMMENT")...)
	out = append(out, segment(0xE2, "ICC_PROFILE\x00\x01\x01colour-profile")...)
	return append(append(out, jpg[2:]...), "TRACE-BEHIND"...)
}

// withText puts a text chunk into a PNG.
func withText(p []byte) []byte {
	chunk := append([]byte("tEXt"), "Author\x00TRACE-AUTHOR"...)
	all := binary.BigEndian.AppendUint32(append([]byte{}, p[:33]...), uint32(len(chunk)-4))
	all = append(all, chunk...)
	all = binary.BigEndian.AppendUint32(all, crc32.ChecksumIEEE(chunk))
	return append(all, p[33:]...)
}

func encoded(encode func(io.Writer, image.Image) error, m image.Image) []byte {
	var b bytes.Buffer
	if err := encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// scansOf is a picture in every format a scan arrives in, with a trace where the
// format has room for one.
func scansOf(m image.Image) map[string][]byte {
	grey := image.NewGray(m.Bounds())
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			grey.Set(x, y, m.At(x, y))
		}
	}
	return map[string][]byte{
		"JPEG":        withTraces(jpegOf(m), 1),
		"turned JPEG": withTraces(jpegOf(m), 6),
		"grey JPEG":   withTraces(jpegOf(grey), 1),
		"PNG":         withText(pngOf(m)),
		"GIF":         encoded(func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) }, m),
		"BMP":         encoded(bmp.Encode, m),
		"PDF":         pages("", "/Rotate 90"),
	}
}

func TestWithoutARecipeTheCopyIsTheCleanOne(t *testing.T) {
	for name, data := range scansOf(licence(300)) {
		var want bytes.Buffer
		if err := scan.Clean(t.Context(), &want, bytes.NewReader(data), inspect(t, data)); err != nil {
			t.Fatal(err)
		}
		for _, recipe := range []*rules.Retouch{nil, {}, {Corners: []rules.Point{}}} {
			if !bytes.Equal(applied(t, data, recipe), want.Bytes()) {
				t.Errorf("%s: the copy differs from the clean one", name)
			}
		}
	}
}

func TestWhateverIsDoneNoTraceIsLeftAndTheOriginalStays(t *testing.T) {
	mark := []rules.Watermark{{X: .5, Y: .5, Width: .6}}
	for name, data := range scansOf(licence(300)) {
		info, original := inspect(t, data), bytes.Clone(data)
		for _, recipe := range []*rules.Retouch{
			{Turn: 1}, {Watermarks: mark}, {Turn: 2, Watermarks: mark},
			{Corners: []rules.Point{{.1, .1}, {.9, .1}, {.9, .9}, {.1, .9}}},
			{Turn: 3, Corners: []rules.Point{{.1, .1}, {.9, .15}, {.85, .9}, {.12, .92}}, Watermarks: mark},
		} {
			if info.Kind == scan.PDF && len(recipe.Corners) > 0 {
				continue
			}
			t.Run(fmt.Sprintf("%s %+v", name, *recipe), func(t *testing.T) {
				out := applied(t, data, recipe)
				if bytes.Contains(out, []byte("TRACE-")) || bytes.Contains(out, []byte("Exif")) {
					t.Error("a trace is left")
				}
				if got := inspect(t, out); got.Kind.Extension() != scan.ExportExtension(info.Kind) || got.Orientation > 1 {
					t.Errorf("became %+v", got)
				}
				if info.Kind == scan.JPEG && !bytes.Contains(out, []byte("colour-profile")) {
					t.Error("the colour profile is lost")
				}
				if !bytes.Equal(out, applied(t, data, recipe)) {
					t.Error("the same recipe gave other bytes")
				}
				if !bytes.Equal(data, original) {
					t.Error("the original was changed")
				}
			})
		}
	}
}

// Turn, then corners, then the mark: each step counts from the one before.
func TestStepsFollowEachOther(t *testing.T) {
	// Red above, blue below; a quarter clockwise it is blue left, red right.
	m := plain(400, 200, color.RGBA{220, 30, 30, 255})
	for y := 100; y < 200; y++ {
		for x := range 400 {
			m.SetRGBA(x, y, color.RGBA{30, 30, 220, 255})
		}
	}
	recipe := &rules.Retouch{
		Turn:       1,
		Corners:    []rules.Point{{.25, 0}, {1, 0}, {1, .5}, {.25, .5}},
		Watermarks: []rules.Watermark{{X: .65, Y: .75, Width: .6}},
	}
	for name, data := range map[string][]byte{"PNG": pngOf(m), "JPEG lying on its side": withTraces(jpegOf(must(Picture(t.Context(), bytes.NewReader(pngOf(m)), inspect(t, pngOf(m)), &rules.Retouch{Turn: 3}))), 6)} {
		t.Run(name, func(t *testing.T) {
			out := applied(t, data, recipe)
			info := inspect(t, out)
			img := must(scan.Decode(t.Context(), bytes.NewReader(out), info, 0))
			if b := img.Bounds(); b.Dx() != 150 || b.Dy() != 200 {
				t.Fatalf("became %v, want 150 × 200", b)
			}
			if !near(img.At(20, 50), color.RGBA{30, 30, 220, 255}) || !near(img.At(100, 50), color.RGBA{220, 30, 30, 255}) {
				t.Errorf("left is %v, right %v", img.At(20, 50), img.At(100, 50))
			}
			changed := image.Rectangle{}
			without := *recipe
			without.Watermarks = nil
			before := must(Picture(t.Context(), bytes.NewReader(data), inspect(t, data), &without))
			after := must(Picture(t.Context(), bytes.NewReader(data), inspect(t, data), recipe))
			b, a := before.Bounds().Min, after.Bounds().Min
			for y := range 200 {
				for x := range 150 {
					if before.At(b.X+x, b.Y+y) != after.At(a.X+x, a.Y+y) {
						changed = changed.Union(image.Rect(x, y, x+1, y+1))
					}
				}
			}
			if middle := changed.Min.Add(changed.Max).Div(2); middle.X < 93 || middle.X > 102 || middle.Y < 145 || middle.Y > 155 || changed.Dx() < 80 {
				t.Errorf("the mark lies in %v, want it round 97, 150", changed)
			}
		})
	}
}

func TestApplyRefusesAndStops(t *testing.T) {
	data := jpegOf(licence(300))
	info := inspect(t, data)
	var out bytes.Buffer
	var refused *rules.RetouchError
	bad := &rules.Retouch{Watermarks: []rules.Watermark{{X: 2, Y: .5, Width: .5}}}
	if err := Apply(t.Context(), &out, bytes.NewReader(data), info, bad); !errors.As(err, &refused) || out.Len() > 0 {
		t.Errorf("a recipe that cannot be: %v, %d bytes written", err, out.Len())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	good := &rules.Retouch{Watermarks: []rules.Watermark{{X: .5, Y: .5, Width: .5}}}
	for _, data := range [][]byte{data, pages("")} {
		if err := Apply(ctx, &out, bytes.NewReader(data), inspect(t, data), good); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want the context's error", err)
		}
		var damaged *scan.Error
		if err := Apply(t.Context(), &out, bytes.NewReader(data[:len(data)/2]), inspect(t, data), good); !errors.As(err, &damaged) {
			t.Errorf("half a scan: %v", err)
		}
		if err := Apply(t.Context(), fullDisk{}, bytes.NewReader(data), inspect(t, data), good); !errors.Is(err, errFull) || errors.As(err, &damaged) {
			t.Errorf("a full disk: %v", err)
		}
	}
}

var errFull = errors.New("no space left")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// A mark changes a photograph no more than encoding it anew does.
func TestAMarkLeavesTheRestOfThePicture(t *testing.T) {
	m := photo(licence(800), 4)
	data := jpegOf(m)
	out := applied(t, data, &rules.Retouch{Watermarks: []rules.Watermark{{X: .5, Y: .5, Width: .5}}})
	before, after := must(jpeg.Decode(bytes.NewReader(data))), must(jpeg.Decode(bytes.NewReader(out)))
	worst := 0
	for y := range 200 { // well above the mark
		for x := range 800 {
			a, b := color.GrayModel.Convert(before.At(x, y)).(color.Gray).Y, color.GrayModel.Convert(after.At(x, y)).(color.Gray).Y
			worst = max(worst, int(max(a, b)-min(a, b)))
		}
	}
	if worst > 24 {
		t.Errorf("a pixel differs by %d", worst)
	}
}
