package worth

import (
	"image"
	"math"
	"math/bits"
	"math/cmplx"
	"slices"
)

// spectrumSide is the side of the squares whose frequencies are looked at.
const spectrumSide = 128

// ripple is a regular pattern in a square.
type ripple struct {
	x, y      int     // waves across and down the square
	amplitude float64 // relative to the brightness
}

// spectrum holds what the transform of squares needs.
type spectrum struct {
	bell   [spectrumSide]float64
	turns  [spectrumSide / 2]complex128
	square []complex128
	column [spectrumSide]complex128
}

func newSpectrum() *spectrum {
	s := &spectrum{square: make([]complex128, spectrumSide*spectrumSide)}
	for i := range s.bell {
		s.bell[i] = 0.5 - 0.5*math.Cos(2*math.Pi*(float64(i)+0.5)/spectrumSide)
	}
	for i := range s.turns {
		s.turns[i] = cmplx.Rect(1, -2*math.Pi*float64(i)/spectrumSide)
	}
	return s
}

// transform replaces the values by their Fourier transform (radix 2, in place).
func (s *spectrum) transform(v []complex128) {
	n := len(v)
	shift := 64 - bits.Len(uint(n-1))
	for i := range v {
		if k := int(bits.Reverse64(uint64(i)) >> shift); k > i {
			v[i], v[k] = v[k], v[i]
		}
	}
	for half := 1; half < n; half *= 2 {
		step := n / (2 * half)
		for from := 0; from < n; from += 2 * half {
			for k := range half {
				a, b := v[from+k], v[from+k+half]*s.turns[k*step]
				v[from+k], v[from+k+half] = a+b, a-b
			}
		}
	}
}

// slowest is the fewest waves in a square that count as a pattern: one wave in
// ten pixels. A display's pixels are closer together in any picture that shows
// all of it; slower waves are shades, print and ornament.
const slowest = 12

// strongest returns the strongest regular pattern in a square of brightness, and
// the strongest that crosses it: a display's pixels repeat across and down, and
// which of both is stronger changes from square to square.
func (s *spectrum) strongest(tile []uint8) [2]ripple {
	const n = spectrumSide
	mean := 0.0
	for _, v := range tile {
		mean += float64(v)
	}
	mean = max(8, mean/(n*n))
	for y := range n {
		row := s.square[y*n : (y+1)*n]
		for x := range row {
			row[x] = complex((float64(tile[y*n+x])/mean-1)*s.bell[x]*s.bell[y], 0)
		}
		s.transform(row)
	}
	// The picture is real: half of the columns say all.
	var all []ripple
	for x := 0; x <= n/2; x++ {
		for y := range n {
			s.column[y] = s.square[y*n+x]
		}
		s.transform(s.column[:])
		for y := range n {
			wave := y
			if y >= n/2 {
				wave -= n
			}
			if x*x+wave*wave < slowest*slowest || blocky(x, wave) {
				continue
			}
			// Two halves of a real wave; the bell lets a quarter through.
			size := 2 * cmplx.Abs(s.column[y]) / (n * n / 4)
			all = append(all, ripple{x: x, y: wave, amplitude: size})
		}
	}
	var best [2]ripple
	for _, r := range all {
		if r.amplitude > best[0].amplitude {
			best[0] = r
		}
	}
	for _, r := range all {
		if r.amplitude > best[1].amplitude && r.crosses(best[0]) {
			best[1] = r
		}
	}
	return best
}

// crosses reports whether the two patterns run in directions more than 45 degrees apart.
func (r ripple) crosses(o ripple) bool {
	along := float64(r.x*o.x + r.y*o.y)
	return along*along < 0.5*float64(r.x*r.x+r.y*r.y)*float64(o.x*o.x+o.y*o.y)
}

// blocky reports whether the wave is one that the blocks of eight pixels of a
// JPEG make.
func blocky(x, y int) bool {
	const block = spectrumSide / 8
	near := func(v int) bool { r := ((v % block) + block) % block; return r <= 1 || r >= block-1 }
	return (abs(y) <= 1 && near(x)) || (x <= 1 && near(y))
}

