package paper

// The commitments that provinces ask for where names speak of what another
// authority approves first, and Guangdong's with every filing (domain.md 6.6).

// noActivityCommitment says that a website does none of what the form is about:
// finance, culture and training, or anything that needs pre-approval.
func (p *form) noActivityCommitment() {
	p.prompt(p.hand())
	p.plain(p.to())
	p.paragraph(p.say("paper.commitment.opening"))
	p.fields(
		field(p.say("paper.label.host"), as(p.filing.Host.Name)),
		field(p.say("paper.label.certificate"), as(p.filing.Host.Certificate.Number)),
		field(p.say("paper.label.website"), p.names()),
		field(p.say("paper.label.domain"), p.domains()),
		field(p.say("paper.label.services"), p.choices("service", p.site().Services)),
	)
	p.closingClauses([]phrase{
		p.own("clause.none"), p.own("clause.name"), p.say("paper.commitment.clause.apply"),
		p.say("paper.commitment.clause.control"), p.say("paper.commitment.clause.consequence"),
	}, p.byRepresentative())
}

// guangdongCommitment is Guangdong's letter of commitment: a unit's is signed by
// the legal representative and sealed, a private person's is signed and marked with
// a finger.
func (p *form) guangdongCommitment() {
	host, who := p.filing.Host, "unit"
	if host.Nature == "individual" {
		who = "individual"
	}
	p.prompt(p.own("pen." + who))
	p.plain(p.to())
	p.paragraph(p.own("opening." + who))
	rows := []row{
		field(p.say("paper.label.website"), p.names()),
		field(p.say("paper.label.domain"), p.domains()),
		field(p.say("paper.label.phone"), as(p.lead().Mobile)),
	}
	by := p.byRepresentative()
	if who == "individual" {
		rows = append([]row{
			field(p.say("paper.label.person_name"), as(host.Name)),
			field(p.say("paper.label.document_type"), p.choice("certificate_type", host.Certificate.Type)),
			field(p.say("paper.label.document_number"), as(host.Certificate.Number)),
		}, rows...)
		by.party = p.say("paper.sign.individual", map[string]string{"name": host.Name, "number": host.Certificate.Number})
		by.signer = p.say("paper.sign.self")
	} else {
		rows = append([]row{
			field(p.say("paper.label.host"), as(host.Name)),
			field(p.say("paper.label.certificate"), as(host.Certificate.Number)),
			field(p.say("paper.label.legal_representative"), as(host.LegalRepresentative.Name)),
		}, rows...)
	}
	p.fields(rows...)
	p.closingClauses([]phrase{
		p.own("clause.truth"), p.own("clause.content"), p.own("clause.licence"), p.own("clause.footer"),
		p.own("clause.change"), p.own("clause.contact"), p.own("clause.consequence"),
	}, by)
}

// byRepresentative is the host unit's signing, by its legal representative where
// the rulebook asks for a signature.
func (p *form) byRepresentative() signing {
	return signing{
		party:  p.say("paper.sign.party", map[string]string{"name": p.filing.Host.Name}),
		signer: p.say("paper.sign.legal_representative"),
	}.asked(p.material)
}

// xinjiangPartyLetter confirms to Xinjiang what party organisation the unit has;
// the filing knows nothing of that, so it is filled in by hand.
func (p *form) xinjiangPartyLetter() {
	host := p.filing.Host
	p.prompt(p.hand())
	p.plain(p.to())
	p.paragraph(p.own("opening"))
	p.fields(
		field(p.say("paper.label.host"), as(host.Name)),
		field(p.say("paper.label.certificate"), as(host.Certificate.Number)),
		field(p.say("paper.label.website"), p.names()),
		field(p.say("paper.label.domain"), p.domains()),
	)
	p.heading(p.own("part.party"))
	toFill := func(id string) row { return row{{phrase: p.own(id)}, {room: 8 * mm}} }
	count := column{width: 40 * mm, label: true}
	p.table([]column{count, {width: width/2 - 40*mm}, count, {width: width/2 - 40*mm}},
		append(toFill("staff"), toFill("members")...))
	p.table([]column{{width: 64 * mm, label: true}, {width: width - 64*mm}},
		field(p.own("established"), p.say("paper.tick.yes_no")),
		toFill("name"),
		field(p.own("form"), p.own("form.value")),
		toFill("superior"), toFill("secretary"), toFill("reason"),
	)
	p.closing(p.own("closing"), p.byRepresentative())
}
