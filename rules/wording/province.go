package wording

import (
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Fact says what a province asks, and of which host units; what does not fit a
// line is left to [FactWords]. It is the message rulebook.fact.<id> or, of a fact
// that no rule judges, fact.<id>; a book of the user's own may bring a fact that
// has neither, which its rule says then.
func Fact(l Language, b *rules.Book, province string, f *rules.Fact) string {
	return fact(l, b, province, f, few(l, wordsOf(l, b, f)))
}

// FactWords says a fact with all its words, where [Fact] leaves some out; "" else.
func FactWords(l Language, b *rules.Book, province string, f *rules.Fact) string {
	words := wordsOf(l, b, f)
	if len(words) <= fewest {
		return ""
	}
	return fact(l, b, province, f, strings.Join(words, translations.Text(l, "list.separator")))
}

// AskedBy says how well a fact is founded: who says so, and when.
func AskedBy(l Language, f *rules.Fact) string {
	return translations.Text(l, "rulebook.asked_by", map[string]string{
		"confidence": translations.Text(l, "confidence."+string(f.Confidence)),
		"source":     Source(l, strings.Join(f.By, ";")), "date": f.AsOf,
	})
}

func fact(l Language, b *rules.Book, province string, f *rules.Fact, words string) string {
	id := "rulebook.fact." + f.ID
	switch r := b.Judges(f.ID); {
	case translations.Has(l, id):
	case r != nil:
		id = "rule." + r.ID
	default:
		id = "fact." + f.ID
	}
	limit := strconv.Itoa(f.Limit)
	said := open(l, id, map[string]string{
		"province": Place(l, province), "limit": limit, "county": Place(l, limit), "words": words, "match": words,
	})
	if len(f.Natures) == 0 {
		return said
	}
	return translations.Text(l, "fact.said_of", map[string]string{"fact": said, "natures": natures(l, f.Natures)})
}

// natures names the host units that a fact holds for.
func natures(l Language, ids []string) string {
	said := make([]string, len(ids))
	for i, id := range ids {
		said[i] = translations.Text(l, "fact.nature.unit")
		if id != "unit" {
			said[i] = translations.Text(l, "choice.nature."+id)
		}
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}

// wordsOf are the words of a fact as a person knows them: what its rule looks at
// tells whether they are suffixes, services or words indeed.
func wordsOf(l Language, b *rules.Book, f *rules.Fact) []string {
	r := b.Judges(f.ID)
	all := make([]string, len(f.Words))
	for i, word := range f.Words {
		service := "choice.service." + word
		switch {
		case r != nil && r.For == "domain" && r.Field == "name":
			all[i] = translations.Text(l, "rulebook.words.suffix", map[string]string{"suffix": word})
		case r != nil && r.Field == "services" && translations.Has(l, service):
			all[i] = translations.Text(l, service)
		default:
			all[i] = word
		}
	}
	return all
}

// fewest words stand in a line; of more, it shows so many.
const fewest, shownOfMany = 10, 6

func few(l Language, words []string) string {
	separator := translations.Text(l, "list.separator")
	if len(words) <= fewest {
		return strings.Join(words, separator)
	}
	return translations.Text(l, "rulebook.words.more", map[string]string{
		"first": strings.Join(words[:shownOfMany], separator), "count": strconv.Itoa(len(words)),
	})
}
