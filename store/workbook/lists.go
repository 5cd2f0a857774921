package workbook

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"recordaldesk/assets/divisions"
	"recordaldesk/rules"
	"recordaldesk/translations"
)

// dropList is what cells drop down. It stands in a column of a hidden sheet: what
// a cell's own list may say ends at 255 characters.
type dropList struct {
	name   string // defined name of its cells
	items  []string
	strict bool // nothing else may be typed
	sheet  string
	column int // from 0
}

// The lists that are none of the rulebook's.
const (
	listFlag     = "list_yes_no"
	listUntil    = "list_long_term"
	listProvince = "list_province"
)

// listName is the name of a list of the rulebook.
func listName(id string) string { return "list_of_" + id }

// listFor returns the name of the list that a field's cell drops down, "" for none.
func listFor(f *rules.Field) string {
	switch f.Type {
	case rules.TypeFlag:
		return listFlag
	case rules.TypeUntil:
		return listUntil
	case rules.TypeProvince:
		return listProvince
	case rules.TypeChoice, rules.TypeChoices:
		return listName(f.Choices)
	}
	return ""
}

// dropLists makes the lists of those names, and the hidden sheet that they stand
// on.
func dropLists(book *rules.Book, names []string) ([]dropList, sheet) {
	s := sheet{name: both("workbook.sheet.lists"), title: both("workbook.sheet.lists"), locked: true, hidden: true}
	var all []dropList
	for _, name := range names {
		l := itemsOf(book, name)
		l.sheet, l.column = sheetName(s.name), len(all)
		s.columns = append(s.columns, column{name, 40})
		for i, item := range l.items {
			if i == len(s.rows) {
				s.rows = append(s.rows, row{})
			}
			for len(s.rows[i].cells) < l.column {
				s.rows[i].cells = append(s.rows[i].cells, "")
			}
			s.rows[i].cells = append(s.rows[i].cells, item)
		}
		all = append(all, l)
	}
	return all, s
}

func itemsOf(book *rules.Book, name string) dropList {
	switch name {
	case listFlag:
		return dropList{name: name, items: []string{both("value.yes"), both("value.no")}, strict: true}
	case listUntil:
		return dropList{name: name, items: []string{both("value.long_term")}}
	case listProvince:
		l := dropList{name: name, strict: true}
		for _, d := range divisions.Provinces() {
			l.items = append(l.items, join(d.Name, d.English))
		}
		return l
	}
	for _, id := range sorted(book.Lists) {
		if listName(id) == name {
			return choicesOf(id, book.Lists[id])
		}
	}
	return dropList{name: name}
}

func choicesOf(id string, list rules.List) dropList {
	l := dropList{name: listName(id), strict: !list.Open}
	for _, c := range list.Choices {
		l.items = append(l.items, choiceName(id, c.ID))
	}
	return l
}

// choiceName is what a choice is called in a list, "企业 Enterprise". The members
// of the provinces' list are places.
func choiceName(list, id string) string {
	if message := "choice." + list + "." + id; translations.Has(zh, message) {
		return both(message)
	}
	return placeName(id)
}

// placeName is what a place is called in a list, its code where nobody has it.
func placeName(code string) string {
	d, ok := divisions.Lookup(code)
	if !ok {
		return code
	}
	return join(d.Name, d.English)
}

// define gives the list's cells their name.
func (l dropList) define(book *excelize.File) error {
	if len(l.items) == 0 {
		return nil
	}
	from, to := cellName(l.column, roleRow), cellName(l.column, roleRow+len(l.items)-1)
	return book.SetDefinedName(&excelize.DefinedName{Name: l.name, RefersTo: fmt.Sprintf("%s!%s:%s", quoted(l.sheet), fixed(from), fixed(to))})
}

// fixed writes a cell's name as a reference that does not move.
func fixed(cell string) string {
	column, row, err := excelize.SplitCellName(cell)
	if err != nil {
		panic(err) // made by cellName
	}
	return fmt.Sprintf("$%s$%d", column, row)
}

// isStrict reports whether nothing but the list's items may be typed into the
// cells that drop it down.
func isStrict(lists []dropList, name string) bool {
	i := slices.IndexFunc(lists, func(l dropList) bool { return l.name == name })
	return i >= 0 && lists[i].strict
}
