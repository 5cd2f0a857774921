package stamp

import (
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Where a page draws something is told from what it says (ISO 32000-1, 8 and 9), not
// from a picture of it: that would take an engine of ten megabytes. In doubt there is
// something: the text's width is guessed too wide, clipping does not count.

// Page is a page to lay something over.
type Page struct {
	Sheet

	doc    *model.Context
	dict   types.Dict
	tooBig bool // to be looked through
}

// Free reports whether nothing is drawn in the box, in points from the upper left
// corner of the page as it is seen.
func (p *Page) Free(left, top, right, bottom float64) bool {
	x0, y0 := p.At(left/p.Unit, top/p.Unit)
	x1, y1 := p.At(right/p.Unit, bottom/p.Unit)
	k := ink{doc: p.doc, area: boxOf(x0, y0, x1, y1), bytes: maxLooked, operators: maxOperators}
	resources, err := p.doc.DereferenceDict(inherited(p.doc, p.dict, "Resources"))
	if err != nil || p.tooBig {
		return false
	}
	content, err := contents(p.doc, p.dict, k.bytes)
	if err != nil {
		p.tooBig = true
		return false
	}
	k.bytes -= len(content)
	k.draw(content, resources, unmoved, 0)
	p.tooBig = k.bytes < 0 || k.operators < 0
	return !k.met
}

// matrix maps points as ISO 32000-1, 8.3.3 says.
type matrix [6]float64

var unmoved = matrix{1, 0, 0, 1, 0, 0}

// then returns what moves as m and after that as n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// rect is a box whose sides are those of the page.
type rect struct{ x0, y0, x1, y1 float64 }

func boxOf(x0, y0, x1, y1 float64) rect {
	return rect{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

func (r rect) with(x, y float64) rect {
	return rect{min(r.x0, x), min(r.y0, y), max(r.x1, x), max(r.y1, y)}
}

// meets is true for a box that is none, too.
func (r rect) meets(o rect) bool {
	return !(r.x1 < o.x0 || r.x0 > o.x1 || r.y1 < o.y0 || r.y0 > o.y1)
}

// ink looks for something drawn in an area of a page.
type ink struct {
	doc  *model.Context
	area rect
	met  bool

	bytes, operators int // left to be looked at
}

// graphics is what of the graphics state matters here.
type graphics struct {
	ctm        matrix
	pale       bool // filled with white
	paleStroke bool
	line       float64
	size       float64 // of the text
	stretch    float64
	leading    float64
	spacing    float64 // put behind each character, at the most
	word       float64
}

const (
	maxLooked    = 16 << 20 // bytes of a page's contents; more is no form
	maxOperators = 500_000
	maxForms     = 8 // within each other
)

// mark notes what is drawn in the box from x0, y0 to x1, y1 of the space m.
func (k *ink) mark(m matrix, x0, y0, x1, y1, around float64) {
	x, y := m.at(x0, y0)
	box := rect{x, y, x, y}
	for _, c := range [][2]float64{{x1, y0}, {x0, y1}, {x1, y1}} {
		box = box.with(m.at(c[0], c[1]))
	}
	for _, v := range []float64{box.x0, box.y0, box.x1, box.y1} {
		if math.IsNaN(v) {
			k.met = true
		}
	}
	box = rect{box.x0 - around, box.y0 - around, box.x1 + around, box.y1 + around}
	if box.meets(k.area) {
		k.met = true
	}
}

// draw follows what a content draws.
func (k *ink) draw(content []byte, resources types.Dict, ctm matrix, depth int) {
	p := painter{ink: k, resources: resources, depth: depth, g: graphics{ctm: ctm, stretch: 1, line: 1}}
	t := tokens{data: content}
	for !k.met {
		operator, operands, ok := t.next()
		if !ok {
			if t.broken {
				k.met = true
			}
			return
		}
		if k.operators--; k.operators < 0 {
			k.met = true
			return
		}
		p.do(operator, operands)
	}
}

// object follows a picture or a form that a content draws.
func (p *painter) object(name string) {
	objects, err := p.doc.DereferenceDict(p.resources["XObject"])
	if err != nil {
		p.met = true
		return
	}
	stream, _, err := p.doc.DereferenceStreamDict(objects[name])
	if err != nil || stream == nil {
		return // viewers draw nothing either
	}
	kind := stream.Subtype()
	if kind == nil || *kind != "Form" {
		p.mark(p.g.ctm, 0, 0, 1, 1, 0)
		return
	}
	if p.depth >= maxForms || stream.DecodeWithLimit(maxLooked) != nil {
		p.met = true
		return
	}
	if p.bytes -= len(stream.Content); p.bytes < 0 {
		p.met = true
		return
	}
	resources, err := p.doc.DereferenceDict(stream.Dict["Resources"])
	if err != nil {
		p.met = true
		return
	}
	if resources == nil {
		resources = p.resources
	}
	p.draw(stream.Content, resources, matrixOf(p.doc, stream.Dict).then(p.g.ctm), p.depth+1)
}
