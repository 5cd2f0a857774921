package paper

import (
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// What of a filing can be placed on an official blank. There is no date among it:
// forms are dated by hand, and the check list of authenticity never (guidance 4).

// The values that say which page of which filing a page is, see store/pagecode. They
// are drawn on each page anew, so that [Value] has no word for them.
const (
	CodeSquare = "code"        // the square that finds the page again when it comes back as a scan
	CodeNumber = "code_number" // its number in print
)

// Tick is a tick wherever it is placed. "tick.nature.enterprise" is one only where
// the host unit is an enterprise, and so on for the lists of ticked.
const Tick = "tick"

const tickMark = "✓"

// A value is one thing that can be placed.
type value struct {
	id    string
	label string // its message
	of    func(p *form) string
}

// hostValues and so on are the values in the order in which they are offered.
var hostValues = []value{
	{"host.name", "field.host.name", func(p *form) string { return p.filing.Host.Name }},
	{"host.nature", "field.host.nature", func(p *form) string { return p.choice("nature", p.filing.Host.Nature).zh }},
	{"host.certificate_type", "field.host.certificate.type", func(p *form) string { return p.choice("certificate_type", p.filing.Host.Certificate.Type).zh }},
	{"host.certificate", "field.host.certificate.number", func(p *form) string { return p.filing.Host.Certificate.Number }},
	{"host.certificate_address", "field.host.certificate.address", func(p *form) string { return p.filing.Host.Certificate.Address }},
	{"host.province", "field.host.province", func(p *form) string { return p.place(p.filing.Host.Province).zh }},
	{"host.address", "paper.label.unit_address", func(p *form) string { return p.address().zh }},
	{"host.recordal_number", "field.host.recordal_number", func(p *form) string { return p.filing.Host.RecordalNumber }},
}

var websiteValues = []value{
	{"website.name", "paper.label.website", func(p *form) string { return p.names().zh }},
	{"website.domains", "paper.label.domain", func(p *form) string { return p.domains().zh }},
	{"website.home_page", "paper.label.home_page", func(p *form) string { return p.site().HomePage }},
	{"website.services", "paper.label.services", func(p *form) string { return p.choices("service", p.site().Services).zh }},
	{"website.languages", "paper.label.languages", func(p *form) string { return p.choices("language", p.site().Languages).zh }},
	{"website.isp", "paper.label.isp", func(p *form) string { return p.site().Access.ISP }},
	{"website.ips", "paper.label.ip", func(p *form) string { return p.addresses().zh }},
	{"website.modes", "paper.label.modes", func(p *form) string { return p.choices("access_mode", p.site().Access.Modes).zh }},
	{"website.locations", "paper.label.location", func(p *form) string { return p.locations(p.site()).zh }},
	{"website.remark", "field.websites.remark", func(p *form) string { return p.site().Remark }},
}

// domainValues are offered for a form that is about one domain.
var domainValues = []value{
	{"domain.name", "field.websites.domains.name", func(p *form) string { return p.domain().Name }},
	{"domain.holder", "field.websites.domains.holder", func(p *form) string { return p.domain().Holder }},
	{"domain.registrar", "field.websites.domains.registrar", func(p *form) string { return p.domain().Registrar }},
}

var accountValues = []value{
	{"account.id", "field.account.id", func(p *form) string { return p.filing.Account.ID }},
	{"account.company", "field.account.company", func(p *form) string { return p.filing.Account.Company }},
	{"account.relationship", "field.account.relationship", func(p *form) string { return p.choice("relationship", p.filing.Account.Relationship).zh }},
}

// persons are whose values can be placed.
var persons = []struct {
	id, label string
	of        func(p *form) rules.Person
}{
	{"website_lead", "paper.label.website_lead", (*form).lead},
	{"host_lead", "paper.label.host_lead", func(p *form) rules.Person { return p.filing.HostLead() }},
	{"legal_representative", "paper.label.legal_representative", func(p *form) rules.Person { return p.filing.Host.LegalRepresentative }},
}

var personValues = []struct {
	id, label string
	of        func(p *form, of rules.Person) string
}{
	{"name", "field.person.name", func(_ *form, of rules.Person) string { return of.Name }},
	{"document_type", "field.person.document.type", func(p *form, of rules.Person) string { return p.choice("document_type", of.Document.Type).zh }},
	{"document_number", "field.person.document.number", func(_ *form, of rules.Person) string { return of.Document.Number }},
	{"title", "field.person.title", func(_ *form, of rules.Person) string { return of.Title }},
	{"mobile", "field.person.mobile", func(_ *form, of rules.Person) string { return of.Mobile }},
	{"office_phone", "field.person.office_phone", func(_ *form, of rules.Person) string { return of.OfficePhone }},
	{"emergency_phone", "field.person.emergency_phone", func(_ *form, of rules.Person) string { return of.EmergencyPhone }},
	{"email", "field.person.email", func(_ *form, of rules.Person) string { return of.Email }},
}

// ticked are the lists of choices whose boxes can be ticked, and which of its
// members the filing has.
var ticked = []struct {
	list, label string
	of          func(p *form) []string
}{
	{"nature", "field.host.nature", func(p *form) []string { return []string{p.filing.Host.Nature} }},
	{"certificate_type", "field.host.certificate.type", func(p *form) []string { return []string{p.filing.Host.Certificate.Type} }},
	{"document_type", "paper.label.website_lead", func(p *form) []string { return []string{p.lead().Document.Type} }},
	{"relationship", "field.account.relationship", func(p *form) []string { return []string{p.filing.Account.Relationship} }},
	{"service", "paper.label.services", func(p *form) []string { return p.site().Services }},
	{"language", "paper.label.languages", func(p *form) []string { return p.site().Languages }},
	{"access_mode", "paper.label.modes", func(p *form) []string { return p.site().Access.Modes }},
}

// Values returns the ids of what can be placed on the official blank of a material,
// in the order in which they are to be offered: the ticks for the choices of the
// built-in rulebook last. [ValueLabel] names them.
func Values(m rules.Material) []string {
	var all []string
	add := func(values []value) {
		for _, v := range values {
			all = append(all, v.id)
		}
	}
	add(hostValues)
	add(websiteValues)
	if m.Per == "domain" {
		add(domainValues)
	}
	for _, person := range persons {
		for _, v := range personValues {
			all = append(all, person.id+"."+v.id)
		}
	}
	add(accountValues)
	all = append(all, CodeSquare, CodeNumber, Tick)
	for _, t := range ticked {
		for _, choice := range rules.Builtin().Lists[t.list].Choices {
			all = append(all, Tick+"."+t.list+"."+choice.ID)
		}
	}
	return all
}

// ValueLabel names a value of [Values]; "" for an id that is none.
func ValueLabel(l translations.Language, id string) string {
	for _, v := range slices.Concat(hostValues, websiteValues, domainValues, accountValues) {
		if v.id == id {
			return translations.Text(l, v.label)
		}
	}
	switch id {
	case CodeSquare, CodeNumber, Tick:
		return translations.Text(l, "blank.value."+id)
	}
	if person, field, ok := personValue(id); ok {
		return translations.Text(l, "blank.value.of", map[string]string{
			"whose": translations.Text(l, persons[person].label), "what": translations.Text(l, personValues[field].label),
		})
	}
	if list, choice, ok := tickOf(id); ok {
		said := choice
		if message := "choice." + ticked[list].list + "." + choice; translations.Has(l, message) {
			said = translations.Text(l, message)
		}
		return translations.Text(l, "blank.value.tick.of", map[string]string{
			"what": translations.Text(l, ticked[list].label), "choice": said,
		})
	}
	return ""
}

// Value returns what the filing says for a value of a material's form, in Chinese
// and in one line: "" where the filing leaves it open or a tick does not apply, and
// for [CodeSquare] and [CodeNumber], which each page has of its own.
func Value(f *rules.Filing, m rules.Material, id string) string {
	return newForm(&document{}, f, m).value(id)
}

func (p *form) value(id string) string {
	for _, v := range slices.Concat(hostValues, websiteValues, domainValues, accountValues) {
		if v.id == id {
			return strings.TrimSpace(clean(v.of(p)))
		}
	}
	if id == Tick {
		return tickMark
	}
	if person, field, ok := personValue(id); ok {
		return strings.TrimSpace(clean(personValues[field].of(p, persons[person].of(p))))
	}
	if list, choice, ok := tickOf(id); ok && slices.Contains(ticked[list].of(p), choice) {
		return tickMark
	}
	return ""
}

// personValue takes the id of a person's value apart into places of persons and
// personValues.
func personValue(id string) (person, field int, ok bool) {
	whose, what, _ := strings.Cut(id, ".")
	for i := range persons {
		for k := range personValues {
			if persons[i].id == whose && personValues[k].id == what {
				return i, k, true
			}
		}
	}
	return 0, 0, false
}

// tickOf takes the id of a choice's tick apart into the place of its list in ticked
// and the choice. A later rulebook may have choices that this one has not.
func tickOf(id string) (list int, choice string, ok bool) {
	parts := strings.Split(id, ".")
	if len(parts) != 3 || parts[0] != Tick || parts[2] == "" {
		return 0, "", false
	}
	for i := range ticked {
		if ticked[i].list == parts[1] {
			return i, parts[2], true
		}
	}
	return 0, "", false
}

// isValue reports whether there is such a value for any form.
func isValue(id string) bool { return ValueLabel(translations.Chinese, id) != "" }
