package workbook

import (
	"cmp"
	"slices"
	"strconv"

	"recordaldesk/translations"
)

// MistakeKind says why a cell was not read. It is the last part of the message that
// tells a person: workbook.mistake.<value>.
type MistakeKind string

// Why a cell was not read.
const (
	Formula       MistakeKind = "formula"        // nothing is calculated here
	ErrorValue    MistakeKind = "error_value"    // #N/A and the like
	Rounded       MistakeKind = "rounded"        // a number of more digits than spreadsheet programs keep
	Altered       MistakeKind = "altered"        // a number, day or truth where a text is asked
	Merged        MistakeKind = "merged"         // with other cells
	Twice         MistakeKind = "twice"          // another cell holds something else for the same field
	UnknownField  MistakeKind = "unknown_field"  // the row's key is none of the rulebook's
	UnknownChoice MistakeKind = "unknown_choice" // none of the field's choices
	BadKind       MistakeKind = "unknown_kind"   // none of the rulebook's kinds of recordal
	NotDate       MistakeKind = "not_date"
	NotUntil      MistakeKind = "not_until" // neither a day nor long-term
	NotFlag       MistakeKind = "not_flag"  // neither yes nor no
	UnknownPlace  MistakeKind = "unknown_place"
	Ambiguous     MistakeKind = "ambiguous_place"
	TooLong       MistakeKind = "too_long"
	Unusable      MistakeKind = "unusable"   // holds what no text does, such as NUL
	Stray         MistakeKind = "stray"      // stands where the form has no item
	LostSheet     MistakeKind = "lost_sheet" // a whole sheet that is none of the form's, or not any more
	More          MistakeKind = "more"       // and further mistakes, which are not listed
)

// MistakeKinds lists every MistakeKind, for the test that each has its messages.
var MistakeKinds = []MistakeKind{
	Formula, ErrorValue, Rounded, Altered, Merged, Twice, UnknownField, UnknownChoice, BadKind, NotDate, NotUntil,
	NotFlag, UnknownPlace, Ambiguous, TooLong, Unusable, Stray, LostSheet, More,
}

// Mistake is a cell that does not fit. It never quotes what stands in the cell.
type Mistake struct {
	Sheet string // its name
	Cell  string // such as D14
	Field string // label id of the field, such as field.host.name; "" for none
	Kind  MistakeKind

	other string // sheet and cell that holds the same field, for Twice
	cell  string
	max   int // characters, for TooLong
}

// mostMistakes are those that are listed: nobody reads more, and a file from
// anybody may have any number.
const mostMistakes = 500

// Problem says what is wrong with the cell and what to do about it, without saying
// where it is.
func (m Mistake) Problem(l translations.Language) string {
	return say(l, "workbook.mistake."+string(m.Kind), map[string]string{
		"sheet": m.other, "cell": m.cell, "max": strconv.Itoa(m.max),
	})
}

// Message says in one line which cell does not fit, why, and what to do about it.
func (m Mistake) Message(l translations.Language) string {
	problem := m.Problem(l)
	switch {
	case m.Cell == "":
		return problem
	case m.Field == "" || !translations.Has(l, m.Field):
		return say(l, "workbook.mistake.nowhere", map[string]string{"sheet": m.Sheet, "cell": m.Cell, "problem": problem})
	}
	return say(l, "workbook.mistake.at", map[string]string{
		"sheet": m.Sheet, "cell": m.Cell, "field": say(l, m.Field), "problem": problem,
	})
}

// mistakes gathers them in the order of the cells.
type mistakes struct {
	list []placedMistake
	more bool
}

type placedMistake struct {
	Mistake
	at position
}

// position is where a cell stands: sheet, row and column, from 0.
type position struct{ sheet, row, column int }

func (p position) compare(q position) int {
	return cmp.Or(cmp.Compare(p.sheet, q.sheet), cmp.Compare(p.row, q.row), cmp.Compare(p.column, q.column))
}

func (m *mistakes) add(at position, one Mistake) {
	if len(m.list) == mostMistakes {
		m.more = true
		return
	}
	m.list = append(m.list, placedMistake{one, at})
}

func (m *mistakes) all() []Mistake {
	slices.SortStableFunc(m.list, func(a, b placedMistake) int { return a.at.compare(b.at) })
	all := make([]Mistake, len(m.list))
	for i, one := range m.list {
		all[i] = one.Mistake
	}
	if m.more {
		all = append(all, Mistake{Kind: More})
	}
	return all
}
