package rules

import (
	"strconv"
	"strings"

	"recordaldesk/rules/ident"
)

// over returns the scopes that a rule for what is judged over. It is asked of
// the root.
func (s *scope) over(what string) []scope {
	l := s.lists
	switch what {
	case "website":
		return once(&l.websites, s.websites)
	case "person":
		return once(&l.persons, s.persons)
	case "unknown":
		return once(&l.unknown, s.unknown)
	case "domain":
		return once(&l.domains, func() []scope { return s.ofWebsites((*scope).domains) })
	case "ip":
		return once(&l.ips, func() []scope { return s.ofWebsites((*scope).ips) })
	case "approval":
		return once(&l.approvals, func() []scope { return s.ofWebsites((*scope).approvals) })
	case "attachment":
		return once(&l.attachments, s.attachments)
	case "material":
		return once(&l.materials, s.materials)
	case "change":
		return once(&l.entries, s.changes)
	case "shared":
		return once(&l.shared, s.sharedValues)
	}
	return []scope{*s}
}

func once(list *[]scope, find func() []scope) []scope {
	if *list == nil {
		*list = find()
	}
	return *list
}

func (s *scope) websites() []scope {
	all := make([]scope, len(s.Filing.Websites))
	times := map[string]int{}
	for _, w := range s.Filing.Websites {
		times[recordal(w.RecordalNumber, ident.RecordalNumber.String)]++
	}
	for i := range all {
		w := &s.Filing.Websites[i]
		all[i] = *s
		if number := recordal(w.RecordalNumber, ident.RecordalNumber.String); number != "" {
			all[i].TimesNumbered = times[number]
		}
		all[i].Website, all[i].SiteLead = w, &s.SiteLeads[i]
		flaw, at := ident.WebsiteNameProblem(w.Name, nil)
		all[i].NameFlaw, all[i].NameFlawAt = string(flaw), at
		all[i].WebsiteLeadIsLegalRepresentative = s.Filing.WebsiteLeadIsLegalRepresentative(*w)
		all[i].at, all[i].index = "websites."+strconv.Itoa(i), i
		all[i].DomainsChange = s.Filing.Change.Changes(all[i].at + ".domains")
		all[i].DomainsOnRecord = s.Filing.Change.Before[all[i].at+".domains"]
	}
	return all
}

// ofWebsites gathers the members of one list of every website.
func (s *scope) ofWebsites(members func(*scope) []scope) []scope {
	var all []scope
	sites := s.over("website")
	for i := range sites {
		all = append(all, members(&sites[i])...)
	}
	return all
}

// domains, ips and approvals are the members of a website's lists.

func (s *scope) domains() []scope {
	times := s.lists.countDomains(s.Filing)
	all := s.members("domains", len(s.Website.Domains))
	for i := range all {
		all[i].Domain = &s.Website.Domains[i]
		_, err := ident.ParseDomain(all[i].Domain.Name)
		all[i].DomainFlaw = problem(err)
		all[i].TimesListed = times[DomainKey(all[i].Domain.Name)]
	}
	return all
}

func (s *scope) ips() []scope {
	all := s.members("access.ips", len(s.Website.Access.IPs))
	for i := range all {
		all[i].IP = &s.Website.Access.IPs[i]
	}
	return all
}

func (s *scope) approvals() []scope {
	all := s.members("pre_approvals", len(s.Website.PreApprovals))
	for i := range all {
		all[i].Approval = &s.Website.PreApprovals[i]
	}
	return all
}

func (s *scope) members(list string, n int) []scope {
	all := make([]scope, n)
	for i := range all {
		all[i] = *s
		all[i].at = s.at + "." + list + "." + strconv.Itoa(i)
	}
	return all
}

func (l *lists) countDomains(f *Filing) map[string]int {
	if l.timesListed == nil {
		l.timesListed = map[string]int{}
		for _, w := range f.Websites {
			for _, d := range w.Domains {
				l.timesListed[DomainKey(d.Name)]++
			}
		}
	}
	return l.timesListed
}

