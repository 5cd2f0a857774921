package paper

import "recordaldesk/rules"

// A signing is the end of a paper, where it is signed, sealed and dated by one
// party. What the rulebook does not ask for is left out.
type signing struct {
	party   phrase   // whose hand and seal: 主办单位 and its name
	signer  phrase   // who signs: 网站负责人签名
	others  []phrase // further lines to write on, such as a telephone number
	signed  bool
	sealed  bool
	dated   bool
	undated bool // says that no date may be written
}

// asked says what of a signature, seal and date a material needs.
func (s signing) asked(m rules.Material) signing {
	s.signed = m.Signature == "required"
	s.sealed = m.Seal == "required"
	s.dated = m.Date == "required"
	s.undated = m.Date == "forbidden"
	return s
}

const (
	sealRing   = 44 * mm // a company's seal measures 40 to 42 mm
	sealBox    = 50 * mm
	signHeight = 15 * mm // a line with room for a hand above it
)

// sign draws the signings beside each other, one or two, never parted by a page
// break.
func (d *document) sign(parties ...signing) {
	w := (width - float64(len(parties)-1)*6*mm) / float64(len(parties))
	var h float64
	for _, s := range parties {
		h = max(h, d.signingHeight(s, w))
	}
	d.need(h)
	x := left
	for _, s := range parties {
		d.signing(s, x, w, h)
		x += w + 6*mm
	}
	d.y += h + 8
}

// wide tells a signing that has the page's width, where the seal stands beside
// the signature, from one of two, where it stands below.
func wide(w float64) bool { return w > width*0.6 }

const signInset = 8

func (d *document) party(s signing, w float64) []textLine {
	lines := d.setPhrase(s.party, cellStyle, aidStyle, w-2*signInset)
	for i := range lines {
		lines[i].spread = 0
	}
	return lines
}

func (s signing) entries() int {
	n := len(s.others)
	if s.signed {
		n++
	}
	if s.dated || s.undated {
		n++
	}
	return n
}

func (d *document) signingHeight(s signing, w float64) float64 {
	entries := float64(s.entries())*signHeight + 4*mm
	seal := 0.0
	if s.sealed {
		seal = sealBox
	}
	h := height(d.party(s, w)) + 2*signInset
	if wide(w) {
		return h + max(entries, seal)
	}
	return h + entries + seal
}

func (d *document) signing(s signing, x, w, h float64) {
	d.frame(x, d.y, w, h, 0.8, 0, line)
	y := d.y + signInset
	for _, l := range d.party(s, w) {
		d.line(x+signInset, y, l)
		y += l.style.leading
	}
	room := w - 2*signInset
	if s.sealed {
		centre, middle := x+w/2, d.y+h-sealBox/2-3
		if wide(w) {
			room -= sealBox + 4*mm
			centre, middle = x+w-signInset-sealBox/2, y+(d.y+h-y)/2
		}
		d.seal(centre, middle)
	}
	if s.signed {
		y = d.entry(s.signer, x+signInset, y, room)
	}
	for _, other := range s.others {
		y = d.entry(other, x+signInset, y, room)
	}
	if s.dated {
		d.dateLine(x+signInset, y)
	}
	if s.undated {
		d.forbidDate(x+signInset, y)
	}
}

// seal draws where a seal goes: a ring of broken line and what belongs in it.
func (d *document) seal(x, y float64) {
	if d.err != nil {
		return
	}
	d.pen(0.8, 4, line)
	d.pdf.Oval(x-sealRing/2, y-sealRing/2, x+sealRing/2, y+sealRing/2)
	lines := d.setPhrase(d.say("paper.seal_here"), style{size: 9.5, leading: 14, colour: grey}, aidStyle, sealRing*0.8)
	d.centred(x-sealRing/2, y-height(lines)/2, sealRing, lines)
}

// entry draws a label with a line to write on, and returns where the next
// begins.
func (d *document) entry(label phrase, x, y, w float64) float64 {
	base := y + signHeight - 3*mm
	d.write(x, base, 10.5, black, label.zh)
	from := x + d.extent(label.zh, 10.5) + 4
	if label.en != "" {
		d.write(x, base+9, aidStyle.size, grey, label.en)
	}
	d.rule(from, base+2, x+w, base+2, 0.6, 0, black)
	return y + signHeight
}

// dateLine draws the line for the date: year, month, day.
func (d *document) dateLine(x, y float64) {
	base := y + signHeight - 3*mm
	label := d.say("paper.date")
	d.write(x, base, 10.5, black, label.zh)
	if label.en != "" {
		d.write(x, base+9, aidStyle.size, grey, label.en)
	}
	x += d.extent(label.zh, 10.5) + 4
	for i, unit := range []string{"paper.date.year", "paper.date.month", "paper.date.day"} {
		room := 10 * mm
		if i == 0 {
			room = 17 * mm
		}
		d.rule(x, base+2, x+room, base+2, 0.6, 0, black)
		x += room + 2
		said := d.say(unit).zh
		d.write(x, base, 10.5, black, said)
		x += d.extent(said, 10.5) + 4
	}
}

// forbidDate says in the place of the date that there is none.
func (d *document) forbidDate(x, y float64) {
	base := y + signHeight - 3*mm
	p := d.say("paper.do_not_date")
	d.write(x, base, 10.5, red, p.zh)
	d.write(x, base+9, aidStyle.size, red, p.en)
}
