package wording

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// idsOf returns the ids of all messages that a book, and whoever shows it, needs.
func idsOf(b *rules.Book) map[string]bool {
	ids := map[string]bool{}
	need := func(parts ...string) { ids[strings.Join(parts, ".")] = true }
	for _, id := range b.Messages() {
		ids[id] = true
	}
	for _, s := range []rules.Severity{rules.Error, rules.Warning, rules.Hint} {
		need("severity", string(s))
	}
	for _, c := range []rules.Confidence{rules.Seed, rules.Corroborated, rules.Single, rules.Own} {
		need("confidence", string(c))
	}
	for _, m := range b.Papers {
		need("mark", "signature", m.Signature)
		need("mark", "seal", m.Seal)
		need("mark", "date", m.Date)
		need("mark", "fingerprint", m.Fingerprint)
		for _, d := range m.Delivery {
			need("delivery", d)
		}
	}
	for _, route := range []rules.Route{rules.Online, rules.Manual} {
		need("route", string(route))
		need("route", string(route), "help")
	}
	for _, actor := range rules.Actors {
		need("actor", actor)
	}
	for _, list := range []string{"websites", "domains", "ips", "pre_approvals", "attachments"} {
		need("member", list)
	}
	return ids
}

func TestEveryIDOfTheBookSpeaksBothLanguages(t *testing.T) {
	for id := range idsOf(rules.Builtin()) {
		for _, l := range translations.Languages {
			if !translations.Has(l, id) {
				t.Errorf("%s has no message in %s", id, l)
			}
		}
	}
}

// A message nobody asks for is one that its rule or field has left behind.
func TestNoMessageOfTheBookIsOrphaned(t *testing.T) {
	needed := idsOf(rules.Builtin())
	ours := []string{"field", "page", "section", "choice", "kind", "question", "rule", "material", "severity",
		"confidence", "source", "mark", "route", "member", "fact", "reason", "original", "photo", "licence",
		"stage", "clock", "actor", "stale", "footer", "keying", "security"}
	spare := []string{
		"delivery.in_person",                                                    // a way of delivery that the contract has
		"material.copies",                                                       // said by whoever shows a material
		"material.because.other_kind", "rule.book-fault", "rule.book-fault.fix", // said by package rules itself
		"field.attachments", // where findings about papers stand
		"fact.said", "fact.said_of", "fact.nature.unit",
		"mark.fingerprint.required", // asked for in a case of a material
	}
	for _, id := range translations.IDs(translations.Chinese) {
		prefix, _, _ := strings.Cut(id, ".")
		if slices.Contains(ours, prefix) && !needed[id] && !slices.Contains(spare, id) {
			t.Errorf("%s belongs to nothing in the rulebook", id)
		}
	}
}
