package wording

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// needed are the messages that the built-in book needs.
func needed() []string {
	return MessagesOf(rules.Builtin(), func(id string) bool { return translations.Has(zh, id) })
}

func TestEveryIDOfTheBookSpeaksBothLanguages(t *testing.T) {
	for _, id := range needed() {
		for _, l := range translations.Languages {
			if !translations.Has(l, id) {
				t.Errorf("%s has no message in %s", id, l)
			}
		}
	}
}

// A message nobody asks for is one that its rule or field has left behind.
func TestNoMessageOfTheBookIsOrphaned(t *testing.T) {
	known := needed()
	for _, id := range translations.IDs(translations.Chinese) {
		ours := slices.ContainsFunc(BookSorts, func(sort string) bool { return strings.HasPrefix(id, sort+".") })
		if ours && !slices.Contains(known, id) {
			t.Errorf("%s belongs to nothing in the rulebook", id)
		}
	}
}
