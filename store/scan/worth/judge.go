package worth

import (
	"context"
	"fmt"
	"image"
	"math"
	"slices"
)

// Remark is one fault with its evidence. The figure and its limit are in the
// [Unit] of the fault; where the figure must be larger or smaller than the
// limit, the fault's sentence says.
type Remark struct {
	Fault  Fault
	Figure float64
	Limit  float64
	Unit   Unit
	Where  []Quad // the places that show it; empty where there is no place to show
}

// Opinion is what is said of one picture.
type Opinion struct {
	Remarks []Remark // in the order of [Faults], none twice
	Outline Quad     // of the paper, or of the whole picture where none was found
	Sure    float64  // of the outline, 0 to 1: the share of its weakest side along which paper and ground differ
}

// Has reports whether the opinion has a remark about the fault.
func (o *Opinion) Has(f Fault) bool {
	return slices.ContainsFunc(o.Remarks, func(r Remark) bool { return r.Fault == f })
}

// plateSide is the longer side, in pixels, of the copy that most measures use.
const plateSide = 1600

// Judge says what is wrong with img, an upright decoded picture of what is
// expected. It never refuses: a picture of anything gets an opinion. The only
// errors are a picture without pixels or with more than a scan may have
// ([scan.MaxPixels]), and the end of ctx, which is noticed within a tenth of a
// second. It reads img and does not change it, and takes memory for copies of at
// most 1600 pixels a side beside it.
func Judge(ctx context.Context, img image.Image, expect Expect) (Opinion, error) {
	if err := checkSize(img); err != nil {
		return Opinion{}, fmt.Errorf("judge %w", err)
	}
	p, err := reduce(ctx, img, plateSide)
	if err != nil {
		return Opinion{}, fmt.Errorf("reduce the picture to judge it: %w", err)
	}
	j := &judge{ctx: ctx, expect: expect, size: img.Bounds().Size(), plate: p, window: &window{img: img}}
	if expect.paper() {
		j.shapes = find(p, expect)
	} else {
		all := shape{corners: whole, rim: [4]bool{true, true, true, true}}
		all.measure(p)
		j.shapes = []shape{all}
	}
	for _, s := range j.shapes {
		j.papers = append(j.papers, p.straighten(&s))
	}
	j.light()
	for _, look := range []func(){j.blank, j.tooDark, j.glaring, j.colourless, j.oneSided, j.cut, j.askew, j.tooSmall, j.soft, j.striped} {
		if err := ctx.Err(); err != nil {
			return Opinion{}, fmt.Errorf("judge the picture: %w", err)
		}
		look()
	}
	if err := ctx.Err(); err != nil {
		return Opinion{}, fmt.Errorf("judge the picture: %w", err)
	}
	return j.opinion(), nil
}

// judge holds what is known of the picture while it is looked at.
type judge struct {
	ctx    context.Context
	expect Expect
	size   image.Point // pixels of the picture
	plate  *plate
	window *window
	shapes []shape
	papers []*paper // of each shape, straightened
	white  float64  // the brightness that the paper has at most places, 0 to 255
	said   []Remark
}

func (j *judge) say(r Remark) { j.said = append(j.said, r) }

// opinion puts the remarks in order. Where there is nothing on the paper, no
// more is said than why that might be: focus and colour mean nothing then.
func (j *judge) opinion() Opinion {
	o := Opinion{Outline: j.shapes[0].corners, Sure: j.shapes[0].sure}
	empty := slices.ContainsFunc(j.said, func(r Remark) bool { return r.Fault == Blank })
	for _, f := range Faults {
		if empty && f != Blank && f != Dark {
			continue
		}
		for _, r := range j.said {
			if r.Fault == f {
				o.Remarks = append(o.Remarks, r)
			}
		}
	}
	return o
}

// outlines are the papers' corners.
func (j *judge) outlines() (all []Quad) {
	for _, s := range j.shapes {
		all = append(all, s.corners)
	}
	return all
}

// dpi estimates the resolution, in pixels per inch of the original, of a paper.
// A side of it may be outside, so the longer estimate counts.
func (j *judge) dpi(s *shape) float64 {
	lying, upright := (s.pixels[0]+s.pixels[2])/2, (s.pixels[1]+s.pixels[3])/2
	long, short := max(lying, upright), min(lying, upright)
	if j.expect.What != Card {
		return max(long/(297/25.4), short/(210/25.4)) // A4
	}
	byCard := max(long/(85.60/25.4), short/(53.98/25.4))
	if s.rims() < 4 {
		return byCard
	}
	switch cardsByAspect(lying / upright) {
	case 1:
		return byCard
	case 2: // one over the other, or side by side
		if lying < upright {
			return lying / (85.60 / 25.4)
		}
		return upright / (53.98 / 25.4)
	}
	return max(long/(297/25.4), short/(210/25.4)) // on a page
}

// cardsByAspect tells from a picture's width to height how many cards fill it
// edge to edge; 0 if none do.
func cardsByAspect(aspect float64) int {
	near := func(v, off float64) bool { return math.Abs(aspect/v-1) < off }
	switch {
	case near(cardAspect, 0.09), near(1/cardAspect, 0.09):
		return 1
	case near(cardAspect/2.04, 0.06), near(2*cardAspect, 0.08):
		return 2
	}
	return 0
}

func (j *judge) tooSmall() {
	switch {
	case j.expect.What == Anything:
	case j.expect.What == Portrait:
		j.fewPixels(FaceLong, FaceShort)
	// A page that fills the picture may be a file as made, which has no size.
	case j.expect.What == Screen, j.expect.What == Download && j.shapes[0].rims() == 4:
		j.fewPixels(ScreenLong, 0)
	default:
		least := math.Inf(1)
		for i := range j.shapes {
			least = min(least, j.dpi(&j.shapes[i]))
		}
		if limit := j.expect.DPI(); least < limit {
			j.say(Remark{Fault: Small, Figure: least, Limit: limit, Unit: DotsPerInch, Where: j.outlines()})
		}
	}
}

// fewPixels compares the picture's sides with the least they may have.
func (j *judge) fewPixels(leastLong, leastShort int) {
	long, short := max(j.size.X, j.size.Y), min(j.size.X, j.size.Y)
	if long < leastLong {
		j.say(Remark{Fault: Small, Figure: float64(long), Limit: float64(leastLong), Unit: Pixels})
	} else if short < leastShort {
		j.say(Remark{Fault: Small, Figure: float64(short), Limit: float64(leastShort), Unit: Pixels})
	}
}

func (j *judge) oneSided() {
	if j.expect.Sides < 2 {
		return
	}
	seen := len(j.shapes)
	if seen == 1 && j.shapes[0].rims() == 4 {
		if seen = cardsByAspect(float64(j.size.X) / float64(j.size.Y)); seen == 0 {
			return // no card was made out, so nothing is known of their number
		}
	}
	if seen < j.expect.Sides {
		j.say(Remark{Fault: OneSide, Figure: float64(seen), Limit: float64(j.expect.Sides), Unit: Sides, Where: j.outlines()})
	}
}
