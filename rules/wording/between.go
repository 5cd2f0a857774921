package wording

import "recordaldesk/rules"

// Between lists in which fields one filing differs from another, as the forms of
// either ask for them, in the order of the forms: what one says, and what the other
// says instead. Values that read alike are alike, however they are written. The
// scans are no fields.
func Between(l Language, book *rules.Book, one, other *rules.Filing, today string) []Comparison {
	var all []Comparison
	for _, c := range Beside(l, book, one, other, today) {
		if c.Before != c.After {
			all = append(all, c)
		}
	}
	return all
}

// Beside is [Between] with the fields in which the filings do not differ.
func Beside(l Language, book *rules.Book, one, other *rules.Filing, today string) []Comparison {
	var all []Comparison
	listed := map[string]bool{}
	for _, f := range []*rules.Filing{other, one} {
		for _, i := range book.Shown(f, today) {
			if listed[i.Path] {
				continue
			}
			listed[i.Path] = true
			all = append(all, Comparison{
				Path: i.Path, FieldID: i.Field.ID, Label: At(l, f, i.Path, i.Field.ID),
				Before: after(l, one, i.Field, i.Path), After: after(l, other, i.Field, i.Path),
			})
		}
	}
	return all
}
