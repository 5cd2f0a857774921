package workbook

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
)

// The keys of rows that show no field of a form.
const (
	keyKind    = "kind"
	keyAsOf    = "as_of"
	keyChanges = "change.fields"  // one path, in the value's column; as often as there are paths
	keyBefore  = "change.before." // and a path: what is on record now
)

// anyWebsite begins the keys of a sheet that stands for one website, whichever.
const anyWebsite = "websites.*."

// inSheet makes a path the key that it has on the sheet of its own website.
func inSheet(path string) string {
	rest, ok := strings.CutPrefix(path, "websites.")
	if !ok {
		return path
	}
	_, rest, _ = strings.Cut(rest, ".")
	return anyWebsite + rest
}

// pattern puts a star in the place of each index of a path.
func pattern(path string) string {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		if _, err := strconv.Atoi(part); err == nil {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, ".")
}

// fieldsOf returns the fields of a rulebook's forms by the pattern of their path,
// with the section they stand in first.
func fieldsOf(book *rules.Book) map[string]*rules.Field {
	all := map[string]*rules.Field{}
	for p := range book.Pages {
		for s := range book.Pages[p].Sections {
			section := &book.Pages[p].Sections[s]
			for i := range section.Fields {
				path := section.Base + "." + section.Fields[i].Name
				if all[path] == nil {
					all[path] = &section.Fields[i]
				}
			}
		}
	}
	return all
}

// listOf returns the list that a section stands at the members of, such as
// websites.*.domains; "" for one that stands at none.
func listOf(s *rules.Section) string {
	rest, ok := strings.CutPrefix(s.Base, anyWebsite)
	if !ok {
		return ""
	}
	list, _, inList := strings.Cut(rest, ".*")
	if !inList {
		return ""
	}
	return anyWebsite + list
}

// kindOf returns a kind of recordal; false for one that the rulebook does not know.
func kindOf(book *rules.Book, id string) (rules.Kind, bool) {
	i := slices.IndexFunc(book.Kinds, func(k rules.Kind) bool { return k.ID == id })
	if i < 0 {
		return rules.Kind{}, false
	}
	return book.Kinds[i], true
}
