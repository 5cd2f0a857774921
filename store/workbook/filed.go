package workbook

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Input is what a workbook shows.
type Input struct {
	Filing     *rules.Filing
	Report     *rules.Report
	Book       *rules.Book
	Incomplete bool                          // it is a draft, and says so
	Files      func(rules.Material) []string // names of a material's scans; nil for a workbook without scans
}

// Filed makes the workbook of a filing: a sheet for the host unit and each website,
// what a change replaces, the checklist's answers, the materials, and what the
// rulebook found. It says what the window says. It fails with an [*Error] that
// names the field whose text a cell cannot hold.
func Filed(in Input) ([]byte, error) {
	c := &contents{in}
	f := file{
		sheets: append(c.filingSheets(), c.materialSheet(), c.findingSheet()),
		title:  strings.TrimSuffix(FileName, ".xlsx"), day: madeOn(in.Report.AsOf),
	}
	return f.write()
}

// contents is what the sheets are made from.
type contents struct{ Input }

// heading returns a column headed by a message in one language.
func heading(l translations.Language, id string, width float64) column {
	return column{say(l, id), width}
}

// filingSheets shows the fields of the filing in the order of the forms: one
// sheet for the host unit, one for each website, and what a change replaces and
// the checklist's answers on sheets of their own.
func (c *contents) filingSheets() []sheet {
	sheets := []sheet{filingSheet("packet.sheet.host", nil)}
	for i := range c.Filing.Websites {
		number := map[string]string{"number": strconv.Itoa(i + 1)}
		id := "packet.sheet.website"
		if len(c.Filing.Websites) > 1 {
			id = "packet.sheet.website_number"
		}
		sheets = append(sheets, filingSheet(id, number))
	}
	sheets[0].rows = append(c.summary(), sheets[0].rows...)
	shown := c.Book.Shown(c.Filing, c.Report.AsOf)
	var at place
	for _, i := range shown {
		if hasOwnSheet(i) {
			continue
		}
		s := &sheets[i.Website+1]
		if here := placeOf(i); here != at {
			at = here
			s.rows = append(s.rows, c.sectionRow(i, here))
		}
		s.rows = append(s.rows, c.fieldRow(i))
	}
	// A change of the host unit asks nothing of its websites.
	sheets = slices.DeleteFunc(sheets, func(s sheet) bool { return len(s.rows) == 0 })
	if s, ok := c.changeSheet(); ok {
		sheets = slices.Insert(sheets, 1, s)
	}
	if s, ok := c.answerSheet(shown); ok {
		sheets = append(sheets, s)
	}
	return sheets
}

func filingSheet(id string, args map[string]string) sheet {
	return sheet{
		name: both(id, args), title: both(id, args),
		columns: []column{
			heading(zh, "packet.column.item", 24), heading(en, "packet.column.item", 28),
			heading(zh, "packet.column.content", 46), heading(en, "packet.column.content", 34),
		},
		form: filed, roles: map[string]int{roleValue: 2},
	}
}

// summary says what kind of filing it is and on what it was judged.
func (c *contents) summary() []row {
	kind := "kind." + c.Filing.Kind
	rows := []row{
		{section: true, cells: []string{say(zh, "packet.summary"), say(en, "packet.summary")}},
		labelled("packet.summary.kind", say(zh, kind), say(en, kind)),
	}
	if !translations.Has(zh, kind) {
		rows[1] = labelled("packet.summary.kind", c.Filing.Kind, "")
	}
	rows[1].key = keyKind
	rows = append(rows, c.endings()...)
	// Nobody's identity is verified to end a recordal.
	if !wording.IsCancellation(c.Filing.Kind) {
		rows = append(rows, labelled("packet.summary.route", say(zh, routeID(c.Report)), say(en, routeID(c.Report))))
	}
	asOf := labelled("packet.summary.as_of", c.Report.AsOf, "")
	if c.Filing.AsOf != "" {
		asOf.key = keyAsOf // a filing without a day is judged on that of the export
	}
	rows = append(rows,
		asOf,
		labelled("packet.summary.rulebook", c.Report.Rulebook, ""),
	)
	if c.Incomplete {
		rows = append(rows, labelled("packet.summary.state", say(zh, "packet.draft"), say(en, "packet.draft")))
	}
	return rows
}

func labelled(id, chinese, english string) row {
	return row{cells: []string{say(zh, id), say(en, id), chinese, english}}
}

// routeID is the message that says how the filing will be verified.
func routeID(r *rules.Report) string { return "packet.route." + string(r.Route) }

