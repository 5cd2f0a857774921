package wording

import (
	"strings"
	"unicode"

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
	return open(l, id, map[string]string{"province": translations.Text(l, "rulebook.some_provinces")})
}

// open says a message with … for every argument that is not known.
func open(l Language, id string, known map[string]string) string {
	args := map[string]string{}
	for _, name := range translations.ArgumentsOf(l, id) {
		args[name] = "…"
		if text, ok := known[name]; ok {
			args[name] = text
		}
	}
	// An argument at the end of a sentence would leave four dots there, one at the
	// beginning a small letter.
	said := []rune(strings.ReplaceAll(translations.Text(l, id, args), "….", "…"))
	if len(said) > 0 {
		said[0] = unicode.ToUpper(said[0])
	}
	return string(said)
}
