package casework

import (
	"slices"
	"time"

	"recordaldesk/rules"
)

// Notice is a return notice (退回通知单): what goes back to the client to be mended or
// answered, place by place.
type Notice struct {
	ID        string    `json:"id"` // UUID, by which it is known when it comes twice
	At        time.Time `json:"at"`
	By        string    `json:"by"`             // initials of the reviewer
	Desk      string    `json:"desk,omitempty"` // name of the desk
	Reference string    `json:"reference"`      // of the filing, as on its printed pages
	Items     []Item    `json:"items"`

	// Filing is the filing as it was reviewed, so that what changed since can be said.
	// The desk keeps it; it is not handed out.
	Filing *rules.Filing `json:"filing,omitempty"`

	// Sites are the websites that the client's filing had when the notice came in.
	Sites []Site `json:"sites,omitempty"`
}

// Item is one thing that goes back.
type Item struct {
	Place
	Verdict Verdict `json:"verdict"`          // [Returned] or [Queried]
	Reason  string  `json:"reason,omitempty"` // id in the desk's rulebook, which the client's may not have
	Said    Said    `json:"said,omitzero"`    // what the reason says
	Words   string  `json:"words,omitempty"`  // the reviewer's own
	Of      string  `json:"of"`               // the [Fingerprint] of what was judged
}

// Said is a text in both languages.
type Said struct {
	Chinese string `json:"zh,omitempty"`
	English string `json:"en,omitempty"`
}

// Open reports whether what the item is about still stands as it was judged. A field of a
// later version of the program does: with this one nobody can have changed it.
func (i Item) Open(f *rules.Filing) bool {
	return i.Of == Fingerprint(f, i.Place) || !i.IsMaterial() && !rules.IsPath(i.Field)
}

// ToReturn makes the items of a notice of the marks that stand, those that are returned
// first, each in the order of the marks.
func (c *Case) ToReturn(f *rules.Filing) []Item {
	var all []Item
	for _, v := range []Verdict{Returned, Queried} {
		for _, m := range c.Marks {
			if m.Verdict == v && m.Stands(f) {
				all = append(all, Item{Place: m.Place, Verdict: v, Reason: m.Reason, Words: m.Words, Of: m.Of})
			}
		}
	}
	return all
}

// State is how far an item of a notice is, in the client's program.
type State string

// The states.
const (
	ToMend State = "to_mend" // what was judged still stands there
	Doubt  State = "doubt"   // it was changed, and the rules still find something there
	Mended State = "mended"  // it was changed, and the rules find nothing: it will be looked at again
)

// State says how far the item is, by what the rules find in the filing.
func (i Item) State(f *rules.Filing, r *rules.Report) State {
	switch {
	case i.Open(f):
		return ToMend
	case i.IsMaterial():
		lacking := slices.ContainsFunc(r.Outstanding(), func(m rules.Material) bool { return IsOf(i.Place, m) })
		if lacking {
			return Doubt
		}
	case slices.ContainsFunc(r.Findings, func(f rules.Finding) bool {
		return f.Field == i.Field && f.Moment == "" && f.Severity != rules.Hint
	}):
		return Doubt
	}
	return Mended
}

// IsOf reports whether the place is that of the material.
func IsOf(p Place, m rules.Material) bool {
	return p.Material == m.ID && (m.Per == "filing" || p.Website == m.Website) && (m.Per != "domain" || p.Domain == m.Domain)
}

// Take makes the notice the one in hand, as it came in for the filing as it stands now.
// What was judged of a material is told by the scans that the packet was made of, since
// the desk saw copies of them.
func (c *Case) Take(n *Notice, now *rules.Filing) {
	was := c.LastSent()
	if was == nil {
		was = now
	}
	taken := *n
	taken.Filing = nil
	taken.Items = slices.Clone(n.Items)
	for i := range taken.Items {
		if item := &taken.Items[i]; item.IsMaterial() {
			item.Of = Fingerprint(was, item.Place)
		}
	}
	taken.Sites = sitesOf(was)
	c.Returned = &taken
}

// Answered lists which items of the notice in hand were answered in the filing, by their
// places in the list from 0: those about which something else stands there now.
func (n *Notice) Answered(f *rules.Filing) []int {
	var all []int
	for at, i := range n.Now(f) {
		if !i.Open(f) {
			all = append(all, at)
		}
	}
	return all
}
