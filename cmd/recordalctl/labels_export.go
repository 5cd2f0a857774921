package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"recordaldesk/store/bench"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/translations/exchange"
	"recordaldesk/translations/labels"
)

const labelsExportSynopsis = "export --out FILE [--format xlsx|csv|po|toml] [--to LANGUAGE] [--filter all|edited|unchecked|missing] [--data DIR]"

type labelsExportOptions struct {
	out, format, to, filter, data *string
}

func labelsExportFlags(c *command) labelsExportOptions {
	return labelsExportOptions{
		out: c.flags.String("out", "", ""), format: oneOf(c.flags, "format", "", "xlsx", "csv", "po", "toml"),
		to: c.flags.String("to", "", ""), filter: oneOf(c.flags, "filter", "all", "edited", "unchecked", "missing"), data: dataFlag(c),
	}
}

// runLabelsExport writes the messages, all or some, into a file for translators. It never
// overwrites another one.
func runLabelsExport(p *program, options labelsExportOptions) error {
	if *options.out == "" {
		return usage("ctl.problem.argument_missing", "labels")
	}
	format := options.chosenFormat()
	to := translations.Language(*options.to)
	tag, err := language.Parse(*options.to)
	switch {
	case *options.to == "" && format == exchange.PO:
		return usage("ctl.problem.argument_missing", "labels")
	case *options.to != "" && (err != nil || tag.String() != *options.to || to == translations.Pseudo):
		return misusedArgument("labels", *options.to)
	case format == exchange.TOML && *options.filter != "all" && *options.filter != "edited":
		return misusedArgument("labels", *options.filter) // it holds edits alone
	}
	b, err := p.bench(*options.data)
	if err != nil {
		return err
	}
	o := exchange.Options{
		IDs: labelsToExport(b, *options.filter), Languages: b.Languages(), To: to, Program: packet.Program, Glossary: exchange.Glossary(),
		About: func(id string) exchange.About { return p.aboutLabel(b, id) },
	}
	if to != "" && !slices.Contains(o.Languages, to) {
		o.Languages = append(o.Languages, to)
	}
	var data bytes.Buffer
	if err := exchange.Export(&data, b, format, o); err != nil {
		return fmt.Errorf("export labels: %w", err)
	}
	folder, err := openFolder(filepath.Dir(*options.out))
	if err != nil {
		return err
	}
	if err := folder.write([]file{{filepath.Base(*options.out), data.Bytes()}}); err != nil {
		return err
	}
	t := p.result()
	t.line(0, *options.out)
	if format == exchange.TOML {
		o.IDs = labelsToExport(b, "edited")
	}
	t.count(0, "ctl.labels.exported", len(o.IDs))
	return nil
}

// chosenFormat is that of the flag or, without, what the name of the file ends with.
func (o labelsExportOptions) chosenFormat() exchange.Format {
	if *o.format != "" {
		return exchange.Format(*o.format)
	}
	ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(*o.out)), ".")
	if f := exchange.Format(ending); slices.Contains(exchange.Formats, f) {
		return f
	}
	return exchange.XLSX
}

// bench opens the translator's folder within a data folder, and says how much of it cannot
// be used; without a data folder it is the messages as they are built in.
func (p *program) bench(data string) (*labels.Bench, error) {
	if data == "" {
		return labels.New(time.Now), nil
	}
	if _, err := os.Stat(filepath.Join(data, "recordal.db")); err != nil {
		return nil, &problem{id: "ctl.problem.no_store", err: fmt.Errorf("look for the data folder: %w", err)}
	}
	b, wrong, err := bench.Open(bench.In(data), time.Now)
	if err != nil {
		return nil, err
	}
	if len(wrong) > 0 {
		p.notes().count(0, "ctl.labels.left_out", len(wrong))
	}
	return b, nil
}

func labelsToExport(b *labels.Bench, filter string) []string {
	ids := []string{}
	for _, r := range b.Records() {
		if within(r, filter) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func within(r *labels.Record, filter string) bool {
	texts := func(is func(labels.Text) bool) bool {
		for _, text := range r.Texts {
			if is(text) {
				return true
			}
		}
		return false
	}
	switch filter {
	case "edited":
		return texts(labels.Text.Edited)
	case "unchecked":
		return !r.Seen()
	case "missing":
		return texts(labels.Text.Missing)
	}
	return true
}

// aboutLabel is what is known of a message without the window: the file that it stands
// in, and what was done to it.
func (p *program) aboutLabel(b *labels.Bench, id string) exchange.About {
	r, ok := b.Record(id)
	if !ok {
		return exchange.About{}
	}
	l := p.languages[0]
	about := exchange.About{Note: labels.Explain(l, id), Place: labels.Where(l, id)}
	state := "ctl.labels.state.unchecked"
	args := map[string]string{}
	switch {
	case r.Seen():
		state, args = "ctl.labels.state.checked", map[string]string{"name": r.Check.By, "date": r.Check.At}
	case r.Changed():
		state = "ctl.labels.state.changed"
	}
	about.State = p.result().inOne(func(l translations.Language) string { return translations.Text(l, state, args) })
	if r.Last != nil {
		about.Last = strings.TrimSpace(r.Last.At.Local().Format(time.DateOnly) + " " + r.Last.By)
	}
	return about
}
