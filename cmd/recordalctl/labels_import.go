package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"recordaldesk/store"
	"recordaldesk/store/bench"
	"recordaldesk/translations"
	"recordaldesk/translations/exchange"
	"recordaldesk/translations/labels"
)

const labelsImportSynopsis = "import [--data DIR] [--by NAME] [--conflicts keep|take] [--apply] FILE|-"

type labelsImportOptions struct {
	data, by, conflicts *string
	apply               *bool
}

// labelsImportFlags adds the flags that an export does not have.
func labelsImportFlags(c *command) labelsImportOptions {
	return labelsImportOptions{
		by: c.flags.String("by", "", ""), conflicts: oneOf(c.flags, "conflicts", "keep", "take"), apply: c.flags.Bool("apply", false, ""),
	}
}

// runLabelsImport says what a translator's file changes and, where that is asked, changes
// it. It ends with 1 where something of the file is left out.
func runLabelsImport(ctx context.Context, p *program, files []string, options labelsImportOptions) (err error) {
	switch {
	case len(files) == 0, *options.apply && *options.data == "":
		return usage("ctl.problem.argument_missing", "labels")
	case len(files) > 1:
		return misusedArgument("labels", files[1])
	}
	if *options.apply {
		unlock, err := holdData(ctx, *options.data)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, unlock()) }()
	}
	b, err := p.bench(*options.data)
	if err != nil {
		return err
	}
	plan, err := p.labelsPlan(b, files[0])
	if err != nil {
		return err
	}
	t := p.result()
	t.plan(plan)
	take := *options.conflicts == "take"
	if *options.apply {
		made, err := b.Change(*options.by, filepath.Base(files[0]), plan.Edits(func(exchange.Change) bool { return take })...)
		if err != nil {
			return fmt.Errorf("take in labels: %w", err)
		}
		checked := b.TakeChecks(plan.Checks)
		if err := bench.Save(bench.In(*options.data), b); err != nil {
			return err
		}
		t.count(0, "ctl.labels.applied", made)
		if checked > 0 {
			t.count(0, "ctl.labels.checked", checked)
		}
	} else if len(plan.Edits(func(exchange.Change) bool { return take })) > 0 {
		t.message(0, "ctl.labels.preview", nil)
	}
	if len(plan.Refused)+len(plan.Unknown)+plan.Nameless > 0 || len(plan.Conflicts) > 0 && !take {
		return errWrong
	}
	return nil
}

// holdData holds a data folder that is there, so that no window has it open meanwhile
// whose own edits would be lost, or would replace these.
func holdData(ctx context.Context, dir string) (unlock func() error, err error) {
	if _, err := os.Stat(filepath.Join(dir, "recordal.db")); err != nil {
		return nil, &problem{id: "ctl.problem.no_store", err: fmt.Errorf("look for the data folder: %w", err)}
	}
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return nil, stored(err)
	}
	return s.Close, nil
}

func (p *program) labelsPlan(b *labels.Bench, name string) (plan *exchange.Plan, err error) {
	err = p.open(name, func(r *bufio.Reader, _ *os.File) error {
		plan, err = exchange.Import(b, r)
		var refused *exchange.Error
		if errors.As(err, &refused) {
			return &problem{id: exchange.MessageID(refused.Problem), err: err}
		}
		return err
	})
	return plan, err
}

// plan writes what a file changes.
func (t *page) plan(plan *exchange.Plan) {
	t.changes("ctl.labels.changes", plan.Changes)
	t.changes("ctl.labels.conflicts", plan.Conflicts)
	if len(plan.Refused) > 0 {
		t.count(0, "ctl.labels.refused", len(plan.Refused))
		for _, r := range plan.Refused {
			t.change(r.Change)
			t.lines(2, func(l translations.Language) string { return exchange.Reason(l, r.Refusal) })
		}
	}
	t.names("ctl.labels.unknown", plan.Unknown)
	t.names("ctl.labels.fuzzy", plan.Fuzzy)
	if plan.Nameless > 0 {
		t.count(0, "ctl.labels.nameless", plan.Nameless)
	}
	t.count(0, "ctl.labels.unchanged", plan.Unchanged)
}

func (t *page) changes(id string, all []exchange.Change) {
	if len(all) == 0 {
		return
	}
	t.count(0, id, len(all))
	for _, c := range all {
		t.change(c)
	}
}

// change writes a message and each of its forms that changes, before and after.
func (t *page) change(c exchange.Change) {
	name := c.ID
	if c.Language != "" {
		name += " · " + string(c.Language)
	}
	t.line(1, name)
	for _, form := range translations.AllForms {
		before, had := c.Before[form]
		after, has := c.After[form]
		if before == after && had == has {
			continue
		}
		label := ""
		if form != translations.Other {
			label = t.label("exchange.form."+string(form)) + " "
		}
		if had {
			t.line(2, "- "+label+inALine(before))
		}
		if has {
			t.line(2, "+ "+label+inALine(after))
		}
	}
}

// inALine shows line ends, and where a text begins and ends if that cannot be seen.
func inALine(text string) string {
	if strings.TrimSpace(text) != text {
		text = "“" + text + "”"
	}
	return strings.ReplaceAll(text, "\n", "⏎")
}

func (t *page) names(id string, all []string) {
	if len(all) == 0 {
		return
	}
	t.count(0, id, len(all))
	for _, name := range all {
		t.line(1, shown(name))
	}
}
