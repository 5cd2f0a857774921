package paper

// The forms that single provinces ask for (domain.md 6.6).

// shanghaiCommitment is Shanghai's letter of commitment (material 11).
func (p *form) shanghaiCommitment() {
	p.prompt(p.hand())
	p.plain(p.to())
	p.paragraph(p.own("opening"))
	p.fields(
		field(p.say("paper.label.host"), as(p.filing.Host.Name)),
		field(p.say("paper.label.certificate"), as(p.filing.Host.Certificate.Number)),
		field(p.say("paper.label.website"), p.names()),
		field(p.say("paper.label.domain"), p.domains()),
		field(p.say("paper.label.website_lead"), as(p.lead().Name)),
		field(p.say("paper.label.phone"), as(p.lead().Mobile)),
	)
	p.closingClauses([]phrase{
		p.own("clause.truth"), p.own("clause.control"), p.own("clause.content"), p.own("clause.footer"),
		p.own("clause.change"), p.own("clause.contact"), p.own("clause.consequence"),
	}, signing{
		party:  p.say("paper.sign.party", map[string]string{"name": p.filing.Host.Name}),
		signer: p.say("paper.sign.lead"),
	}.asked(p.material))
}

// hunanConstructionPlan is Hunan's website construction plan (material 12): eight
// parts, with what the filing knows filled in and prompts for the rest.
func (p *form) hunanConstructionPlan() {
	host, site := p.filing.Host, p.site()
	p.prompt(p.own("cover"))

	p.heading(p.own("1"))
	p.fields(
		field(p.say("paper.label.host"), as(host.Name)),
		field(p.say("paper.label.certificate"), as(host.Certificate.Number)),
		field(p.say("paper.label.unit_address"), p.address()),
		field(p.say("paper.label.website"), as(site.Name)),
		field(p.say("paper.label.domain"), p.domains()),
		field(p.say("paper.label.home_page"), as(site.HomePage)),
	)
	p.toWrite("1.prompt", 4)

	p.heading(p.own("2"))
	var approvals []phrase
	for _, a := range site.PreApprovals {
		approvals = append(approvals, p.choice("pre_approval", a.Category))
	}
	p.fields(
		field(p.say("paper.label.services"), p.choices("service", site.Services)),
		field(p.say("paper.label.languages"), p.choices("language", site.Languages)),
		field(p.say("paper.label.pre_approvals"), p.joined(approvals)),
	)
	p.prompt(p.own("2.prompt"))
	blank := row{{room: 8 * mm}, {}, {}}
	p.table([]column{
		{width: 40 * mm, head: p.own("2.column")},
		{width: width - 90*mm, head: p.own("2.content")},
		{width: 50 * mm, head: p.own("2.source")},
	}, blank, blank, blank, blank, blank)
	p.blankBox(p.own("2.mockup"), 75*mm)

	p.heading(p.own("3"))
	person := func(label, name, phone string) row {
		return row{{phrase: p.say(label)}, {phrase: as(name)}, {phrase: as(phone)}}
	}
	p.table([]column{
		{width: 60 * mm, head: p.own("3.role"), label: true},
		{width: width - 110*mm, head: p.own("3.name")},
		{width: 50 * mm, head: p.say("paper.label.phone")},
	},
		person("paper.label.legal_representative", host.LegalRepresentative.Name, ""),
		person("paper.label.host_lead", p.filing.HostLead().Name, p.filing.HostLead().Mobile),
		person("paper.label.website_lead", p.lead().Name, p.lead().Mobile),
	)
	p.toWrite("3.prompt", 4)

	p.heading(p.own("4"))
	var locations []phrase
	for _, code := range site.Access.Locations {
		locations = append(locations, p.place(code))
	}
	p.fields(
		field(p.say("paper.label.isp"), as(site.Access.ISP)),
		field(p.say("paper.label.modes"), p.choices("access_mode", site.Access.Modes)),
		field(p.say("paper.label.location"), p.joined(locations)),
		field(p.say("paper.label.ip"), p.addresses()),
	)
	p.prompt(p.own("4.prompt"))
	p.blankBox(p.own("4.topology"), 75*mm)

	for _, part := range []string{"5", "6", "7"} {
		p.heading(p.own(part))
		p.paragraph(p.own(part + ".text"))
		p.toWrite(part+".prompt", 4)
	}
	p.heading(p.own("8"))
	p.closing(p.own("8.text"), signing{
		party:  p.say("paper.sign.party", map[string]string{"name": host.Name}),
		signer: p.say("paper.sign.legal_representative"),
	}.asked(p.material))
}

// toWrite prompts for something and leaves lines for it.
func (p *form) toWrite(id string, lines int) {
	p.prompt(p.own(id))
	p.blankLines(lines, 9*mm)
}

// jiangsuNotification is Jiangsu's notification of responsibility (material 13),
// which the person in charge acknowledges by copying a sentence by hand.
func (p *form) jiangsuNotification() {
	p.prompt(p.hand())
	p.plain(p.own("opening", map[string]string{"name": p.lead().Name}))
	p.aboutSite()
	p.clauses(p.own("clause.truth"), p.own("clause.false"), p.own("clause.change"), p.own("clause.contact"))
	p.gap(6)
	const byHand = 13 * mm // from line to line
	p.need(2*byHand + 110 + p.signHeight([]signing{p.byLead()}))
	p.plain(p.own("copy"))
	p.notice(p.own("statement"), black)
	p.blankLines(2, byHand)
	p.sign(p.byLead())
}

// jiangsuCommitment is Jiangsu's letter of commitment on authenticity
// (material 14).
func (p *form) jiangsuCommitment() {
	p.prompt(p.hand())
	p.paragraph(p.own("opening", map[string]string{
		"name": p.lead().Name, "host": p.filing.Host.Name, "website": p.site().Name, "domain": p.domains().zh,
	}))
	p.aboutSite()
	p.closingClauses([]phrase{
		p.own("clause.truth"), p.own("clause.identity"), p.own("clause.change"),
		p.own("clause.cooperation"), p.own("clause.consequence"),
	}, p.byLead())
}

func (p *form) aboutSite() {
	p.fields(
		field(p.say("paper.label.host"), as(p.filing.Host.Name)),
		field(p.say("paper.label.website"), p.names()),
		field(p.say("paper.label.domain"), p.domains()),
		field(p.say("paper.label.website_lead"), as(p.lead().Name)),
		field(p.say("paper.label.document_number"), as(p.lead().Document.Number)),
	)
}

func (p *form) byLead() signing {
	return signing{
		party:  p.say("paper.sign.person", map[string]string{"name": p.lead().Name}),
		signer: p.say("paper.sign.website_lead"),
	}.asked(p.material)
}
