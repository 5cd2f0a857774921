package rules

import (
	"strconv"
	"strings"

	"recordaldesk/rules/ident"
)

// scope is what a condition of the rulebook sees: the filing, and of its lists
// the members that the condition is asked about. The tags are the words of the
// rulebook's expressions; what a scope does not concern is empty, never nil.
type scope struct {
	Filing   *Filing      `expr:"filing"`
	Account  *Account     `expr:"account"`
	Host     *Host        `expr:"host"`
	HostLead *Person      `expr:"host_lead"`
	Website  *Website     `expr:"website"`
	SiteLead *Person      `expr:"website_lead"`
	Domain   *Domain      `expr:"domain"`
	IP       *IPRange     `expr:"ip"`
	Approval *PreApproval `expr:"approval"`
	Person   *Person      `expr:"person"`
	Attached *Attachment  `expr:"attachment"`
	Material *Material    `expr:"material"`
	Entry    *changeEntry `expr:"change_entry"` // of change.fields
	Shared   *Shared      `expr:"shared"`       // a value that another company's filing has too
	Fact     *Fact        `expr:"fact"`         // of the province, for a rule that rests on one

	Kind          string            `expr:"kind"`
	Opens         bool              `expr:"opens"`          // the kind opens a website or an access
	Cancels       bool              `expr:"cancels"`        // the kind ends one
	AboutWebsites bool              `expr:"about_websites"` // the kind is about websites, not the host unit alone
	Changing      func(string) bool `expr:"changes"`        // whether the field at a path changes
	HasFact       func(string) bool `expr:"has_fact"`       // whether the province asks it of such a host unit
	LimitOf       func(string) int  `expr:"limit_of"`       // the figure of what the province asks; 0 where it does not

	WebsitesInAll int `expr:"websites_in_all"` // of the filing, and on record as far as the user said
	DomainsInAll  int `expr:"domains_in_all"`  // of all websites of the filing

	SiteLeads []Person `expr:"website_leads"` // of all websites

	IsLegalRepresentative bool `expr:"is_legal_representative"` // the roles of person
	IsHostLead            bool `expr:"is_host_lead"`
	IsWebsiteLead         bool `expr:"is_website_lead"`

	HostLeadHasOtherOffice           bool `expr:"host_lead_has_other_office"` // legal representative or website lead too
	WebsiteLeadIsLegalRepresentative bool `expr:"website_lead_is_legal_representative"`

	TimesNumbered   int    `expr:"times_numbered"`    // how many websites have the website's recordal number
	TimesListed     int    `expr:"times_listed"`      // how often the filing lists domain, over all websites
	DomainsChange   bool   `expr:"domains_change"`    // the website's list of domains changes
	DomainsOnRecord string `expr:"domains_on_record"` // what the website's list was before, in words

	MaterialKnown   bool `expr:"material_known"`   // the attachment's material is in the rulebook
	MaterialMatched bool `expr:"material_matched"` // and is of a website and domain that the filing has

	CertificateKnown   bool `expr:"certificate_known"`   // its type is in the rulebook's list
	CertificateOffered bool `expr:"certificate_offered"` // and fits the host unit's nature
	UsesCreditCode     bool `expr:"uses_credit_code"`    // its number is a unified social credit code

	Value    string `expr:"value"`          // of the field asked about
	Typed    string `expr:"value_as_typed"` // value, outer spaces and all
	Values   int    `expr:"values"`         // how many members a multiple choice has
	Type     string `expr:"type"`           // the field's
	Choices  string `expr:"choices"`        // the list the field's choice is made from
	Max      int    `expr:"max"`            // the field's
	Required bool   `expr:"required"`       // whether the field must be filled in
	Known    bool   `expr:"known"`          // whether the value is one of the field's choices
	Open     bool   `expr:"open"`           // whether the list of choices is an open one

	AsOf   string `expr:"as_of"` // the day judged on
	Online bool   `expr:"online"`

	at        string            // path of the list member or person the scope stands at
	index     int               // of the website, -1 for none
	fallbacks map[string]string // other paths of a person whose parts are given in two places
	lists     *lists
}

