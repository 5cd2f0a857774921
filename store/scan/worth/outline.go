package worth

import (
	"cmp"
	"context"
	"image"
	"math"
	"slices"
)

// Point is a place in a picture: 0, 0 is its top left corner, 1, 1 its bottom
// right one.
type Point struct{ X, Y float64 }

// Quad is a four-cornered area, clockwise from the corner at the top left.
type Quad [4]Point

// whole is all of the picture.
var whole = Quad{{0, 0}, {1, 0}, {1, 1}, {0, 1}}

// shape is a paper found in the picture.
type shape struct {
	corners Quad    // relative to the picture
	rim     [4]bool // the sides top, right, bottom, left that are the picture's own edge
	sure    float64 // 0 to 1
	pixels  [4]float64
}

// rims counts the sides that are the picture's own edges.
func (s *shape) rims() (n int) {
	for _, r := range s.rim {
		if r {
			n++
		}
	}
	return n
}

// Outline returns the corners of the paper in the picture, clockwise from the
// one at the top left, and whether it is sure of them. Where the paper fills
// the picture the corners are the picture's, and it is not sure.
func Outline(img image.Image) ([4]Point, bool) {
	if checkSize(img) != nil {
		return whole, false
	}
	p, err := reduce(context.Background(), img, plateSide)
	if err != nil {
		return whole, false
	}
	s := find(p, Expect{What: Sheet})[0]
	return s.corners, s.rims() == 0 && s.sure >= sureEnough
}

// sureEnough is the share of the outline along which paper and ground differ.
const sureEnough = 0.7

// rimWorth is what a side counts that is the picture's own edge with paper at
// it, beside 1 for one that is seen.
const rimWorth = 0.45

// find returns the papers in the picture, of a sheet the one, of cards all that
// are seen; the whole picture where nothing is found.
func find(p *plate, e Expect) []shape {
	all := shape{corners: whole, rim: [4]bool{true, true, true, true}}
	if p.w < 40 || p.h < 40 {
		all.measure(p)
		return []shape{all}
	}
	s := newSketch(p)
	most := 9
	if e.What == Card {
		most = 16
	}
	candidates := s.candidates(s.sides(false, most), s.sides(true, most), e)
	var found []shape
	if e.What == Card {
		found = s.cards(candidates)
	} else if len(candidates) > 0 {
		best := slices.MaxFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.score, b.score) })
		if best.score > rimWorth+areaWorth {
			found = []shape{s.shape(best)}
		}
	}
	if len(found) == 0 {
		found = []shape{all}
	}
	for i := range found {
		found[i].refine(p)
		found[i].measure(p)
	}
	return found
}

// candidate is four lines that may be the sides of a paper.
type candidate struct {
	corners [4]Point // pixels of the sketch
	rim     [4]bool
	support [4]float64 // the share of each side along which paper and ground differ
	area    float64    // of the picture
	paper   float32    // brightness of the ground
	even    float64    // the share of the area that is about as bright
	score   float64
}

// areaWorth is what it counts that a paper fills the picture: of two frames one
// in the other, the printed border and the sheet's edge, the outer is the sheet.
const areaWorth = 0.15

func (s *sketch) candidates(lying, upright []side, e Expect) []candidate {
	least := 0.3
	if e.What == Card {
		least = 0.1
	}
	long := float64(max(s.w, s.h))
	var all []candidate
	for i, a := range lying {
		for _, b := range lying[i+1:] {
			top, bottom := a, b
			if top.at > bottom.at {
				top, bottom = b, a
			}
			if bottom.at-top.at < least*min(long, float64(s.h)) {
				continue
			}
			for j, c := range upright {
				for _, d := range upright[j+1:] {
					left, right := c, d
					if left.at > right.at {
						left, right = d, c
					}
					if right.at-left.at < least*min(long, float64(s.w)) {
						continue
					}
					k := candidate{
						corners: [4]Point{s.cross(top, left), s.cross(top, right), s.cross(bottom, right), s.cross(bottom, left)},
						rim:     [4]bool{top.rim, right.rim, bottom.rim, left.rim},
					}
					if e.What == Card && !k.cardSized() {
						continue
					}
					if s.weigh(&k, e.What != Card) {
						all = append(all, k)
					}
				}
			}
		}
	}
	return all
}

