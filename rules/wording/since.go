package wording

import (
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/translations"
)

// Changes are what a filing says otherwise than an earlier one.
type Changes struct {
	Fields []Comparison // with the numbers of persons masked
	Papers []PaperChange
}

// PaperChange is a paper whose scans are other ones, in words.
type PaperChange struct {
	casework.PaperChange
	Name string // what the paper is called
	What string // what happened to it
}

// None reports whether nothing changed.
func (c Changes) None() bool { return len(c.Fields)+len(c.Papers) == 0 }

// Since says what a filing says otherwise than an earlier one: the fields in the order of
// the forms, and then the papers. Both filings must name their scans alike: by the
// client's originals, or by the copies in packets.
func Since(l Language, book *rules.Book, before, now *rules.Filing, today string) Changes {
	var all Changes
	was, is := PrivacyOf(before), PrivacyOf(now)
	for _, c := range Between(l, book, before, now, today) {
		c.Before, c.After = was.Value(c.FieldID, c.Before), is.Value(c.FieldID, c.After)
		all.Fields = append(all.Fields, c)
	}
	places := PlacesOf(book, now, today)
	for _, c := range casework.PaperChanges(before, now) {
		all.Papers = append(all.Papers, PaperChange{
			PaperChange: c, Name: places.Name(l, c.Place), What: translations.Text(l, "returning.became."+string(c.Became)),
		})
	}
	return all
}
