package worth

import (
	"cmp"
	"math"
	"slices"
)

// sketch is a small copy of the picture, made for finding the paper's sides:
// thin dark things, print above all, are closed, and it is as bright as a
// picture taken with enough light.
type sketch struct {
	w, h      int
	y, cb, cr []float32
}

const (
	sketchSide = 400 // pixels, the longer side
	printWidth = 4   // pixels of the sketch: strokes up to twice this are closed
)

func newSketch(p *plate) *sketch {
	s := p.smaller(sketchSide)
	out := &sketch{w: s.w, h: s.h, y: make([]float32, len(s.y)), cb: make([]float32, len(s.y)), cr: make([]float32, len(s.y))}
	gain := float32(min(5, max(1, 230/max(1, percentile(s.y, 0.98)))))
	closed := without(s.y, s.w, s.h, false)
	cb := without(without(s.cb, s.w, s.h, true), s.w, s.h, false)
	cr := without(without(s.cr, s.w, s.h, true), s.w, s.h, false)
	for i := range closed {
		out.y[i] = gain * float32(closed[i])
		out.cb[i] = gain * (float32(cb[i]) - 128)
		out.cr[i] = gain * (float32(cr[i]) - 128)
	}
	for _, plane := range [][]float32{out.y, out.cb, out.cr} {
		smooth(plane, out.w, out.h)
	}
	return out
}

// percentile returns the value below which the share of the values lie.
func percentile(values []uint8, share float64) float64 {
	var count [256]int
	for _, v := range values {
		count[v]++
	}
	left := int(share * float64(len(values)))
	for v, n := range count {
		if left -= n; left < 0 {
			return float64(v)
		}
	}
	return 255
}

// without takes away what is thin and higher than what is around it, or lower.
// What lies along the picture's edge is not thin, it goes on outside: a hair of a
// scanner's lid or of the desk beside the paper stays.
func without(p []uint8, w, h int, higher bool) []uint8 {
	const rim = 2 * printWidth
	wide, high := w+2*rim, h+2*rim
	padded := make([]uint8, wide*high)
	for y := range high {
		row := p[max(0, min(h-1, y-rim))*w:][:w]
		for x := range wide {
			padded[y*wide+x] = row[max(0, min(w-1, x-rim))]
		}
	}
	padded = extreme(extreme(padded, wide, high, printWidth, !higher), wide, high, printWidth, higher)
	out := make([]uint8, 0, w*h)
	for y := range h {
		out = append(out, padded[(y+rim)*wide+rim:][:w]...)
	}
	return out
}

// extreme replaces every value by the largest (or smallest) within r of it.
func extreme(p []uint8, w, h, r int, largest bool) []uint8 {
	flip := uint8(0) // the smallest is the largest of what is turned over
	if !largest {
		flip = 255
	}
	across, out := make([]uint8, len(p)), make([]uint8, len(p))
	for y := range h {
		row := p[y*w : (y+1)*w]
		for x := range row {
			v := uint8(0)
			for _, near := range row[max(0, x-r):min(w, x+r+1)] {
				v = max(v, near^flip)
			}
			across[y*w+x] = v
		}
	}
	for y := range h {
		to := out[y*w : (y+1)*w]
		for k := max(0, y-r); k <= min(h-1, y+r); k++ {
			for x, near := range across[k*w : (k+1)*w] {
				to[x] = max(to[x], near)
			}
		}
		for x := range to {
			to[x] ^= flip
		}
	}
	return out
}

// smooth averages each value with its eight neighbours.
func smooth(p []float32, w, h int) {
	before := slices.Clone(p)
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			i := y*w + x
			p[i] = (before[i-w-1] + before[i-w] + before[i-w+1] + before[i-1] + before[i] + before[i+1] + before[i+w-1] + before[i+w] + before[i+w+1]) / 9
		}
	}
}

// side is a straight line that may be a side of the paper: of a lying one, y is
// at + slope·(x − w/2); of an upright one, x is at + slope·(y − h/2).
type side struct {
	at, slope float64
	rim       bool // it is the picture's own edge
	strength  float64
}

const (
	maxLean  = 25.0 // degrees by which a side may lean
	leanStep = 0.5
	leans    = int(2*maxLean/leanStep) + 1
)

