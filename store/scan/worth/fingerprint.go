package worth

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"

	"golang.org/x/image/draw"
)

// Fingerprint is what a picture is known by when it comes again: saved anew,
// made smaller, brighter, trimmed a little or turned by a quarter. It is made of
// the differences in brightness, not of anything that could be read.
//
// A short hash of the whole picture would not do: identity cards and forms of
// different people share their layout and differ in a few lines. So it is a
// small picture of 192 × 192 points in four tones, fine enough to tell lines of
// print apart, and two of them are laid over one another and compared part by
// part.
type Fingerprint struct {
	aspect float64 // width to height
	points [printSide * printSide]uint8
}

const (
	printSide    = 192
	printHeader  = 3
	printVersion = 1

	// printSize is the length of an encoded fingerprint, four points a byte.
	printSize = printHeader + printSide*printSide/4
)

// tones are what a point stands for, by how much it is brighter than what is
// around it, in usual differences. Print is dark: it has two tones.
var tones = [4]float64{-1.8, -0.7, 0, 0.7}

// tone is the one nearest to a difference.
func tone(v float64) uint8 {
	switch {
	case v < -1.25:
		return 0
	case v < -0.35:
		return 1
	case v < 0.35:
		return 2
	}
	return 3
}

// ErrFingerprint is returned by [ParseFingerprint] for bytes that are none.
var ErrFingerprint = errors.New("no fingerprint of a picture")

// FingerprintOf makes the fingerprint of an upright picture. The errors are
// those of [Judge].
func FingerprintOf(ctx context.Context, img image.Image) (Fingerprint, error) {
	f := Fingerprint{aspect: 1}
	for i := range f.points {
		f.points[i] = tone(0)
	}
	if err := checkSize(img); err != nil {
		return f, fmt.Errorf("take the fingerprint of %w", err)
	}
	p, err := reduce(ctx, img, 5*printSide)
	if err != nil {
		return f, fmt.Errorf("take the fingerprint of the picture: %w", err)
	}
	f.aspect = float64(img.Bounds().Dx()) / float64(img.Bounds().Dy())
	small := image.NewGray(image.Rect(0, 0, printSide, printSide))
	bright := &image.Gray{Pix: p.y, Stride: p.w, Rect: image.Rect(0, 0, p.w, p.h)}
	draw.BiLinear.Scale(small, small.Rect, bright, bright.Rect, draw.Src, nil)
	mean := boxMean(small.Pix, printSide, printSide, 8)
	sum := 0.0
	for i, v := range small.Pix {
		mean[i] = float64(v) - mean[i]
		sum += mean[i] * mean[i]
	}
	usual := math.Sqrt(sum / float64(len(mean)))
	if usual < 0.5 { // a picture of nothing
		return f, nil
	}
	for i, v := range mean {
		f.points[i] = tone(v / usual)
	}
	return f, nil
}

// Bytes encodes the fingerprint for storage, in 9219 bytes.
func (f *Fingerprint) Bytes() []byte {
	b := make([]byte, 0, printSize)
	aspect := uint16(max(0, min(65535, math.Round(math.Log(f.aspect)*4096+32768))))
	b = append(b, printVersion, byte(aspect>>8), byte(aspect))
	for p := f.points[:]; len(p) > 0; p = p[4:] {
		b = append(b, p[0]<<6|p[1]<<4|p[2]<<2|p[3])
	}
	return b
}

// ParseFingerprint decodes what [Fingerprint.Bytes] made; [ErrFingerprint] if
// it did not, or another version of it.
func ParseFingerprint(b []byte) (Fingerprint, error) {
	if len(b) != printSize || b[0] != printVersion {
		return Fingerprint{}, ErrFingerprint
	}
	f := Fingerprint{aspect: math.Exp((float64(uint16(b[1])<<8|uint16(b[2])) - 32768) / 4096)}
	for i, v := range b[printHeader:] {
		for k := range 4 {
			f.points[4*i+k] = v >> (6 - 2*k) & 3
		}
	}
	return f, nil
}

