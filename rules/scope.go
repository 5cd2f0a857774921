package rules

import (
	"strconv"
	"strings"
)

// scope is what a condition of the rulebook sees: the filing, and of its lists
// the members that the condition is asked about. The tags are the words of the
// rulebook's expressions; what a scope does not concern is its zero value.
type scope struct {
	Filing   *Filing     `expr:"filing"`
	Account  Account     `expr:"account"`
	Host     Host        `expr:"host"`
	HostLead Person      `expr:"host_lead"`
	Website  Website     `expr:"website"`
	SiteLead Person      `expr:"website_lead"`
	Domain   Domain      `expr:"domain"`
	IP       IPRange     `expr:"ip"`
	Approval PreApproval `expr:"approval"`
	Person   Person      `expr:"person"`

	SiteLeads []Person `expr:"website_leads"` // of all websites

	IsLegalRepresentative bool `expr:"is_legal_representative"` // the roles of person
	IsHostLead            bool `expr:"is_host_lead"`
	IsWebsiteLead         bool `expr:"is_website_lead"`

	HostLeadHasOtherOffice           bool `expr:"host_lead_has_other_office"` // legal representative or website lead too
	WebsiteLeadIsLegalRepresentative bool `expr:"website_lead_is_legal_representative"`
	LeadsDiffer                      bool `expr:"leads_differ"` // the website lead is another person than the host lead

	CertificateKnown   bool `expr:"certificate_known"`   // its type is in the rulebook's list
	CertificateOffered bool `expr:"certificate_offered"` // and fits the host unit's nature
	UsesCreditCode     bool `expr:"uses_credit_code"`    // its number is a unified social credit code

	Value    string `expr:"value"`    // of the field asked about
	Values   int    `expr:"values"`   // how many members a multiple choice has
	Type     string `expr:"type"`     // the field's
	Max      int    `expr:"max"`      // the field's
	Required bool   `expr:"required"` // whether the field must be filled in
	Known    bool   `expr:"known"`    // whether the value is one of the field's choices
	Open     bool   `expr:"open"`     // whether the list of choices is an open one

	AsOf   string `expr:"as_of"` // the day judged on
	Online bool   `expr:"online"`

	at        string            // path of the list member or person the scope stands at
	fallbacks map[string]string // other paths of a person whose parts are given in two places
}

// root is the scope of the filing as a whole.
func (b *Book) root(f *Filing, today string) scope {
	s := scope{Filing: f, Account: f.Account, Host: f.Host, AsOf: today}
	if f.AsOf != "" {
		s.AsOf = f.AsOf
	}
	s.HostLead = f.HostLead()
	s.HostLeadHasOtherOffice = f.Host.LeadIsLegalRepresentative || s.HostLead.SamePersonAs(f.Host.LegalRepresentative)
	for i, w := range f.Websites {
		lead := f.WebsiteLead(i)
		s.SiteLeads = append(s.SiteLeads, lead)
		if w.LeadIsHostLead || lead.SamePersonAs(s.HostLead) {
			s.HostLeadHasOtherOffice = true
		}
	}
	b.certify(&s)
	s.Online = b.online.holds(s)
	return s
}

// certify says what the rulebook knows of the host unit's certificate.
func (b *Book) certify(s *scope) {
	for _, c := range b.Lists["certificate_type"].Choices {
		if c.ID != s.Host.Certificate.Type {
			continue
		}
		s.CertificateKnown, s.CertificateOffered = true, c.when.holds(*s)
		s.UsesCreditCode = c.Number == "credit_code" ||
			// Certificates renewed since 2015 carry the code, older ones a number of their own.
			c.Number == "credit_code_or_older" && len(clean(s.Host.Certificate.Number)) == creditCodeLength
	}
}

const creditCodeLength = 18 // GB 32100-2015

