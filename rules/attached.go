package rules

import "slices"

// Whose returns the person whose identity document the material is; false for a
// material that is no person's document.
func (f *Filing) Whose(m Material) (Person, bool) {
	switch {
	case m.ID == "legal_representative_id":
		return f.Host.LegalRepresentative, true
	case m.ID == "host_lead_id":
		return f.HostLead(), true
	case m.ID == "website_lead_id" && m.Website < len(f.Websites):
		return f.WebsiteLead(m.Website), true
	}
	return Person{}, false
}

// OnePerson reports whether two materials are documents of one person, so that one
// scan serves for both.
func (f *Filing) OnePerson(a, b Material) bool {
	p, okA := f.Whose(a)
	q, okB := f.Whose(b)
	if !okA || !okB {
		return false
	}
	if p.SamePersonAs(q) {
		return true
	}
	if a.ID == "website_lead_id" {
		a, b = b, a
	}
	return a.ID == "legal_representative_id" && b.ID == "website_lead_id" && f.WebsiteLeadIsLegalRepresentative(f.Websites[b.Website])
}

// FindAttachment returns the place of an attachment in the filing, -1 where it has no
// such scan for that material.
func (f *Filing) FindAttachment(a Attachment) int {
	return slices.IndexFunc(f.Attachments, func(b Attachment) bool {
		return a.Material == b.Material && a.Website == b.Website && a.Domain == b.Domain && a.SHA256 == b.SHA256
	})
}
