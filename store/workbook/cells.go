package workbook

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// The cells of a workbook are read one after the other from its parts (ECMA-376
// part 1, 18), with excelize kept for writing: it builds each sheet in memory with
// all rows up to the last, takes what it does not know for empty, and does not say
// where a formula or a merged cell stands until it is asked cell by cell.

// cellKind is what a cell holds.
type cellKind int

const (
	cellText cellKind = iota
	cellNumber
	cellDate // a number in the format of a day
	cellTrue
	cellFalse
	cellError
	cellFormula
)

// cell is one cell that holds something.
type cell struct {
	row, column int // from 0
	kind        cellKind
	text        string // of a number, as the file writes it
}

// table is the cells of one sheet.
type table struct {
	name   string
	hidden bool
	cells  []cell
	merged []area
}

// area is a rectangle of cells, both corners included.
type area struct{ top, left, bottom, right int }

func (a area) holds(row, column int) bool {
	return a.top <= row && row <= a.bottom && a.left <= column && column <= a.right
}

// spreadsheet is a workbook as it was read.
type spreadsheet struct {
	tables    []table
	epoch1904 bool // days are counted from 1904
}

// reader reads a workbook.
type reader struct {
	parts  *parts
	shared []string
	dates  []bool // by style: whether it shows numbers as days
	cells  int
	rows   int
	texts  int // bytes of the cells' texts
}

