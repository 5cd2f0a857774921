package packet

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/width"
)

// sheet is one sheet of the workbook.
type sheet struct {
	name    string
	title   string
	columns []column
	rows    []row
}

type column struct {
	heading string
	width   float64 // in digits of the default font; a Han character takes two
}

// row is one line of cells. A section is a line that heads others.
type row struct {
	section bool
	cells   []string
	field   string // label id of the field it shows, "" for none
}

// maxCell is how many UTF-16 units a cell holds; excelize cuts off the rest
// without a word.
const maxCell = excelize.TotalCellChars

// check refuses text that a cell cannot hold as it stands, naming the field.
func (s *sheet) check() error {
	for _, r := range s.rows {
		for _, cell := range r.cells {
			switch {
			case len(cell) > maxCell && len(utf16.Encode([]rune(cell))) > maxCell:
				return &Error{Problem: TextTooLong, Field: r.field, Err: errors.New("text does not fit into a cell")}
			case !isCellText(cell):
				return &Error{Problem: TextUnusable, Field: r.field, Err: errors.New("text holds what XML cannot")}
			}
		}
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

// write adds the sheet to the workbook, the first in place of excelize's own.
func (s *sheet) write(book *excelize.File, styles sheetStyles, first bool) error {
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
	w, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range s.columns {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A3", ActiveCell: "A3", Pane: "bottomLeft"}},
	}); err != nil {
		return err
	}
	if err := w.SetRow("A1", []any{excelize.Cell{StyleID: styles.title, Value: s.title}}, excelize.RowOpts{Height: 26}); err != nil {
		return err
	}
	headings := make([]string, len(s.columns))
	for i, c := range s.columns {
		headings[i] = c.heading
	}
	if err := s.line(w, 2, headings, styles.heading); err != nil {
		return err
	}
	for i, r := range s.rows {
		style := styles.cell
		if r.section {
			style = styles.section
		}
		if err := s.line(w, i+3, r.cells, style); err != nil {
			return err
		}
	}
	return w.Flush()
}

// line writes one row, filled up to the width of the sheet.
func (s *sheet) line(w *excelize.StreamWriter, number int, cells []string, style int) error {
	values := make([]any, len(s.columns))
	for i := range values {
		cell := excelize.Cell{StyleID: style}
		if i < len(cells) && cells[i] != "" {
			cell.Value = cells[i]
		}
		values[i] = cell
	}
	return w.SetRow(fmt.Sprintf("A%d", number), values, excelize.RowOpts{Height: s.height(cells)})
}

// Heights of rows in points. Excel makes a row as high as its wrapped text when
// it opens the workbook, LibreOffice does not.
const (
	lineHeight = 16
	maxHeight  = 409 // ECMA-376 and Excel's own limit
)

// height guesses how high a row must be for its longest cell.
func (s *sheet) height(cells []string) float64 {
	most := 1
	for i, cell := range cells {
		lines := 0
		for line := range strings.SplitSeq(cell, "\n") {
			lines++
			if long := extent(line); long > s.columns[i].width {
				// A word that does not fit moves on whole: lines are not full.
				lines += int(long / (s.columns[i].width * 0.9))
			}
		}
		most = max(most, lines)
	}
	return min(float64(most)*lineHeight+2, maxHeight)
}

// extent measures a line in digits of the default font.
func extent(line string) float64 {
	total := 0.0
	for _, r := range line {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			total += 2
		default:
			total++
		}
	}
	return total
}

// layOut makes the sheet print on A4, landscape, as wide as the paper, with its
// headings on every page.
func (s *sheet) layOut(book *excelize.File, name string) error {
	fit := true
	if err := book.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	a4, landscape, wide, high := 9, "landscape", 1, 0
	if err := book.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high,
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
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: "'" + strings.ReplaceAll(name, "'", "''") + "'!$1:$2",
	})
}

// sheetName makes a name that Excel takes: at most 31 UTF-16 units, none of its
// special characters, no apostrophe at either end.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || !isVisible(r) {
			return -1
		}
		return r
	}, s)
	for len(utf16.Encode([]rune(s))) > excelize.MaxSheetNameLength {
		s = cut(s, len(s)-1)
	}
	return strings.Trim(s, "' ")
}
