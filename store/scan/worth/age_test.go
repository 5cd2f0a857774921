package worth_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/jpeg"
	"testing"

	"recordaldesk/store/scan"
	"recordaldesk/store/scan/worth"
)

// taken is a JPEG whose EXIF has the texts as DateTimeOriginal (0x9003) and
// DateTimeDigitized (0x9004); CIPA DC-008, 4.6.
func taken(t testing.TB, original, digitized string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		t.Fatal(err)
	}
	order := binary.LittleEndian
	tiff := []byte("II*\x00\x08\x00\x00\x00")
	tiff = order.AppendUint16(tiff, 1)
	tiff = appendEntry(tiff, 0x8769, 4, 1, 26)
	tiff = order.AppendUint32(tiff, 0)
	tiff = order.AppendUint16(tiff, 2)
	tiff = appendEntry(tiff, 0x9003, 2, uint32(len(original)+1), 56)
	tiff = appendEntry(tiff, 0x9004, 2, uint32(len(digitized)+1), uint32(56+len(original)+1))
	tiff = order.AppendUint32(tiff, 0)
	tiff = append(append(tiff, original...), 0)
	tiff = append(append(tiff, digitized...), 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(body)+2))
	data := b.Bytes()
	return append(append(append(append([]byte{}, data[:2]...), segment...), body...), data[2:]...)
}

func appendEntry(b []byte, tag, kind uint16, count, value uint32) []byte {
	b = binary.LittleEndian.AppendUint16(b, tag)
	b = binary.LittleEndian.AppendUint16(b, kind)
	b = binary.LittleEndian.AppendUint32(b, count)
	return binary.LittleEndian.AppendUint32(b, value)
}

func TestTheDayAPictureWasTaken(t *testing.T) {
	for _, c := range []struct{ original, digitized, want string }{
		{"2026:11:20 23:59:59", "2026:11:21 00:00:00", "2026-11-20"},
		{"0000:00:00 00:00:00", "2025:02:28 08:00:00", "2025-02-28"},
		{"2025:02:30 08:00:00", "                   ", ""},
		{"1970:01:01 00:00:00", "1970:01:01 00:00:00", ""},
	} {
		data := taken(t, c.original, c.digitized)
		info, err := scan.Inspect(t.Context(), bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		got, ok := worth.TakenOn(t.Context(), bytes.NewReader(data), info)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q, %q: got %q, %v; want %q", c.original, c.digitized, got, ok, c.want)
		}
		for cut := 2; cut < min(len(data), 200); cut++ { // damaged: no day, no panic
			worth.TakenOn(t.Context(), bytes.NewReader(data[:cut]), info)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, ok := worth.TakenOn(ctx, bytes.NewReader(data), info); ok {
			t.Error("a day was read after the end")
		}
	}
}

func TestAgeCountsDays(t *testing.T) {
	for _, c := range []struct {
		taken, asOf string
		limit       int
		old         bool
		days        float64
	}{
		{"2026-10-24", "2026-11-23", 30, false, 0},
		{"2026-10-23", "2026-11-23", 30, true, 31},
		{"2024-02-28", "2024-03-01", 1, true, 2}, // a leap year
		{"2026-11-24", "2026-11-23", 0, false, 0},
		{"", "2026-11-23", 0, false, 0},
		{"2026-11-01", "", 0, false, 0},
	} {
		r, old := worth.Age(c.taken, c.asOf, c.limit)
		if old != c.old || r.Figure != c.days {
			t.Errorf("%+v: got %+v, %v", c, r, old)
		}
	}
}
