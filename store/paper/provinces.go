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

// jiangsuNotification is Jiangsu's notification of responsibility (material 13),
// which the person in charge acknowledges by copying a sentence by hand.
func (p *form) jiangsuNotification() {
	p.prompt(p.hand())
	p.plain(p.own("opening", map[string]string{"name": inSentence(p.lead().Name, roomForPerson)}))
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
		"name": inSentence(p.lead().Name, roomForPerson), "host": inSentence(p.filing.Host.Name, roomForText),
		"website": inSentence(p.site().Name, roomForText), "domain": inSentence(p.domains().zh, roomForText),
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
