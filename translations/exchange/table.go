package exchange

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// A workbook and a CSV have the same table: a row a message, and a head whose cells end
// with what a program knows them by, such as “英文（单数） English, one [en.one]”. So
// columns may be moved, left out, or called otherwise in front of the brackets.

// The columns that hold no text of a message.
const (
	columnID    = "id"
	columnNote  = "note"
	columnPlace = "place"
	columnState = "state"
	columnLast  = "last"
	columnStamp = "fingerprint" // hidden where that can be
)

// column is a column of the table.
type column struct {
	code     string
	language translations.Language // of a column of texts; "" for others
	form     translations.Form
}

// columnsFor are the columns of an export: of each language the form that every message
// has, and the others where a message counts something.
func columnsFor(records []*labels.Record, languages []translations.Language) []column {
	counts := slices.ContainsFunc(records, func(r *labels.Record) bool { return labels.Counts(r.ID) })
	all := []column{{code: columnID}}
	for _, l := range languages {
		all = append(all, column{code: string(l), language: l, form: translations.Other})
		for _, form := range translations.FormsFor(l) {
			if counts && form != translations.Other {
				all = append(all, column{code: string(l) + "." + string(form), language: l, form: form})
			}
		}
	}
	for _, code := range []string{columnNote, columnPlace, columnState, columnLast, columnStamp} {
		all = append(all, column{code: code})
	}
	return all
}

// head is what stands above the column, in both languages.
func (c column) head() string {
	if c.language == "" {
		return both("exchange.head."+c.code) + " [" + c.code + "]"
	}
	name := func(l translations.Language) string {
		in := display.Chinese
		if l == en {
			in = display.English
		}
		name := in.Languages().Name(language.Make(string(c.language)))
		if c.form == translations.Other {
			return name
		}
		return translations.Text(l, "exchange.head.form", map[string]string{
			"language": name, "form": translations.Text(l, "exchange.form."+string(c.form)),
		})
	}
	return name(zh) + " " + name(en) + " [" + c.code + "]"
}

// cell is what stands in the column for a message.
func (c column) cell(r *labels.Record, about About, stamp stamps) string {
	switch c.code {
	case columnID:
		return r.ID
	case columnNote:
		return about.Note
	case columnPlace:
		return about.Place
	case columnState:
		return about.State
	case columnLast:
		return about.Last
	case columnStamp:
		return stamp.String()
	}
	return r.Texts[c.language].Forms[c.form]
}

var codeInHead = regexp.MustCompile(`\[([A-Za-z0-9.-]+)\]\s*$`)

// readHead tells what stands in a column by its head; false for a column that is none of
// ours.
func readHead(head string) (column, bool) {
	code := strings.TrimSpace(head)
	if found := codeInHead.FindStringSubmatch(head); found != nil {
		code = found[1]
	}
	switch code {
	case columnID, columnStamp:
		return column{code: code}, true
	case columnNote, columnPlace, columnState, columnLast:
		return column{}, false // is not read back
	}
	name, form, several := strings.Cut(code, ".")
	if !several {
		form = string(translations.Other)
	}
	l, ok := languageOf(name)
	if !ok || !slices.Contains(translations.AllForms, translations.Form(form)) {
		return column{}, false
	}
	return column{code: code, language: l, form: translations.Form(form)}, true
}

// languageOf reads the code of a language; false for what is none.
func languageOf(code string) (translations.Language, bool) {
	tag, err := language.Parse(code)
	l := translations.Language(code)
	return l, err == nil && tag.String() == code && tag != language.Und && l != translations.Pseudo
}

// What a table may have at the most.
const (
	maxRows      = 50_000
	maxColumns   = 200
	maxLanguages = 12
	headRows     = 20 // within which the head stands
)

// value is a cell that was read.
type value struct {
	text    string
	formula bool // or an error: no text that somebody typed
}

// reading takes rows one after the other.
type reading struct {
	file    *file
	columns map[int]column // nil until the head is found
	rows    int
}

// take takes a row in. It fails with an [*Error] where the table is larger than any of
// ours.
func (t *reading) take(row map[int]value) error {
	if t.rows++; t.rows > maxRows {
		return refuse(TooLarge, "more than %d rows", maxRows)
	}
	if t.columns == nil {
		return t.findHead(row)
	}
	id, stamp := "", ""
	e := newEntry("")
	for at, c := range t.columns {
		v := row[at]
		switch {
		case c.code == columnID:
			id = strings.TrimSpace(v.text)
		case c.code == columnStamp:
			stamp = v.text
		default:
			e.say(c.language, c.form, v.text)
			e.odd[c.language] = e.odd[c.language] || v.formula
		}
	}
	switch {
	case id != "":
		e.id, e.stamps = id, readStamps(stamp)
		t.file.entries = append(t.file.entries, e)
	case !e.blank():
		t.file.nameless++
	}
	return nil
}

// findHead takes the row for the head where it names the messages and a language.
func (t *reading) findHead(row map[int]value) error {
	if t.rows > headRows {
		return nil
	}
	columns, codes := map[int]column{}, map[string]bool{}
	languages, twice := map[translations.Language]bool{}, false
	for at, v := range row {
		c, ok := readHead(v.text)
		if !ok {
			continue
		}
		twice = twice || codes[c.code]
		columns[at], codes[c.code] = c, true
		if c.language != "" {
			languages[c.language] = true
		}
	}
	if !codes[columnID] || len(languages) == 0 {
		return nil
	}
	switch {
	case twice:
		return refuse(Damaged, "a column twice")
	case len(languages) > maxLanguages:
		return refuse(TooLarge, "%d languages", len(languages))
	}
	t.columns = columns
	return nil
}
