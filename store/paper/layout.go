package paper

import "strings"

// The parts a paper is put together from. Each writes at the document's y and
// moves it down behind itself, on a new page where this one is full.

// A style is how text is set.
type style struct {
	size    float64
	leading float64 // from line to line
	colour  colour
	indent  float64 // of the first line
}

var (
	bodyStyle    = style{size: 10.5, leading: 17, colour: black}
	aidStyle     = style{size: 7.5, leading: 10, colour: grey}
	cellStyle    = style{size: 10, leading: 15, colour: black}
	headingStyle = style{size: 12, leading: 18, colour: black}
	promptStyle  = style{size: 9, leading: 14, colour: grey}
)

// A textLine is one line of type, ready to be drawn.
type textLine struct {
	text   string
	style  style
	indent float64
	spread float64 // put behind each character, so that the right edge is even
	opens  bool    // the reading aid: may not be parted from the line before
	box    box     // to tick, before the text
}

// A box is what a person ticks.
type box int

const (
	noBox box = iota
	emptyBox
	tickedBox
)

// tickRoom is how far the text stands from the left edge of its box.
const tickRoom = 15

// setLines breaks text to a width. Lines but the last are spread to the full
// width where little is missing, as on any Chinese paper, unless they have room to
// write, whose line would fall to pieces.
func (d *document) setLines(text string, s style, w float64) []textLine {
	if text == "" {
		return nil
	}
	if d.tight {
		s.leading *= 0.93
	}
	if d.lenient {
		text = d.drawable(text)
	}
	var lines []textLine
	wrapped := wrap(text, w-s.indent, w, d.measure(s.size))
	for i, one := range wrapped {
		l := textLine{text: one, style: s}
		if i == 0 {
			l.indent = s.indent
		}
		if n := len([]rune(one)); i < len(wrapped)-1 && n > 8 && !strings.Contains(one, roomForPerson) {
			over := overhang([]rune(one)[n-1]) * s.size
			gap := (w - l.indent - d.extent(one, s.size) + over) / float64(n-1)
			if gap < s.size*0.1 {
				l.spread = gap
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// drawable puts the printer's mark for a missing type in the place of characters that
// the font does not have.
func (d *document) drawable(text string) string {
	if d.err != nil {
		return text
	}
	return strings.Map(func(r rune) rune {
		if _, ok := d.face.advance(&d.buffer, r); !ok && r != '\n' {
			return '〓'
		}
		return r
	}, text)
}

// setPhrase breaks both languages of a phrase, the English small below.
func (d *document) setPhrase(p phrase, s, aid style, w float64) []textLine {
	lines := d.setLines(p.zh, s, w)
	for i, l := range d.setLines(inLatin.Replace(p.en), aid, w) {
		l.opens = i == 0
		l.spread = 0
		lines = append(lines, l)
	}
	return lines
}

// line draws one line of type with its top at y.
func (d *document) line(x, y float64, l textLine) {
	// The square of a Chinese character stands 0.12 below the baseline.
	baseline := y + (l.style.leading-l.style.size)/2 + 0.88*l.style.size
	if l.box != noBox {
		d.tick(x+l.indent-tickRoom, y+(l.style.leading-10)/2, 10, l.box == tickedBox)
	}
	if l.spread > 0 {
		d.writeSpread(x+l.indent, baseline, l.style.size, l.spread, l.style.colour, l.text)
		return
	}
	d.write(x+l.indent, baseline, l.style.size, l.style.colour, l.text)
}

func height(lines []textLine) float64 {
	var h float64
	for _, l := range lines {
		h += l.style.leading
	}
	return h
}

// lines draws lines below each other, over pages where they must. No single
// line of several is left behind on a page or carried over.
func (d *document) lines(x float64, lines []textLine) {
	for i, l := range lines {
		d.need(height(lines[i : i+held(lines[i:], i == 0)]))
		d.line(x, d.y, l)
		d.y += l.style.leading
	}
}

// held is how many of the lines must stand on one page; opening says that they
// begin what is written.
func held(lines []textLine, opening bool) int {
	n := 1
	for n < len(lines) && (opening && n == 1 || n == len(lines)-1 || lines[n].opens) {
		n++
	}
	return n
}

func (d *document) gap(h float64) {
	if d.tight {
		h *= 0.7
	}
	d.y += h
}

// centred draws the lines in the middle of a stretch from x, w wide, at y.
func (d *document) centred(x, y, w float64, lines []textLine) {
	for _, l := range lines {
		l.spread = 0
		d.line(x+(w-d.extent(l.text, l.style.size))/2, y, l)
		y += l.style.leading
	}
}

// title heads the paper, with what stands in the corner above it.
func (d *document) title(p, corner phrase) {
	if corner.zh != "" {
		text := corner.zh
		if corner.en != "" {
			text += "  " + corner.en
		}
		d.write(left, 12*mm, 8, grey, text)
	}
	lines := d.setPhrase(p, style{size: 19, leading: 28, colour: black}, style{size: 9.5, leading: 14, colour: grey}, width)
	d.centred(left, d.y, width, lines)
	d.y += height(lines) + 5
	d.rule(left, d.y, right, d.y, 1.2, 0, black)
	d.rule(left, d.y+2, right, d.y+2, 0.4, 0, black)
	d.gap(12)
}

// heading opens a part of the paper. It is written with what comes below it, so
// that it is never left alone at the foot of a page.
func (d *document) heading(p phrase) { d.waiting = &p }

func (d *document) headingHeight(p *phrase) float64 {
	if p == nil {
		return 0
	}
	return headingStyle.leading + 8
}

func (d *document) writeHeading(p phrase) {
	d.gap(4)
	for i, l := range d.setLines(p.zh, headingStyle, width) {
		l.spread = 0
		d.line(left, d.y, l)
		w := d.extent(l.text, headingStyle.size) + 8
		if i == 0 && w+d.extent(p.en, 8.5) <= width {
			d.line(left+w, d.y, textLine{text: p.en, style: style{size: 8.5, leading: l.style.leading + 1, colour: grey}})
			p.en = ""
		}
		d.y += l.style.leading
	}
	for _, l := range d.setLines(p.en, aidStyle, width) {
		d.line(left, d.y, l)
		d.y += l.style.leading
	}
	d.gap(3)
}

// paragraph is running text, the first line two characters in.
func (d *document) paragraph(p phrase) {
	s := bodyStyle
	s.indent = 2 * s.size
	d.lines(left, d.setPhrase(p, s, aidStyle, width))
	d.gap(4)
}

// plain is a paragraph without indent.
func (d *document) plain(p phrase) {
	d.lines(left, d.setPhrase(p, bodyStyle, aidStyle, width))
	d.gap(4)
}

// prompt says in small type what a person should write below it.
func (d *document) prompt(p phrase) {
	d.lines(left, d.setPhrase(p, promptStyle, aidStyle, width))
	d.gap(3)
}

// promptFor is a prompt for what takes h below it, on the same page.
func (d *document) promptFor(p phrase, h float64) {
	d.need(height(d.setPhrase(p, promptStyle, aidStyle, width)) + 3 + h)
	d.prompt(p)
}

// clauses is a numbered list with hanging numbers.
func (d *document) clauses(list ...phrase) {
	for i, p := range list {
		d.clause(i+1, p, 0)
	}
}

// clause is one clause of a list, with room below it for what must not be parted
// from it.
func (d *document) clause(number int, p phrase, with float64) {
	const hang = 24
	lines := d.setPhrase(p, bodyStyle, aidStyle, width-hang)
	if with > 0 {
		d.need(height(lines) + 3 + with)
	} else {
		d.need(min(height(lines), 3*bodyStyle.leading))
	}
	numeral := d.setLines(d.say("paper.clause_number", numbered(number)).zh, bodyStyle, hang)
	d.line(left, d.y, numeral[0])
	d.lines(left+hang, lines)
	d.gap(3)
}

// notice is a framed warning that must not be overlooked.
func (d *document) notice(p phrase, c colour) {
	const inset = 9
	strong := style{size: 11.5, leading: 18, colour: c}
	lines := d.setPhrase(p, strong, style{size: 8.5, leading: 12, colour: c}, width-2*inset)
	h := height(lines) + inset
	d.need(h)
	d.frame(left, d.y, width, h, 1, 0, c)
	y := d.y + inset/2
	for _, l := range lines {
		l.spread = 0
		d.line(left+inset, y, l)
		y += l.style.leading
	}
	d.y += h + 8
}

// blankLines is room to write by hand: n ruled lines, h apart.
func (d *document) blankLines(n int, h float64) {
	for range n {
		d.need(h)
		d.y += h
		d.rule(left, d.y, right, d.y, 0.5, 0, line)
	}
	d.gap(8)
}

// blankBox is an empty frame to draw or paste in, with its caption inside.
func (d *document) blankBox(caption phrase, h float64) {
	d.need(h)
	d.frame(left, d.y, width, h, 0.6, 3, line)
	y := d.y + 5
	for _, l := range d.setPhrase(caption, style{size: 9, leading: 14, colour: grey}, aidStyle, width-16) {
		d.line(left+8, y, l)
		y += l.style.leading
	}
	d.y += h + 8
}

// tick draws a box to tick with its top left at x, y, ticked or not.
func (d *document) tick(x, y, size float64, ticked bool) {
	d.frame(x, y, size, size, 0.8, 0, black)
	if ticked {
		d.rule(x+size*0.18, y+size*0.52, x+size*0.42, y+size*0.8, 1.2, 0, black)
		d.rule(x+size*0.42, y+size*0.8, x+size*0.86, y+size*0.2, 1.2, 0, black)
	}
}