// readSpreadsheet reads all cells of a workbook. It fails with an [*Error], with
// the error of r, or when ctx ends.
func readSpreadsheet(ctx context.Context, r io.ReaderAt, size int64) (*spreadsheet, error) {
	p, err := openParts(r, size)
	if err != nil {
		return nil, err
	}
	rd := &reader{parts: p}
	main, err := rd.mainPart()
	if err != nil {
		return nil, err
	}
	s, targets, err := rd.workbook(main)
	if err != nil {
		return nil, err
	}
	for i, target := range targets {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("read workbook: %w", err)
		}
		if err := rd.sheet(target, &s.tables[i]); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// mainPart finds the workbook among the parts, and tells other documents and
// workbooks with programs by their type.
func (r *reader) mainPart() (string, error) {
	main := ""
	found, err := r.parts.each(contentTypes, func(_ *decoder, e xml.StartElement) error {
		kind := attribute(e, "ContentType")
		switch {
		case e.Name.Local == "Override" && (strings.Contains(kind, "macroEnabled") || strings.Contains(kind, "vbaProject")):
			return refuse(Macros, "its type is that of one with programs")
		case e.Name.Local == "Override" && strings.HasSuffix(kind, "spreadsheetml.sheet.main+xml"):
			main = attribute(e, "PartName")
		}
		return nil
	})
	switch {
	case err != nil:
		return "", err
	case !found, main == "":
		return "", refuse(NotWorkbook, "a zip without a workbook")
	}
	return main, nil
}

// related returns the targets of a part's relations, by their id and by the last
// word of their type.
func (r *reader) related(part string) (byID, byType map[string]string, err error) {
	dir, base := path.Split(partName(part))
	byID, byType = map[string]string{}, map[string]string{}
	_, err = r.parts.each(dir+"_rels/"+base+".rels", func(_ *decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		kind := attribute(e, "Type")
		kind = kind[strings.LastIndexByte(kind, '/')+1:]
		if attribute(e, "TargetMode") == "External" || kind == "externalLink" {
			return refuse(Linked, "it refers to another file")
		}
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		byID[attribute(e, "Id")], byType[kind] = target, target
		return nil
	})
	return byID, byType, err
}

// workbook reads which sheets there are, in their order, and what they share.
func (r *reader) workbook(main string) (*spreadsheet, []string, error) {
	byID, byType, err := r.related(main)
	if err != nil {
		return nil, nil, err
	}
	s := &spreadsheet{}
	var targets []string
	found, err := r.parts.each(main, func(_ *decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			s.epoch1904 = isTrue(attribute(e, "date1904"))
		case "externalReference", "webPublishing":
			return refuse(Linked, "it refers to another file")
		case "sheet":
			if len(targets) == maxSheets {
				return refuse(TooLarge, "more than %d sheets", maxSheets)
			}
			s.tables = append(s.tables, table{name: attribute(e, "name"), hidden: strings.Contains(strings.ToLower(attribute(e, "state")), "hidden")})
			targets = append(targets, byID[relationID(e)])
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, nil, err
	case !found, len(targets) == 0:
		return nil, nil, refuse(Damaged, "a workbook without sheets")
	}
	if err := r.readStyles(byType["styles"]); err != nil {
		return nil, nil, err
	}
	return s, targets, r.readShared(byType["sharedStrings"])
}

// relationID is the attribute r:id; sheetId has another name.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// readShared reads the table of the texts that cells share.
func (r *reader) readShared(part string) error {
	if part == "" {
		return nil
	}
	_, err := r.parts.each(part, func(d *decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		if len(r.shared) == maxStrings {
			return refuse(TooLarge, "more than %d shared texts", maxStrings)
		}
		text, err := d.richText()
		r.shared = append(r.shared, text)
		return err
	})
	return err
}

// sheet reads the cells of a sheet into t. A sheet of charts or of another kind has
// none.
func (r *reader) sheet(part string, t *table) error {
	if part == "" {
		return nil
	}
	row, column := -1, -1
	_, err := r.parts.each(part, func(d *decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			row, column = row+1, -1
			if n, err := strconv.Atoi(attribute(e, "r")); err == nil {
				row = n - 1
			}
			if r.rows++; r.rows > maxRows {
				return refuse(TooLarge, "more than %d rows", maxRows)
			}
		case "c":
			column++
			if ref := attribute(e, "r"); ref != "" {
				var ok bool
				if row, column, ok = coordinates(ref); !ok {
					return refuse(Damaged, "a cell stands nowhere")
				}
			}
			if r.cells++; r.cells > maxCells {
				return refuse(TooLarge, "more than %d cells", maxCells)
			}
			c, err := r.cell(d, e)
			if err != nil {
				return err
			}
			if r.texts += len(c.text); r.texts > maxTexts {
				return refuse(TooLarge, "texts of more than %d bytes", maxTexts)
			}
			if c.row, c.column = row, column; c.kind != cellText || c.text != "" {
				t.cells = append(t.cells, c)
			}
		case "mergeCell":
			from, to, several := strings.Cut(attribute(e, "ref"), ":")
			top, left, ok := coordinates(from)
			bottom, right, ok2 := coordinates(to)
			if len(t.merged) == maxRows {
				return refuse(TooLarge, "more than %d merged cells", maxRows)
			}
			if several && ok && ok2 {
				t.merged = append(t.merged, area{top, left, bottom, right})
			}
		}
		return nil
	})
	return err
}

// cell reads what a cell holds, up to its end.
func (r *reader) cell(d *decoder, e xml.StartElement) (cell, error) {
	kind, style := attribute(e, "t"), attribute(e, "s")
	value, inline, formula := "", "", false
	for {
		token, err := d.next()
		if err != nil {
			return cell{}, unexpectedEnd(err)
		}
		if _, ends := token.(xml.EndElement); ends {
			break
		}
		begins, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch begins.Name.Local {
		case "v":
			value, err = d.plainText()
		case "is":
			inline, err = d.richText()
		case "f":
			formula = true
			_, err = d.plainText()
		default:
			_, err = d.plainText()
		}
		if err != nil {
			return cell{}, err
		}
	}
	if formula {
		return cell{kind: cellFormula}, nil
	}
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(r.shared) {
			return cell{}, refuse(Damaged, "a shared text is missing")
		}
		return cell{text: r.shared[n]}, nil
	case "inlineStr":
		return cell{text: inline}, nil
	case "str":
		return cell{text: unescape(value)}, nil
	case "e":
		return cell{kind: cellError}, nil
	case "b":
		if isTrue(strings.TrimSpace(value)) {
			return cell{kind: cellTrue}, nil
		}
		return cell{kind: cellFalse}, nil
	case "d": // ISO 8601, of strict workbooks
		return cell{kind: cellDate, text: value}, nil
	}
	value = strings.TrimSpace(value)
	n, err := strconv.Atoi(style)
	switch {
	case value == "":
		return cell{}, nil
	case err == nil && n >= 0 && n < len(r.dates) && r.dates[n]:
		return cell{kind: cellDate, text: value}, nil
	}
	return cell{kind: cellNumber, text: value}, nil
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// Rows and columns that the format has (ECMA-376, and Excel's own limits).
const (
	rowsOfSheet    = 1 << 20
	columnsOfSheet = 1 << 14
)

// coordinates reads the name of a cell, such as D14; both counted from 0.
func coordinates(ref string) (row, column int, ok bool) {
	i := 0
	for i < len(ref) && i < 4 {
		c := ref[i] &^ 0x20 // lower case is taken, too
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
		i++
	}
	row, err := strconv.Atoi(ref[i:])
	if i == 0 || err != nil || row < 1 || row > rowsOfSheet || column > columnsOfSheet {
		return 0, 0, false
	}
	return row - 1, column - 1, true
}
