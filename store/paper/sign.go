package paper

import "recordaldesk/rules"

// A signing is the end of a paper, where it is signed, sealed and dated by one
// party, or marked with a finger. What the rulebook does not ask for is left out.
type signing struct {
	party   phrase // whose hand and seal: 主办单位 and its name
	signer  phrase // who signs: 网站负责人签名
	signed  bool
	pressed bool // a fingerprint stands beside the signature
	sealed  bool
	dated   bool
	undated bool // says that no date may be written
}

// asked says what of a signature, seal and date a material needs.
func (s signing) asked(m rules.Material) signing {
	s.signed = m.Signature == "required"
	s.pressed = m.Fingerprint == "required"
	s.sealed = m.Seal == "required"
	s.dated = m.Date == "required"
	s.undated = m.Date == "forbidden"
	return s
}

const (
	sealRing   = 44 * mm // a company's seal measures 40 to 42 mm
	sealBox    = 47 * mm
	signHeight = 15 * mm // a line with room for a hand above it
	dateRoom   = 68 * mm // what the line for the date takes
	printWide  = 28 * mm // a fingertip's print measures 15 by 20 mm
	printHigh  = 34 * mm
)

// closing is the last paragraph of a paper with its signings, which are never
// parted from it: a page with nothing but a signature proves nothing.
func (d *document) closing(p phrase, parties ...signing) {
	d.need(d.closingHeight(p, parties...))
	d.paragraph(p)
	d.sign(parties...)
}

func (d *document) closingHeight(p phrase, parties ...signing) float64 {
	s := bodyStyle
	s.indent = 2 * s.size
	return height(d.setPhrase(p, s, aidStyle, width)) + 4 + d.signHeight(parties)
}

// closingClauses is a numbered list whose last clause is not parted from the
// signings below it.
func (d *document) closingClauses(list []phrase, parties ...signing) {
	last := len(list) - 1
	d.clauses(list[:last]...)
	d.clause(last+1, list[last], d.signHeight(parties)+6)
	d.gap(6)
	d.sign(parties...)
}

// sign draws the signings beside each other, one or two, never parted by a page
// break.
func (d *document) sign(parties ...signing) {
	w, h := partyWidth(len(parties)), d.signHeight(parties)
	d.need(h)
	x := left
	for _, s := range parties {
		d.signing(s, x, w, h)
		x += w + 6*mm
	}
	d.y += h + 8
}

// partyWidth is how wide each of n signings is.
func partyWidth(n int) float64 { return (width - float64(n-1)*6*mm) / float64(n) }

func (d *document) signHeight(parties []signing) float64 {
	var h float64
	for _, s := range parties {
		h = max(h, d.signingHeight(s, partyWidth(len(parties))))
	}
	return h
}

// wide tells a signing that has the page's width, where the seal stands beside
// the signature, from one of two, where it stands below.
func wide(w float64) bool { return w > width*0.6 }

const signInset = 8

// party sets whose signing it is, beside the seal where that stands on the right.
func (d *document) party(s signing, w float64) []textLine {
	lines := d.setPhrase(s.party, cellStyle, aidStyle, s.room(w))
	for i := range lines {
		lines[i].spread = 0
	}
	return lines
}

// room is how wide the text and the lines to write on may be.
func (s signing) room(w float64) float64 {
	room := w - 2*signInset
	if s.sealed && wide(w) {
		room -= sealBox + 4*mm
	}
	if s.pressed {
		room -= printWide + 4*mm
	}
	return room
}

// beside reports whether the date stands on the line of the signature, which has
// room for both where no seal does.
func (s signing) beside(w float64) bool {
	return s.signed && s.dated && !s.sealed && !s.pressed && wide(w)
}

func (s signing) entries(w float64) int {
	n := 0
	if s.signed {
		n++
	}
	if (s.dated || s.undated) && !s.beside(w) {
		n++
	}
	return n
}

