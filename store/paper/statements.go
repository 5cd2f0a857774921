package paper

import (
	"strconv"
	"strings"

	"recordaldesk/rules"
)

// The statements about domains that some provinces ask for (domain.md 3, 6.6).

// severalDomainsStatement lists all domains of the filing, for each of which the
// host unit writes what it is for.
func (p *form) severalDomainsStatement() {
	p.prompt(p.hand())
	p.plain(p.to())
	p.paragraph(p.own("opening"))
	p.fields(
		field(p.say("paper.label.host"), as(p.filing.Host.Name)),
		field(p.say("paper.label.certificate"), as(p.filing.Host.Certificate.Number)),
	)
	var rows []row
	for _, i := range p.websites {
		w := p.filing.Websites[i]
		for n, domain := range w.Domains {
			name := as(w.Name)
			if n > 0 {
				name = p.own("same") // a long name said ten times leaves no room for what is asked
			}
			rows = append(rows, row{
				{phrase: as(strconv.Itoa(len(rows) + 1)), room: 10 * mm}, {phrase: as(domain.Name)}, {phrase: name}, {},
			})
		}
	}
	for len(rows) < 3 && p.domains().zh == "" { // of a draft, to be written by hand
		rows = append(rows, row{{phrase: as(strconv.Itoa(len(rows) + 1)), room: 10 * mm}, {}, {}, {}})
	}
	p.table([]column{
		{width: 12 * mm, head: p.own("number")},
		{width: 48 * mm, head: p.say("paper.label.domain")},
		{width: 42 * mm, head: p.say("paper.label.website")},
		{width: width - 102*mm, head: p.own("purpose")},
	}, rows...)
	p.closingClauses([]phrase{
		p.own("clause.own"), p.own("clause.content"), p.own("clause.consequence"),
	}, p.byRepresentative())
}

// domainHolderStatement is signed by the person in whose name the domain is
// registered and sealed by the host unit that uses it.
func (p *form) domainHolderStatement() {
	domain := p.domain()
	holder, relation := p.holder(domain.Holder)
	p.prompt(p.own("hint"))
	p.plain(p.to())
	p.paragraph(p.own("opening"))
	p.fields(
		field(p.say("paper.label.domain"), as(domain.Name)),
		field(p.say("paper.label.registrar"), as(domain.Registrar)),
		field(p.own("holder"), as(domain.Holder)),
		field(p.own("holder_document"), as(holder.Document.Number)),
		field(p.own("relation"), relation),
		field(p.say("paper.label.host"), as(p.filing.Host.Name)),
		field(p.say("paper.label.certificate"), as(p.filing.Host.Certificate.Number)),
		field(p.say("paper.label.website"), p.names()),
	)
	by := p.byRepresentative()
	by.signer = p.say("paper.sign.holder")
	p.closingClauses([]phrase{
		p.own("clause.consent"), p.own("clause.use"), p.own("clause.unit"), p.own("clause.truth"),
	}, by)
}

// domain is the domain the form is about; empty where the filing has none.
func (p *form) domain() rules.Domain {
	for _, d := range p.site().Domains {
		if d.Name == p.material.Domain {
			return d
		}
	}
	return rules.Domain{}
}

// holder is the person in charge who holds the domain, and what that person is to
// the host unit; nobody where the holder is none of them.
func (p *form) holder(name string) (rules.Person, phrase) {
	var holder rules.Person
	var offices []phrase
	for _, one := range []struct {
		person rules.Person
		office string
	}{
		{p.filing.Host.LegalRepresentative, "paper.label.legal_representative"},
		{p.filing.HostLead(), "paper.label.host_lead"},
		{p.lead(), "paper.label.website_lead"},
	} {
		if clean(name) != "" && strings.TrimSpace(one.person.Name) == strings.TrimSpace(name) {
			if holder.Name == "" {
				holder = one.person
			}
			offices = append(offices, p.say(one.office))
		}
	}
	return holder, p.joined(offices)
}