// over returns the scopes that a rule for what is judged over.
func (s scope) over(what string) []scope {
	switch what {
	case "website":
		return s.websites()
	case "person":
		return s.persons()
	case "unknown":
		return s.unknown()
	case "domain":
		return s.members("domains", func(w *Website) int { return len(w.Domains) },
			func(m *scope, i int) { m.Domain = m.Website.Domains[i] })
	case "ip":
		return s.members("access.ips", func(w *Website) int { return len(w.Access.IPs) },
			func(m *scope, i int) { m.IP = m.Website.Access.IPs[i] })
	case "approval":
		return s.members("pre_approvals", func(w *Website) int { return len(w.PreApprovals) },
			func(m *scope, i int) { m.Approval = m.Website.PreApprovals[i] })
	}
	return []scope{s}
}

func (s scope) websites() []scope {
	all := make([]scope, len(s.Filing.Websites))
	for i, w := range s.Filing.Websites {
		all[i] = s
		all[i].Website = w
		all[i].SiteLead = s.SiteLeads[i]
		all[i].LeadsDiffer = !w.LeadIsHostLead && !(w.LeadIsLegalRepresentative && s.Filing.Host.LeadIsLegalRepresentative) &&
			!s.SiteLeads[i].SamePersonAs(s.HostLead)
		all[i].WebsiteLeadIsLegalRepresentative = s.Filing.WebsiteLeadIsLegalRepresentative(w)
		all[i].at = "websites." + strconv.Itoa(i)
	}
	return all
}

func (s scope) unknown() []scope {
	var all []scope
	for _, path := range s.Filing.UnknownPaths() {
		u := s
		u.at, u.Value = path, path
		all = append(all, u)
	}
	return all
}

func (s scope) members(list string, count func(*Website) int, pick func(*scope, int)) []scope {
	var all []scope
	for _, w := range s.websites() {
		for i := range count(&w.Website) {
			m := w
			m.at = w.at + "." + list + "." + strconv.Itoa(i)
			pick(&m, i)
			all = append(all, m)
		}
	}
	return all
}

// persons returns one scope for each human being the filing asks for. Who fills
// several offices appears once, under the path of the first.
func (s scope) persons() []scope {
	f := s.Filing
	representative := s
	representative.at = "host.legal_representative"
	representative.IsLegalRepresentative = true
	representative.Person = f.Host.LegalRepresentative
	all := []scope{representative}
	lead := 0
	if f.Host.LeadIsLegalRepresentative {
		all[0].Person, all[0].fallbacks = f.hostLead()
	} else {
		host := s
		host.at, host.Person = "host.lead", f.Host.Lead
		all, lead = append(all, host), 1
	}
	all[lead].IsHostLead = true
	for i, w := range s.websites() {
		switch {
		case w.Website.LeadIsHostLead:
			all[lead].IsWebsiteLead = true
			all[lead].addFallback(w.at+".lead", w.Website.Lead)
		case w.Website.LeadIsLegalRepresentative:
			all[0].IsWebsiteLead = true
			all[0].addFallback(w.at+".lead", w.Website.Lead)
		default:
			w.at = "websites." + strconv.Itoa(i) + ".lead"
			w.Person, w.IsWebsiteLead = w.Website.Lead, true
			all = append(all, w)
		}
	}
	return all
}

func (s *scope) addFallback(path string, p Person) {
	s.Person, s.fallbacks = merge(s.Person, s.fallbacks, path, p)
}

// pathOf returns the path of a field of the scope. Where a person's part is
// empty in the first place but given in another, it is the path of the other.
func (s scope) pathOf(name string) string {
	if path, ok := s.fallbacks[name]; ok {
		return path + "." + name
	}
	if s.at == "" || name == "" {
		return s.at + name
	}
	return s.at + "." + name
}

// websiteIndex returns the index of the scope's website, -1 where it has none.
func (s scope) websiteIndex() int {
	rest, ok := strings.CutPrefix(s.at, "websites.")
	if !ok {
		return -1
	}
	number, _, _ := strings.Cut(rest, ".")
	i, err := strconv.Atoi(number)
	if err != nil {
		return -1
	}
	return i
}
