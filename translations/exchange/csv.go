package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"recordaldesk/translations/labels"
)

func writeCSV(w io.Writer, records []*labels.Record, o Options) error {
	if _, err := io.WriteString(w, mark); err != nil {
		return err
	}
	columns := columnsFor(records, o.Languages)
	out := csv.NewWriter(w)
	out.UseCRLF = true // as the programs for spreadsheets write it
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.head()
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for _, r := range records {
		about, stamp := o.About(r.ID), stampsOf(r, o.Languages)
		for i, c := range columns {
			row[i] = guarded(c.cell(r, about, stamp))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guarded puts an apostrophe before a text that a spreadsheet would take for a formula,
// and before one that looks as if that had been done.
func guarded(text string) string {
	if calculates(text) {
		return "'" + text
	}
	return text
}

// unguarded takes back what guarded has done.
func unguarded(text string) string {
	if rest, ok := strings.CutPrefix(text, "'"); ok && calculates(rest) {
		return rest
	}
	return text
}

func calculates(text string) bool {
	rest := strings.TrimLeft(text, "'")
	return rest != "" && strings.ContainsRune("=+-@\t\r", rune(rest[0]))
}

// readCSV reads a table in CSV. Where a comma is for fractions, programs separate by
// semicolons; some by tabs.
func readCSV(text string) (*file, error) {
	for _, separator := range ",;\t" {
		f, err := readSeparated(text, separator)
		if f != nil || err != nil {
			return f, err
		}
	}
	return nil, refuse(Foreign, "no table of messages")
}

// readSeparated returns nil where no table of messages is there.
func readSeparated(text string, separator rune) (*file, error) {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord, in.ReuseRecord = separator, -1, true
	t := &reading{file: &file{format: CSV}}
	for {
		fields, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			if t.columns == nil {
				return nil, nil
			}
			return t.file, nil
		case err != nil && t.columns == nil, t.columns == nil && t.rows >= headRows:
			return nil, nil
		case err != nil:
			return nil, refuse(Damaged, "read CSV: %w", err)
		case len(fields) > maxColumns:
			fields = fields[:maxColumns]
		}
		row := make(map[int]value, len(fields))
		for i, field := range fields {
			row[i] = value{text: unguarded(field)}
		}
		if err := t.take(row); err != nil {
			return nil, err
		}
	}
}
