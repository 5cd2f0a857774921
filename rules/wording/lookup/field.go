package lookup

import (
	"slices"

	"recordaldesk/assets/guidance"
	"recordaldesk/rules"
)

// FieldHelp is why a field is asked as it is: what the guidance says of it, and the rules
// that judge it.
type FieldHelp struct {
	Paragraphs []guidance.Paragraph // in the order of the document
	Rules      []Judged             // in the order of the book
}

// Judged is a rule with what is said of it.
type Judged struct {
	*Entry
	Rule rules.Rule
}

// OfField returns what there is for a field of the rulebook, by its id. Of the rules, those
// that are about another kind of recordal than the filing's, or another province, are left
// out; a nil filing leaves none out.
func OfField(b *rules.Book, field string, f *rules.Filing) FieldHelp {
	help := FieldHelp{}
	var sources []string
	for _, r := range b.Rules {
		if r.FieldID() != field {
			continue
		}
		sources = append(sources, r.Source)
		if e := judgement(b, r); r.Moment == "" && (f == nil || concerns(e, f)) {
			help.Rules = append(help.Rules, Judged{Entry: e, Rule: r})
		}
	}
	help.Paragraphs = guidance.Whole().Of(field, sources...)
	return help
}

// concerns reports whether an entry is about a filing of this kind in this province; what
// is not known yet leaves it in.
func concerns(e *Entry, f *rules.Filing) bool {
	fits := func(ids []string, id string) bool { return id == "" || len(ids) == 0 || slices.Contains(ids, id) }
	return fits(e.Kinds, f.Kind) && fits(e.Provinces, f.Host.Province)
}
