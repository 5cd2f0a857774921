package rules

import (
	"maps"
	"strconv"

	"recordaldesk/rules/ident"
)

// The contract lets a person who fills two offices be written once, and some
// programs write such a person's telephone under the second office only. So the
// parts of one person are gathered from all places that the filing says are the
// same; the first place that gives a part wins.

// personParts are the fields of a person that can be given in another place.
var personParts = []struct {
	name string
	of   func(*Person) *string
}{
	{"name", func(p *Person) *string { return &p.Name }},
	{"document.type", func(p *Person) *string { return &p.Document.Type }},
	{"document.number", func(p *Person) *string { return &p.Document.Number }},
	{"document.valid_from", func(p *Person) *string { return &p.Document.ValidFrom }},
	{"document.valid_until", func(p *Person) *string { return &p.Document.ValidUntil }},
	{"mobile", func(p *Person) *string { return &p.Mobile }},
	{"emergency_phone", func(p *Person) *string { return &p.EmergencyPhone }},
	{"office_phone", func(p *Person) *string { return &p.OfficePhone }},
	{"email", func(p *Person) *string { return &p.Email }},
	{"im_type", func(p *Person) *string { return &p.IMType }},
	{"im_account", func(p *Person) *string { return &p.IMAccount }},
	{"title", func(p *Person) *string { return &p.Title }},
}

// merge fills the empty parts of p from other, which stands at path, and notes
// in from which part came from there.
func merge(p Person, from map[string]string, path string, other Person) (Person, map[string]string) {
	from = maps.Clone(from)
	for _, part := range personParts {
		mine, theirs := part.of(&p), part.of(&other)
		if *mine == "" && *theirs != "" {
			*mine = *theirs
			if from == nil {
				from = map[string]string{}
			}
			from[part.name] = path
		}
	}
	return p, from
}

// HostLead returns the person in charge of the host unit: the legal
// representative where the filing says that they are one person.
func (f *Filing) HostLead() Person {
	p, _ := f.hostLead()
	return p
}

func (f *Filing) hostLead() (Person, map[string]string) {
	if !f.Host.LeadIsLegalRepresentative {
		return f.Host.Lead, nil
	}
	return merge(f.Host.LegalRepresentative, nil, "host.lead", f.Host.Lead)
}

// WebsiteLead returns the person in charge of website i, who may be the host
// lead or the legal representative.
func (f *Filing) WebsiteLead(i int) Person {
	p, _ := f.websiteLead(i)
	return p
}

func (f *Filing) websiteLead(i int) (Person, map[string]string) {
	w := f.Websites[i]
	p, from := w.Lead, map[string]string(nil)
	switch {
	case w.LeadIsHostLead:
		p, from = f.hostLead()
	case w.LeadIsLegalRepresentative:
		p = f.Host.LegalRepresentative
	default:
		return p, from
	}
	return merge(p, from, "websites."+strconv.Itoa(i)+".lead", w.Lead)
}

// WebsiteLeadIsLegalRepresentative reports whether the person in charge of the
// website is the legal representative, said outright or by way of the host
// lead. Where both persons are typed in, the same name and document make them
// one.
func (f *Filing) WebsiteLeadIsLegalRepresentative(w Website) bool {
	switch {
	case w.LeadIsHostLead:
		// What the website says of the legal representative besides may be left
		// over from another answer, and an unneeded letter does less harm.
		return f.Host.LeadIsLegalRepresentative || f.Host.Lead.SamePersonAs(f.Host.LegalRepresentative)
	case w.LeadIsLegalRepresentative:
		return true
	}
	return w.Lead.SamePersonAs(f.Host.LegalRepresentative)
}

// SamePersonAs reports whether two persons have the same name and carry the same
// document, however they are typed. Empty numbers are nobody's.
func (p Person) SamePersonAs(q Person) bool {
	return sameNumber(p, q) && p.Document.Type == q.Document.Type && ident.SameText(p.Name, q.Name)
}

func sameNumber(p, q Person) bool {
	n := clean(p.Document.Number)
	return n != "" && n == clean(q.Document.Number)
}

// contradicts reports whether p, who is said to be q, is somebody else by name or
// by document. What is not filled in says nothing.
func contradicts(p, q Person) bool {
	return bothGiven(p.Name, q.Name) && !ident.SameText(p.Name, q.Name) ||
		bothGiven(p.Document.Number, q.Document.Number) && !sameNumber(p, q)
}

// otherNameSameNumber reports whether two names go with one document.
func otherNameSameNumber(p, q Person) bool {
	return sameNumber(p, q) && bothGiven(p.Name, q.Name) && !ident.SameText(p.Name, q.Name)
}

func bothGiven(a, b string) bool { return a != "" && b != "" }
