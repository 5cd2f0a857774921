package paper

import (
	"recordaldesk/rules"
	"recordaldesk/translations"
)

// cancellationForm applies for the end of a recordal or of an access (domain.md
// 6.6). Several provinces have a form of their own; this one says that it is none
// of theirs.
func (p *form) cancellationForm() {
	f := p.filing
	p.prompt(p.own("hint"))
	p.plain(p.to())
	p.paragraph(p.own("opening." + opened(f.Kind)))
	rows := []row{
		field(p.say("paper.label.host"), as(f.Host.Name)),
		field(p.say("paper.label.certificate"), as(f.Host.Certificate.Number)),
		field(p.own("host_number"), as(f.Host.RecordalNumber)),
	}
	for _, i := range p.websites {
		rows = append(rows, p.cancelled(f.Websites[i])...)
	}
	lead := p.filing.HostLead()
	if f.Kind != "cancel_host" {
		lead = p.lead()
	}
	p.fields(append(rows,
		row{{phrase: p.own("reason")}, {phrase: phrase{zh: cleanLines(f.Change.Reason)}, room: 14 * mm}},
		field(p.own("contact"), p.list([]string{lead.Name, lead.Mobile})),
	)...)
	p.clauses(p.own("clause.truth"), p.own("clause.final."+opened(f.Kind)), p.own("clause.duty"))
	p.closing(p.own("closing"), p.byRepresentative())
}

// opened is the kind whose words the form speaks in: that of a host unit where the
// filing is of none of the three.
func opened(kind string) string {
	switch kind {
	case "cancel_website", "cancel_access":
		return kind
	}
	return "cancel_host"
}

// cancelled are the rows about a website that ends, or ends with its host unit.
func (p *form) cancelled(w rules.Website) []row {
	rows := []row{
		field(p.say("paper.label.website"), as(w.Name)),
		field(p.own("website_number"), as(w.RecordalNumber)),
		field(p.say("paper.label.domain"), p.list(domainsOf(w))),
	}
	if p.filing.Kind == "cancel_access" {
		isp := w.Access.ISP
		if isp == "" {
			isp = translations.Text(translations.Chinese, "paper.cancellation_form.isp")
		}
		rows = append(rows, field(p.say("paper.label.isp"), as(isp)), field(p.say("paper.label.ip"), p.ranges(w)))
	}
	return rows
}

// hostLeadAuthorization names the person in charge of the host unit who is not the
// legal representative (domain.md 6.5).
func (p *form) hostLeadAuthorization() {
	host, lead := p.filing.Host, p.filing.HostLead()
	const letter = "paper.authorization_letter."
	p.prompt(p.say(letter + "date_hint"))
	p.prompt(p.own("hint"))
	p.plain(p.to())
	p.paragraph(p.own("opening"))
	rows := []row{
		field(p.say(letter+"unit"), as(host.Name)),
		field(p.say("paper.label.certificate"), as(host.Certificate.Number)),
	}
	if host.RecordalNumber != "" {
		rows = append(rows, field(p.own("number"), as(host.RecordalNumber)))
	}
	rows = append(rows,
		field(p.say(letter+"person"), as(lead.Name)),
		field(p.say("paper.label.document_type"), p.choice("document_type", lead.Document.Type)),
		field(p.say("paper.label.document_number"), as(lead.Document.Number)),
	)
	if lead.Title != "" || host.Province == shanghai {
		rows = append(rows, field(p.say("paper.label.title"), as(lead.Title)))
	}
	rows = append(rows,
		field(p.say(letter+"role"), p.own("role")),
		field(p.say(letter+"scope"), p.own("scope")),
		field(p.say(letter+"validity"), p.own("validity")),
		field(p.say("paper.label.legal_representative"), as(host.LegalRepresentative.Name)),
		field(p.say("paper.label.lr_document"), as(host.LegalRepresentative.Document.Number)),
	)
	p.fields(rows...)
	p.closing(p.say(letter+"closing"), p.byRepresentative())
}
