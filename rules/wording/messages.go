package wording

import (
	"maps"
	"slices"
	"strings"

	"recordaldesk/rules"
)

// BookSorts are the first parts of the ids of messages that belong to something in a
// rulebook: whatever begins so and is not in [MessagesOf] is left over.
var BookSorts = []string{
	"field", "page", "section", "choice", "kind", "question", "rule", "material", "severity",
	"confidence", "source", "mark", "route", "member", "fact", "reason", "original", "photo", "licence",
	"stage", "clock", "actor", "stale", "footer", "keying", "security", "news", "rulebook.rule", "rulebook.fact",
}

// ownMessages are said by the program of things that every rulebook has.
var ownMessages = []string{
	"material.copies",
	"material.because.other_kind", "rule.book-fault", "rule.book-fault.fix", // said by package rules itself
	"field.attachments", // where findings about papers stand
	"fact.said_of", "fact.nature.unit",
	"mark.fingerprint.required", // asked for in a case of a material
	"delivery.in_person",        // a way of delivery that the contract has
}

// MessagesOf returns the ids of all messages that a rulebook, and whoever shows it, needs,
// sorted. A rule or a fact may be said otherwise where no filing is in hand, and need not:
// those ids are there only where the message is, so has tells.
func MessagesOf(b *rules.Book, has func(id string) bool) []string {
	ids := map[string]bool{}
	need := func(parts ...string) { ids[strings.Join(parts, ".")] = true }
	for _, id := range slices.Concat(b.Messages(), ownMessages) {
		need(id)
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
	general := func(id string) {
		if has(id) {
			need(id)
		}
	}
	for _, p := range b.Provinces {
		for _, f := range p.Facts {
			general("rulebook.fact." + f.ID)
		}
	}
	for _, r := range b.Rules {
		general("rulebook.rule." + r.ID)
		general("rulebook.rule." + r.ID + ".fix")
	}
	return slices.Sorted(maps.Keys(ids))
}
