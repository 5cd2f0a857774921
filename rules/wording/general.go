package wording

import (
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// General returns what a rule says of any filing, and how to mend it, for whoever
// reads the rulebook: its messages with … in the place of what was typed. Where
// little is left of one then, the message rulebook.rule.<id> says it instead.
func General(l Language, r rules.Rule) (message, fix string) {
	return general(l, "rule."+r.ID), general(l, "rule."+r.ID+".fix")
}

func general(l Language, id string) string {
	if translations.Has(l, "rulebook."+id) {
		return translations.Text(l, "rulebook."+id)
	}
	args := map[string]string{}
	for _, name := range translations.ArgumentsOf(l, id) {
		args[name] = "…"
	}
	// An argument at the end of a sentence would leave four dots there.
	return strings.ReplaceAll(translations.Text(l, id, args), "….", "…")
}

// Fact says what a province asks, of which host units, and who says so when.
func Fact(l Language, b *rules.Book, province string, f *rules.Fact) string {
	id := "fact." + f.ID
	if r := b.Judges(f.ID); r != nil {
		id = "rule." + r.ID
	}
	args := map[string]string{}
	for _, name := range translations.ArgumentsOf(l, id) {
		args[name] = "…"
	}
	args["province"], args["limit"] = Place(l, province), strconv.Itoa(f.Limit)
	if len(f.Words) > 0 {
		args["match"] = strings.Join(f.Words, translations.Text(l, "list.separator"))
	}
	natures := make([]string, len(f.Natures))
	for i, nature := range f.Natures {
		natures[i] = translations.Text(l, "fact.nature."+nature)
		if nature != "unit" {
			natures[i] = translations.Text(l, "choice.nature."+nature)
		}
	}
	said := map[string]string{
		"fact": strings.ReplaceAll(translations.Text(l, id, args), "….", "…"), "source": Source(l, f.Source()), "date": f.AsOf,
		"natures": strings.Join(natures, translations.Text(l, "list.separator")),
	}
	if len(natures) > 0 {
		return translations.Text(l, "fact.said_of", said)
	}
	return translations.Text(l, "fact.said", said)
}
