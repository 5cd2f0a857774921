package workbook

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
)

// Read reads a workbook of [Blank] or [Filed] that somebody has filled in. What
// fits its field is in the filing; every cell that does not is among the mistakes,
// in the order of the cells, and its field left empty. Outer spaces and the
// spelling of numbers and dates are mended as [rules.Tidy] does. The filing has no
// scans and nothing of what only a later version knows: no workbook holds them.
//
// A file that is no such workbook, is built to do harm, or is larger than any form
// fails with an [*Error]; other errors are those of r and of ctx.
func Read(ctx context.Context, r io.ReaderAt, size int64, book *rules.Book) (*rules.Filing, []Mistake, error) {
	s, err := readSpreadsheet(ctx, r, size)
	if err != nil {
		return nil, nil, err
	}
	in := &intake{book: book, fields: fieldsOf(book), sheets: s, answers: map[string]*answer{}}
	if err := in.gather(); err != nil {
		return nil, nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, fmt.Errorf("read workbook: %w", err)
	}
	f, err := in.filing()
	if err != nil {
		return nil, nil, err
	}
	return f, in.mistakes.all(), nil
}

// intake is one workbook being read.
type intake struct {
	book     *rules.Book
	fields   map[string]*rules.Field // by pattern
	sheets   *spreadsheet
	form     form
	websites int                          // sheets of websites so far
	keys     int                          // rows with keys so far
	names    map[string]map[string]string // of a list's choices: id by the key of each name
	answers  map[string]*answer           // by key
	order    []string                     // of the keys
	unknown  []int                        // sheets without a mark
	mistakes mistakes
}

// answer is what the workbook holds under one key.
type answer struct {
	key   string
	cells []given
}

// given is a cell that answers.
type given struct {
	cell
	at position
}

// gather finds the sheets that are read back, and in them the cells that answer.
func (in *intake) gather() error {
	for i := range in.sheets.tables {
		if err := in.sheet(i); err != nil {
			return err
		}
	}
	if in.form == "" {
		return refuse(Foreign, "no sheet is a form of ours")
	}
	in.strangeSheets()
	return nil
}

// frame is where a sheet's keys and answers stand.
type frame struct {
	form  form
	row   int // of the mark
	keys  int // column
	roles map[int]string
}

// frameOf looks for the mark of a sheet that is read back; nil for other sheets.
func frameOf(t *table) (*frame, error) {
	for _, c := range t.cells {
		rest, ok := strings.CutPrefix(c.text, "recordal.workbook/")
		if !ok || c.kind != cellText {
			continue
		}
		version, made, _ := strings.Cut(rest, " ")
		if "recordal.workbook/"+version != markOfSheet {
			return nil, refuse(Newer, "a later form of the workbook")
		}
		f := &frame{form: form(made), row: c.row, keys: c.column, roles: map[int]string{}}
		if f.form != filed && f.form != blank {
			return nil, refuse(Newer, "another form of the workbook")
		}
		for _, role := range t.cells {
			if role.row == c.row && slices.Contains([]string{roleValue, roleBefore, roleMark}, role.text) {
				f.roles[role.column] = role.text
			}
		}
		return f, nil
	}
	return nil, nil
}

// sheet gathers the answers of one sheet.
func (in *intake) sheet(number int) error {
	t := &in.sheets.tables[number]
	f, err := frameOf(t)
	if err != nil {
		return err
	}
	if f == nil {
		in.unknown = append(in.unknown, number)
		return nil
	}
	in.form = f.form
	keys := map[int]string{} // by row
	site := false
	for _, c := range t.cells {
		if c.column == f.keys && c.row != f.row && c.kind == cellText {
			keys[c.row] = c.text
			site = site || strings.HasPrefix(c.text, anyWebsite)
		}
	}
	prefix := "websites." + strconv.Itoa(in.websites) + "."
	if site {
		in.websites++
	}
	if in.keys += len(keys); in.keys > maxKeys || len(t.merged) > maxMerged {
		return refuse(TooLarge, "%d keys, %d merged cells", in.keys, len(t.merged))
	}
	in.strays(number, f, keys)
	merged := t.mergedRows(keys)
	for _, c := range t.cells {
		role, key := f.roles[c.column], keys[c.row]
		if role == "" || key == "" || c.row == f.row || c.isBlank() {
			continue
		}
		if rest, ok := strings.CutPrefix(key, anyWebsite); ok {
			key = prefix + rest
		}
		one := given{c, position{number, c.row, c.column}}
		if merged[c.row] && slices.ContainsFunc(t.merged, func(a area) bool { return a.holds(c.row, c.column) }) {
			in.wrong(one, key, Mistake{Kind: Merged})
			continue
		}
		switch {
		case role == roleValue && strings.HasPrefix(key, keyBefore):
			// What is filed instead is shown beside it, and read elsewhere.
		case role == roleBefore && !strings.HasPrefix(key, keyBefore):
			in.answered(keyBefore+key, one)
		case role == roleMark:
			in.answered(keyMark+key, one)
		default:
			in.answered(key, one)
		}
	}
	return nil
}

// mergedRows are the rows with keys that merged cells reach into.
func (t *table) mergedRows(keys map[int]string) map[int]bool {
	rows := map[int]bool{}
	for row := range keys {
		rows[row] = slices.ContainsFunc(t.merged, func(a area) bool { return a.top <= row && row <= a.bottom })
	}
	return rows
}

// keyMark begins the keys of the cells that say whether something changes.
const keyMark = "mark:"

func (in *intake) answered(key string, one given) {
	if in.answers[key] == nil {
		in.answers[key] = &answer{key: key}
		in.order = append(in.order, key)
	}
	in.answers[key].cells = append(in.answers[key].cells, one)
}

// wrong notes a mistake at a cell of a key.
func (in *intake) wrong(one given, key string, m Mistake) {
	m.Sheet, m.Cell = in.sheets.tables[one.at.sheet].name, cellName(one.at.column, one.at.row+1)
	key = strings.TrimPrefix(strings.TrimPrefix(key, keyMark), keyBefore)
	switch field := in.fields[pattern(key)]; {
	case field != nil:
		m.Field = "field." + field.ID
	case key == keyKind, key == keyAsOf, key == keyChanges:
		m.Field = "field." + key
	default:
		m.Field = "field." + rules.FieldID(key)
	}
	in.mistakes.add(one.at, m)
}

// single returns the one cell that answers a key, if it is clear which; what is
// filled in twice alike is.
func (in *intake) single(a *answer) (given, bool) {
	first := a.cells[0]
	for _, other := range a.cells[1:] {
		if other.cell.kind == first.cell.kind && other.text == first.text {
			continue
		}
		for i, one := range a.cells {
			with := a.cells[(i+1)%len(a.cells)]
			in.wrong(one, a.key, Mistake{
				Kind: Twice, other: in.sheets.tables[with.at.sheet].name, cell: cellName(with.at.column, with.at.row+1),
			})
		}
		return given{}, false
	}
	return first, true
}
