package worth

import (
	"math"
	"slices"
)

// paper is a straightened copy of what is on a shape, small, with its rim left
// out; the measures of light and colour are taken on it.
type paper struct {
	*plate
	shape  *shape
	whites [cellsAcross * cellsAcross]float64 // brightness of the ground, by cell
}

const (
	cellsAcross = 8
	paperRim    = 0.025 // of the side, left out: shadow, and the outline's own error
)

// straighten reads the shape from the plate.
func (p *plate) straighten(s *shape) *paper {
	w := int(math.Ceil((s.pixels[0] + s.pixels[2]) / 4 / p.scale))
	h := int(math.Ceil((s.pixels[1] + s.pixels[3]) / 4 / p.scale))
	w, h = max(1, min(w, p.w)), max(1, min(h, p.h))
	out := &paper{plate: newPlate(w, h, 0), shape: s}
	for y := range h {
		for x := range w {
			at := out.place((float64(x)+0.5)/float64(w), (float64(y)+0.5)/float64(h)).in(p)
			from := max(0, min(p.h-1, int(at.Y+0.5)))*p.w + max(0, min(p.w-1, int(at.X+0.5)))
			to := y*w + x
			out.y[to], out.cb[to], out.cr[to] = p.y[from], p.cb[from], p.cr[from]
		}
	}
	for i := range out.whites {
		out.whites[i] = percentile(out.cell(i%cellsAcross, i/cellsAcross), 0.85)
	}
	return out
}

// place is where u, v of the paper, each 0 to 1, lies in the picture.
func (p *paper) place(u, v float64) Point {
	rim := paperRim
	if p.shape.rims() == 4 {
		rim = 0.005
	}
	return mix(p.shape.corners, rim+(1-2*rim)*u, rim+(1-2*rim)*v)
}

// cell returns the brightness of all pixels of a cell, at least one.
func (p *paper) cell(cx, cy int) []uint8 {
	x0, x1 := cx*p.w/cellsAcross, max((cx+1)*p.w/cellsAcross, cx*p.w/cellsAcross+1)
	y0, y1 := cy*p.h/cellsAcross, max((cy+1)*p.h/cellsAcross, cy*p.h/cellsAcross+1)
	var values []uint8
	for y := y0; y < y1; y++ {
		values = append(values, p.y[y*p.w+x0:y*p.w+x1]...)
	}
	return values
}

// area is the quad in the picture of a box of the paper, each 0 to 1.
func (p *paper) area(u0, v0, u1, v1 float64) Quad {
	return Quad{p.place(u0, v0), p.place(u1, v0), p.place(u1, v1), p.place(u0, v1)}
}

// cellArea is the place of a cell.
func (p *paper) cellArea(i int) Quad {
	u, v := float64(i%cellsAcross)/cellsAcross, float64(i/cellsAcross)/cellsAcross
	return p.area(u, v, u+1.0/cellsAcross, v+1.0/cellsAcross)
}

// light sets the usual brightness of the paper.
func (j *judge) light() {
	var all []float64
	for _, p := range j.papers {
		all = append(all, p.whites[:]...)
	}
	slices.Sort(all)
	j.white = all[len(all)/2]
}

// tooDark compares the darkest part of the paper that is no small spot, a tenth
// of it, with the limit; of a portrait, where the ground may be of any colour,
// its light parts.
func (j *judge) tooDark() {
	limit := MinPaper
	var figure float64
	var where []Quad
	switch j.expect.What {
	case Screen:
		return
	case Portrait, Anything:
		limit = MinFace
		figure = percentile(j.plate.y, 0.9) / 255 * 100
	default:
		var all []float64
		for _, p := range j.papers {
			for i, v := range p.whites {
				all = append(all, v)
				if v/255*100 < limit {
					where = append(where, p.cellArea(i))
				}
			}
		}
		slices.Sort(all)
		figure = all[len(all)/10] / 255 * 100
		if len(where) > len(all)*3/4 {
			where = j.outlines()
		}
	}
	if figure < limit {
		j.say(Remark{Fault: Dark, Figure: figure, Limit: limit, Unit: PerCent, Where: where})
	}
}

// washed is the brightness, 0 to 255, at which nothing of the paper is left.
// What a scanner makes is as white all over, so a reflection is seen only where
// the paper itself is less bright than scanned.
const (
	washed  = 250
	scanned = 242
)

// glaring finds spots of pure white on paper that is less white.
func (j *judge) glaring() {
	if !j.expect.paper() || j.white >= scanned {
		return
	}
	var area float64
	var where []Quad
	total := 0.0
	for _, p := range j.papers {
		const n = 96
		total += n * n
		var spot [n * n]bool
		for i := range spot {
			spot[i] = p.allOver(i%n, i/n, n, washed)
		}
		for _, b := range patches(spot[:], n) {
			if b.cells < 4 {
				continue
			}
			area += float64(b.cells)
			where = append(where, p.area(float64(b.left)/n, float64(b.top)/n, float64(b.right+1)/n, float64(b.bottom+1)/n))
		}
	}
	if figure := area / total * 100; figure > MaxGlare {
		j.say(Remark{Fault: Glare, Figure: figure, Limit: MaxGlare, Unit: PerCent, Where: where})
	}
}

