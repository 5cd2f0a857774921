// Package workbook writes a filing as 备案信息表.xlsx, Chinese and English side by
// side, one sheet for each part, and reads it back in.
//
// [Filed] shows what a filing says, for a person and for the packet. [Blank] is
// the same workbook empty, or half filled in, to be completed by a client: with
// drop-down lists, notes, and nothing to type into but the cells that are asked.
// [Read] takes either apart again and names every cell that does not fit.
//
// Every cell is text, also numbers: a credit code keeps its zeros, a number of 18
// digits all of them, and what begins with "=" is no formula.
//
// A cell is found by what it is called, not by where it stands. The last column of
// a sheet, which is hidden, has in each row the path of the row's field, such as
// host.name; a hidden row has in the same column a mark ("recordal.workbook/1 …")
// and, above the cells to read, what they hold: value, before (what is on record
// now) or mark (whether it changes). So a client may unprotect a sheet, insert rows
// and columns, sort, and copy: each sheet whose paths begin with "websites.*" is
// one website, in the order of the sheets, and a copy of such a sheet is another
// website. What lies beyond the form, such as a client's own sheet, is not read.
//
// The same filing gives the same bytes.
package workbook

import (
	"strings"

	"recordaldesk/translations"
)

const (
	zh = translations.Chinese
	en = translations.English
)

func say(l translations.Language, id string, args ...map[string]string) string {
	return translations.Text(l, id, args...)
}

// both says a message in both languages in one cell, "材料 Materials".
func both(id string, args ...map[string]string) string {
	return join(say(zh, id, args...), say(en, id, args...))
}

func join(chinese, english string) string {
	if chinese == english {
		return chinese
	}
	return strings.TrimSpace(chinese + " " + english)
}

// lines says a message in both languages, a line each.
func lines(id string, args ...map[string]string) string {
	return inLines(func(l translations.Language) string { return say(l, id, args...) })
}

// inLines says something in both languages, a line each.
func inLines(say func(translations.Language) string) string { return say(zh) + "\n" + say(en) }