// sides returns the lines along which the sketch's colour changes, the
// strongest first, and after them the two edges of the picture.
func (s *sketch) sides(upright bool, most int) []side {
	n, across := s.h, s.w // n: where a line can cross the middle
	if upright {
		n, across = s.w, s.h
	}
	votes := make([]float32, leans*n)
	for y := 2; y < s.h-2; y++ {
		for x := 2; x < s.w-2; x++ {
			along, steep, ok := s.gradient(x, y, upright)
			if !ok {
				continue
			}
			lean := math.Atan2(-along, math.Abs(steep)) * 180 / math.Pi
			if steep < 0 {
				lean = -lean
			}
			if math.Abs(lean) > maxLean+3 {
				continue
			}
			weight := float32(min(40, math.Hypot(along, steep)))
			u, v := float64(x)-float64(s.w)/2, float64(y)
			if upright {
				u, v = float64(y)-float64(s.h)/2, float64(x)
			}
			low := max(0, int((lean-3+maxLean)/leanStep))
			high := min(leans-1, int((lean+3+maxLean)/leanStep))
			for k := low; k <= high; k++ {
				at := int(v - tangents[k]*u + 0.5)
				if at >= 0 && at < n {
					votes[k*n+at] += weight
				}
			}
		}
	}
	found := strongest(votes, n, most)
	for i := range found {
		found[i].strength /= float64(across)
	}
	return append(found, side{at: 0, rim: true}, side{at: float64(n - 1), rim: true})
}

// leastVotes is what a line must come to: ten pixels of the strongest change.
const leastVotes = 400

var tangents = func() (t [leans]float64) {
	for k := range t {
		t[k] = math.Tan((float64(k)*leanStep - maxLean) * math.Pi / 180)
	}
	return t
}()

// gradient returns how the sketch changes at a pixel along a line of the
// direction and across it; ok is false where it changes too little, or where
// the change next to it is larger.
func (s *sketch) gradient(x, y int, upright bool) (along, across float64, ok bool) {
	i := y*s.w + x
	step, other := s.w, 1
	if upright {
		step, other = 1, s.w
	}
	strongest := float32(0)
	for _, plane := range [][]float32{s.y, s.cb, s.cr} {
		a := plane[i+step] - plane[i-step]
		if size := max(a, -a); size > strongest {
			strongest = size
			along, across = float64(plane[i+other]-plane[i-other]), float64(a)
			before, after := plane[i]-plane[i-2*step], plane[i+2*step]-plane[i]
			ok = size >= 6 && size >= max(before, -before) && size > max(after, -after)*0.999
		}
	}
	return along, across, ok
}

// strongest takes the highest peaks of the votes, one after the other, and
// what lies next to each out of the race.
func strongest(votes []float32, n, most int) []side {
	type peak struct {
		lean, at int
		votes    float32
	}
	var peaks []peak
	for k := range leans {
		for at := range n {
			v := votes[k*n+at]
			if v < leastVotes {
				continue
			}
			top := true
			for dk := -1; dk <= 1 && top; dk++ {
				for da := -2; da <= 2; da++ {
					kk, aa := k+dk, at+da
					if kk >= 0 && kk < leans && aa >= 0 && aa < n && votes[kk*n+aa] > v {
						top = false
						break
					}
				}
			}
			if top {
				peaks = append(peaks, peak{k, at, v})
			}
		}
	}
	slices.SortFunc(peaks, func(a, b peak) int { return cmp.Compare(b.votes, a.votes) })
	var found []side
	var kept []peak
	for _, p := range peaks {
		near := slices.ContainsFunc(kept, func(q peak) bool {
			return abs(p.at-q.at) <= 3 && abs(p.lean-q.lean) <= 4
		})
		if near {
			continue
		}
		kept = append(kept, p)
		found = append(found, side{at: float64(p.at), slope: tangents[p.lean], strength: float64(p.votes)})
		if len(found) == most {
			break
		}
	}
	return found
}

func abs(i int) int { return max(i, -i) }

// cross returns where a lying and an upright line meet, in the sketch's pixels.
func (s *sketch) cross(lying, upright side) Point {
	cx, cy := float64(s.w)/2, float64(s.h)/2
	// y = a + p(x − cx), x = b + q(y − cy)
	x := (upright.at + upright.slope*(lying.at-lying.slope*cx-cy)) / (1 - lying.slope*upright.slope)
	return Point{x, lying.at + lying.slope*(x-cx)}
}
