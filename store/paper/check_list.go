package paper

import "recordaldesk/translations"

// checkList is the check list of authenticity (material 6; domain.md 6.2): two
// originals, filled in with the host unit, the domain, the lead's signature and
// the seal, and never dated. The access provider's half stays empty.
func (p *form) checkList() {
	p.prompt(p.hand())
	p.notice(p.originals("check_list.notice"), red)
	p.heading(p.own("part.host"))
	p.fields(
		field(p.say("paper.label.host"), as(p.filing.Host.Name)),
		field(p.say("paper.label.domain"), p.domains()),
	)
	p.heading(p.own("part.isp"))
	columns := []column{
		{width: 26 * mm, head: p.own("column.subject"), label: true},
		{width: width - 66*mm, head: p.own("column.content")},
		{width: 40 * mm, head: p.own("column.result")},
	}
	var rows []row
	for _, subject := range []string{"host", "contact", "website", "access"} {
		rows = append(rows, row{
			{phrase: p.own("subject." + subject)}, {phrase: p.own("content." + subject)}, {phrase: p.own("result")},
		})
	}
	p.table(columns, rows...)
	p.paragraph(p.own("isp_commitment"))
	part, commitment, by := p.own("part.commitment"), p.own("commitment"), signing{
		party:  p.say("paper.sign.party", map[string]string{"name": p.filing.Host.Name}),
		signer: p.say("paper.sign.website_lead"),
	}.asked(p.material)
	p.blankBox(p.own("isp_signature"), p.roomAbove(p.headingHeight(&part)+p.closingHeight(commitment, by)))
	p.heading(part)
	p.closing(commitment, by)
}

// roomAbove is how high the access provider's box is: for a seal where what comes
// below takes after and the page has that room, and else for a signature, so that the
// client's half stays on the same sheet.
func (p *form) roomAbove(after float64) float64 {
	const least, gap = 17 * mm, 8
	free := bottom - p.y - gap
	if free-after >= least {
		free -= after
	}
	return min(max(free, least), sealBox)
}

// originals is a message that says how many originals are wanted.
func (p *form) originals(id string) phrase {
	said := phrase{zh: clean(translations.Text(translations.Chinese, "paper."+id, p.copies(translations.Chinese)))}
	if p.options.English {
		said.en = clean(translations.Text(translations.English, "paper."+id, p.copies(translations.English)))
	}
	return said
}

func (p *form) copies(l translations.Language) map[string]string {
	return map[string]string{"copies": translations.Count(l, "paper.copies", p.material.Copies, nil)}
}
