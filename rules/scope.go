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

	IsLegalRepresentative bool `expr:"is_legal_representative"` // the roles of person
	IsHostLead            bool `expr:"is_host_lead"`
	IsWebsiteLead         bool `expr:"is_website_lead"`

	WebsiteLeadIsLegalRepresentative bool `expr:"website_lead_is_legal_representative"`

	Value    string `expr:"value"`    // of the field asked about
	Values   int    `expr:"values"`   // how many members a multiple choice has
	Type     string `expr:"type"`     // the field's
	Max      int    `expr:"max"`      // the field's
	Required bool   `expr:"required"` // whether the field must be filled in
	Known    bool   `expr:"known"`    // whether the value is one of the field's choices

	AsOf   string `expr:"as_of"` // the day judged on
	Online bool   `expr:"online"`

	at        string            // path of the list member or person the scope stands at
	fallbacks map[string]string // other paths of a person whose parts are given in two places
}

// root is the scope of the filing as a whole.
func (b *Book) root(f *Filing, today string) scope {
	s := scope{Filing: f, Account: f.Account, Host: f.Host, AsOf: today}
	s.HostLead, _ = f.hostLead()
	if f.AsOf != "" {
		s.AsOf = f.AsOf
	}
	s.Online = b.online.holds(s)
	return s
}

// over returns the scopes that a rule for what is judged over.
func (s scope) over(what string) []scope {
	switch what {
	case "website":
		return s.websites()
	case "person":
		return s.persons()
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
		all[i].SiteLead, _ = s.Filing.websiteLead(i)
		all[i].WebsiteLeadIsLegalRepresentative = s.Filing.WebsiteLeadIsLegalRepresentative(w)
		all[i].at = "websites." + strconv.Itoa(i)
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
