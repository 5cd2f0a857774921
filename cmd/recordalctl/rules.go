package main

import (
	"context"
	"fmt"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

type rulesOptions struct {
	format *string // text or json
}

// rulesCommand shows the rulebook: every rule with what it says and where it
// comes from, and every material.
func rulesCommand() *command {
	c := newCommand("rules", "[--format text|json]", 0)
	options := rulesOptions{format: oneOf(c.flags, "format", "text", "json")}
	c.run = func(_ context.Context, p *program, _ []string) error { return runRules(p, options) }
	return c
}

func runRules(p *program, options rulesOptions) error {
	book := rules.Builtin()
	if *options.format == "json" {
		return p.writeJSON(bookJSON(book))
	}
	p.result().book(book)
	return nil
}

func (t *page) book(b *rules.Book) {
	t.message(0, "ctl.rules.book", map[string]string{"rulebook": b.Version, "date": b.Date})
	t.gap()
	for _, r := range b.Rules {
		t.line(0, r.ID)
		t.line(1, t.label("severity."+string(r.Severity)))
		t.lines(1, func(l translations.Language) string {
			return sentences(l, template(l, "rule."+r.ID), template(l, "rule."+r.ID+".fix"))
		})
		t.line(1, t.inOne(func(l translations.Language) string {
			return wording.Source(l, r.Source) + translations.Text(l, "list.separator") + r.AsOf +
				translations.Text(l, "list.separator") + translations.Text(l, "confidence."+string(r.Confidence))
		}))
		if len(r.Kinds) > 0 {
			t.line(1, t.inOne(func(l translations.Language) string { return listed(l, r.Kinds, kindName) }))
		}
		if len(r.Provinces) > 0 {
			t.line(1, t.inOne(func(l translations.Language) string { return listed(l, r.Provinces, wording.Place) }))
		}
	}
	t.gap()
	t.line(0, t.label("ctl.rules.materials"))
	for _, m := range b.Papers {
		t.line(0, fmt.Sprintf("%02d %s", m.Item, t.label("material."+m.ID)))
		t.lines(1, func(l translations.Language) string {
			return demands(l, rules.Material{
				Copies: m.Copies, Delivery: m.Delivery, Signature: m.Signature, Seal: m.Seal, Date: m.Date,
			})
		})
		t.line(1, t.inOne(func(l translations.Language) string { return wording.Source(l, m.Source) }))
	}
}

func kindName(l translations.Language, id string) string { return translations.Text(l, "kind."+id) }

func listed(l translations.Language, ids []string, name func(translations.Language, string) string) string {
	said := make([]string, len(ids))
	for i, id := range ids {
		said[i] = name(l, id)
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}

// template returns a message with the name of each argument in its place, such
// as ‹value›.
func template(l translations.Language, id string) string {
	names := map[string]string{}
	for _, name := range translations.ArgumentsOf(l, id) {
		names[name] = "‹" + name + "›"
	}
	return translations.Text(l, id, names)
}

// The document of rules --format json.
type (
	bookJSONDocument struct {
		Rulebook  string             `json:"rulebook"`
		Date      string             `json:"date"`
		Rules     []ruleJSON         `json:"rules"`
		Materials []bookMaterialJSON `json:"materials"`
	}
	ruleJSON struct {
		Rule       string           `json:"rule"`
		Severity   rules.Severity   `json:"severity"`
		Confidence rules.Confidence `json:"confidence"`
		Kinds      []string         `json:"kinds"`     // none is all
		Provinces  []string         `json:"provinces"` // none is all
		Message    bilingual        `json:"message"`
		Fix        bilingual        `json:"fix"`
		Source     string           `json:"source"`
		AsOf       string           `json:"as_of"`
	}
	bookMaterialJSON struct {
		Item      int       `json:"item"`
		ID        string    `json:"id"`
		Name      bilingual `json:"name"`
		Per       string    `json:"per"`
		Copies    int       `json:"copies"`
		Delivery  []string  `json:"delivery"`
		Signature string    `json:"signature"`
		Seal      string    `json:"seal"`
		Date      string    `json:"date"`
		Printable bool      `json:"printable"`
		Kinds     []string  `json:"kinds"`
		Source    string    `json:"source"`
	}
)

func bookJSON(b *rules.Book) bookJSONDocument {
	out := bookJSONDocument{Rulebook: b.Version, Date: b.Date}
	for _, r := range b.Rules {
		out.Rules = append(out.Rules, ruleJSON{
			Rule: r.ID, Severity: r.Severity, Confidence: r.Confidence, Kinds: r.Kinds, Provinces: r.Provinces,
			Message: inBoth(func(l translations.Language) string { return template(l, "rule."+r.ID) }),
			Fix:     inBoth(func(l translations.Language) string { return template(l, "rule."+r.ID+".fix") }),
			Source:  r.Source, AsOf: r.AsOf,
		})
	}
	for _, m := range b.Papers {
		out.Materials = append(out.Materials, bookMaterialJSON{
			Item: m.Item, ID: m.ID, Per: m.Per, Copies: m.Copies, Delivery: m.Delivery,
			Signature: m.Signature, Seal: m.Seal, Date: m.Date, Printable: m.Printable, Kinds: m.Kinds, Source: m.Source,
			Name: inBoth(func(l translations.Language) string { return translations.Text(l, "material."+m.ID) }),
		})
	}
	return out
}
