package worth_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"recordaldesk/store/hostile"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/worth"
)

// FuzzTakenOn proves that what a camera, or a liar, wrote into a picture gives a day
// or none.
func FuzzTakenOn(f *testing.F) {
	hostile.Seed(f, "picture", 4<<10)
	f.Add(taken(f, "2026:11:23 10:00:00", "2026:11:24 10:00:00"))
	f.Add(taken(f, "9999:99:99", ""))
	f.Fuzz(func(t *testing.T, data []byte) {
		kind := scan.Detect(data)
		day, ok := worth.TakenOn(context.Background(), bytes.NewReader(data), scan.Info{Kind: kind, Bytes: int64(len(data))})
		if _, err := time.Parse(time.DateOnly, day); ok != (err == nil) {
			t.Errorf("%v %q", ok, day)
		}
	})
}