// lists are the scopes of one filing's lists. Most rules go over the same ones,
// so each is made once.
type lists struct {
	book *Book

	websites, domains, ips, approvals, persons, attachments, materials, entries, shared, unknown []scope

	facts     []*Fact // of the province, for the host unit's nature
	papers    []Material
	elsewhere []Shared // what other companies' filings have too
	faults    map[string]bool

	leads       map[int]int    // website index -> its lead among persons, where it has one of its own
	timesListed map[string]int // by domainKey
}

// What stands in a scope for all that it does not concern.
var (
	noWebsite    Website
	noDomain     Domain
	noIP         IPRange
	noApproval   PreApproval
	noPerson     Person
	noAttachment Attachment
	noMaterial   Material
	noShared     Shared
)

// root is the scope of the filing as a whole.
func (b *Book) root(f *Filing, today string) *scope {
	s := &scope{
		Filing: f, Account: &f.Account, Host: &f.Host,
		Website: &noWebsite, SiteLead: &noPerson, Domain: &noDomain, IP: &noIP, Approval: &noApproval, Person: &noPerson,
		Attached: &noAttachment, Material: &noMaterial, Entry: &noEntry, Shared: &noShared, Fact: &noFact,
		Kind: f.Kind, Changing: f.Change.Changes,
		AsOf: today, index: -1, lists: &lists{book: b, leads: map[int]int{}},
	}
	kind := b.kind(f.Kind)
	s.Opens, s.Cancels = f.Kind == "" || strings.HasPrefix(f.Kind, "new_"), strings.HasPrefix(f.Kind, "cancel_")
	s.AboutWebsites = kind == nil || kind.Websites
	s.lists.facts = b.FactsOf(f.Host.Province, f.Host.Nature)
	s.HasFact = func(id string) bool { return s.lists.fact(id) != nil }
	s.LimitOf = func(id string) int {
		if f := s.lists.fact(id); f != nil {
			return f.Limit
		}
		return 0
	}
	// An unreadable day is reported, and the rest judged as of today.
	if IsDate(f.AsOf) {
		s.AsOf = f.AsOf
	}
	lead := f.HostLead()
	s.HostLead = &lead
	s.HostLeadHasOtherOffice = f.Host.LeadIsLegalRepresentative || lead.SamePersonAs(f.Host.LegalRepresentative)
	s.SiteLeads = make([]Person, len(f.Websites))
	for i := range f.Websites {
		s.SiteLeads[i] = f.WebsiteLead(i)
		if f.Websites[i].LeadIsHostLead || s.SiteLeads[i].SamePersonAs(lead) {
			s.HostLeadHasOtherOffice = true
		}
	}
	s.WebsitesInAll = len(f.Websites)
	if n, err := strconv.Atoi(clean(f.Answers["websites_on_record"])); err == nil && n > 0 && n < 1_000_000 {
		s.WebsitesInAll += n
	}
	for _, w := range f.Websites {
		s.DomainsInAll += len(w.Domains)
	}
	b.certify(s)
	s.Online = b.online.holds(s)
	return s
}

// certify says what the rulebook knows of the host unit's certificate.
func (b *Book) certify(s *scope) {
	for _, c := range b.Lists["certificate_type"].Choices {
		if c.ID != s.Host.Certificate.Type {
			continue
		}
		s.CertificateKnown, s.CertificateOffered = true, c.when.holds(s)
		s.UsesCreditCode = c.Number == "credit_code" ||
			// Certificates renewed since 2015 carry the code, older ones a number of their own.
			c.Number == "credit_code_or_older" && len(clean(s.Host.Certificate.Number)) == creditCodeLength
	}
}

const creditCodeLength = 18 // GB 32100-2015

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
		all[i].TimesListed = times[domainKey(all[i].Domain.Name)]
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
				l.timesListed[domainKey(d.Name)]++
			}
		}
	}
	return l.timesListed
}

// domainKey is the same for all spellings of one domain.
func domainKey(name string) string {
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

// materials returns one scope for each paper, needed or not.
func (s *scope) materials() []scope {
	papers := s.lists.book.materials(s)
	all := make([]scope, len(papers))
	for i := range papers {
		all[i] = *s
		all[i].Material, all[i].at = &papers[i], "attachments"
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
