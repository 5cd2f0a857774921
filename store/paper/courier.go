package paper

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// CourierName is what the file of the [CourierSheet] is called.
const CourierName = "邮寄材料封面.pdf"

// CourierSheet returns the cover sheet of what goes to the ICP team by post: whose
// filing it is, which originals are inside, who sends them, and an address label to
// cut out (guidance 4, Note 1 and Step 4). It is nil where nothing goes by post, and
// fails as [Forms] does.
func CourierSheet(ctx context.Context, f *rules.Filing, r *rules.Report, o Options) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("print the courier's sheet: %w", err)
	}
	posted := postedMaterials(r)
	if len(posted) == 0 {
		return nil, nil
	}
	d := fewestPages(func(tight bool) *document { return drawCourierSheet(f, r, posted, o, tight) })
	pdf, err := d.bytes()
	if err != nil {
		return nil, fmt.Errorf("print the courier's sheet: %w", located(err, f))
	}
	return pdf, nil
}

// postedMaterials are those whose paper originals go to the ICP team.
func postedMaterials(r *rules.Report) []rules.Material {
	var posted []rules.Material
	for _, m := range r.Materials {
		if m.Needed && slices.Contains(m.Delivery, "post") {
			posted = append(posted, m)
		}
	}
	return posted
}

// courierSheet is the sheet being drawn. It names materials as the checklist does.
type courierSheet struct {
	*checklist
	posted []rules.Material
}

func drawCourierSheet(f *rules.Filing, r *rules.Report, posted []rules.Material, o Options, tight bool) *document {
	const title = "paper.courier.title"
	d := newDocument(o, translations.Text(translations.Chinese, title), f.Host.Name)
	d.tight = tight
	s := courierSheet{checklist: &checklist{document: d, filing: f, report: r}, posted: posted}
	if d.err == nil {
		d.title(d.say(title), phrase{})
		s.draw()
	}
	return d
}

func (s *courierSheet) own(id string) phrase { return s.say("paper.courier." + id) }

func (s *courierSheet) draw() {
	if !s.report.Ready() {
		s.notice(s.own("draft"), red)
	}
	s.prompt(s.own("print"))
	s.about()
	s.inside()
	if s.report.Route == rules.Manual {
		s.prompt(s.own("curtain"))
	}
	s.label()
}

// about says who sends the originals, and whose filing they belong to.
func (s *courierSheet) about() {
	f := s.filing
	var domains []string
	for _, w := range f.Websites {
		domains = append(domains, domainsOf(w)...)
	}
	contact := f.HostLead()
	s.fields(
		field(s.own("sender.unit"), as(f.Host.Name)),
		field(s.own("sender.person"), s.list([]string{contact.Name, contact.Mobile})),
		field(s.own("sender.address"), addressOf(f.Host)),
		field(s.say("paper.relationship_confirmation.account"), as(f.Account.ID)),
		field(s.say("paper.label.domain"), s.list(domains)),
	)
}

// inside lists the originals with a box for each to tick.
func (s *courierSheet) inside() {
	total := 0
	for _, m := range s.posted {
		total += m.Copies
	}
	s.heading(s.own("inside"))
	s.materials("post", s.posted, s.listed(false))
	s.plain(s.count("paper.courier.total", total))
	const half = width / 2
	blank := row{{phrase: s.own("number"), room: 8 * mm}, {}, {phrase: s.own("sent_on")}, {}}
	s.table([]column{{width: 26 * mm, label: true}, {width: half - 16*mm}, {width: 26 * mm, label: true}, {width: half - 36*mm}}, blank)
}

// label is the address in a frame to cut out, with the sender small below it.
func (s *courierSheet) label() {
	const inset = 14
	large, small := style{size: 16, leading: 27, colour: black}, style{size: 9.5, leading: 15, colour: black}
	room := width - 2*inset
	lines := s.setPhrase(s.own("to"), small, aidStyle, room)
	for _, id := range []string{"paper.address.street", "paper.address.recipient", "paper.address.phone"} {
		lines = append(lines, s.setPhrase(s.say(id), large, style{size: 9.5, leading: 15, colour: black}, room)...)
	}
	contact := s.filing.HostLead()
	sender := s.list([]string{s.filing.Host.Name, contact.Name, contact.Mobile, addressOf(s.filing.Host).zh})
	from := s.say("paper.courier.from", map[string]string{"sender": sender.zh})
	if from.en != "" { // the address is written once
		from.en = strings.TrimRight(s.say("paper.courier.from", map[string]string{"sender": ""}).en, ": ")
	}
	lines = append(lines, s.setPhrase(from, small, aidStyle, room)...)

	h := height(lines) + 2*inset
	caption := s.setPhrase(s.own("label"), style{size: 8.5, leading: 14, colour: grey}, aidStyle, width)
	s.gap(4)
	s.need(height(caption) + 4 + h)
	s.lines(left, caption)
	s.y += 4
	s.frame(left, s.y, width, h, 0.8, 4, black)
	y := s.y + inset
	for _, l := range lines {
		l.spread = 0
		s.line(left+inset, y, l)
		y += l.style.leading
	}
	s.y += h + 8
}
