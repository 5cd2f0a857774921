package paper

import (
	"fmt"

	"recordaldesk/rules"
)

// The plans of websites that are to be built: eight parts, with what the filing
// knows filled in and prompts for the rest (domain.md 6.6).

// drawing is the height of a box to draw or paste a picture in.
const drawing = 75 * mm

// plan returns a message that the plans share.
func (p *form) plan(id string) phrase { return p.say("paper.plan." + id) }

// hunanConstructionPlan is Hunan's website construction plan (material 12), of one
// website.
func (p *form) hunanConstructionPlan() {
	host, site := p.filing.Host, p.site()
	p.prompt(p.plan("cover"))

	p.heading(p.plan("1"))
	p.fields(
		field(p.say("paper.label.host"), as(host.Name)),
		field(p.say("paper.label.certificate"), as(host.Certificate.Number)),
		field(p.say("paper.label.unit_address"), p.address()),
		field(p.say("paper.label.website"), as(site.Name)),
		field(p.say("paper.label.domain"), p.domains()),
		field(p.say("paper.label.home_page"), as(site.HomePage)),
	)
	p.toWrite("1.prompt", 4)

	p.heading(p.plan("2"))
	p.fields(p.offers(site)...)
	p.prompted("2.prompt", 6*(8*mm+2*cellAbove))
	blank := row{{room: 8 * mm}, {}, {}}
	p.table([]column{
		{width: 40 * mm, head: p.plan("2.column")},
		{width: width - 90*mm, head: p.plan("2.content")},
		{width: 50 * mm, head: p.plan("2.source")},
	}, blank, blank, blank, blank, blank)
	p.blankBox(p.plan("2.mockup"), drawing)

	p.heading(p.plan("3"))
	p.staff(p.person("paper.label.website_lead", p.lead().Name, p.lead().Mobile))

	p.heading(p.plan("4"))
	p.fields(
		field(p.say("paper.label.isp"), as(site.Access.ISP)),
		field(p.say("paper.label.modes"), p.choices("access_mode", site.Access.Modes)),
		field(p.say("paper.label.location"), p.locations(site)),
		field(p.say("paper.label.ip"), p.addresses()),
	)
	p.planEnd()
}

// websitePlan is the plan of a host unit that has many websites, with the same
// eight parts over all of them.
func (p *form) websitePlan() {
	host := p.filing.Host
	p.prompt(p.plan("cover"))

	p.heading(p.plan("1"))
	p.fields(
		field(p.say("paper.label.host"), as(host.Name)),
		field(p.say("paper.label.certificate"), as(host.Certificate.Number)),
		field(p.say("paper.label.unit_address"), p.address()),
	)
	p.toWrite("1.prompt", 4)

	p.heading(p.plan("2"))
	var sites []row
	for _, i := range p.websites {
		w := p.filing.Websites[i]
		sites = append(sites, row{
			{phrase: p.numberedSite(i), room: 20 * mm}, {phrase: p.list(domainsOf(w))},
			{phrase: p.choices("service", w.Services)}, {},
		})
	}
	columns := []column{
		{width: 40 * mm, head: p.plan("site")},
		{width: 40 * mm, head: p.say("paper.label.domain")},
		{width: 30 * mm, head: p.say("paper.label.services")},
		{width: width - 110*mm, head: p.plan("purpose")},
	}
	p.promptFor(p.plan("several.prompt"), p.begun(columns, sites))
	p.table(columns, sites...)

	p.heading(p.plan("3"))
	var leads []row
	for _, i := range p.websites {
		lead := p.filing.WebsiteLead(i)
		leads = append(leads, p.person("paper.label.website_lead", lead.Name, lead.Mobile))
		if len(p.websites) > 1 {
			leads[len(leads)-1][0].phrase = p.ofSite(leads[len(leads)-1][0].phrase, i)
		}
	}
	p.staff(leads...)

	p.heading(p.plan("4"))
	var access []row
	for _, i := range p.websites {
		w := p.filing.Websites[i]
		access = append(access, row{
			{phrase: p.numberedSite(i)}, {phrase: as(w.Access.ISP)},
			{phrase: p.choices("access_mode", w.Access.Modes)}, {phrase: p.locations(w)}, {phrase: p.ranges(w)},
		})
	}
	p.table([]column{
		{width: 40 * mm, head: p.plan("site")},
		{width: 40 * mm, head: p.say("paper.label.isp")},
		{width: 22 * mm, head: p.say("paper.label.modes")},
		{width: 28 * mm, head: p.say("paper.label.location")},
		{width: width - 130*mm, head: p.say("paper.label.ip")},
	}, access...)
	p.planEnd()
}

