package wording

import (
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Template returns a message with the name of each argument in its place, such as
// ‹value›.
func Template(l Language, id string) string {
	names := map[string]string{}
	for _, name := range translations.ArgumentsOf(l, id) {
		names[name] = "‹" + name + "›"
	}
	return translations.Text(l, id, names)
}

// Differences says what next does otherwise than old, a line for each, in the order
// of [rules.Compare].
func Differences(l Language, old, next *rules.Book) []string {
	var lines []string
	for _, d := range rules.Compare(old, next) {
		of := next
		if d.Became == rules.Withdrawn {
			of = old
		}
		args := map[string]string{
			"what": translations.Text(l, "book.of."+string(d.Of)), "name": subjectName(l, of, d), "parts": partsOf(l, d.Parts),
			"from": translations.Text(l, "severity."+string(d.From)), "to": translations.Text(l, "severity."+string(d.To)),
		}
		lines = append(lines, translations.Text(l, "book.change."+string(d.Became), args))
		if len(d.Parts) > 0 && d.Became != rules.Altered {
			lines = append(lines, translations.Text(l, "book.change.changed", args))
		}
	}
	return lines
}

// Reworded says which messages a rulebook says otherwise than the program.
func Reworded(l Language, ids []string) []string {
	var lines []string
	for _, id := range ids {
		lines = append(lines, translations.Text(l, "book.change.reworded", map[string]string{"name": Template(l, id)}))
	}
	return lines
}

// News says what the editors of the book wrote about its versions, the newest
// first.
func News(l Language, b *rules.Book) []string {
	news := slices.Clone(b.News)
	slices.SortStableFunc(news, func(a, b rules.News) int { return -strings.Compare(a.Date, b.Date) })
	var lines []string
	for _, n := range news {
		lines = append(lines, translations.Text(l, "book.news", map[string]string{
			"version": n.Version, "date": n.Date, "news": translations.Text(l, "news."+n.ID),
		}))
	}
	return lines
}

func partsOf(l Language, parts []string) string {
	said := make([]string, len(parts))
	for i, part := range parts {
		said[i] = translations.Text(l, "book.part."+part)
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}

// subjectName says what a difference is about, in the messages of the book that has it.
func subjectName(l Language, b *rules.Book, d rules.Difference) string {
	switch d.Of {
	case rules.OfKind, rules.OfRule, rules.OfMaterial, rules.OfField, rules.OfQuestion, rules.OfRoute,
		rules.OfReason, rules.OfOriginal, rules.OfPhoto, rules.OfLicence,
		rules.OfStage, rules.OfClock, rules.OfStale, rules.OfFooter, rules.OfKeying, rules.OfSecurity:
		return Template(l, string(d.Of)+"."+d.ID)
	case rules.OfList:
		return listName(l, b, d.ID)
	}
	return translations.Text(l, "book.fact", map[string]string{"province": Place(l, d.Province), "fact": Fact(l, b, d.Province, d.Fact)})
}

// listName says a list of choices by the field that offers it.
func listName(l Language, b *rules.Book, list string) string {
	for _, p := range b.Pages {
		for _, s := range p.Sections {
			for _, f := range s.Fields {
				if f.Choices == list {
					return Label(l, f.ID)
				}
			}
		}
	}
	return list
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// short keeps a text from elsewhere from filling the window.
func short(s string) string {
	const limit = 80
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return s
}
