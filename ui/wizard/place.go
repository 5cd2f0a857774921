package wizard

import (
	"strconv"
	"strings"

	"recordaldesk/rules"
)

// The steps of the rail.
const (
	stepHost      = "host"
	stepWebsite   = "website"
	stepMaterials = "materials"
	stepCheck     = "check"
)

// place is somewhere the wizard can stand: a page of the rulebook, for a website
// where it is filled in per website, or one of the steps behind the pages.
type place struct {
	step    string
	page    *rules.Page // nil for materials and check
	website int         // index; -1 where the page is not a website's
}

// id names the place in the draft's record.
func (p place) id() string {
	switch {
	case p.page == nil:
		return p.step
	case p.website >= 0:
		return p.page.ID + "." + strconv.Itoa(p.website)
	}
	return p.page.ID
}

// name is the message that names the place on the rail, which has little room.
func (p place) name() string {
	if p.page == nil {
		return "rail." + p.step
	}
	return "rail." + p.page.ID
}

// places lists where the wizard can stand, in order: pages on which the filing, as
// it is, has nothing to fill in are left out.
func places(book *rules.Book, f *rules.Filing, shown []rules.Instance) []place {
	var all []place
	add := func(step string, website int) {
		for i := range book.Pages {
			if page := &book.Pages[i]; page.Step == step && book.OnPage(shown, f, page, website) {
				all = append(all, place{step: step, page: page, website: website})
			}
		}
	}
	add(stepHost, -1)
	for w := range f.Websites {
		add(stepWebsite, w)
	}
	all = append(all, place{step: stepMaterials, website: -1})
	add(stepMaterials, -1)
	return append(all, place{step: stepCheck, website: -1})
}

// fields are the fields of a place, of those that the filing shows.
func (p place) fields(shown []rules.Instance) []rules.Instance {
	var mine []rules.Instance
	for _, i := range shown {
		if p.page != nil && i.Page == p.page && (i.Website == p.website || p.website < 0) {
			mine = append(mine, i)
		}
	}
	return mine
}

// holds reports whether a finding at path belongs to the place: at one of its
// fields, or at a list that it fills.
func (p place) holds(path string, fields []rules.Instance) bool {
	for _, i := range fields {
		if i.Path == path {
			return true
		}
	}
	if p.page == nil {
		return false
	}
	for _, s := range p.page.Sections {
		if s.Repeats() && path == listOf(s, p.website) {
			return true
		}
	}
	return false
}

// listOf is the path of the list that a repeating section fills.
func listOf(s rules.Section, website int) string {
	return strings.Replace(strings.TrimSuffix(s.Base, ".*"), "websites.*", "websites."+strconv.Itoa(website), 1)
}
