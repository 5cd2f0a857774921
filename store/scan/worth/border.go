package worth

import (
	"cmp"
	"math"
	"slices"
)

// cut adds up how much of the papers' sides is outside the picture. A paper
// that fills the picture on all sides is no cut one, it was scanned or trimmed,
// unless print runs out over the edge.
func (j *judge) cut() {
	if !j.expect.paper() {
		return
	}
	lost, all := 0.0, 0.0
	var where []Quad
	for i := range j.shapes {
		s := &j.shapes[i]
		ground := s.groundAround()
		for k := range 4 {
			from, to := s.corners[k], s.corners[(k+1)%4]
			all += s.pixels[k]
			switch {
			case s.rim[k] && ground >= 2 && s.sure >= sureEnough, s.rim[k] && s.rims() < 4 && j.expect.What == Card:
				lost += s.pixels[k]
				where = append(where, edgeBand(k, 0, 1))
			case j.expect.What == Sheet && (s.rim[k] || s.room(k) < 0.04) && j.printCrosses(k):
				lost += s.pixels[k]
				where = append(where, edgeBand(k, 0, 1))
			case !s.rim[k]:
				out := outside(from, to)
				lost += out * s.pixels[k]
				if out > 0.02 {
					where = append(where, Quad{from, to, to, from})
				}
			}
		}
	}
	if figure := lost / all * 100; figure > MaxCut {
		j.say(Remark{Fault: BorderCut, Figure: figure, Limit: MaxCut, Unit: PerCent, Where: where})
	}
}

// groundAround counts the sides that are seen with a strip of ground beside
// them, not a sliver as trimming leaves.
func (s *shape) groundAround() (n int) {
	for k := range 4 {
		if !s.rim[k] && s.room(k) > 0.015 {
			n++
		}
	}
	return n
}

// room is how far the middle of a side is from the picture's edge, of the
// picture's width or height.
func (s *shape) room(k int) float64 {
	a, b := s.corners[k], s.corners[(k+1)%4]
	x, y := (a.X+b.X)/2, (a.Y+b.Y)/2
	return [4]float64{y, 1 - x, 1 - y, x}[k]
}

// outside is the share of the line that lies outside the picture, by a
// thousandth at least.
func outside(a, b Point) float64 {
	const n, slack = 200, 0.001
	count := 0
	for i := range n {
		t := (float64(i) + 0.5) / n
		x, y := a.X+t*(b.X-a.X), a.Y+t*(b.Y-a.Y)
		if x < -slack || y < -slack || x > 1+slack || y > 1+slack {
			count++
		}
	}
	return float64(count) / n
}

// edgeBand is a strip along an edge of the picture (0 top, 1 right, 2 bottom,
// 3 left), from one share of its length to another.
func edgeBand(edge int, from, to float64) Quad {
	const deep = 0.03
	switch edge {
	case 0:
		return Quad{{from, 0}, {to, 0}, {to, deep}, {from, deep}}
	case 1:
		return Quad{{1 - deep, from}, {1, from}, {1, to}, {1 - deep, to}}
	case 2:
		return Quad{{from, 1 - deep}, {to, 1 - deep}, {to, 1}, {from, 1}}
	}
	return Quad{{0, from}, {deep, from}, {deep, to}, {0, to}}
}

// printCrosses reports whether strokes run out over an edge of the picture at
// which there is paper: two or more short dark stretches along it. One long one
// is a scanner's shadow.
func (j *judge) printCrosses(edge int) bool {
	p := j.plate
	n := p.w
	if edge%2 == 1 {
		n = p.h
	}
	line := make([]uint8, n)
	for i := range line {
		x, y := i, 1
		switch edge {
		case 1:
			x, y = p.w-2, i
		case 2:
			x, y = i, p.h-2
		case 3:
			x, y = 1, i
		}
		line[i] = p.y[max(0, min(y, p.h-1))*p.w+max(0, min(x, p.w-1))]
	}
	paper := percentile(line, 0.8)
	if paper < 40 || math.Abs(paper-j.white) > 0.2*j.white {
		return false
	}
	strokes, run := 0, 0
	for i := n / 50; i < n-n/50; i++ {
		if float64(line[i]) < 0.75*paper {
			run++
			continue
		}
		if run >= 2 && run < n/8 {
			strokes++
		}
		run = 0
	}
	return strokes >= 2
}

// askew measures by how many degrees the paper is turned, of several the mean:
// by its sides where they are seen, else by its lines of print.
func (j *judge) askew() {
	if !j.expect.paper() {
		return
	}
	sum, n := 0.0, 0.0
	for i := range j.shapes {
		if turn, ok := j.turnOf(&j.shapes[i]); ok {
			sum, n = sum+turn, n+1
		}
	}
	if turn := math.Abs(sum / max(1, n)); turn > MaxTilt {
		j.say(Remark{Fault: Tilted, Figure: turn, Limit: MaxTilt, Unit: Degrees, Where: j.outlines()})
	}
}

func (j *judge) turnOf(s *shape) (degrees float64, ok bool) {
	var sum, weight float64
	for k := range 4 {
		if s.rim[k] {
			continue
		}
		a, b := s.corners[k].in(j.plate), s.corners[(k+1)%4].in(j.plate)
		angle := math.Atan2(b.Y-a.Y, b.X-a.X)*180/math.Pi - 90*float64(k)
		angle = math.Mod(angle+720+45, 90) - 45
		sum, weight = sum+angle*s.pixels[k], weight+s.pixels[k]
	}
	if weight > 0 {
		return sum / weight, true
	}
	return j.plate.smaller(plateSide / 2).skew()
}

// skew finds the turn at which lines of print are told apart best, within 12
// degrees; ok is false where no turn is better than others.
func (p *plate) skew() (degrees float64, ok bool) {
	mean := boxMean(p.y, p.w, p.h, 12)
	var points [][2]float64
	for y := 4; y < p.h-4; y++ {
		for x := 4; x < p.w-4; x++ {
			if mean[y*p.w+x]-float64(p.y[y*p.w+x]) > 25 {
				points = append(points, [2]float64{float64(x - p.w/2), float64(y - p.h/2)})
			}
		}
	}
	if len(points) < 400 {
		return 0, false
	}
	if step := len(points)/20000 + 1; step > 1 {
		for i := range len(points) / step {
			points[i] = points[i*step]
		}
		points = points[:len(points)/step]
	}
	best, clear := 0.0, 1.25
	for _, upright := range []bool{false, true} {
		type tried struct{ angle, score float64 }
		var all []tried
		for a := -12.0; a <= 12; a += 0.25 {
			all = append(all, tried{a, spread(points, a, upright, p.w+p.h)})
		}
		top := slices.MaxFunc(all, func(a, b tried) int { return cmp.Compare(a.score, b.score) })
		slices.SortFunc(all, func(a, b tried) int { return cmp.Compare(a.score, b.score) })
		if ratio := top.score / all[len(all)/2].score; ratio > clear {
			best, clear, ok = top.angle, ratio, true
		}
	}
	return best, ok
}

// spread is the sum of squares of how many points fall in each line one pixel
// wide, when the picture is turned by the angle.
func spread(points [][2]float64, degrees float64, upright bool, size int) float64 {
	counts := make([]float64, 2*size)
	slope := math.Tan(degrees * math.Pi / 180)
	for _, p := range points {
		at := p[1] - slope*p[0]
		if upright {
			at = p[0] + slope*p[1]
		}
		counts[max(0, min(2*size-1, int(at)+size))]++
	}
	sum := 0.0
	for _, c := range counts {
		sum += c * c
	}
	return sum
}
