package retouch

import (
	"context"
	"fmt"
	"image"
	"math"

	"recordaldesk/rules"
)

// Where a mark is looked for, in the order of preference: long and level. The
// figures at the end weigh it against what lies under it, which is counted in
// squares of a detail from 0 (nothing) to 255 (the edge of a letter).
var (
	placeWidths = []float64{.6, .55, .5, .45, .38, .3} // of the picture's width
	placeAngles = []float64{0, 20, -20, 35, -35}       // degrees
)

const (
	placeSide   = 400 // pixels of the longer side of the map of details
	aroundDepth = .5  // of the line's depth: clearance wanted on all sides
	perWidth    = 1200.
	perSlant    = 150.
	perOffside  = 60.
)

// Place returns where the permitted text covers the least of img: no print, no
// face, no seal, if there is room beside them. It looks on a small copy at every
// place, for lines of 60 down to 30 percent of the width, level and slanted, and
// of places equally empty takes the longest line and the one nearest the middle.
// Of a PDF the drawn page is to be given. img is not changed. It fails with ctx's
// error.
func Place(ctx context.Context, img image.Image) (rules.Watermark, error) {
	l, err := textLine()
	if err != nil {
		return rules.Watermark{}, err
	}
	b := img.Bounds()
	if b.Empty() {
		return rules.Watermark{}, fmt.Errorf("place watermark on %v pixels", b.Size())
	}
	w, h := b.Dx(), b.Dy()
	if long := max(w, h); long > placeSide {
		w, h = max(1, w*placeSide/long), max(1, h*placeSide/long)
	}
	small, err := shrink(ctx, img, w, h)
	if err != nil {
		return rules.Watermark{}, fmt.Errorf("place watermark: %w", err)
	}
	details := detailsOf(small)
	best, least := rules.Watermark{X: .5, Y: .5, Width: placeWidths[0]}, math.Inf(1)
	for _, angle := range placeAngles {
		if err := ctx.Err(); err != nil {
			return rules.Watermark{}, fmt.Errorf("place watermark: %w", err)
		}
		m := details.turned(angle)
		for _, width := range placeWidths {
			if mark, cost, ok := m.leastUnder(width, l.depth/l.length); ok && cost < least {
				best, least = mark, cost
			}
		}
	}
	return best, nil
}

// detailMap says of each pixel of a small picture how much would be lost there.
type detailMap struct {
	w, h   int
	detail []float64 // squared
}

// detailsOf finds edges, which print, faces and seals are made of, and colours of
// which the picture has little: what is plain but small, such as the ground of a
// portrait, is not empty paper.
func detailsOf(img image.Image) detailMap {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	m := asRGBA(img)
	channel := [3][]int{make([]int, w*h), make([]int, w*h), make([]int, w*h)} // brightness and twice colour
	count := map[[3]int]int{}
	bin := func(i int) [3]int {
		return [3]int{channel[0][i] / 26, (channel[1][i] + 255) / 40, (channel[2][i] + 255) / 40}
	}
	for y := range h {
		for x := range w {
			p := m.Pix[m.PixOffset(m.Rect.Min.X+x, m.Rect.Min.Y+y):]
			r, g, b := int(p[0]), int(p[1]), int(p[2])
			i := y*w + x
			channel[0][i], channel[1][i], channel[2][i] = (299*r+587*g+114*b)/1000, r-g, b-g
			count[bin(i)]++
		}
	}
	d := detailMap{w, h, make([]float64, w*h)}
	for y := range h {
		for x := range w {
			i := y*w + x
			edge := 0
			for _, c := range channel {
				across := abs(c[y*w+min(x+1, w-1)] - c[y*w+max(x-1, 0)])
				down := abs(c[min(y+1, h-1)*w+x] - c[max(y-1, 0)*w+x])
				edge = max(edge, across, down)
			}
			rare := 1 - min(float64(count[bin(i)])/float64(w*h)/.12, 1)
			v := min(float64(3*edge)+70*rare, 255)
			d.detail[i] = v * v
		}
	}
	return d
}

// sums is a map turned so that a slanted line lies level in it, as sums over all
// that is above and to the left of each point.
type sums struct {
	of       detailMap
	angle    float64
	sin, cos float64
	w, h     int
	detail   []float64
	outside  []int32 // pixels that the picture has not
}

func (d detailMap) turned(angle float64) sums {
	s := sums{of: d, angle: angle}
	s.sin, s.cos = math.Sincos(angle * math.Pi / 180)
	fw, fh := float64(d.w), float64(d.h)
	s.w = int(math.Ceil(fw*math.Abs(s.cos) + fh*math.Abs(s.sin)))
	s.h = int(math.Ceil(fw*math.Abs(s.sin) + fh*math.Abs(s.cos)))
	stride := s.w + 1
	s.detail, s.outside = make([]float64, stride*(s.h+1)), make([]int32, stride*(s.h+1))
	for y := range s.h {
		detail, outside := 0., int32(0)
		for x := range s.w {
			px, py := s.back(float64(x)+.5, float64(y)+.5)
			if px >= 0 && py >= 0 && px < fw && py < fh {
				detail += d.detail[int(py)*d.w+int(px)]
			} else {
				outside++
			}
			at := (y+1)*stride + x + 1
			s.detail[at], s.outside[at] = s.detail[at-stride]+detail, s.outside[at-stride]+outside
		}
	}
	return s
}

// back returns the place in the picture of a place in the turned map.
func (s sums) back(x, y float64) (px, py float64) {
	u, v := x-float64(s.w)/2, y-float64(s.h)/2
	return float64(s.of.w)/2 + u*s.cos + v*s.sin, float64(s.of.h)/2 - u*s.sin + v*s.cos
}

// leastUnder returns the best mark of the width, a part of the picture's, and what
// it costs; false where no line of that width fits.
func (s sums) leastUnder(width, depth float64) (rules.Watermark, float64, bool) {
	fw, fh := float64(s.of.w), float64(s.of.h)
	bw := max(1, int(math.Ceil(width*fw)))
	bh := max(1, int(math.Ceil(width*fw*depth)))
	around := max(1, int(math.Ceil(float64(bh)*aroundDepth)))
	fixed := (placeWidths[0] - width) * perWidth
	if s.angle != 0 {
		fixed += perSlant
	}
	var best rules.Watermark
	least := math.Inf(1)
	for y := 0; y+bh <= s.h; y++ {
		for x := 0; x+bw <= s.w; x++ {
			if over(s.outside, s.w+1, x, y, x+bw, y+bh) > 0 {
				continue
			}
			x0, y0, x1, y1 := max(0, x-around), max(0, y-around), min(s.w, x+bw+around), min(s.h, y+bh+around)
			cost := fixed + over(s.detail, s.w+1, x0, y0, x1, y1)/float64((x1-x0)*(y1-y0))
			if cost >= least {
				continue
			}
			px, py := s.back(float64(x)+float64(bw)/2, float64(y)+float64(bh)/2)
			cost += perOffside * math.Hypot(px/fw-.5, py/fh-.5)
			if cost < least {
				best, least = rules.Watermark{X: px / fw, Y: py / fh, Width: width, Angle: s.angle}, cost
			}
		}
	}
	return best, least, !math.IsInf(least, 1)
}

// over returns the sum over a box of the map.
func over[T int32 | float64](sums []T, stride, x0, y0, x1, y1 int) T {
	return sums[y1*stride+x1] - sums[y0*stride+x1] - sums[y1*stride+x0] + sums[y0*stride+x0]
}

func abs(n int) int { return max(n, -n) }
