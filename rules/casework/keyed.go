package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

// Keyed says that a box of another platform was filled in. Each platform has a list of
// its own.
type Keyed struct {
	Key string `json:"key"` // of the box in the sheet that is typed from
	Of  string `json:"of"`  // hash of what was typed
}

// Typing is how far a box of another platform has come.
type Typing string

// How far it can have come.
const (
	Untyped  Typing = "untyped"
	Done     Typing = "typed"
	Outdated Typing = "outdated" // something else was typed there than the filing says now
)

// TypingOf says how far a box is that is to hold the text.
func TypingOf(list []Keyed, key, text string) Typing {
	i := slices.IndexFunc(list, func(k Keyed) bool { return k.Key == key })
	switch {
	case i < 0:
		return Untyped
	case list[i].Of != hashOf(text):
		return Outdated
	}
	return Done
}

// SetKeyed notes that the text was typed into a box, and returns the list, which it may
// write over.
func SetKeyed(list []Keyed, key, text string) []Keyed {
	return append(ClearKeyed(list, key), Keyed{Key: key, Of: hashOf(text)})
}

// ClearKeyed notes that a box is not filled in, and returns the list, which it writes over.
func ClearKeyed(list []Keyed, key string) []Keyed {
	return slices.DeleteFunc(list, func(k Keyed) bool { return k.Key == key })
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// Granted are the numbers under which a website is on record once its filing is approved.
// They are noted here and not in the filing: the client's filing stays what was handed in.
type Granted struct {
	Site     string `json:"site"`               // see [SiteOf]
	ICP      string `json:"icp,omitempty"`      // recordal number
	Security string `json:"security,omitempty"` // at the public security
}

// SiteOf returns what a website of a filing is known by when others are added or taken
// away: its first domain or, without one, its place.
func SiteOf(f *rules.Filing, website int) string {
	w := f.Websites[website]
	if len(w.Domains) > 0 && w.Domains[0].Name != "" {
		return w.Domains[0].Name
	}
	return strconv.Itoa(website)
}

// GrantedTo returns the numbers that a website has: those that were noted and, where
// there is no recordal number among them, the one that the filing itself names.
func (c *Case) GrantedTo(f *rules.Filing, website int) Granted {
	g := Granted{Site: SiteOf(f, website)}
	if i := slices.IndexFunc(c.Granted, func(one Granted) bool { return one.Site == g.Site }); i >= 0 {
		g = c.Granted[i]
	}
	if g.ICP == "" {
		g.ICP = f.Websites[website].RecordalNumber
	}
	return g
}

// Grant notes the numbers of a website in the place of those noted before.
func (c *Case) Grant(g Granted) {
	c.Granted = slices.DeleteFunc(c.Granted, func(one Granted) bool { return one.Site == g.Site })
	if g.ICP != "" || g.Security != "" {
		c.Granted = append(c.Granted, g)
	}
}

// WithNumbers returns the filing with the recordal numbers that its websites were given,
// for where they are typed next. What was noted and is no such number, as while it is
// being typed, is left out. The filing itself stays as it is.
func (c *Case) WithNumbers(f *rules.Filing) *rules.Filing {
	f = f.Clone()
	for i := range f.Websites {
		number := c.GrantedTo(f, i).ICP
		if _, err := ident.ParseRecordalNumber(number); err == nil {
			f.Websites[i].RecordalNumber = number
		}
	}
	return f
}