// striped looks for the one regular pattern that a display lays over everything
// it shows. What is printed in waves, the ground of a card or licence, differs
// from place to place; lines of text and tables do too. So most squares must
// show the same one. In a picture that is too small for its print, lines of text
// are such a pattern, and there is nothing to be seen.
func (j *judge) striped() {
	if !j.expect.paper() || min(j.size.X, j.size.Y) < spectrumSide {
		return
	}
	all, where := j.ripples()
	var best []int
	figure := 0.0
	for _, both := range all {
		for _, r := range both {
			same, amplitude := r.amongst(all)
			enough := float64(len(same)) >= samePattern*float64(len(all)) && len(same) >= 8
			if enough && amplitude*100 > figure {
				best, figure = same, amplitude*100
			}
		}
	}
	if figure <= MaxMoire {
		return
	}
	var places []Quad
	for _, i := range best {
		places = append(places, where[i])
	}
	if len(best) > len(all)*3/4 {
		places = j.outlines()
	}
	j.say(Remark{Fault: Moire, Figure: min(100, figure), Limit: MaxMoire, Unit: PerCent, Where: places})
}

// amongst returns which squares show the pattern, and its usual amplitude there. A
// square in which it is a quarter of what is allowed, or less, does not: the rules of
// a table leave such traces, but a display's pixels are everywhere.
func (r ripple) amongst(all [][2]ripple) (same []int, amplitude float64) {
	var sizes []float64
	for i, both := range all {
		for _, o := range both {
			if r.like(o) && o.amplitude*100 > MaxMoire/4 {
				same, sizes = append(same, i), append(sizes, o.amplitude)
				break
			}
		}
	}
	if len(sizes) == 0 {
		return nil, 0
	}
	slices.Sort(sizes)
	return same, sizes[len(sizes)/2]
}

// samePattern is the share of squares that show a display's pattern alike. Of
// cards and licences made from scratch some 0.6 at most did, of displays all.
const samePattern = 0.75

// like reports whether two squares show the same pattern; perspective changes
// it a little from place to place.
func (r ripple) like(o ripple) bool {
	apart := min(math.Hypot(float64(r.x-o.x), float64(r.y-o.y)), math.Hypot(float64(r.x+o.x), float64(r.y+o.y)))
	return apart <= 2+0.05*math.Hypot(float64(r.x), float64(r.y))
}

// ripples returns the two strongest patterns, see [spectrum.strongest], of a quiet
// square in each part of the papers.
func (j *judge) ripples() (all [][2]ripple, where []Quad) {
	s := newSpectrum()
	tile := make([]uint8, spectrumSide*spectrumSide)
	for i, p := range j.papers {
		if j.dpi(&j.shapes[i]) < j.expect.DPI() {
			continue
		}
		side := p.shape.pixels
		n := max(2, min(5, int(min(side[0], side[1], side[2], side[3])/spectrumSide)))
		for k := range n * n {
			if j.ctx.Err() != nil {
				return nil, nil
			}
			step := 1 / float64(n)
			u, v := float64(k%n)*step, float64(k/n)*step
			j.window.tile(j.quietest(p, u, v, step), tile)
			all = append(all, s.strongest(tile))
			where = append(where, p.area(u, v, u+step, v+step))
		}
	}
	return all, where
}

// quietest returns, within the part that begins at u, v and is step long, the
// square with least change in it, in pixels of the picture.
func (j *judge) quietest(p *paper, u, v, step float64) image.Rectangle {
	var best image.Rectangle
	least := math.Inf(1)
	for i := range 9 {
		at := p.place(u+(float64(i%3)+0.5)/3*step, v+(float64(i/3)+0.5)/3*step)
		x := max(0, min(j.size.X-spectrumSide, int(at.X*float64(j.size.X))-spectrumSide/2))
		y := max(0, min(j.size.Y-spectrumSide, int(at.Y*float64(j.size.Y))-spectrumSide/2))
		r := image.Rect(x, y, x+spectrumSide, y+spectrumSide)
		if c := j.plate.change(r); c < least {
			best, least = r, c
		}
	}
	return best
}