func (d *document) signingHeight(s signing, w float64) float64 {
	entries := float64(s.entries(w))*signHeight + 4*mm
	seal := 0.0
	if s.sealed {
		seal = sealBox
	}
	text := height(d.party(s, w)) + entries + 2*signInset
	if s.pressed {
		text = max(text, printHigh+2*signInset)
	}
	if wide(w) {
		return max(text, seal+8)
	}
	if s.sealed && s.dated {
		seal -= sealOver
	}
	return text + seal
}

// sealOver is how far the ring reaches over the date where it stands below it: a
// seal is pressed over the date by custom (骑年盖月), and the page is saved.
const sealOver = 15 * mm

func (d *document) signing(s signing, x, w, h float64) {
	d.frame(x, d.y, w, h, 0.8, 0, line)
	y := d.y + signInset
	for _, l := range d.party(s, w) {
		d.line(x+signInset, y, l)
		y += l.style.leading
	}
	room := s.room(w)
	if s.sealed {
		centre, middle := x+w/2, d.y+h-sealBox/2-3
		if wide(w) {
			centre, middle = x+w-signInset-sealBox/2, d.y+h/2
		}
		d.seal(centre, middle)
	}
	if s.pressed {
		d.fingerprint(x+signInset+room+4*mm, d.y+(h-printHigh)/2)
	}
	if s.beside(w) {
		d.entry(s.signer, x+signInset, y, room-dateRoom-6*mm)
		d.dateLine(x+signInset+room-dateRoom, y)
		return
	}
	if s.signed {
		y = d.entry(s.signer, x+signInset, y, room)
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

// fingerprint draws where a finger is pressed: a frame of broken line with its
// top left at x, y, and what belongs in it at its foot.
func (d *document) fingerprint(x, y float64) {
	d.frame(x, y, printWide, printHigh, 0.8, 4, line)
	lines := d.setPhrase(d.say("paper.fingerprint_here"), style{size: 9.5, leading: 14, colour: grey}, aidStyle, printWide)
	d.centred(x, y+printHigh-height(lines)-3, printWide, lines)
}

// entry draws a label with a line to write on, and returns where the next
// begins.
func (d *document) entry(label phrase, x, y, w float64) float64 {
	base := y + signHeight - 3*mm
	d.write(x, base, 10.5, black, label.zh)
	from := x + d.extent(label.zh, 10.5) + 4
	if label.en != "" {
		d.write(x, base+11, aidStyle.size, grey, label.en)
	}
	d.rule(from, base+2, x+w, base+2, 0.6, 0, black)
	return y + signHeight
}

// dateLine draws the line for the date: year, month, day.
func (d *document) dateLine(x, y float64) {
	base := y + signHeight - 3*mm
	label := d.say("paper.date")
	d.write(x, base, 10.5, black, label.zh)
	at := x + d.extent(label.zh, 10.5) + 4
	for i, unit := range []string{"paper.date.year", "paper.date.month", "paper.date.day"} {
		room := 10 * mm
		if i == 0 {
			room = 17 * mm
		}
		d.rule(at, base+2, at+room, base+2, 0.6, 0, black)
		at += room + 2
		said := d.say(unit).zh
		d.write(at, base, 10.5, black, said)
		at += d.extent(said, 10.5) + 4
	}
	d.write(x, base+11, aidStyle.size, grey, label.en)
}

// forbidDate says in the place of the date that there is none.
func (d *document) forbidDate(x, y float64) {
	base := y + signHeight - 3*mm
	p := d.say("paper.do_not_date")
	d.write(x, base, 10.5, red, p.zh)
	d.write(x, base+11, aidStyle.size, red, p.en)
}

// hand says how to write and seal by hand.
func (p *form) hand() phrase {
	if p.material.Seal == "required" {
		return p.say("paper.hand.sealed")
	}
	return p.say("paper.hand")
}
