package darkroom

import (
	"context"
	"fmt"
	"image"
	"math/rand/v2"

	"golang.org/x/image/draw"

	"recordaldesk/store/scan/worth"
)

// Again returns img as it comes back when it is used a second time: trimmed by
// up to 3 % at each side, made smaller, brighter or darker, turned by a quarter,
// saved anew; each by chance.
func Again(rng *rand.Rand, img image.Image) image.Image {
	b := img.Bounds()
	off := func(n int) int { return int(0.03 * rng.Float64() * float64(n)) }
	if rng.IntN(3) > 0 {
		b = image.Rect(b.Min.X+off(b.Dx()), b.Min.Y+off(b.Dy()), b.Max.X-off(b.Dx()), b.Max.Y-off(b.Dy()))
	}
	scale := 0.3 + 0.7*rng.Float64()
	w, h := int(float64(b.Dx())*scale), int(float64(b.Dy())*scale)
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(small, small.Rect, img, b, draw.Src, nil)
	gain := float32(0.8 + 0.35*rng.Float64())
	out := small
	turns := rng.IntN(4)
	if turns%2 == 1 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	} else {
		out = image.NewRGBA(small.Rect)
	}
	for y := range h {
		for x := range w {
			c := small.RGBAAt(x, y)
			c.R, c.G, c.B = level(gain*float32(c.R)), level(gain*float32(c.G)), level(gain*float32(c.B))
			switch turns {
			case 0:
				out.SetRGBA(x, y, c)
			case 1:
				out.SetRGBA(h-1-y, x, c)
			case 2:
				out.SetRGBA(w-1-x, h-1-y, c)
			case 3:
				out.SetRGBA(y, w-1-x, c)
			}
		}
	}
	return Recompress(out, 50+rng.IntN(45))
}

// Twins returns two documents of one layout that belong to two people or
// companies, scanned in the very same place: what is hardest to tell apart.
func Twins(seed uint64, index int) (a, b image.Image) {
	var out [2]image.Image
	for i := range out {
		rng := rand.New(rand.NewPCG(seed, uint64(index)))
		own := rand.New(rand.NewPCG(seed, uint64(index*2+i)|1<<41))
		var sheets []*sheet
		switch dpi := 110 + 60*rng.Float64(); index % 3 {
		case 0:
			sheets = []*sheet{cardFace(own, dpi*1.4), cardBack(own, dpi*1.4)}
		case 1:
			sheets = []*sheet{letter(rng, own, dpi, true)}
		case 2:
			wide := rng.IntN(2) == 0
			sheets = []*sheet{licence(own, dpi)}
			for wide != (sheets[0].w > sheets[0].h) {
				sheets[0] = licence(own, dpi)
			}
		}
		s := shot{exposure: 0.97, warmth: [3]float64{1, 1, 1}, blur: 0.6, noise: 0.8, quality: 85,
			ground: func(x, y float64) [3]float64 { return [3]float64{255, 255, 255} }}
		y := 0.0
		for _, sh := range sheets {
			w, h := float64(sh.Rect.Dx()), float64(sh.Rect.Dy())
			s.sheets = append(s.sheets, placed{sheet: sh, flat: true, corners: [4][2]float64{{0, y}, {w, y}, {w, y + h}, {0, y + h}}})
			y += h
			s.w, s.h = int(w), int(y)
		}
		out[i] = s.take(own)
	}
	return out[0], out[1]
}

// Prints is what the fingerprints of a set come to.
type Prints struct {
	Missed, Same    int // pictures used again that were not known, of how many
	Mistaken, Twins int // different documents of one layout, one of them also used again, taken for one picture, of how many
	Apart, Pairs    int // other pictures of the set taken for one, of how many pairs
}

// MeasurePrints makes n pictures of the seed, each used again and each with a
// twin, and compares their fingerprints.
func MeasurePrints(ctx context.Context, seed uint64, n int) (Prints, error) {
	var out Prints
	var before []worth.Fingerprint
	for i := range n {
		rng := rand.New(rand.NewPCG(seed, uint64(i)|1<<42))
		first, twin := Twins(seed, i)
		if i%2 == 1 { // every other one a good photo instead
			first, twin = Make(seed, i/2*2).Image, nil
		}
		pictures := []image.Image{first, Again(rng, first)}
		if twin != nil {
			pictures = append(pictures, twin, Again(rng, twin))
		}
		var prints []worth.Fingerprint
		for _, img := range pictures {
			f, err := worth.FingerprintOf(ctx, img)
			if err != nil {
				return out, fmt.Errorf("picture %d: %w", i, err)
			}
			prints = append(prints, f)
		}
		out.Same++
		if !prints[0].Near(&prints[1]) {
			out.Missed++
		}
		for k := 2; k < len(prints); k++ {
			out.Twins++
			if prints[0].Near(&prints[k]) {
				out.Mistaken++
			}
		}
		for k := range before {
			out.Pairs++
			if prints[0].Near(&before[k]) {
				out.Apart++
			}
		}
		before = append(before, prints[0])
	}
	return out, nil
}
