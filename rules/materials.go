package rules

import "slices"

// Material is one paper of a filing: whether it is needed, why, how it is signed
// and how it travels.
type Material struct {
	Item      int
	ID        string
	Website   int    // the website it belongs to; 0 too where it belongs to the whole filing
	Domain    string // the domain it belongs to, "" for none
	Per       string // filing, website or domain
	Needed    bool
	Present   bool // a scan of it is attached
	Copies    int
	Delivery  []string
	Signature string
	Seal      string
	Date      string
	Printable bool
	Reason    string // the message material.<id>.because.<case>
	Source    string
}

// Materials lists every paper the rulebook knows, needed or not, in the order of
// the ICP team's list.
func (b *Book) Materials(f *Filing, today string) []Material {
	return b.materials(b.root(f, today))
}

func (b *Book) materials(root scope) []Material {
	var all []Material
	for i := range b.Papers {
		rule := &b.Papers[i]
		if len(rule.Kinds) > 0 && !slices.Contains(rule.Kinds, root.Filing.Kind) {
			continue
		}
		for _, s := range root.over(rule.Per) {
			all = append(all, rule.material(s))
		}
	}
	return all
}

func (r *MaterialRule) material(s scope) Material {
	m := Material{
		Item: r.Item, ID: r.ID, Website: max(0, s.websiteIndex()), Domain: s.Domain.Name, Per: r.Per,
		Copies: r.Copies, Delivery: r.Delivery, Signature: r.Signature, Seal: r.Seal, Date: r.Date,
		Printable: r.Printable, Source: r.Source,
	}
	for _, c := range r.cases {
		if !c.when.holds(s) {
			continue
		}
		m.Needed, m.Reason = c.needed, "material."+r.ID+".because."+c.id
		if c.delivery != nil {
			m.Delivery = c.delivery
		}
		break
	}
	m.Present = slices.ContainsFunc(s.Filing.Attachments, m.Holds)
	return m
}

// Holds reports whether the attachment is a scan of this material.
func (m Material) Holds(a Attachment) bool {
	return a.Material == m.ID &&
		(m.Per == "filing" || a.Website == m.Website) &&
		(m.Per != "domain" || a.Domain == m.Domain)
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