// What two fingerprints must have in common, chosen by measurement: see
// TestAPictureIsKnownAgain and the command scan/worth/measure.
const (
	sameAspect = 0.075 // of the logarithm: trimmed by 3 % at each of two sides
	sameAtOnce = 0.2   // correlation as they lie, in 16 × 16 points: of one picture 0.3 at least, most others have less
	sameCoarse = 0.35  // correlation before they are laid over one another exactly
	sameWhole  = 0.86  // correlation of the whole: 99 of 100 pictures used again have more
	muchOn     = 0.8   // of what parts show on the mean: faint ones suffer when a picture is made brighter
	fewParts   = 12    // with fewer parts that show anything there is nothing to tell by
	strangest  = 3     // parts: what belongs to another person differs in these at least
	least      = 0.01  // by how much parts differ where they do not, squared: steps between tones
	sameParts  = 1     // see likeness.same: 98 of 100 pictures used again have less, 1 of 160 of two people's
)

// likeness is how much two pictures have in common where they fit best.
type likeness struct {
	whole   float64 // correlation of the whole
	usual   float64 // of the part that is in the middle
	strange float64 // how much more the parts that differ most do so than the middle one
}

// same reports whether the likeness is that of one picture. What was saved anew is a
// little unlike itself everywhere, and unevenly, the more the worse it was saved. What
// belongs to another person is like the other's in most parts, and strange in a few.
func (l likeness) same() bool {
	return l.whole >= sameWhole && l.strange*math.Sqrt(max(0, 1-l.usual)) <= sameParts
}

// Near reports whether both are of the same picture. Two photos of one paper are
// two pictures.
func (f *Fingerprint) Near(other *Fingerprint) bool { return f.compare(other).same() }

// compare lays other over f, turned and trimmed so that the two fit best.
func (f *Fingerprint) compare(other *Fingerprint) (best likeness) {
	a, b := f.relief(), other.relief()
	for quarter := range 4 {
		aspect := other.aspect
		if quarter%2 == 1 {
			aspect = 1 / aspect
		}
		if math.Abs(math.Log(f.aspect/aspect)) <= sameAspect {
			if l := a.compare(b); l.whole > best.whole {
				best = l
			}
		}
		b = b.turned()
	}
	return best
}

// relief is a fingerprint with its differences as heights.
type relief struct {
	side  int
	point []float64
}

func (f *Fingerprint) relief() *relief {
	r := &relief{printSide, make([]float64, len(f.points))}
	for i, l := range f.points {
		r.point[i] = tones[l]
	}
	return r
}

// turned is the relief a quarter clockwise.
func (r *relief) turned() *relief {
	out := &relief{r.side, make([]float64, len(r.point))}
	for y := range r.side {
		for x := range r.side {
			out.point[x*r.side+r.side-1-y] = r.point[y*r.side+x]
		}
	}
	return out
}

// coarse averages n × n points.
func (r *relief) coarse(n int) *relief {
	out := &relief{r.side / n, make([]float64, (r.side/n)*(r.side/n))}
	for y := range out.side * n {
		for x := range out.side * n {
			out.point[(y/n)*out.side+x/n] += r.point[y*r.side+x]
		}
	}
	return out
}

// trim says where the edges of one picture lie in the other, relative to it:
// left, right, top, bottom. Positive: this one shows less.
type trim [4]float64

// most is by how much a side may have been trimmed, with a little to spare.
const most = 0.034

