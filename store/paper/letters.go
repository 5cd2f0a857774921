package paper

import (
	"strings"

	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// to is the addressee: the access provider, with the communications
// administration of the host unit's province where that is known.
func (p *form) to() phrase {
	if p.filing.Host.Province == "" {
		return p.say("paper.to.isp")
	}
	to := p.say("paper.to.authority_and_isp", map[string]string{
		"province": wording.Place(translations.Chinese, p.filing.Host.Province)})
	if p.options.English {
		to.en = clean(translations.Text(translations.English, "paper.to.authority_and_isp", map[string]string{
			"province": wording.Place(translations.English, p.filing.Host.Province)}))
	}
	return to
}

// authorizationLetter names the person in charge of a website who is not the
// legal representative (material 7; domain.md 6.5). Shanghai's has the job title
// too, which is printed wherever it is given.
func (p *form) authorizationLetter() {
	host, site, lead := p.filing.Host, p.site(), p.lead()
	role := "role.website"
	if site.LeadIsHostLead || lead.SamePersonAs(p.filing.HostLead()) {
		role = "role.both"
	}
	opening := p.own("opening", map[string]string{"role": p.own(role).zh})
	if p.options.English {
		opening.en = p.own("opening", map[string]string{"role": p.own(role).en}).en
	}
	scope := p.own("scope.value", map[string]string{
		"website": inSentence(site.Name, roomForText), "domain": inSentence(p.domains().zh, roomForText),
	})

	p.prompt(p.own("date_hint"))
	p.plain(p.to())
	p.paragraph(opening)
	rows := []row{
		field(p.own("unit"), as(host.Name)),
		field(p.say("paper.label.certificate"), as(host.Certificate.Number)),
		field(p.own("person"), as(lead.Name)),
		field(p.say("paper.label.document_type"), p.choice("document_type", lead.Document.Type)),
		field(p.say("paper.label.document_number"), as(lead.Document.Number)),
	}
	if lead.Title != "" || host.Province == shanghai {
		rows = append(rows, field(p.say("paper.label.title"), as(lead.Title)))
	}
	rows = append(rows,
		field(p.own("role"), capital(p.own(role))),
		field(p.own("scope"), scope),
		field(p.own("validity"), p.own("validity.value")),
		field(p.say("paper.label.legal_representative"), as(host.LegalRepresentative.Name)),
		field(p.say("paper.label.lr_document"), as(host.LegalRepresentative.Document.Number)),
	)
	p.fields(rows...)
	p.closing(p.own("closing"), p.byRepresentative())
}

// capital begins the English of a phrase as it stands in a field of its own.
func capital(p phrase) phrase {
	if p.en != "" {
		p.en = strings.ToUpper(p.en[:1]) + p.en[1:]
	}
	return p
}

// shanghai is the GB/T 2260 code whose communications administration asks for
// the job title (domain.md 6.5).
const shanghai = "310000"

// responsibilityLetter is the letter of responsibility for information security
// (material 8; domain.md 6.4), with the address it is posted to (guidance 4, Note 1).
func (p *form) responsibilityLetter() {
	contact := p.lead()
	p.prompt(p.own("date_hint"))
	p.prompt(p.own("post"))
	p.plain(p.say("paper.to.isp"))
	p.paragraph(p.own("opening"))
	p.fields(
		field(p.own("unit"), as(p.filing.Host.Name)),
		field(p.say("paper.label.certificate"), as(p.filing.Host.Certificate.Number)),
		field(p.say("paper.label.website"), p.names()),
		field(p.say("paper.label.domain"), p.domains()),
		field(p.say("paper.label.ip"), p.addresses()),
		field(p.say("paper.label.isp"), as(p.site().Access.ISP)),
	)
	var clauses []phrase
	for _, id := range []string{"law", "recordal", "licence", "content", "organisation", "measures", "logs", "report",
		"users", "footer", "inspection", "consequence"} {
		clauses = append(clauses, p.own("clause."+id))
	}
	p.clauses(clauses...)
	// Who answers stands on the page that is signed, which says too little without.
	reached := []row{
		field(p.own("contact.name"), as(contact.Name)),
		field(p.say("paper.label.mobile"), as(contact.Mobile)),
		field(p.say("paper.label.email"), as(contact.Email)),
	}
	by := signing{
		party:  p.say("paper.sign.party", map[string]string{"name": p.filing.Host.Name}),
		signer: p.say("paper.sign.representative"),
	}.asked(p.material)
	p.heading(p.own("contact"))
	p.need(p.fieldsHeight(reached...) + p.closingHeight(p.own("closing"), by))
	p.fields(reached...)
	p.closing(p.own("closing"), by)
}

// relationshipConfirmation is signed by the account's company and the host unit
// where they are two (guidance 4, item 3 of the notices; domain.md 6.6).
func (p *form) relationshipConfirmation() {
	account := p.filing.Account
	p.prompt(p.own("hint"))
	p.plain(p.say("paper.to.isp"))
	p.paragraph(p.own("opening"))
	p.fields(
		field(p.own("account"), as(account.ID)),
		field(p.own("account_company"), as(account.Company)),
		field(p.own("host"), as(p.filing.Host.Name)),
		field(p.say("paper.label.certificate"), as(p.filing.Host.Certificate.Number)),
		field(p.own("relationship"), p.choice("relationship", account.Relationship)),
		field(p.say("paper.label.website"), p.names()),
		field(p.say("paper.label.domain"), p.domains()),
		field(p.say("paper.label.ip"), p.addresses()),
	)
	p.closingClauses(
		[]phrase{p.own("clause.relationship"), p.own("clause.consent"), p.own("clause.content"), p.own("clause.change")},
		signing{party: p.own("party.account", map[string]string{"name": account.Company})}.asked(p.material),
		signing{party: p.own("party.host", map[string]string{"name": p.filing.Host.Name})}.asked(p.material),
	)
}
