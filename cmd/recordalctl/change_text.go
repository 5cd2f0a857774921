package main

import (
	"strings"

	"golang.org/x/text/width"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// subject says what a change replaces, or what a cancellation ends and why;
// nothing of a kind that opens something.
func (t *page) subject(f *rules.Filing, r *rules.Report) {
	if !wording.IsChange(f.Kind) && !wording.IsCancellation(f.Kind) {
		return
	}
	if rows := t.comparison(f, r.AsOf); len(rows) > 0 {
		t.line(0, t.label("output.changes"))
		t.table(rows)
	}
	if wording.IsCancellation(f.Kind) {
		t.line(0, t.label("output.ends"))
		ended := map[translations.Language][]string{}
		for _, l := range t.languages {
			ended[l] = wording.Ended(l, f)
		}
		for i := range ended[t.languages[0]] {
			t.lines(1, func(l translations.Language) string { return ended[l][i] })
		}
	}
	if reason := f.Change.Reason; reason != "" {
		t.line(0, t.label("output.reason"))
		for line := range strings.Lines(reason) {
			t.line(1, strings.TrimRight(line, "\r\n"))
		}
	}
	t.gap()
}

// comparison is the table of what changes, with its head; nil where nothing does.
func (t *page) comparison(f *rules.Filing, asOf string) [][]string {
	book := rules.Builtin()
	said := map[translations.Language][]wording.Comparison{}
	for _, l := range t.languages {
		said[l] = wording.Compared(l, book, f, asOf)
	}
	if len(said[t.languages[0]]) == 0 {
		return nil
	}
	rows := [][]string{{t.label("output.item"), t.label("output.before"), t.label("output.after")}}
	for i := range said[t.languages[0]] {
		cell := func(of func(wording.Comparison) string) string {
			return t.inOne(func(l translations.Language) string {
				if s := of(said[l][i]); s != "" {
					return s
				}
				return translations.Text(l, "output.not_given")
			})
		}
		rows = append(rows, []string{
			cell(func(c wording.Comparison) string { return c.Label }),
			cell(func(c wording.Comparison) string { return c.Before }),
			cell(func(c wording.Comparison) string { return c.After }),
		})
	}
	return rows
}

// widest bounds a column of a table: one long address must not push the next
// column out of sight.
const widest = 60

// table writes rows below each other, a line each, with the columns aligned
// where a terminal shows Han characters in two places.
func (t *page) table(rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i := range row {
			row[i] = visible(row[i])
			widths[i] = min(max(widths[i], places(row[i])), widest)
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", max(0, widths[i]-places(cell))) + "  ")
			}
		}
		t.line(1, line.String())
	}
}

// places is how many places of a terminal the text takes.
func places(s string) int {
	n := 0
	for _, r := range s {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
