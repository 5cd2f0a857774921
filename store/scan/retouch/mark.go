package retouch

import (
	"fmt"
	"image"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"recordaldesk/assets/fonts"
	"recordaldesk/rules"
)

// Text is the only text that may stand on a scan, to the letter (guidance.md,
// Note 2 behind the list of materials). Nothing else can be drawn.
const Text = "仅限办理工信部 ICP 备案使用"

// line is the text as outlines, in ems, with the middle of its ink at 0, 0 and
// y growing downward.
type line struct {
	segments      []sfnt.Segment // in 1/64 of 1/unit of an em, not yet moved to the middle
	unit          float64        // em in those
	middle        [2]float64     // of the ink, in the segments' own unit
	length, depth float64        // of the ink, in ems
}

// textLine reads the outlines of [Text] from the program's font once.
var textLine = sync.OnceValues(func() (*line, error) {
	face, err := sfnt.Parse(fonts.Regular())
	if err != nil {
		return nil, fmt.Errorf("read the watermark's font: %w", err)
	}
	const em = 1024
	ppem := fixed.I(em)
	l := &line{unit: em * 64}
	var buffer sfnt.Buffer
	var at fixed.Int26_6
	box := fixed.Rectangle26_6{}
	for _, r := range Text {
		glyph, err := face.GlyphIndex(&buffer, r)
		if err == nil && glyph == 0 {
			err = fmt.Errorf("no picture of %q", r)
		}
		if err != nil {
			return nil, fmt.Errorf("read the watermark's font: %w", err)
		}
		outline, err := face.LoadGlyph(&buffer, glyph, ppem, nil)
		if err != nil {
			return nil, fmt.Errorf("read the watermark's font: %w", err)
		}
		for _, s := range outline {
			for i := range s.Args {
				s.Args[i].X += at
			}
			l.segments = append(l.segments, s)
		}
		if len(outline) > 0 {
			box = box.Union(outline.Bounds().Add(fixed.Point26_6{X: at}))
		}
		advance, err := face.GlyphAdvance(&buffer, glyph, ppem, font.HintingNone)
		if err != nil {
			return nil, fmt.Errorf("read the watermark's font: %w", err)
		}
		at += advance
	}
	l.length, l.depth = float64(box.Max.X-box.Min.X)/l.unit, float64(box.Max.Y-box.Min.Y)/l.unit
	l.middle = [2]float64{float64(box.Min.X+box.Max.X) / 2, float64(box.Min.Y+box.Max.Y) / 2}
	return l, nil
})

// placed is a mark on a picture of a certain size, in its pixels or points.
type placed struct {
	x, y     float64 // middle of the line
	em       float64 // type size
	sin, cos float64 // of the angle by which it rises
}

// place returns where a mark lies on a picture of width × height: as it says, but
// never cut off by an edge. One that would reach over is moved in; one that is
// too long for the picture at its angle is made smaller.
func (l *line) place(mark rules.Watermark, width, height float64) placed {
	p := placed{em: mark.Width * width / l.length}
	p.sin, p.cos = math.Sincos(mark.Angle * math.Pi / 180)
	across := (l.length*math.Abs(p.cos) + l.depth*math.Abs(p.sin)) / 2 // half of the box round it, in ems
	down := (l.length*math.Abs(p.sin) + l.depth*math.Abs(p.cos)) / 2
	p.em = min(p.em, width/2/across, height/2/down)
	p.x = min(max(mark.X*width, across*p.em), width-across*p.em)
	p.y = min(max(mark.Y*height, down*p.em), height-down*p.em)
	return p
}

// Fit returns the mark as it will be drawn on a picture of the given size: moved
// in where it would reach over an edge, made smaller where it is too long.
func Fit(mark rules.Watermark, width, height int) (rules.Watermark, error) {
	l, err := textLine()
	if err != nil {
		return mark, err
	}
	if width < 1 || height < 1 {
		return mark, fmt.Errorf("fit watermark on %d × %d pixels", width, height)
	}
	p := l.place(mark, float64(width), float64(height))
	mark.X, mark.Y, mark.Width = p.x/float64(width), p.y/float64(height), p.em*l.length/float64(width)
	return mark, nil
}

// Depth is the height of the line of text as a part of its length.
func Depth() (float64, error) {
	l, err := textLine()
	if err != nil {
		return 0, err
	}
	return l.depth / l.length, nil
}

// mask draws the line as it lies on a picture of size, and returns how far each
// pixel of a part of the picture is covered.
func (l *line) mask(p placed, size image.Point) *image.Alpha {
	across := (l.length*math.Abs(p.cos) + l.depth*math.Abs(p.sin)) / 2 * p.em
	down := (l.length*math.Abs(p.sin) + l.depth*math.Abs(p.cos)) / 2 * p.em
	r := image.Rect(
		int(math.Floor(p.x-across)), int(math.Floor(p.y-down)),
		int(math.Ceil(p.x+across)), int(math.Ceil(p.y+down)),
	).Intersect(image.Rectangle{Max: size})
	mask := image.NewAlpha(r)
	if r.Empty() {
		return mask
	}
	scale := p.em / l.unit
	at := func(q fixed.Point26_6) (x, y float32) {
		dx, dy := (float64(q.X)-l.middle[0])*scale, (float64(q.Y)-l.middle[1])*scale
		return float32(p.x + dx*p.cos + dy*p.sin - float64(r.Min.X)), float32(p.y - dx*p.sin + dy*p.cos - float64(r.Min.Y))
	}
	z := vector.NewRasterizer(r.Dx(), r.Dy())
	for _, s := range l.segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			z.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
	z.Draw(mask, r, image.Opaque, image.Point{})
	return mask
}
