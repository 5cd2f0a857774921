package rules

import (
	"slices"
	"strconv"
	"strings"
)

// SheetPage is a screen of another platform into which a filing is typed. Its messages
// are keying.<id> or security.<id>, and the same of its rows: English beside the
// platform's own words.
type SheetPage struct {
	ID         string
	Label      string // as it stands on the platform
	PerWebsite bool   `toml:"per_website"` // filled in once for each website
	Rows       []SheetRow
	Source     string
	Confidence Confidence
	AsOf       string `toml:"as_of"`
}

// SheetRow is one box of such a screen. With neither path nor text it has to be asked
// for.
type SheetRow struct {
	ID         string
	Label      string   // as it stands on the platform
	Path       string   // of the value, see [Book.Placed]
	Text       string   // what is chosen there whatever the filing says
	Join       bool     // the members of a list go into one box, with ; between them
	Kinds      []string // for which it is there; empty is all
	Source     string   // "" is the page's
	Confidence Confidence

	Field *Field `toml:"-"` // what the path leads to; nil for a list as a whole
}

// Placed is a row of a sheet at its place in a filing.
type Placed struct {
	Page    *SheetPage
	Row     *SheetRow
	Website int      // index, -1 for none
	Paths   []string // where the values stand; one, or those that are joined
}

// Placed lays the pages of a sheet out for a filing, row by row as a person types them:
// a page that is filled in once for each website comes as often, and rows that stand at
// the members of a list come member by member. What a row's path calls host_lead and
// website_lead is where the parts of that person stand.
func (b *Book) Placed(sheet []SheetPage, f *Filing) []Placed {
	var all []Placed
	for p := range sheet {
		page := &sheet[p]
		if !page.PerWebsite {
			all = page.placed(all, f, -1)
			continue
		}
		for i := range f.Websites {
			all = page.placed(all, f, i)
		}
	}
	return all
}

func (p *SheetPage) placed(all []Placed, f *Filing, website int) []Placed {
	for r := 0; r < len(p.Rows); {
		list := p.Rows[r].list()
		if list == "" {
			if row := &p.Rows[r]; row.of(f.Kind) {
				all = append(all, Placed{p, row, website, row.paths(f, website)})
			}
			r++
			continue
		}
		to := r + 1
		for to < len(p.Rows) && p.Rows[to].list() == list {
			to++
		}
		for member := range f.Len(inWebsite(list, website)) {
			for i := r; i < to; i++ {
				if row := &p.Rows[i]; row.of(f.Kind) {
					path := inWebsite(strings.Replace(row.Path, list+".*", list+"."+strconv.Itoa(member), 1), website)
					all = append(all, Placed{p, row, website, []string{path}})
				}
			}
		}
		r = to
	}
	return all
}

func (r *SheetRow) of(kind string) bool { return len(r.Kinds) == 0 || slices.Contains(r.Kinds, kind) }

// list returns the list that the row comes once a member of; "" for none, and where the
// members are joined.
func (r *SheetRow) list() string {
	if at := strings.LastIndex(r.Path, ".*."); at >= 0 && !r.Join && r.Path[:at] != "websites" {
		return r.Path[:at]
	}
	return ""
}

// paths returns where the values of a row stand that comes once.
func (r *SheetRow) paths(f *Filing, website int) []string {
	part, ofHost := strings.CutPrefix(r.Path, "host_lead.")
	if ofHost {
		_, from := f.hostLead()
		base := "host.lead"
		if f.Host.LeadIsLegalRepresentative {
			base = "host.legal_representative"
		}
		return []string{partAt(base, from, part)}
	}
	if part, ofWebsite := strings.CutPrefix(r.Path, "website_lead."); ofWebsite && website >= 0 {
		_, from := f.websiteLead(website)
		return []string{partAt(f.websiteLeadBase(website), from, part)}
	}
	path := inWebsite(r.Path, website)
	if list, part, joined := strings.Cut(path, ".*."); joined {
		var all []string
		for i := range f.Len(list) {
			all = append(all, list+"."+strconv.Itoa(i)+"."+part)
		}
		return all
	}
	if path == "" {
		return nil
	}
	return []string{path}
}

// websiteLeadBase is where the person in charge of a website stands first.
func (f *Filing) websiteLeadBase(i int) string {
	switch w := f.Websites[i]; {
	case w.LeadIsHostLead && f.Host.LeadIsLegalRepresentative, !w.LeadIsHostLead && w.LeadIsLegalRepresentative:
		return "host.legal_representative"
	case w.LeadIsHostLead:
		return "host.lead"
	}
	return "websites." + strconv.Itoa(i) + ".lead"
}

// partAt is where a part of a person stands, who is gathered from several places.
func partAt(base string, from map[string]string, part string) string {
	if elsewhere, ok := from[part]; ok {
		base = elsewhere
	}
	return base + "." + part
}

func inWebsite(path string, website int) string {
	return strings.Replace(path, "websites.*", "websites."+strconv.Itoa(website), 1)
}
