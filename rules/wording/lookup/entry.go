// Package lookup finds what the rulebook says: why a paper is wanted, what a
// rule means, which kind of recordal is which. [Entries] makes something to find
// and to read of everything in a book, [New] an index over it that is asked in
// Chinese or English, in words or whole questions.
//
// A new sort of thing in the book takes one function more in entries.go, and the
// message rulebook.type.<type>.
package lookup

import (
	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Say says one thing in a language.
type Say func(wording.Language) string

// Type is what sort of thing an entry is; its name is the message
// rulebook.type.<type>.
type Type string

// The types of entries, in the order in which a person reads the book.
const (
	TypeKind     Type = "kind"     // a kind of recordal
	TypeRoute    Type = "route"    // a way of verification
	TypeQuestion Type = "question" // one of those that choose the kind
	TypeStop     Type = "stop"     // an answer with which nothing can be filed
	TypeMaterial Type = "material"
	TypeRule     Type = "rule"
	TypeProvince Type = "province" // what it asks beyond the others
	TypeField    Type = "field"    // of the forms
	TypeReason   Type = "reason"   // for which filings are returned
)

// Entry is one thing the rulebook says.
type Entry struct {
	Type      Type
	ID        string         // the rulebook's, unique in its type
	Name      Say            // its name or first sentence
	Severity  rules.Severity // of a rule, the gravest; "" for all others
	Softer    rules.Severity // of a rule where its province is less well founded; "" where there is none
	Kinds     []string       // the kinds of recordal it is for; none is all
	Provinces []string       // likewise, GB/T 2260
	Parts     []Part         // all it says, in reading order, without the name

	item   int     // number in the ICP team's list; 0 for none
	closes string  // the province in which a rule lets nothing be filed
	prior  float64 // what its score is worth beside others'; 0 is all of it
}

// Key names the entry among those of all types.
func (e *Entry) Key() string { return Key(e.Type, e.ID) }

// Key names the entry of a type and an id of the rulebook.
func Key(t Type, id string) string { return string(t) + "/" + id }

// Part is a paragraph of an entry.
type Part struct {
	Label Say // what heads it; nil for none
	Say   Say
	Aside bool // about the entry: its source, its date

	quiet bool // names many provinces, which the entry is found by anyhow
}

func message(id string) Say {
	return func(l wording.Language) string { return translations.Text(l, id) }
}
