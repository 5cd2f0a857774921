package workbook

import (
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// note says in both languages what a field wants, and when it is asked.
func (b *blankForm) note(e entry) string {
	if e.member > 0 {
		return "" // said at the first
	}
	var said []string
	for _, l := range []translations.Language{zh, en} {
		said = append(said, strings.Join(b.sentences(l, e), say(l, "workbook.note.joint")))
	}
	return strings.TrimSpace(strings.Join(said, "\n"))
}

func (b *blankForm) sentences(l translations.Language, e entry) []string {
	if e.field == nil {
		if strings.Contains(e.path, ".lead") || strings.Contains(e.path, "legal_representative") {
			return []string{say(l, "workbook.note.person")}
		}
		return []string{say(l, "workbook.note.list")}
	}
	var said []string
	if e.field.Derived {
		return []string{say(l, "workbook.note.derived")}
	}
	switch {
	case len(e.when) == 0:
	case e.asAbove:
		said = append(said, say(l, "workbook.note.as_above"))
	default:
		said = append(said, say(l, "workbook.note.when", map[string]string{"conditions": conditions(l, e.when)}))
	}
	// That of a city says how the window looks for one.
	if help := "field." + e.id + ".help"; e.field.Type != rules.TypeCity && translations.Has(l, help) {
		said = append(said, say(l, help))
	}
	if id := "workbook.note.type." + string(e.field.Type); translations.Has(l, id) {
		said = append(said, say(l, id))
	}
	return said
}

// conditions says in which cases a field is asked.
func conditions(l translations.Language, when [][]rules.Given) string {
	var said []string
	for i := 0; i < len(when); i++ {
		// Choices that come to the same are said together.
		if same := sameField(when[i:]); same > 1 {
			var values []string
			for _, c := range when[i : i+same] {
				values = append(values, givenName(l, c[0]))
			}
			said = append(said, say(l, "workbook.note.given", map[string]string{
				"field": wording.Label(l, when[i][0].Field.ID), "value": strings.Join(values, say(l, "list.separator")),
			}))
			i += same - 1
			continue
		}
		var together []string
		for _, g := range when[i] {
			together = append(together, say(l, "workbook.note.given", map[string]string{
				"field": wording.Label(l, g.Field.ID), "value": givenName(l, g),
			}))
		}
		said = append(said, strings.Join(together, say(l, "workbook.note.and")))
	}
	return strings.Join(said, say(l, "workbook.note.or"))
}

// sameField counts the cases at the beginning that are one answer each, all to the
// same field.
func sameField(cases [][]rules.Given) int {
	n := 0
	for n < len(cases) && len(cases[n]) == 1 && cases[n][0].Path == cases[0][0].Path {
		n++
	}
	return n
}

func givenName(l translations.Language, g rules.Given) string {
	return wording.Value(l, g.Field, g.Value)
}

// shared takes the answers that decide about all entries of a section out of what
// decides about each, to be said once at the heading, and notes which have the same
// left as the one above.
func shared(all []entry) []entry {
	var common []rules.Given
	for i, e := range all {
		for k, c := range e.when {
			if i == 0 && k == 0 {
				common = slices.Clone(c)
			}
			common = slices.DeleteFunc(common, func(g rules.Given) bool { return !slices.ContainsFunc(c, g.Is) })
		}
		if len(e.when) == 0 {
			common = nil
		}
	}
	for i := range all {
		all[i].heading = common
		all[i].when = without(all[i].when, common)
		all[i].asAbove = i > 0 && len(all[i].when) > 0 && sameCases(all[i].when, all[i-1].when)
	}
	return all
}

// without takes answers out of cases; where nothing is left of one, nothing decides
// any more.
func without(cases [][]rules.Given, given []rules.Given) [][]rules.Given {
	var left [][]rules.Given
	for _, c := range cases {
		c = slices.DeleteFunc(slices.Clone(c), func(g rules.Given) bool { return slices.ContainsFunc(given, g.Is) })
		if len(c) == 0 {
			return nil
		}
		left = append(left, c)
	}
	return left
}

func sameCases(a, b [][]rules.Given) bool {
	return slices.EqualFunc(a, b, func(x, y []rules.Given) bool {
		return slices.EqualFunc(x, y, rules.Given.Is)
	})
}
