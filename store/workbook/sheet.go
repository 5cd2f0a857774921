package workbook

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheet is one sheet of the workbook.
type sheet struct {
	name    string
	title   string
	columns []column
	rows    []row
	form    form           // what the mark in its hidden row says; "" for a sheet that is not read back
	roles   map[string]int // role -> column; of a sheet that is read back
	locked  bool           // only the cells to fill in can be typed into
	hidden  bool
	strict  func(list string) bool // whether nothing but the list's items may be typed; nil for never
}

type column struct {
	heading string
	width   float64 // in digits of the default font; a Han character takes two
}

// form says what a sheet that is read back was made for.
type form string

const (
	filed form = "filed" // it shows a filing
	blank form = "blank" // it is there to be filled in
)

// The roles of columns, as the hidden row names them.
const (
	roleValue  = "value"
	roleBefore = "before"
	roleMark   = "mark"
)

// markOfSheet begins the text that tells a sheet which is read back, and in which
// column its keys stand.
const markOfSheet = "recordal.workbook/1"

// row is one line of cells. A section is a line that heads others.
type row struct {
	section bool
	cells   []string
	looks   map[int]look   // of single cells, where they are not the row's
	lists   map[int]string // names of the lists that cells drop down
	key     string         // path of the field it shows, "" for none
	field   string         // label id of the field it shows, "" for none
	hidden  bool           // read back, but not shown
}

// maxCell is how many UTF-16 units a cell holds; excelize cuts off the rest
// without a word.
const maxCell = excelize.TotalCellChars

// check refuses text that a cell cannot hold as it stands. A heading may say the same
// text as a field; then the field is named.
func (s *sheet) check() error {
	var nameless *Error
	for _, r := range s.rows {
		for _, cell := range r.cells {
			wrong := r.wrong(cell)
			switch {
			case wrong == nil:
			case wrong.Field != "":
				return wrong
			case nameless == nil:
				nameless = wrong
			}
		}
	}
	if nameless != nil {
		return nameless
	}
	return nil
}

// wrong says why a cell of the row cannot hold the text; nil where it can.
func (r row) wrong(cell string) *Error {
	switch {
	case len(cell) > maxCell && len(utf16.Encode([]rune(cell))) > maxCell:
		return &Error{Problem: TextTooLong, Field: r.field, Err: errors.New("text does not fit into a cell")}
	case !isCellText(cell):
		return &Error{Problem: TextUnusable, Field: r.field, Err: errors.New("text holds what XML cannot")}
	}
	return nil
}

// isCellText reports whether XML can hold all of s (XML 1.0, production 2).
func isCellText(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
		default:
			return false
		}
	}
	return true
}

// Where things stand on a sheet, rows from 1.
const (
	titleRow   = 1
	headingRow = 2
	roleRow    = 3 // of a sheet that is read back; else the first row of the content
)

// isRead reports whether the sheet is one that is read back.
func (s *sheet) isRead() bool { return s.form != "" }

// firstRow is the row that the content begins in.
func (s *sheet) firstRow() int {
	if s.isRead() {
		return roleRow + 1
	}
	return roleRow
}

// keyColumn is the column of the keys, from 0: the one behind those to see.
func (s *sheet) keyColumn() int { return len(s.columns) }

// write adds the sheet to the workbook, the first in place of excelize's own.
func (s *sheet) write(book *excelize.File, styles *styles, first bool) error {
	name := sheetName(s.name)
	if first {
		if err := book.SetSheetName(book.GetSheetName(0), name); err != nil {
			return err
		}
	} else if _, err := book.NewSheet(name); err != nil {
		return err
	}
	if err := s.layOut(book, name); err != nil {
		return err
	}
	if err := s.control(book, name); err != nil {
		return err
	}
	w, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range s.columns {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if s.isRead() {
		if err := w.SetColVisible(s.keyColumn()+1, s.keyColumn()+1, false); err != nil {
			return err
		}
	}
	if err := w.SetPanes(frozen(s.firstRow())); err != nil {
		return err
	}
	if err := s.writeRows(w, styles); err != nil {
		return err
	}
	return w.Flush()
}

// frozen keeps the rows above first in sight.
func frozen(first int) *excelize.Panes {
	top := cellName(0, first)
	return &excelize.Panes{
		Freeze: true, YSplit: first - 1, TopLeftCell: top, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: top, ActiveCell: top, Pane: "bottomLeft"}},
	}
}

