package main

import (
	"context"

	"recordaldesk/store/edition"
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
