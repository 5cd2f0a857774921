package main

import (
	"context"
	"fmt"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/store/edition"
	"recordaldesk/translations"
)

type rulesOptions struct {
	format   *string // text, json, toml or changes
	rulebook *string
}

// rulesCommand shows the rulebook: every rule with what it says and where it
// comes from, and every material; the built-in one as a file to edit; or what
// another one changes.
func rulesCommand() *command {
	c := newCommand("rules", "[--format text|json|toml|changes] [--rulebook FILE]", 0)
	options := rulesOptions{
		format: oneOf(c.flags, "format", "text", "json", "toml", "changes"), rulebook: rulebookFlag(c.flags),
	}
	c.run = func(_ context.Context, p *program, _ []string) error { return runRules(p, options) }
	return c
}

func runRules(p *program, options rulesOptions) error {
	switch *options.format {
	case "toml":
		return runRulesTOML(p, options)
	case "changes":
		return runRulesChanges(p, options)
	}
	book, err := p.book(*options.rulebook)
	if err != nil {
		return err
	}
	if *options.format == "json" {
		return p.writeJSON(bookJSON(book))
	}
	p.result().book(book)
	return nil
}

// runRulesTOML writes the built-in rulebook as one file to edit. Another one is a
// file already.
func runRulesTOML(p *program, options rulesOptions) error {
	if *options.rulebook != "" {
		return misusedArgument("rules", *options.rulebook)
	}
	return edition.Starting(p.stdout)
}

// runRulesChanges says what another rulebook does otherwise than the built-in one.
func runRulesChanges(p *program, options rulesOptions) error {
	if *options.rulebook == "" {
		return usage("ctl.problem.argument_missing", "rules")
	}
	loaded, err := p.loadBook(*options.rulebook)
	if err != nil {
		return err
	}
	t := p.result()
	t.message(0, "ctl.rules.book", map[string]string{"rulebook": loaded.Book.Version, "date": loaded.Book.Date})
	t.gap()
	// The lines are the same ones in each language.
	said := make([][]string, len(p.languages))
	for i, l := range p.languages {
		said[i] = loaded.Changes(l)
	}
	for line := range said[0] {
		for i := range said {
			t.line(min(i, 1), said[i][line])
		}
	}
	return nil
}

func (t *page) book(b *rules.Book) {
	t.message(0, "ctl.rules.book", map[string]string{"rulebook": b.Version, "date": b.Date})
	t.gap()
	for _, r := range b.Rules {
		t.line(0, r.ID)
		t.line(1, t.label("severity."+string(r.Severity)))
		t.lines(1, func(l translations.Language) string {
			return sentences(l, wording.Template(l, "rule."+r.ID), wording.Template(l, "rule."+r.ID+".fix"))
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
			Message: inBoth(func(l translations.Language) string { return wording.Template(l, "rule."+r.ID) }),
			Fix:     inBoth(func(l translations.Language) string { return wording.Template(l, "rule."+r.ID+".fix") }),
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
