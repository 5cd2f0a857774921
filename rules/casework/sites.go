package casework

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
)

// Site is what a website was known by when a notice about its filing came in, so that it is
// found again where one before it was removed.
type Site struct {
	Name    string   `json:"name,omitempty"`
	Domains []string `json:"domains,omitempty"`
}

func sitesOf(f *rules.Filing) []Site {
	all := make([]Site, len(f.Websites))
	for n, w := range f.Websites {
		all[n] = Site{Name: w.Name, Domains: domainsOf(&w)}
	}
	return all
}

func domainsOf(w *rules.Website) []string {
	all := make([]string, len(w.Domains))
	for i, d := range w.Domains {
		all[i] = rules.DomainKey(d.Name)
	}
	return all
}

// Now lists the items with their places in the filing as it stands: websites and domains
// before theirs may have been removed since the notice came in. What is gone has a place
// that the filing has not.
func (n *Notice) Now(f *rules.Filing) []Item {
	same := func(a, b Site) bool { return a.Name == b.Name && slices.Equal(a.Domains, b.Domains) }
	if len(n.Sites) == 0 || slices.EqualFunc(n.Sites, sitesOf(f), same) {
		return n.Items
	}
	all := slices.Clone(n.Items)
	for i := range all {
		n.move(&all[i].Place, f)
	}
	return all
}

func (n *Notice) move(p *Place, f *rules.Filing) {
	if p.IsMaterial() {
		if whole := (rules.Attachment{Material: p.Material}).PerFiling(); !whole && p.Website < len(n.Sites) {
			p.Website = n.siteIn(f, p.Website)
		}
		return
	}
	parts := strings.Split(p.Field, ".")
	was, ok := index(parts, "websites", 0)
	if !ok || was >= len(n.Sites) {
		return
	}
	now := n.siteIn(f, was)
	parts[1] = strconv.Itoa(now)
	if d, ok := index(parts, "domains", 2); ok && now < len(f.Websites) {
		parts[3] = strconv.Itoa(moved(n.Sites[was].Domains, domainsOf(&f.Websites[now]), d))
	}
	p.Field = strings.Join(parts, ".")
}

// index reads which member of a list a path goes through, that is named at a place of it.
func index(parts []string, list string, at int) (int, bool) {
	if len(parts) < at+2 || parts[at] != list {
		return 0, false
	}
	i, err := strconv.Atoi(parts[at+1])
	return i, err == nil && i >= 0
}

// siteIn is where in the filing a website is now: that with one of its domains or, where
// none has, with its name and no domain of another.
func (n *Notice) siteIn(f *rules.Filing, was int) int {
	shares := func(s Site, w *rules.Website) bool {
		return slices.ContainsFunc(domainsOf(w), func(d string) bool { return d != "" && slices.Contains(s.Domains, d) })
	}
	s := n.Sites[was]
	is := func(w rules.Website) bool {
		return shares(s, &w) || s.Name != "" && w.Name == s.Name && !slices.ContainsFunc(n.Sites, func(o Site) bool { return shares(o, &w) })
	}
	if was < len(f.Websites) && is(f.Websites[was]) {
		return was
	}
	if now := slices.IndexFunc(f.Websites, is); now >= 0 {
		return now
	}
	return unknown(was, len(n.Sites), len(f.Websites))
}

// moved is where in a list of names one is that was in another.
func moved(before, now []string, was int) int {
	if was >= len(before) || was < len(now) && now[was] == before[was] {
		return was
	}
	if at := slices.Index(now, before[was]); at >= 0 && before[was] != "" {
		return at
	}
	return unknown(was, len(before), len(now))
}

// unknown is the place of a member of a list in which nothing has its name: where it was
// unless the list is shorter than before, and then behind its end.
func unknown(was, before, now int) int {
	if now >= before {
		return was
	}
	return now + was
}