// compare finds the trim at which b fits best, first roughly.
func (r *relief) compare(b *relief) likeness {
	best, at := math.Inf(-1), trim{}
	ca, cb := r.coarse(6), b.coarse(6)
	if r.coarse(12).correlation(b.coarse(12), trim{}) < sameAtOnce {
		return likeness{}
	}
	steps := []float64{-most, -most / 2, 0, most / 2, most}
	for _, left := range steps {
		for _, right := range steps {
			for _, top := range steps {
				for _, bottom := range steps {
					t := trim{left, right, top, bottom}
					if l := ca.correlation(cb, t); l > best {
						best, at = l, t
					}
				}
			}
		}
	}
	if best < sameCoarse {
		return likeness{}
	}
	best = r.correlation(b, at)
	for step := most / 4; step > 0.0004; step /= 2 {
		for improved := true; improved; {
			improved = false
			for k := range at {
				for _, d := range []float64{-step, step} {
					t := at
					t[k] = max(-most, min(most, t[k]+d))
					if l := r.correlation(b, t); l > best {
						best, at, improved = l, t, true
					}
				}
			}
		}
	}
	l := r.parts(b, at)
	l.whole = best
	return l
}

// correlation is that of what both show, -1 to 1.
func (r *relief) correlation(b *relief, t trim) float64 {
	var ab, aa, bb float64
	r.over(b, t, func(_, _ int, va, vb float64) {
		ab, aa, bb = ab+va*vb, aa+va*va, bb+vb*vb
	})
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

// over calls visit with the heights of both at each point of r that b shows.
func (r *relief) over(b *relief, t trim, visit func(x, y int, va, vb float64)) {
	n := float64(r.side)
	var columns [printSide]struct {
		at   int
		part float64
		ok   bool
	}
	for x := range r.side {
		u := ((float64(x)+0.5)/n-t[0])/(1-t[0]-t[1])*n - 0.5
		columns[x].ok = u >= 0 && u <= n-1
		columns[x].at = max(0, min(r.side-2, int(u)))
		columns[x].part = u - float64(columns[x].at)
	}
	for y := range r.side {
		v := ((float64(y)+0.5)/n-t[2])/(1-t[2]-t[3])*n - 0.5
		if v < 0 || v > n-1 {
			continue
		}
		iy := min(r.side-2, int(v))
		fy := v - float64(iy)
		upper, lower := b.point[iy*r.side:(iy+1)*r.side], b.point[(iy+1)*r.side:(iy+2)*r.side]
		for x := range r.side {
			c := &columns[x]
			if !c.ok {
				continue
			}
			above := upper[c.at] + c.part*(upper[c.at+1]-upper[c.at])
			below := lower[c.at] + c.part*(lower[c.at+1]-lower[c.at])
			visit(x, y, r.point[y*r.side+x], above+fy*(below-above))
		}
	}
}

// partSide is the side, in points, of the parts that are compared by themselves.
const partSide = 12

// parts fills how alike the parts with something on them are; nothing is the same
// where there are too few.
func (r *relief) parts(b *relief, t trim) likeness {
	const n = printSide / partSide
	var ab, aa, bb, count [n * n]float64
	r.over(b, t, func(x, y int, va, vb float64) {
		k := y/partSide*n + x/partSide
		ab[k], aa[k], bb[k], count[k] = ab[k]+va*vb, aa[k]+va*va, bb[k]+vb*vb, count[k]+1
	})
	mean := 0.0
	for k := range aa {
		mean += (aa[k] + bb[k]) / 2 / (n * n)
	}
	var shown []int
	var allAB, allAA float64
	for k := range aa {
		if count[k] >= partSide*partSide/2 && max(aa[k], bb[k]) >= muchOn*mean {
			shown = append(shown, k)
			allAB, allAA = allAB+ab[k], allAA+aa[k]
		}
	}
	if len(shown) < fewParts || allAA == 0 {
		return likeness{strange: math.Inf(1)}
	}
	gain := allAB / allAA // b's heights in a's
	var alike, apart []float64
	for _, k := range shown {
		alike = append(alike, ab[k]/math.Sqrt(max(aa[k]*bb[k], 1e-9)))
		apart = append(apart, max(0, bb[k]-2*gain*ab[k]+gain*gain*aa[k])/count[k])
	}
	slices.Sort(alike)
	slices.Sort(apart)
	most := 0.0
	for _, d := range apart[len(apart)-strangest:] {
		most += d / strangest
	}
	return likeness{usual: alike[len(alike)/2], strange: (most + least) / (apart[len(apart)/2] + least)}
}