// DomainKey is the same for all spellings of one domain.
func DomainKey(name string) string {
	d, err := ident.ParseDomain(name)
	if err != nil {
		return strings.ToLower(strings.TrimSpace(name))
	}
	return d.ASCII
}

func (s *scope) attachments() []scope {
	all := make([]scope, len(s.Filing.Attachments))
	for i := range all {
		a := &s.Filing.Attachments[i]
		all[i] = *s
		all[i].Attached, all[i].at = a, "attachments."+strconv.Itoa(i)
		rule := s.lists.book.paper(a.MaterialID())
		all[i].MaterialKnown = rule != nil
		all[i].MaterialMatched = rule != nil && rule.fits(s.Filing, a)
	}
	return all
}

// materials returns one scope for each paper that is needed or may be: the rest is
// not worth a word.
func (s *scope) materials() []scope {
	papers := s.lists.book.materials(s)
	all := []scope{}
	for i := range papers {
		if papers[i].Needed || papers[i].Advised {
			one := *s
			one.Material, one.at = &papers[i], "attachments"
			all = append(all, one)
		}
	}
	return all
}

// sharedValues returns one scope for each value that other companies have too.
func (s *scope) sharedValues() []scope {
	all := make([]scope, len(s.lists.elsewhere))
	for i := range all {
		all[i] = *s
		all[i].Shared, all[i].at = &s.lists.elsewhere[i], s.lists.elsewhere[i].Path
	}
	return all
}

// fact returns what the province asks under an id, nil where it does not.
func (l *lists) fact(id string) *Fact {
	for _, f := range l.facts {
		if f.ID == id {
			return f
		}
	}
	return nil
}

func (s *scope) unknown() []scope {
	var all []scope
	for _, path := range s.Filing.UnknownPaths() {
		u := *s
		u.at, u.Value = path, path
		all = append(all, u)
	}
	return all
}

// persons returns one scope for each human being the filing asks for. Who fills
// several offices appears once, under the path of the first.
func (s *scope) persons() []scope {
	f := s.Filing
	representative := *s
	representative.at = "host.legal_representative"
	representative.IsLegalRepresentative = true
	representative.Person = &f.Host.LegalRepresentative
	all := []scope{representative}
	lead := 0
	if f.Host.LeadIsLegalRepresentative {
		person, from := f.hostLead()
		all[0].Person, all[0].fallbacks = &person, from
	} else {
		host := *s
		host.at, host.Person = "host.lead", &f.Host.Lead
		all, lead = append(all, host), 1
	}
	all[lead].IsHostLead = true
	sites := s.over("website")
	for i := range sites {
		w := sites[i]
		switch {
		case w.Website.LeadIsHostLead:
			all[lead].IsWebsiteLead = true
			all[lead].addFallback(w.at+".lead", w.Website.Lead)
		case w.Website.LeadIsLegalRepresentative:
			all[0].IsWebsiteLead = true
			all[0].addFallback(w.at+".lead", w.Website.Lead)
		default:
			w.at += ".lead"
			w.Person, w.IsWebsiteLead = &w.Website.Lead, true
			s.lists.leads[i] = len(all)
			all = append(all, w)
		}
	}
	return all
}

func (s *scope) addFallback(path string, p Person) {
	merged, from := merge(*s.Person, s.fallbacks, path, p)
	s.Person, s.fallbacks = &merged, from
}

// person returns the scope of the person that stands at path, if one does. Of a
// website it is the lead it has of its own.
func (s *scope) person(path string) (scope, bool) {
	all := s.over("person")
	if s.index >= 0 {
		i, ok := s.lists.leads[s.index]
		if !ok {
			return scope{}, false
		}
		return all[i], true
	}
	for _, one := range all[:min(2, len(all))] {
		if one.at == path {
			return one, true
		}
	}
	return scope{}, false
}

// pathOf returns the path of a field of the scope. Where a person's part is
// empty in the first place but given in another, it is the path of the other.
func (s *scope) pathOf(name string) string {
	if path, ok := s.fallbacks[name]; ok {
		return path + "." + name
	}
	if s.at == "" || name == "" {
		return s.at + name
	}
	return s.at + "." + name
}
