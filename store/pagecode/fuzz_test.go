package pagecode

import (
	"context"
	"image"
	"testing"

	"recordaldesk/store/hostile"
)

// FuzzParse proves that a code that is read says the same when it is written.
func FuzzParse(f *testing.F) {
	seeds, err := hostile.Seeds("code", 4<<10)
	if err != nil {
		f.Fatal(err)
	}
	for _, data := range seeds {
		f.Add(string(data))
	}
	for _, s := range []string{"K7QM2F9D-06.1-1/2", "k7qm2f9d - 06.1 - 1/2", "K7QM2F9D-RC-1/1", "K7QM2F9D-DHS.2.1-1/1"} {
		f.Add(s)
	}
	reference := NewReference()
	f.Add(reference + "-06.0001.2-001/999")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(c.String())
		if err != nil || again != c || c.Page < 1 || c.Page > c.Pages || !IsReference(c.Filing) {
			t.Errorf("%+v is written %q and read %+v, %v", c, c.String(), again, err)
		}
	})
}

// FuzzFind proves that no picture harms the reader of codes: it finds a code that can
// be written again, or none. The picture is small, grey, and has its corner in the
// part of another as often as not.
func FuzzFind(f *testing.F) {
	c := Code{Filing: NewReference(), Form: "06", Website: 1, Page: 1, Pages: 2}
	square, err := c.Square()
	if err != nil {
		f.Fatal(err)
	}
	side := 4 * (len(square) + 8)
	good := make([]byte, side*side)
	for y := range side {
		for x := range side {
			good[y*side+x] = 255
			if row, column := y/4-4, x/4-4; row >= 0 && column >= 0 && row < len(square) && column < len(square) && square[row][column] {
				good[y*side+x] = 0
			}
		}
	}
	f.Add(good, uint8(side))
	f.Add(make([]byte, 60*60), uint8(60))
	f.Add(good[:len(good)/2], uint8(side))
	f.Fuzz(func(t *testing.T, pixels []byte, width uint8) {
		w := int(width)
		if w == 0 || len(pixels)/w == 0 || len(pixels) > 40_000 {
			return
		}
		img := &image.Gray{Pix: pixels, Stride: w, Rect: image.Rect(0, 0, w, len(pixels)/w)}
		found, ok := Find(context.Background(), img)
		if again, err := Parse(found.String()); ok && (err != nil || again != found) {
			t.Errorf("found %+v, which is read %+v, %v", found, again, err)
		}
	})
}
