package stamp

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

// painter follows one content: a page's or a form's.
type painter struct {
	*ink
	resources types.Dict
	depth     int

	g     graphics
	saved []graphics

	segments []rect // of the path, in the page's space
	x, y     float64
	startX   float64
	startY   float64

	text, textLine matrix
}

const (
	maxSaved    = 1000
	maxSegments = 100_000
)

// do carries out an operator as far as it moves or draws something.
func (p *painter) do(operator string, a []operand) {
	n := func(i int) float64 {
		if i < len(a) {
			return a[i].number
		}
		return 0
	}
	switch operator {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, p.g)
		}
	case "Q":
		if last := len(p.saved) - 1; last >= 0 {
			p.g, p.saved = p.saved[last], p.saved[:last]
		}
	case "cm":
		p.g.ctm = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}.then(p.g.ctm)
	case "w":
		p.g.line = n(0)
	case "Do":
		if len(a) > 0 {
			p.object(a[0].name)
		}
	case "sh":
		p.met = true // fills what the clipping leaves, perhaps the page
	case "EI":
		p.mark(p.g.ctm, 0, 0, 1, 1, 0)
	case "g":
		p.g.pale = len(a) == 1 && n(0) == 1
	case "rg":
		p.g.pale = len(a) == 3 && n(0) == 1 && n(1) == 1 && n(2) == 1
	case "k":
		p.g.pale = len(a) == 4 && n(0) == 0 && n(1) == 0 && n(2) == 0 && n(3) == 0
	case "cs", "sc", "scn":
		p.g.pale = false
	case "G":
		p.g.paleStroke = len(a) == 1 && n(0) == 1
	case "RG":
		p.g.paleStroke = len(a) == 3 && n(0) == 1 && n(1) == 1 && n(2) == 1
	case "K", "CS", "SC", "SCN":
		p.g.paleStroke = false
	default:
		if !p.path(operator, n) {
			p.write(operator, a, n)
		}
	}
}

// path carries out the operators of paths (8.5).
func (p *painter) path(operator string, n func(int) float64) bool {
	switch operator {
	case "m":
		p.x, p.y = n(0), n(1)
		p.startX, p.startY = p.x, p.y
	case "l":
		p.line(n(0), n(1))
	case "c":
		p.line(n(0), n(1))
		p.line(n(2), n(3))
		p.line(n(4), n(5))
	case "v", "y":
		p.line(n(0), n(1))
		p.line(n(2), n(3))
	case "h":
		p.line(p.startX, p.startY)
	case "re":
		x, y, w, h := n(0), n(1), n(2), n(3)
		p.x, p.y, p.startX, p.startY = x, y, x, y
		p.line(x+w, y)
		p.line(x+w, y+h)
		p.line(x, y+h)
		p.line(x, y)
	case "n":
		p.segments = nil
	case "S", "s":
		if operator == "s" {
			p.line(p.startX, p.startY)
		}
		p.stroke()
		p.segments = nil
	case "f", "F", "f*":
		p.fill()
		p.segments = nil
	case "B", "B*", "b", "b*":
		p.stroke()
		p.fill()
		p.segments = nil
	case "W", "W*":
	default:
		return false
	}
	return true
}

// line adds a straight piece to the path. The corners of a curve's frame stand for
// the curve, which lies within them.
func (p *painter) line(x, y float64) {
	if len(p.segments) > maxSegments {
		p.met = true
		return
	}
	ax, ay := p.g.ctm.at(p.x, p.y)
	bx, by := p.g.ctm.at(x, y)
	p.segments = append(p.segments, boxOf(ax, ay, bx, by))
	p.x, p.y = x, y
}

func (p *painter) stroke() {
	if p.g.paleStroke {
		return
	}
	x, y := p.g.ctm.at(p.g.line, p.g.line)
	x, y = x-p.g.ctm[4], y-p.g.ctm[5]
	half := max(x, -x, y, -y) / 2
	for _, s := range p.segments {
		p.mark(unmoved, s.x0, s.y0, s.x1, s.y1, half)
	}
}

func (p *painter) fill() {
	if p.g.pale || len(p.segments) == 0 {
		return
	}
	all := p.segments[0]
	for _, s := range p.segments {
		all = all.with(s.x0, s.y0).with(s.x1, s.y1)
	}
	p.mark(unmoved, all.x0, all.y0, all.x1, all.y1, 0)
}

// write carries out the operators of text (9.3, 9.4).
func (p *painter) write(operator string, a []operand, n func(int) float64) {
	next := func(x, y float64) {
		p.textLine = matrix{1, 0, 0, 1, x, y}.then(p.textLine)
		p.text = p.textLine
	}
	switch operator {
	case "BT":
		p.text, p.textLine = unmoved, unmoved
	case "Tf":
		p.g.size = n(1)
	case "TL":
		p.g.leading = n(0)
	case "Tz":
		p.g.stretch = n(0) / 100
	case "Tc":
		p.g.spacing = n(0)
	case "Tw":
		p.g.word = n(0)
	case "Td":
		next(n(0), n(1))
	case "TD":
		p.g.leading = -n(1)
		next(n(0), n(1))
	case "Tm":
		p.textLine = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}
		p.text = p.textLine
	case "T*":
		next(0, -p.g.leading)
	case "Tj":
		p.show(a)
	case "'":
		next(0, -p.g.leading)
		p.show(a)
	case "\"":
		p.g.word, p.g.spacing = n(0), n(1)
		next(0, -p.g.leading)
		p.show(a)
	case "TJ":
		p.show(a)
	}
}

// show draws strings, each byte as wide as a Chinese character at the most. White text
// is still text.
func (p *painter) show(a []operand) {
	wide := 0.0
	for _, one := range a {
		wide += float64(one.bytes)*(max(p.g.size, -p.g.size)+max(p.g.spacing, 0)+max(p.g.word, 0)) + max(0, -one.moved/1000*p.g.size)
	}
	if wide == 0 {
		return
	}
	wide *= max(p.g.stretch, -p.g.stretch)
	p.mark(p.text.then(p.g.ctm), 0, -0.4*p.g.size, wide, 1.1*p.g.size, 0)
	p.text = matrix{1, 0, 0, 1, wide, 0}.then(p.text)
}
