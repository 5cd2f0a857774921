package worth_test

import (
	"bytes"
	"errors"
	"image"
	"testing"

	"recordaldesk/store/scan/worth"
	"recordaldesk/store/scan/worth/darkroom"
)

func TestAPictureIsKnownAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("making 28 documents takes a quarter of a minute, minutes under the race detector")
	}
	got, err := darkroom.MeasurePrints(t.Context(), sampleSeed, 8)
	if err != nil {
		t.Fatal(err)
	}
	// One that was made very small may be lost, rather than one taken
	// for another person's.
	if got.Missed > 1 || got.Mistaken > 0 || got.Apart > 0 {
		t.Errorf("got %+v, want at most one missed, and none mistaken or taken together", got)
	}
}

func printOf(t *testing.T, img image.Image) worth.Fingerprint {
	t.Helper()
	f, err := worth.FingerprintOf(t.Context(), img)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFingerprintIsStored(t *testing.T) {
	a, b := darkroom.Twins(1, 0)
	first, twin := printOf(t, a), printOf(t, b)
	data := first.Bytes()
	back, err := worth.ParseFingerprint(data)
	if err != nil {
		t.Fatal(err)
	}
	if !back.Near(&first) || !first.Near(&back) || back.Near(&twin) || twin.Near(&back) {
		t.Error("what comes back from storage is not what was stored")
	}
	if !bytes.Equal(back.Bytes(), data) {
		t.Error("it is encoded otherwise the second time")
	}
	for _, bad := range [][]byte{nil, data[1:], append([]byte{9}, data[1:]...), append(data, 0)} {
		if _, err := worth.ParseFingerprint(bad); !errors.Is(err, worth.ErrFingerprint) {
			t.Errorf("%d bytes: %v", len(bad), err)
		}
	}
}

// Two blank pages are alike, and no evidence of anything.
func TestNothingIsNearToABlankPicture(t *testing.T) {
	blank := printOf(t, image.NewGray(image.Rect(0, 0, 900, 1200)))
	if blank.Near(&blank) {
		t.Error("a blank picture is taken for the same as a blank one")
	}
}
