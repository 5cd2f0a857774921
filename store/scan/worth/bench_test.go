package worth_test

import (
	"image"
	"testing"

	"golang.org/x/image/draw"

	"recordaldesk/store/scan/worth"
	"recordaldesk/store/scan/worth/darkroom"
)

// twelve is a photo of a page with 12 megapixels, as a phone makes it.
func twelve() image.Image {
	p := darkroom.Take(2, "letter", "photo", "", 0)
	large := image.NewRGBA(image.Rect(0, 0, 3000, 4000))
	draw.BiLinear.Scale(large, large.Rect, p.Image, p.Image.Bounds(), draw.Src, nil)
	return darkroom.Recompress(large, 90)
}

// BenchmarkJudge: beside it, what one pass over the same picture to make a
// thumbnail of 1600 pixels costs.
func BenchmarkJudge(b *testing.B) {
	img := twelve()
	b.Run("judge", func(b *testing.B) {
		for b.Loop() {
			if _, err := worth.Judge(b.Context(), img, worth.Of("check_list")); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("thumbnail", func(b *testing.B) {
		small := image.NewRGBA(image.Rect(0, 0, 1200, 1600))
		for b.Loop() {
			draw.ApproxBiLinear.Scale(small, small.Rect, img, img.Bounds(), draw.Src, nil)
		}
	})
}

// BenchmarkFingerprint: of a picture, and of two that have the same layout,
// which takes longest.
func BenchmarkFingerprint(b *testing.B) {
	img := twelve()
	b.Run("make", func(b *testing.B) {
		for b.Loop() {
			if _, err := worth.FingerprintOf(b.Context(), img); err != nil {
				b.Fatal(err)
			}
		}
	})
	one, two := darkroom.Twins(1, 1)
	first, _ := worth.FingerprintOf(b.Context(), one)
	second, _ := worth.FingerprintOf(b.Context(), two)
	b.Run("compare", func(b *testing.B) {
		for b.Loop() {
			first.Near(&second)
		}
	})
}