// place is where fields stand that share a heading: a section, or one member of
// a section that repeats.
type place struct {
	section *rules.Section
	website int
	member  int // of the list the section repeats over, from 1; 0 where it does not
}

func placeOf(i rules.Instance) place {
	p := place{section: i.Section, website: i.Website}
	if i.Section.Repeats() {
		member := strings.TrimSuffix(i.Path, "."+i.Field.Name)
		if n, err := strconv.Atoi(member[strings.LastIndexByte(member, '.')+1:]); err == nil {
			p.member = n + 1
		}
	}
	return p
}

func (c *contents) sectionRow(i rules.Instance, at place) row {
	cells := make([]string, 2)
	for k, l := range []translations.Language{zh, en} {
		cells[k] = say(l, "section."+i.Section.ID)
		if at.member > 0 { // the heading of the section says no more
			cells[k] = capital(memberName(l, listOf(i.Section), at.member))
		}
	}
	return row{section: true, cells: cells}
}

// fieldRow shows one field. English stands beside the Chinese where it says
// something else: a choice, a place, yes or no; what a person typed is filed in
// Chinese only.
func (c *contents) fieldRow(i rules.Instance) row {
	r := row{key: i.Path, field: "field." + i.Field.ID, cells: []string{wording.Label(zh, i.Field.ID), wording.Label(en, i.Field.ID)}}
	value, err := c.Filing.Get(i.Path)
	if err != nil {
		return r // a field of the form that the filing has no place for shows nothing
	}
	chinese, english := wording.Value(zh, i.Field, value), wording.Value(en, i.Field, value)
	if chinese == english {
		english = ""
	}
	r.cells = append(r.cells, chinese, english)
	return r
}

// materialSheet lists all materials the rulebook knows, needed or not.
func (c *contents) materialSheet() sheet {
	s := sheet{
		name: both("packet.sheet.materials"), title: both("packet.sheet.materials"),
		columns: []column{
			{both("packet.column.number"), 6},
			heading(zh, "packet.column.material", 19), heading(en, "packet.column.material", 23),
			{both("packet.column.for"), 17}, {both("packet.column.needed"), 8}, {both("packet.column.copies"), 7},
			{both("packet.column.delivery"), 13}, {both("packet.column.signature"), 10},
			{both("packet.column.seal"), 10}, {both("packet.column.date"), 13},
			heading(zh, "packet.column.reason", 24), heading(en, "packet.column.reason", 28),
			{both("packet.column.files"), 28},
		},
	}
	for _, m := range c.Report.Materials {
		number := ""
		if m.Item > 0 {
			number = strconv.Itoa(m.Item)
		}
		s.rows = append(s.rows, row{cells: []string{
			number, materialName(m.ID), englishMaterialName(m.ID), c.belongsTo(m), wanted(m), strconv.Itoa(m.Copies),
			deliveries(m), mark(m.Signature), mark(m.Seal), mark(m.Date),
			wording.Reason(zh, m), wording.Reason(en, m), c.filesOf(m),
		}})
	}
	return s
}

func englishMaterialName(id string) string {
	if translations.Has(en, "material."+id) {
		return say(en, "material."+id)
	}
	return ""
}

// belongsTo says for which website or domain a material is.
func (c *contents) belongsTo(m rules.Material) string {
	switch {
	case m.Per == "domain":
		return m.Domain
	case m.Per == "website" && len(c.Filing.Websites) > 1:
		return both("member.websites", map[string]string{"number": strconv.Itoa(m.Website + 1)})
	}
	return ""
}

func yesNo(yes bool) string {
	if yes {
		return both("value.yes")
	}
	return both("value.no")
}

// mark says whether a signature, seal or date is asked for.
func mark(what string) string {
	if id := "packet.mark." + what; translations.Has(zh, id) {
		return both(id)
	}
	return ""
}

func deliveries(m rules.Material) string {
	if !m.Needed && !m.Advised {
		return ""
	}
	said := make([]string, len(m.Delivery))
	for i, d := range m.Delivery {
		said[i] = both("packet.delivery." + d)
	}
	return strings.Join(said, "\n")
}

// filesOf names the scans of a material in the packet.
func (c *contents) filesOf(m rules.Material) string {
	if c.Files == nil {
		return ""
	}
	return strings.Join(c.Files(m), "\n")
}

// materialName is the Chinese name of a material, its id for one that the rulebook
// does not know.
func materialName(id string) string {
	if !translations.Has(zh, "material."+id) {
		return id
	}
	return say(zh, "material."+id)
}
