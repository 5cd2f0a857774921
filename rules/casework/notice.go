package casework

import (
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

// Open reports whether what the item is about still stands as it was judged.
func (i Item) Open(f *rules.Filing) bool { return i.Of == Fingerprint(f, i.Place) }

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
