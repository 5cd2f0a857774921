package filings

import "recordaldesk/rules"

// NewFrom returns a new filing for the company of f: the host unit, its persons
// and the account stand as they do in f, the website is empty but for the person
// in charge of it, and nothing is attached, since scans prove one filing only.
// The kind is left open: after a new recordal the next filing of a company is
// another kind. f stays the caller's and shares nothing with the result.
func NewFrom(f *rules.Filing) *rules.Filing {
	old := f.Clone()
	next := rules.New("")
	next.Account, next.Host = old.Account, old.Host
	if len(old.Websites) > 0 {
		from, to := &old.Websites[0], &next.Websites[0]
		to.Lead, to.LeadIsHostLead, to.LeadIsLegalRepresentative = from.Lead, from.LeadIsHostLead, from.LeadIsLegalRepresentative
	}
	return next
}
