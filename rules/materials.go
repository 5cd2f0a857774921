package rules

import (
	"cmp"
	"slices"
)

// Material is one paper of a filing: whether it is needed, why, how it is signed
// and how it travels.
type Material struct {
	Item      int    `expr:"item"`
	ID        string `expr:"id"`
	Website   int    `expr:"-"` // the website it belongs to; 0 too where it belongs to the whole filing
	Domain    string `expr:"-"` // the domain it belongs to, "" for none
	Per       string `expr:"-"` // filing, website or domain
	Needed    bool   `expr:"needed"`
	Advised   bool   `expr:"advised"` // one source says that it is asked for: it blocks nothing
	Present   bool   `expr:"present"` // a scan of it is attached
	Copies    int
	Delivery  []string
	Signature string
	Seal      string
	Date      string
	Printable bool
	Reason    string `expr:"reason"` // the message material.<id>.because.<case>
	Source    string

	Fingerprint string // required or none, beside the signature
	PhotoDays   int    // how many days ago a photo may have been taken; 0 for any

	Confidence Confidence
	AsOf       string
}

// Materials lists every paper the rulebook knows, needed or not, in the order of
// the ICP team's list.
func (b *Book) Materials(f *Filing, today string) []Material {
	return b.materials(b.root(f, today))
}

func (b *Book) materials(root *scope) []Material {
	if root.lists.papers != nil {
		return root.lists.papers
	}
	attached := b.attached(root.Filing.Attachments)
	all := make([]Material, 0, 2*len(b.Papers))
	for i := range b.Papers {
		rule := &b.Papers[i]
		scopes := root.over(rule.Per)
		if len(scopes) == 0 {
			// A change of the host unit lists no website, and its papers are said once.
			scopes = []scope{*root}
		}
		for j := range scopes {
			m := rule.material(&scopes[j])
			m.Present = attached[m.place()]
			all = append(all, m)
		}
	}
	root.lists.papers = all
	return all
}

func (r *MaterialRule) material(s *scope) Material {
	m := Material{
		Item: r.Item, ID: r.ID, Website: max(0, s.index), Domain: s.Domain.Name, Per: r.Per,
		Copies: r.Copies, Delivery: r.Delivery, Signature: r.Signature, Seal: r.Seal, Date: r.Date,
		Fingerprint: r.Fingerprint, PhotoDays: r.PhotoDays,
		Printable: r.Printable, Source: r.Source, Confidence: r.Confidence, AsOf: r.AsOf,
	}
	if len(r.Kinds) > 0 && !slices.Contains(r.Kinds, s.Kind) {
		m.Reason = "material.because.other_kind"
		return m
	}
	for _, c := range r.cases {
		if !c.when.holds(s) {
			continue
		}
		m.Needed, m.Advised, m.Reason = c.needed, c.advised, r.reason(c)
		if c.delivery != nil {
			m.Delivery = c.delivery
		}
		m.Seal, m.Fingerprint = cmp.Or(c.seal, m.Seal), cmp.Or(c.fingerprint, m.Fingerprint)
		break
	}
	return m
}

// Case is one of the cases in which a material is needed, or is not.
type Case struct {
	Reason   string // the message material.<id>.because.<case>
	Needed   bool
	Advised  bool     // one source alone asks for it
	Delivery []string // how it travels then
}

// Cases lists when the material is needed and when not, for whoever explains the
// rulebook; [Book.Materials] says which case a filing is.
func (r *MaterialRule) Cases() []Case {
	all := make([]Case, len(r.cases))
	for i, c := range r.cases {
		all[i] = Case{Reason: r.reason(c), Needed: c.needed, Advised: c.advised, Delivery: r.Delivery}
		if c.delivery != nil {
			all[i].Delivery = c.delivery
		}
	}
	return all
}

func (r *MaterialRule) reason(c materialCase) string { return "material." + r.ID + ".because." + c.id }

// Holds reports whether the attachment is a scan of this material.
func (m Material) Holds(a Attachment) bool {
	return a.MaterialID() == m.ID && m.place() == placeOf(m.Per, a)
}

// MaterialID returns the rulebook's id of what was scanned. The contract's list
// calls item 2 host_certificate and its example business_licence.
func (a *Attachment) MaterialID() string {
	if a.Material == "business_licence" {
		return "host_certificate"
	}
	return a.Material
}

// place says what a material belongs to: the filing, a website or a domain.
type place struct {
	material string
	website  int
	domain   string
}

func (m Material) place() place {
	return placeOf(m.Per, Attachment{Material: m.ID, Website: m.Website, Domain: m.Domain})
}

func placeOf(per string, a Attachment) place {
	p := place{material: a.MaterialID()}
	if per != "filing" {
		p.website = a.Website
	}
	if per == "domain" {
		p.domain = DomainKey(a.Domain)
	}
	return p
}

// attached gathers for which places there is a scan.
func (b *Book) attached(all []Attachment) map[place]bool {
	places := make(map[place]bool, len(all))
	for _, a := range all {
		if rule := b.paper(a.MaterialID()); rule != nil {
			places[placeOf(rule.Per, a)] = true
		}
	}
	return places
}

// paper returns the rule of a material, nil for one the rulebook does not know.
func (b *Book) paper(id string) *MaterialRule {
	i := slices.IndexFunc(b.Papers, func(m MaterialRule) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return &b.Papers[i]
}

// fits reports whether the filing has what the attachment says it belongs to.
func (r *MaterialRule) fits(f *Filing, a *Attachment) bool {
	if r.Per == "filing" {
		return true
	}
	if a.Website < 0 || a.Website >= len(f.Websites) {
		return false
	}
	return r.Per == "website" || slices.ContainsFunc(f.Websites[a.Website].Domains, func(d Domain) bool {
		return DomainKey(d.Name) == DomainKey(a.Domain)
	})
}

// Scanned reports whether a scan of the material goes into the packet: what
// travels by e-mail does. The original of a letter may go by post alone.
func (m Material) Scanned() bool { return slices.Contains(m.Delivery, "email") }

// Outstanding lists the materials that are needed as a scan and not attached.
// They block the export, not [Report.Ready].
func (r *Report) Outstanding() []Material {
	var missing []Material
	for _, m := range r.Materials {
		if m.Needed && m.Scanned() && !m.Present {
			missing = append(missing, m)
		}
	}
	return missing
}
