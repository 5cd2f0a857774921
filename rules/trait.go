package rules

import (
	"hash/maphash"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"recordaldesk/rules/ident"
)

// mark stands for a value in a [Desk]: the hash of its normalised form and of
// what kind of thing it is. 0 is no value.
type mark uint64

// hostUnit is what tells one host unit from another.
type hostUnit struct {
	number   mark // of its certificate
	mistyped mark // its certificate's number where that cannot be one, instead of number
	name     mark
}

// trait is something of a filing that another may share.
type trait struct {
	what, path string
	mark       mark
}

// The kinds of values. A mobile number is one kind in whichever field it stands.
const (
	kindCertificate = "certificate"
	kindName        = "name"
	kindMobile      = "mobile"
	kindEmail       = "email"
	kindDocument    = "document"
	kindLead        = "lead"
	kindDomain      = "domain"
)

func (d *Desk) mark(kind, value string) mark {
	if value == "" {
		return 0
	}
	var h maphash.Hash
	h.SetSeed(d.seed)
	h.WriteString(kind)
	h.WriteByte(0)
	h.WriteString(value)
	return mark(max(1, h.Sum64()))
}

func (d *Desk) unit(f *Filing) hostUnit {
	u := hostUnit{name: d.mark(kindName, ident.TextKey(f.Host.Name))}
	number := numberKey(f.Host.Certificate.Number)
	if isMistyped(number) {
		u.mistyped = d.mark(kindCertificate, number)
	} else {
		u.number = d.mark(kindCertificate, number)
	}
	return u
}

// isMistyped reports whether a number as long as a credit code or a resident's
// identity number is neither: its check character is wrong.
func isMistyped(number string) bool {
	if len(number) != 18 {
		return false
	}
	if _, err := ident.ParseCreditCode(number); err == nil {
		return false
	}
	_, err := ident.ParseResidentID(number)
	return err != nil
}

// traits gathers what of the filing another may share, in the order in which it
// stands there.
func (d *Desk) traits(f *Filing) []trait {
	var all []trait
	add := func(what, path, kind, value string) {
		if m := d.mark(kind, value); m != 0 {
			all = append(all, trait{what, path, m})
		}
	}
	add(SharedOrder, "host.certificate.number", kindCertificate, numberKey(f.Host.Certificate.Number))
	people := people(f)
	for i := range people {
		s := &people[i]
		p := s.Person
		if s.IsWebsiteLead {
			add(SharedWebsiteLead, s.pathOf("name"), kindLead, personKey(p))
		}
		add(SharedDocument, s.pathOf("document.number"), kindDocument, numberKey(p.Document.Number))
		add(SharedMobile, s.pathOf("mobile"), kindMobile, mobileKey(p.Mobile))
		add(SharedEmergencyPhone, s.pathOf("emergency_phone"), kindMobile, mobileKey(p.EmergencyPhone))
		add(SharedOfficePhone, s.pathOf("office_phone"), kindMobile, mobileKey(p.OfficePhone))
		add(SharedEmail, s.pathOf("email"), kindEmail, emailKey(p.Email))
	}
	for i := range f.Websites {
		for j := range f.Websites[i].Domains {
			path := "websites." + strconv.Itoa(i) + ".domains." + strconv.Itoa(j) + ".name"
			add(SharedDomain, path, kindDomain, registrableKey(f.Websites[i].Domains[j].Name))
		}
	}
	return all
}

// people are the persons of a filing as the rules see them: each human being
// once, with the path where each part of it is given. No rulebook is asked.
func people(f *Filing) []scope {
	root := &scope{
		Filing: f, SiteLeads: make([]Person, len(f.Websites)), index: -1,
		lists: &lists{leads: map[int]int{}},
	}
	return root.over("person")
}

// The keys are the same for all spellings of one value, and empty for what can
// be no such value.

// leastNumber is how many characters a number has at the least (a passport's;
// domain.md 2.6). What is shorter is a number half typed or a word for none.
const leastNumber = 5

func numberKey(s string) string {
	s = clean(s)
	if utf8.RuneCountInString(s) < leastNumber || !strings.ContainsFunc(s, unicode.IsDigit) {
		return ""
	}
	return s
}

func mobileKey(s string) string {
	// Most are typed as they are filed, and reading them otherwise takes longest.
	if !ident.IsMobile(s) {
		s = ident.NormalisePhone(s)
	}
	if !ident.IsMobile(s) {
		return ""
	}
	return s
}

func emailKey(s string) string {
	s = strings.TrimSpace(s)
	if emailProblem(s) != "" {
		return ""
	}
	return strings.ToLower(s)
}

// registrableKey is what was registered, also where www or an address was typed
// for it.
func registrableKey(s string) string {
	d, err := ident.ParseDomain(s)
	if err != nil {
		if d, err = ident.ParseDomain(registrableDomain(s)); err != nil {
			return ""
		}
	}
	return d.ASCII
}

// personKey is the same for two persons exactly where [Person.SamePersonAs]
// holds.
func personKey(p *Person) string {
	number := numberKey(p.Document.Number)
	if number == "" {
		return ""
	}
	return p.Document.Type + "\x00" + number + "\x00" + ident.TextKey(p.Name)
}