// weigh fills what speaks for the candidate; false if it cannot be a paper. One
// that is framed may have a printed frame near its edge.
func (s *sketch) weigh(k *candidate, framed bool) bool {
	w, h := float64(s.w), float64(s.h)
	for _, c := range k.corners {
		if c.X < -0.15*w || c.X > 1.15*w || c.Y < -0.15*h || c.Y > 1.15*h {
			return false
		}
	}
	k.area = areaOf(k.corners) / (w * h)
	var inside [49]float32
	for i := range inside {
		at := mix(k.corners, (float64(i%7)+0.5)/7, (float64(i/7)+0.5)/7)
		inside[i] = s.tint(at).y
	}
	slices.Sort(inside[:])
	k.paper = inside[len(inside)*6/10]
	for _, y := range inside {
		if absf(y-k.paper) <= 8+0.2*k.paper {
			k.even += 1.0 / float64(len(inside))
		}
	}
	sum := 0.0
	for i := range 4 {
		from, to := k.corners[i], k.corners[(i+1)%4]
		if k.rim[i] {
			k.support[i] = rimWorth * s.paperAlong(from, to, k.paper)
			if k.support[i] < 0.5*rimWorth {
				return false
			}
		} else {
			k.support[i] = s.stepAlong(from, to, k.paper, framed)
			if k.support[i] < 0.4 {
				return false
			}
		}
		sum += k.support[i]
	}
	k.score = sum/4 + areaWorth*k.area
	return true
}

// tint is brightness and the two colour differences at a place of the sketch.
type tint struct{ y, cb, cr float32 }

// tint reads the sketch, at its edge for places outside.
func (s *sketch) tint(p Point) tint {
	x := max(0, min(s.w-1, int(p.X+0.5)))
	i := max(0, min(s.h-1, int(p.Y+0.5)))*s.w + x
	return tint{s.y[i], s.cb[i], s.cr[i]}
}

// seen is how far apart paper and ground must be, in steps of 255: white paper
// on a white table with a shadow beside it.
const seen = 10

// apart is how different two tints are; colour is told apart more easily.
func (t tint) apart(o tint) float32 {
	return absf(t.y-o.y) + 1.5*(absf(t.cb-o.cb)+absf(t.cr-o.cr))
}

// beyondFrame is how far behind a line, in pixels of the sketch, a printed frame
// along it has ended: a frame is about 7 mm wide, of 297.
const beyondFrame = 17

// along is how many places of a side are looked at.
const along = 36

// unseen is what it costs a side that all of it is outside the picture: of two lines
// through a narrow strip at the picture's edge, the one that stays in it is the side.
const unseen = 0.1

// stepAlong returns the share of the side's places inside the picture at which
// the colour changes from something like paper to something less like it. Where
// the paper may be framed and goes on behind the line, the line is the frame.
func (s *sketch) stepAlong(from, to Point, paper float32, framed bool) float64 {
	dx, dy := to.X-from.X, to.Y-from.Y
	length := math.Hypot(dx, dy)
	nx, ny := dy/length, -dx/length // outwards, the corners being clockwise
	yes, n := 0, 0
	for i := range along {
		t := 0.04 + 0.92*(float64(i)+0.5)/along
		at := Point{from.X + t*dx, from.Y + t*dy}
		if at.X < 0 || at.Y < 0 || at.X > float64(s.w-1) || at.Y > float64(s.h-1) {
			continue
		}
		n++
		in, out := s.tint(Point{at.X - 4*nx, at.Y - 4*ny}), s.tint(Point{at.X + 4*nx, at.Y + 4*ny})
		change := in.apart(out)
		if framed {
			behind := s.tint(s.within(Point{at.X + beyondFrame*nx, at.Y + beyondFrame*ny}))
			before := s.tint(Point{at.X - beyondFrame*nx, at.Y - beyondFrame*ny})
			if in.apart(behind) < seen || before.apart(behind) < seen {
				continue
			}
		}
		if change >= seen && absf(in.y-paper) <= 12+0.25*paper {
			yes++
		}
	}
	if n < along/3 {
		return 0
	}
	return float64(yes) / float64(n) * (1 - unseen*float64(along-n)/along)
}

// sliver is how wide, in pixels of the sketch, the ground beside a paper may be that
// counts for nothing: what a scanning program leaves when it trims, 2 mm of a page.
const sliver = 3

// within is the place, or the nearest to it that is not in a sliver at the edge.
func (s *sketch) within(p Point) Point {
	return Point{max(sliver, min(float64(s.w-1-sliver), p.X)), max(sliver, min(float64(s.h-1-sliver), p.Y))}
}

// paperAlong returns the share of the picture's edge, but for a sliver, that looks
// like paper.
func (s *sketch) paperAlong(from, to Point, paper float32) float64 {
	yes := 0
	for i := range along {
		t := 0.03 + 0.94*(float64(i)+0.5)/along
		y := s.tint(s.within(Point{from.X + t*(to.X-from.X), from.Y + t*(to.Y-from.Y)})).y
		if absf(y-paper) <= 8+0.12*paper {
			yes++
		}
	}
	return float64(yes) / along
}

func absf(v float32) float32 { return max(v, -v) }

// mix is the place at u, v, each 0 to 1, between four corners.
func mix[Q ~[4]Point](q Q, u, v float64) Point {
	top := Point{q[0].X + u*(q[1].X-q[0].X), q[0].Y + u*(q[1].Y-q[0].Y)}
	bottom := Point{q[3].X + u*(q[2].X-q[3].X), q[3].Y + u*(q[2].Y-q[3].Y)}
	return Point{top.X + v*(bottom.X-top.X), top.Y + v*(bottom.Y-top.Y)}
}