func (s *sheet) writeRows(w *excelize.StreamWriter, styles *styles) error {
	title := []any{excelize.Cell{StyleID: styles.of(lookTitle), Value: s.title}}
	if err := w.SetRow(cellName(0, titleRow), title, excelize.RowOpts{Height: 26}); err != nil {
		return err
	}
	headings := row{cells: make([]string, len(s.columns))}
	for i, c := range s.columns {
		headings.cells[i] = c.heading
	}
	if err := s.line(w, styles, headingRow, &headings, lookHeading); err != nil {
		return err
	}
	if s.isRead() {
		roles := row{cells: make([]string, len(s.columns)), key: markOfSheet + " " + string(s.form), hidden: true}
		for role, i := range s.roles {
			roles.cells[i] = role
		}
		if err := s.line(w, styles, roleRow, &roles, lookCell); err != nil {
			return err
		}
	}
	for i := range s.rows {
		usual := lookCell
		if s.rows[i].section {
			usual = lookSection
		}
		if err := s.line(w, styles, s.firstRow()+i, &s.rows[i], usual); err != nil {
			return err
		}
	}
	return nil
}

// line writes one row, filled up to the width of the sheet.
func (s *sheet) line(w *excelize.StreamWriter, styles *styles, number int, r *row, usual look) error {
	values := make([]any, len(s.columns), len(s.columns)+1)
	for i := range values {
		text := ""
		if i < len(r.cells) {
			text = r.cells[i]
		}
		look := usual
		if own, ok := r.looks[i]; ok {
			look = own
		}
		cell := excelize.Cell{StyleID: styles.of(look.fitting(text, s.columns[i].width))}
		if text != "" {
			cell.Value = text
		}
		values[i] = cell
	}
	if r.key != "" && s.isRead() {
		values = append(values, excelize.Cell{StyleID: styles.of(lookCell), Value: r.key})
	}
	return w.SetRow(cellName(0, number), values, excelize.RowOpts{Height: s.height(r, usual), Hidden: r.hidden})
}

func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		panic(err) // rows and columns are counted here
	}
	return name
}

// control says what the cells drop down, and locks all that is not to be filled
// in. There is no password: it keeps from mishaps, not from anybody.
func (s *sheet) control(book *excelize.File, name string) error {
	cells := map[string][]string{}
	for i := range s.rows {
		for c, list := range s.rows[i].lists {
			cells[list] = append(cells[list], cellName(c, s.firstRow()+i))
		}
	}
	for _, list := range sorted(cells) {
		slices.Sort(cells[list]) // a row may drop down several
		drop := excelize.NewDataValidation(true)
		drop.SetSqref(strings.Join(cells[list], " "))
		drop.SetSqrefDropList(list)
		if s.strict != nil && s.strict(list) {
			drop.SetError(excelize.DataValidationErrorStyleStop, both("workbook.list.title"), lines("workbook.list.choose"))
		}
		if err := book.AddDataValidation(name, drop); err != nil {
			return err
		}
	}
	if s.hidden {
		if err := book.SetSheetVisible(name, false); err != nil {
			return err
		}
	}
	if !s.locked {
		return nil
	}
	return book.ProtectSheet(name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
	})
}

// layOut makes the sheet print on A4, landscape, as wide as the paper, with its
// headings on every page and its name and the page's number at the foot.
func (s *sheet) layOut(book *excelize.File, name string) error {
	fit := true
	if err := book.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	a4, orientation, wide, high := 9, s.orientation(), 1, 0
	if err := book.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	side, end, foot := 0.4, 0.8, 0.4 // inches
	if err := book.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &foot, Footer: &foot,
	}); err != nil {
		return err
	}
	if err := book.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	return book.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: quoted(name) + "!$1:$2",
	})
}

// portraitWidth is the width, in digits, up to which a sheet is legible on A4
// upright.
const portraitWidth = 100

func (s *sheet) orientation() string {
	wide := 0.0
	for _, c := range s.columns {
		wide += c.width
	}
	if wide <= portraitWidth {
		return "portrait"
	}
	return "landscape"
}

// quoted writes a sheet's name as a reference does.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// sheetName makes a name that Excel takes: at most 31 UTF-16 units, none of its
// special characters, no apostrophe at either end.
func sheetName(s string) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, s))
	for len(utf16.Encode(runes)) > excelize.MaxSheetNameLength {
		runes = runes[:len(runes)-1]
	}
	return strings.Trim(string(runes), "' ")
}
