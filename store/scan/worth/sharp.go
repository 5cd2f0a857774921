package worth

import (
	"image"
	"math"
	"slices"
)

const (
	tileSide = 128 // pixels of the picture
	tileGrid = 7   // tiles a paper has across
)

// soft measures how wide the edges of print are, in tiles at full resolution,
// and from that how high the smallest legible character is. Part of the paper
// may be out of focus: a quarter is enough for a remark.
func (j *judge) soft() {
	if j.expect.What == Screen {
		return
	}
	n, bad := 0, 0
	var figures []float64
	var where []Quad
	limit, unit := j.expect.Character(), Millimetres
	byPixels := !j.expect.paper()
	if byPixels {
		limit, unit = FaceSharp, Pixels
	}
	tile := make([]uint8, tileSide*tileSide)
	for i, p := range j.papers {
		dpi := j.dpi(&j.shapes[i])
		for k := range tileGrid * tileGrid {
			if j.ctx.Err() != nil {
				return
			}
			u, v := float64(k%tileGrid)/tileGrid, float64(k/tileGrid)/tileGrid
			r := j.busiest(p, u, v)
			if r.Empty() {
				continue
			}
			j.window.tile(r, tile)
			width, ok := edgeWidth(tile[:r.Dx()*r.Dy()], r.Dx(), r.Dy(), j.contrast())
			if !ok {
				continue
			}
			n++
			figure := CharacterPerEdge * width / dpi * 25.4
			wrong := figure > limit
			if byPixels {
				figure = float64(max(j.size.X, j.size.Y)) * 2.56 / width
				wrong = figure < limit
			}
			if wrong {
				bad++
				figures = append(figures, figure)
				where = append(where, p.area(u, v, u+1.0/tileGrid, v+1.0/tileGrid))
			}
		}
	}
	if n < 2 || float64(bad) < 0.25*float64(n) {
		return
	}
	if bad > n*3/4 {
		where = j.outlines()
	}
	slices.Sort(figures)
	j.say(Remark{Fault: Blurred, Figure: figures[len(figures)/2], Limit: limit, Unit: unit, Where: where})
}

// contrast is what print must differ from its ground to be measured.
func (j *judge) contrast() float64 {
	if j.expect.paper() {
		return 0.3 * j.white
	}
	return 0.15 * j.white
}

// busiest returns, within the paper's part that begins at u, v, the tile with
// most change in it, in pixels of the picture; empty where the picture is
// smaller than a tile.
func (j *judge) busiest(p *paper, u, v float64) image.Rectangle {
	w, h := min(tileSide, j.size.X), min(tileSide, j.size.Y)
	if w < 16 || h < 16 {
		return image.Rectangle{}
	}
	var best image.Rectangle
	most := -1.0
	for i := range 9 {
		at := p.place(u+(float64(i%3)+0.5)/3/tileGrid, v+(float64(i/3)+0.5)/3/tileGrid)
		x := max(0, min(j.size.X-w, int(at.X*float64(j.size.X))-w/2))
		y := max(0, min(j.size.Y-h, int(at.Y*float64(j.size.Y))-h/2))
		r := image.Rect(x, y, x+w, y+h)
		if c := j.plate.change(r); c > most {
			best, most = r, c
		}
	}
	return best
}

// change sums the differences of neighbours in an area given in the picture's pixels.
func (p *plate) change(r image.Rectangle) float64 {
	x0, x1 := int(float64(r.Min.X)/p.scale), min(p.w-1, int(float64(r.Max.X)/p.scale))
	y0, y1 := int(float64(r.Min.Y)/p.scale), min(p.h-1, int(float64(r.Max.Y)/p.scale))
	sum := 0
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			i := y*p.w + x
			sum += abs(int(p.y[i+1])-int(p.y[i])) + abs(int(p.y[i+p.w])-int(p.y[i]))
		}
	}
	return float64(sum)
}

// edgeWidth is the width in pixels, from a tenth to nine tenths of the rise, of
// the sharper edges in a tile, in the direction in which they are less sharp: a
// shaken picture is sharp in one. ok is false where there are too few.
func edgeWidth(tile []uint8, w, h int, contrast float64) (width float64, ok bool) {
	spread := percentile(tile, 0.98) - percentile(tile, 0.02)
	if spread < contrast {
		return 0, false
	}
	least := max(14, 0.4*spread)
	var r riser
	for y := range h {
		r.follow(tile, y*w, 1, w, w, y, h, least)
	}
	across := r.widths
	r.widths = nil
	for x := range w {
		r.follow(tile, x, w, h, 1, x, w, least)
	}
	down := r.widths
	for _, all := range [][]float64{across, down} {
		if len(all) < 12 {
			continue
		}
		slices.Sort(all)
		width, ok = max(width, all[len(all)/3]), true
	}
	return width, ok
}

// riser collects the widths of the rises and falls along lines of a tile.
type riser struct {
	widths []float64
	line   []float64
	beside [2][]float64 // the lines before and after
	least  float64
}

// follow measures one line of n values that begins at from, step apart; its
// neighbours begin next before and after. It is the line index of all lines.
func (r *riser) follow(tile []uint8, from, step, n, next, index, lines int, least float64) {
	r.least = least
	read := func(to *[]float64, from int) {
		*to = (*to)[:0]
		for i := range n {
			*to = append(*to, float64(tile[from+i*step]))
		}
	}
	read(&r.line, from)
	read(&r.beside[0], from-next*min(1, index))
	read(&r.beside[1], from+next*min(1, lines-1-index))
	r.rises()
}

// rises finds the rises and falls of at least least in the line. A change back
// of less than a quarter of that is noise within a rise.
func (r *riser) rises() {
	line, least := r.line, r.least
	from := 0 // where the rise or fall being followed began
	top := 0  // how far it has come
	for i := 1; i < len(line); i++ {
		up := line[top] >= line[from]
		switch {
		case top == from && math.Abs(line[i]-line[from]) < least/4:
			if i-from > 12 { // flat: begin anew
				from, top = i, i
			}
		case top == from:
			top = i
		case up && line[i] >= line[top], !up && line[i] <= line[top]:
			top = i
		case math.Abs(line[i]-line[top]) >= least/4:
			r.take(from, top)
			from, top = top, i
		}
	}
	r.take(from, top)
}

// take measures one rise or fall between two turning points. An edge that runs
// more along the line than across it is left to the other direction; of a
// slanting one the width is taken square to it.
func (r *riser) take(from, to int) {
	a, b := r.line[from], r.line[to]
	if math.Abs(b-a) < r.least {
		return
	}
	share := func(i int) float64 { return (r.line[i] - a) / (b - a) }
	middle := from
	for middle < to && share(middle) < 0.5 {
		middle++
	}
	low := middle
	for low > from && share(low) > 0.1 {
		low--
	}
	high := middle
	for high < to && share(high) < 0.9 {
		high++
	}
	start := float64(low)
	if low < to {
		if d := share(low+1) - share(low); d > 0 {
			start += max(0, (0.1-share(low))/d)
		}
	}
	end := float64(high)
	if high > from {
		if d := share(high) - share(high-1); d > 0 {
			end -= max(0, (share(high)-0.9)/d)
		}
	}
	across := (r.line[min(middle+1, len(r.line)-1)] - r.line[max(middle-1, 0)]) / 2
	beside := (r.beside[1][middle] - r.beside[0][middle]) / 2
	if math.Abs(across) < 1.2*math.Abs(beside) {
		return
	}
	r.widths = append(r.widths, max(0, end-start)*math.Abs(across)/math.Hypot(across, beside))
}