func areaOf[Q ~[4]Point](q Q) float64 {
	sum := 0.0
	for i := range q {
		a, b := q[i], q[(i+1)%4]
		sum += a.X*b.Y - b.X*a.Y
	}
	return math.Abs(sum) / 2
}

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// shape turns a candidate to what the measures use.
func (s *sketch) shape(k candidate) shape {
	out := shape{rim: k.rim, sure: 1}
	for i, c := range k.corners {
		out.corners[i] = Point{c.X / float64(s.w-1), c.Y / float64(s.h-1)}
	}
	for i, seen := range k.support {
		if !k.rim[i] {
			out.sure = min(out.sure, seen)
		}
	}
	return out
}

// measure fills the lengths of the sides, in pixels of the picture.
func (s *shape) measure(p *plate) {
	for i := range 4 {
		a, b := s.corners[i], s.corners[(i+1)%4]
		s.pixels[i] = math.Hypot((a.X-b.X)*float64(p.w), (a.Y-b.Y)*float64(p.h)) * p.scale
	}
}

// refine moves the sides that are seen to where the plate, which is finer than
// the sketch, changes most.
func (s *shape) refine(p *plate) {
	lines := [4][2]Point{}
	reach := 1.5 * float64(max(p.w, p.h)) / sketchSide
	for i := range 4 {
		from, to := s.corners[i].in(p), s.corners[(i+1)%4].in(p)
		lines[i] = [2]Point{from, to}
		if !s.rim[i] {
			lines[i] = p.edgeNear(from, to, reach+2)
		}
	}
	for i := range 4 {
		before := lines[(i+3)%4]
		if at, ok := meet(before, lines[i]); ok && distance(at, s.corners[i].in(p)) < 4*reach+6 {
			s.corners[i] = Point{at.X / float64(p.w-1), at.Y / float64(p.h-1)}
		}
	}
}

// in is the place in pixels of the plate.
func (pt Point) in(p *plate) Point { return Point{pt.X * float64(p.w-1), pt.Y * float64(p.h-1)} }

// edgeNear fits a line to the steepest changes within reach of the line given.
func (p *plate) edgeNear(from, to Point, reach float64) [2]Point {
	dx, dy := to.X-from.X, to.Y-from.Y
	length := math.Hypot(dx, dy)
	if length < 8 {
		return [2]Point{from, to}
	}
	nx, ny := dy/length, -dx/length
	type found struct{ t, off float64 }
	var points []found
	for i := range 80 {
		t := 0.03 + 0.94*(float64(i)+0.5)/80
		best, off := 0.0, 0.0
		for k := -reach; k <= reach; k++ {
			in := p.bright(from.X+t*dx+(k-1.5)*nx, from.Y+t*dy+(k-1.5)*ny)
			out := p.bright(from.X+t*dx+(k+1.5)*nx, from.Y+t*dy+(k+1.5)*ny)
			if change := math.Abs(in - out); change > best {
				best, off = change, k
			}
		}
		if best >= 8 {
			points = append(points, found{t, off})
		}
	}
	if len(points) < 20 {
		return [2]Point{from, to}
	}
	// A line through the middle two thirds of what was found, twice.
	a, b := 0.0, 0.0
	for range 3 {
		slices.SortFunc(points, func(x, y found) int {
			return cmp.Compare(math.Abs(x.off-a-b*x.t), math.Abs(y.off-a-b*y.t))
		})
		var n, st, so, stt, sto float64
		for _, f := range points[:len(points)*3/4] {
			n, st, so, stt, sto = n+1, st+f.t, so+f.off, stt+f.t*f.t, sto+f.t*f.off
		}
		if d := n*stt - st*st; d > 1e-9 {
			b = (n*sto - st*so) / d
			a = (so - b*st) / n
		}
	}
	return [2]Point{{from.X + a*nx, from.Y + a*ny}, {to.X + (a+b)*nx, to.Y + (a+b)*ny}}
}

// bright reads the plate at the nearest pixel.
func (p *plate) bright(x, y float64) float64 {
	return float64(p.y[max(0, min(p.h-1, int(y+0.5)))*p.w+max(0, min(p.w-1, int(x+0.5)))])
}

// meet is where two lines cross.
func meet(a, b [2]Point) (Point, bool) {
	ax, ay := a[1].X-a[0].X, a[1].Y-a[0].Y
	bx, by := b[1].X-b[0].X, b[1].Y-b[0].Y
	d := ax*by - ay*bx
	if math.Abs(d) < 1e-9 {
		return Point{}, false
	}
	t := ((b[0].X-a[0].X)*by - (b[0].Y-a[0].Y)*bx) / d
	return Point{a[0].X + t*ax, a[0].Y + t*ay}, true
}
