package wizard

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
)

// GoTo opens the page that has the field at path, and the field. What no field
// stands for leads to where it is answered for: a list to its members, the kind
// of recordal to what changes or ends, a scan to the materials, and what belongs
// nowhere to the check, which says all there is.
func (w *Wizard) GoTo(path string) {
	shown := w.shown()
	all := places(w.session.Book(), w.session.Filing(), shown)
	find := func(fits func(place) bool) bool {
		i := slices.IndexFunc(all, fits)
		if i >= 0 {
			w.show(all[i], path)
		}
		return i >= 0
	}
	step := func(id string) func(place) bool { return func(p place) bool { return p.step == id && p.page != nil } }
	if find(func(p place) bool { return p.holds(path, p.fields(shown)) }) || find(func(p place) bool { return p.touches(path, shown) }) {
		return
	}
	top, rest, _ := strings.Cut(path, ".")
	switch top {
	case "attachments":
		w.show(w.find(stepMaterials), path)
	case "kind", "change":
		find(func(p place) bool { return p.page != nil })
	case "host", "account":
		find(step(stepHost))
	case "websites":
		index, _, _ := strings.Cut(rest, ".")
		_ = find(func(p place) bool { return step(stepWebsite)(p) && number(p.website-1) == index }) ||
			find(step(stepWebsite)) || find(step(stepHost))
	default:
		w.Show(stepCheck)
	}
}

// touches reports whether the place has a field that is a part of what path names,
// or that path names a part of.
func (p place) touches(path string, shown []rules.Instance) bool {
	within := func(one, other string) bool { return one != "" && strings.HasPrefix(other, one+".") }
	if slices.ContainsFunc(p.fields(shown), func(i rules.Instance) bool { return within(path, i.Path) || within(i.Path, path) }) {
		return true
	}
	// Of a person who is said to be another one, no field is shown.
	return p.page != nil && slices.ContainsFunc(p.page.Sections, func(s rules.Section) bool {
		base := strings.Replace(s.Base, "websites.*", "websites."+strconv.Itoa(p.website), 1)
		return strings.Contains(base, ".") && (base == path || within(base, path))
	})
}

// same reports whether two places are one.
func (p place) same(q place) bool { return p.id() == q.id() }

// near returns the place to go to when the one at hand is no longer there: the
// nearest before it.
func (w *Wizard) near(all []place) place {
	at := max(0, slices.Index(w.built, w.at.id()))
	for _, id := range slices.Backward(w.built[:at]) {
		if i := slices.IndexFunc(all, func(p place) bool { return p.id() == id }); i >= 0 {
			return all[i]
		}
	}
	return all[0]
}
