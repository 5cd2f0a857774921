package rulebook

import (
	"strings"

	"recordaldesk/rules/wording"
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// about says what an entry is and what it is for, on one line: how grave a rule
// is, or what sort of thing it is else; for which provinces and kinds.
func about(v *voice.Voice, e *lookup.Entry) string {
	said := []string{v.Line(sort(e))}
	if len(e.Provinces) > 0 && e.Type != lookup.TypeProvince { // its name says which
		said = append(said, v.Line(some("rulebook.more_provinces", e.Provinces, wording.Place)))
	}
	if len(e.Kinds) > 0 {
		said = append(said, v.Line(some("rulebook.more_kinds", e.Kinds, kindName)))
	}
	return strings.Join(said, " · ")
}

// sort says what sort of thing an entry is; a rule by what it means for a filing.
func sort(e *lookup.Entry) voice.Speaker {
	switch {
	case e.Softer != "":
		return func(l translations.Language) string {
			return translations.Text(l, "rulebook.severity.or", map[string]string{
				"graver": translations.Text(l, "severity."+string(e.Severity)), "softer": translations.Text(l, "severity."+string(e.Softer)),
			})
		}
	case e.Severity != "":
		return voice.Message("severity." + string(e.Severity))
	}
	return voice.Message("rulebook.type." + string(e.Type))
}

func kindName(l translations.Language, id string) string { return translations.Text(l, "kind."+id) }

// shown is how many provinces or kinds a row names one by one.
const shown = 3

// some names a few things one by one, and of many the first and how many more.
func some(more string, ids []string, name func(translations.Language, string) string) voice.Speaker {
	return func(l translations.Language) string {
		if len(ids) > shown {
			return translations.Count(l, more, len(ids)-1, map[string]string{"first": name(l, ids[0])})
		}
		said := make([]string, len(ids))
		for i, id := range ids {
			said[i] = name(l, id)
		}
		return strings.Join(said, translations.Text(l, "list.separator"))
	}
}

// page is what the reader shows.
type page struct {
	sort, name voice.Speaker
	entry      *lookup.Entry // nil for what is no entry
	parts      []lookup.Part
}

// leaf is the page of an entry.
func leaf(e *lookup.Entry) page {
	return page{sort: named(e), name: voice.Speaker(e.Name), entry: e, parts: e.Parts}
}

// named says both of a rule: that it is one, and how grave.
func named(e *lookup.Entry) voice.Speaker {
	if e.Severity == "" {
		return sort(e)
	}
	return func(l translations.Language) string {
		return translations.Text(l, "rulebook.type.rule") + " · " + sort(e)(l)
	}
}

// news is the page of what is new in the book.
func news(changes voice.Speaker) page {
	return page{sort: voice.Message("rulebook.title"), name: voice.Message("rulebook.changes"), parts: []lookup.Part{{Say: lookup.Say(changes)}}}
}

// copied is the text of a page as it goes to the clipboard, in the languages that
// are spoken.
func copied(v *voice.Voice, p page) string {
	languages := []translations.Language{v.Language()}
	if v.Mode() == voice.Both {
		languages = translations.Languages
	}
	var texts []string
	for _, l := range languages {
		lines := []string{p.name(l)}
		for _, part := range p.parts {
			lines = append(lines, line(part)(l))
		}
		texts = append(texts, strings.Join(lines, "\n"))
	}
	return strings.Join(texts, "\n\n")
}

// line says a part with what heads it.
func line(p lookup.Part) voice.Speaker {
	if p.Label == nil {
		return voice.Speaker(p.Say)
	}
	return func(l translations.Language) string {
		return translations.Text(l, "rulebook.line", map[string]string{"label": p.Label(l), "text": p.Say(l)})
	}
}
