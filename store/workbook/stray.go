package workbook

import (
	"strings"
)

// A form that comes back may hold more than its items: a client without room for a
// sixth domain adds a row or a sheet, or types beside the form; another deletes the
// hidden column by which a sheet is known. None of that can be read, and none of it
// may be lost without a word.

// isBlank reports whether nothing to read stands in the cell.
func (c cell) isBlank() bool { return c.kind == cellText && strings.TrimSpace(c.text) == "" }

// strays names the cells of a form's sheet that were filled in where it has no item:
// in a row without a key, behind the last column, or below the last row.
func (in *intake) strays(number int, f *frame, keys map[int]string) {
	if f.form != blank {
		return // a workbook that shows a filing has rows that are not read back
	}
	last := f.row
	for row, key := range keys {
		if key == keyKind {
			return // how to fill in, which has no room for answers
		}
		last = max(last, row)
	}
	for _, c := range in.sheets.tables[number].cells {
		isAnswer := f.roles[c.column] != "" && keys[c.row] == ""
		outside := c.column > f.keys || c.row > last
		if c.row > f.row && (isAnswer || outside) && !c.isBlank() && c.text != both("workbook.optional_member") {
			in.unread(position{number, c.row, c.column}, Stray)
		}
	}
	if len(f.roles) == 0 {
		in.unread(position{number, f.row, f.keys}, LostSheet)
	}
}

// strangeSheets names the sheets of a form that are none of its own, by the first
// cell that something stands in.
func (in *intake) strangeSheets() {
	if in.form != blank {
		return // a workbook that shows a filing has sheets that are not read back
	}
	for _, number := range in.unknown {
		t := &in.sheets.tables[number]
		for _, c := range t.cells {
			if c.isBlank() {
				continue
			}
			// The form keeps its lists on a hidden sheet, which some make visible.
			if !t.hidden && c.text != both("workbook.sheet.lists") {
				in.unread(position{number, c.row, c.column}, LostSheet)
			}
			break
		}
	}
}

// unread notes a cell that belongs to no field.
func (in *intake) unread(at position, kind MistakeKind) {
	in.mistakes.add(at, Mistake{Sheet: in.sheets.tables[at.sheet].name, Cell: cellName(at.column, at.row+1), Kind: kind})
}