// planEnd is what the plans have in common from the network on.
func (p *form) planEnd() {
	p.prompted("4.prompt", drawing)
	p.blankBox(p.plan("4.topology"), drawing)
	for _, part := range []string{"5", "6", "7"} {
		p.heading(p.plan(part))
		p.paragraph(p.plan(part + ".text"))
		p.toWrite(part+".prompt", 4)
	}
	p.heading(p.plan("8"))
	p.closing(p.plan("8.text"), p.byRepresentative())
}

// toWrite prompts for something and leaves lines for it.
func (p *form) toWrite(id string, lines int) {
	const apart = 9 * mm
	p.prompted(id, float64(lines)*apart)
	p.blankLines(lines, apart)
}

// prompted prompts for something that takes h below the prompt, on the same page.
func (p *form) prompted(id string, h float64) { p.promptFor(p.plan(id), h) }

// staff is the third part: who answers for what, and room for the rest.
func (p *form) staff(leads ...row) {
	rows := append([]row{
		p.person("paper.label.legal_representative", p.filing.Host.LegalRepresentative.Name, p.filing.Host.LegalRepresentative.Mobile),
		p.person("paper.label.host_lead", p.filing.HostLead().Name, p.filing.HostLead().Mobile),
	}, leads...)
	p.table([]column{
		{width: 60 * mm, head: p.plan("3.role"), label: true},
		{width: width - 110*mm, head: p.plan("3.name")},
		{width: 50 * mm, head: p.say("paper.label.phone")},
	}, rows...)
	p.toWrite("3.prompt", 4)
}

func (p *form) person(label, name, phone string) row {
	return row{{phrase: p.say(label)}, {phrase: as(name)}, {phrase: as(phone)}}
}

// offers are the rows about what a website offers.
func (p *form) offers(w rules.Website) []row {
	var approvals []phrase
	for _, a := range w.PreApprovals {
		approvals = append(approvals, p.choice("pre_approval", a.Category))
	}
	if len(approvals) == 0 && len(w.Services) > 0 { // not of a website nobody has described yet
		approvals = []phrase{p.plan("2.no_approval")}
	}
	return []row{
		field(p.say("paper.label.services"), p.choices("service", w.Services)),
		field(p.say("paper.label.languages"), p.choices("language", w.Languages)),
		field(p.say("paper.label.pre_approvals"), p.joined(approvals)),
	}
}

// locations are where a website's servers stand.
func (p *form) locations(w rules.Website) phrase {
	var all []phrase
	for _, code := range w.Access.Locations {
		all = append(all, p.place(code))
	}
	return p.joined(all)
}

// numberedSite is a website's name behind its number in the filing.
func (p *form) numberedSite(i int) phrase {
	return as(fmt.Sprintf("%d. %s", i+1, p.filing.Websites[i].Name))
}

// ofSite says which website of several a label is about.
func (p *form) ofSite(label phrase, i int) phrase {
	of := p.say("paper.review.website", numbered(i+1))
	said := p.say("paper.review.page_of_website", map[string]string{"page": label.zh, "website": of.zh})
	if p.options.English {
		said.en = p.say("paper.review.page_of_website", map[string]string{"page": label.en, "website": of.en}).en
	}
	return said
}