// allOver reports whether a cell of n × n is at least as bright all over.
func (p *paper) allOver(cx, cy, n int, least uint8) bool {
	x0, x1 := cx*p.w/n, max((cx+1)*p.w/n, cx*p.w/n+1)
	y0, y1 := cy*p.h/n, max((cy+1)*p.h/n, cy*p.h/n+1)
	for y := y0; y < y1; y++ {
		for _, v := range p.y[y*p.w+x0 : y*p.w+x1] {
			if v < least {
				return false
			}
		}
	}
	return true
}

// patch is a connected group of cells.
type patch struct{ left, top, right, bottom, cells int }

// patches groups the marked cells of an n × n grid that touch.
func patches(marked []bool, n int) (all []patch) {
	left := slices.Clone(marked)
	for i := range left {
		if !left[i] {
			continue
		}
		b := patch{left: n, top: n}
		todo := []int{i}
		left[i] = false
		for len(todo) > 0 {
			k := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			x, y := k%n, k/n
			b.cells++
			b.left, b.right = min(b.left, x), max(b.right, x)
			b.top, b.bottom = min(b.top, y), max(b.bottom, y)
			for _, d := range [][2]int{{-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
				if nx, ny := x+d[0], y+d[1]; nx >= 0 && ny >= 0 && nx < n && ny < n && left[ny*n+nx] {
					left[ny*n+nx] = false
					todo = append(todo, ny*n+nx)
				}
			}
		}
		all = append(all, b)
	}
	return all
}

// tinted is how far the colour of a pixel must be from that of the ground, in
// steps of 255, to be colour: a JPEG and a sensor stray by up to half of it.
const tinted = 15

// colourless looks for ink of any colour on the paper. The light's own tint is
// taken off: what is grey under a lamp is yellow all over.
func (j *judge) colourless() {
	if !j.expect.Colour {
		return
	}
	coloured, total := 0, 0
	for _, p := range j.papers {
		rb, rr := p.tint()
		for i, y := range p.y {
			total++
			db := float64(p.cb[i]) - 128 - rb*float64(y)
			dr := float64(p.cr[i]) - 128 - rr*float64(y)
			if db*db+dr*dr > tinted*tinted {
				coloured++
			}
		}
	}
	if figure := float64(coloured) / float64(total) * 100; figure < MinColour {
		j.say(Remark{Fault: Grey, Figure: figure, Limit: MinColour, Unit: PerCent, Where: j.outlines()})
	}
}

// tint returns the ground's colour differences, relative to brightness: the
// middle one of the brighter half.
func (p *paper) tint() (cb, cr float64) {
	least := uint8(percentile(p.y, 0.5))
	var blue, red []float64
	step := max(1, len(p.y)/20000)
	for i := 0; i < len(p.y); i += step {
		if y := p.y[i]; y >= least && y > 0 {
			blue = append(blue, (float64(p.cb[i])-128)/float64(y))
			red = append(red, (float64(p.cr[i])-128)/float64(y))
		}
	}
	if len(blue) == 0 {
		return 0, 0
	}
	slices.Sort(blue)
	slices.Sort(red)
	return blue[len(blue)/2], red[len(red)/2]
}

// inked is by which share of the paper's brightness print differs from it: what
// shows through from the other side is paler.
const inked = 0.16

// blank measures how much of the paper has anything on it.
func (j *judge) blank() {
	content, total := 0, 0
	for _, p := range j.papers {
		mean := boxMean(p.y, p.w, p.h, max(3, min(p.w, p.h)/15))
		threshold := inked * max(j.white, 20)
		for i, y := range p.y {
			total++
			if math.Abs(float64(y)-mean[i]) > threshold {
				content++
			}
		}
	}
	if figure := float64(content) / float64(total) * 100; figure < MinContent {
		j.say(Remark{Fault: Blank, Figure: figure, Limit: MinContent, Unit: PerCent})
	}
}

// boxMean averages each value with those within r of it.
func boxMean(p []uint8, w, h, r int) []float64 {
	sums := make([]float64, (w+1)*(h+1))
	for y := range h {
		row := 0.0
		for x := range w {
			row += float64(p[y*w+x])
			sums[(y+1)*(w+1)+x+1] = sums[y*(w+1)+x+1] + row
		}
	}
	out := make([]float64, w*h)
	for y := range h {
		y0, y1 := max(0, y-r), min(h, y+r+1)
		for x := range w {
			x0, x1 := max(0, x-r), min(w, x+r+1)
			sum := sums[y1*(w+1)+x1] - sums[y0*(w+1)+x1] - sums[y1*(w+1)+x0] + sums[y0*(w+1)+x0]
			out[y*w+x] = sum / float64((y1-y0)*(x1-x0))
		}
	}
	return out
}
