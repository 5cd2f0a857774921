package packet

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

const (
	zh = translations.Chinese
	en = translations.English
)

// both says a message in both languages in one cell, "材料 Materials".
func both(id string, args ...map[string]string) string {
	return join(translations.Text(zh, id, args...), translations.Text(en, id, args...))
}

func join(chinese, english string) string {
	if chinese == english {
		return chinese
	}
	return strings.TrimSpace(chinese + " " + english)
}

// heading returns a column headed by a message in one language.
func heading(l translations.Language, id string, width float64) column {
	return column{translations.Text(l, id), width}
}

// filingSheets shows the fields of the filing in the order of the forms: one
// sheet for the host unit, one for each website, and what a change replaces and
// the checklist's answers on sheets of their own.
func (c *contents) filingSheets() []sheet {
	sheets := []sheet{c.filingSheet("packet.sheet.host", nil)}
	for i := range c.Filing.Websites {
		number := map[string]string{"number": strconv.Itoa(i + 1)}
		id := "packet.sheet.website"
		if len(c.Filing.Websites) > 1 {
			id = "packet.sheet.website_number"
		}
		sheets = append(sheets, c.filingSheet(id, number))
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

func (c *contents) filingSheet(id string, args map[string]string) sheet {
	return sheet{
		name: both(id, args), title: both(id, args),
		columns: []column{
			heading(zh, "packet.column.item", 24), heading(en, "packet.column.item", 28),
			heading(zh, "packet.column.content", 46), heading(en, "packet.column.content", 34),
		},
	}
}

// summary says what kind of filing it is and on what it was judged.
func (c *contents) summary() []row {
	kind := "kind." + c.Filing.Kind
	rows := []row{
		{section: true, cells: []string{translations.Text(zh, "packet.summary"), translations.Text(en, "packet.summary")}},
		labelled("packet.summary.kind", translations.Text(zh, kind), translations.Text(en, kind)),
	}
	if !translations.Has(zh, kind) {
		rows[1] = labelled("packet.summary.kind", c.Filing.Kind, "")
	}
	rows = append(rows, c.endings()...)
	// Nobody's identity is verified to end a recordal.
	if !wording.IsCancellation(c.Filing.Kind) {
		rows = append(rows, labelled("packet.summary.route", translations.Text(zh, routeID(c.Report)), translations.Text(en, routeID(c.Report))))
	}
	rows = append(rows,
		labelled("packet.summary.as_of", c.Report.AsOf, ""),
		labelled("packet.summary.rulebook", c.Report.Rulebook, ""),
	)
	if c.Incomplete {
		rows = append(rows, labelled("packet.summary.state", translations.Text(zh, "packet.draft"), translations.Text(en, "packet.draft")))
	}
	return rows
}

func labelled(id, chinese, english string) row {
	return row{cells: []string{translations.Text(zh, id), translations.Text(en, id), chinese, english}}
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
		cells[k] = translations.Text(l, "section."+i.Section.ID)
		if at.member > 0 {
			list := strings.TrimSuffix(i.Section.Base, ".*")
			id := "member." + list[strings.LastIndexByte(list, '.')+1:]
			cells[k] += " " + translations.Text(l, id, map[string]string{"number": strconv.Itoa(at.member)})
		}
	}
	return row{section: true, cells: cells}
}

// fieldRow shows one field. English stands beside the Chinese where it says
// something else: a choice, a place, yes or no; what a person typed is filed in
// Chinese only.
func (c *contents) fieldRow(i rules.Instance) row {
	r := row{field: "field." + i.Field.ID, cells: []string{wording.Label(zh, i.Field.ID), wording.Label(en, i.Field.ID)}}
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
		return translations.Text(en, "material."+id)
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
	var names []string
	for _, s := range c.scans {
		if m.Holds(c.Filing.Attachments[s.index]) {
			names = append(names, s.entry.Path)
		}
	}
	return strings.Join(names, "\n")
}
