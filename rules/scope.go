package rules

import (
	"strconv"
	"strings"
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

	WebsitesOnRecord int `expr:"websites_on_record"` // as far as the user said
	WebsitesInAll    int `expr:"websites_in_all"`    // of the filing, and on record as far as the user said
	DomainsInAll     int `expr:"domains_in_all"`     // of all websites of the filing

	SiteLeads []Person `expr:"website_leads"` // of all websites

	IsLegalRepresentative bool `expr:"is_legal_representative"` // the roles of person
	IsHostLead            bool `expr:"is_host_lead"`
	IsWebsiteLead         bool `expr:"is_website_lead"`

	HostLeadHasOtherOffice           bool `expr:"host_lead_has_other_office"` // legal representative or website lead too
	WebsiteLeadIsLegalRepresentative bool `expr:"website_lead_is_legal_representative"`

	NameFlaw   string `expr:"name_flaw"`    // what is wrong with the website's name, "" for nothing
	NameFlawAt string `expr:"name_flaw_at"` // the part of it that is at fault
	DomainFlaw string `expr:"domain_flaw"`  // what is wrong with the domain's name, "" for nothing

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
		s.WebsitesOnRecord = n
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
