package workbook

import (
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// What the workbook has of a change, of a cancellation, and of the checklist's
// questions. A filing without them has none of these sheets.

// changeSheet compares what is on record with what is filed instead; false where
// nothing changes.
func (c *contents) changeSheet() (sheet, bool) {
	inChinese := wording.Compared(zh, c.Book, c.Filing, c.Report.AsOf)
	inEnglish := wording.Compared(en, c.Book, c.Filing, c.Report.AsOf)
	s := sheet{
		name: both("packet.sheet.changes"), title: both("packet.sheet.changes"),
		columns: []column{
			heading(zh, "packet.column.item", 24), heading(en, "packet.column.item", 28),
			{both("output.before"), 38}, heading(zh, "output.after", 38), heading(en, "output.after", 30),
		},
		form: filed, roles: map[string]int{roleBefore: 2, roleValue: 3},
	}
	for i, one := range inChinese {
		english := inEnglish[i].After
		if english == one.After {
			english = ""
		}
		// What is filed instead is read where it stands on the form.
		s.rows = append(s.rows, row{key: keyBefore + one.Path, field: "field." + one.FieldID, cells: []string{
			one.Label, inEnglish[i].Label, one.Before, one.After, english,
		}})
	}
	if len(s.rows) > 0 && c.Filing.Change.Reason != "" {
		s.rows = append(s.rows, row{field: "field.change.reason", cells: []string{
			say(zh, "output.reason"), say(en, "output.reason"), "", c.Filing.Change.Reason,
		}})
	}
	// Which of them stands for others, such as a person for all that is said of the
	// person, shows nowhere else.
	for _, path := range c.Filing.Change.Fields {
		s.rows = append(s.rows, row{key: keyChanges, field: "field.change.fields", cells: []string{"", "", "", path}, hidden: true})
	}
	return s, len(s.rows) > 0
}

// endings says in the summary what a cancellation ends.
func (c *contents) endings() []row {
	var rows []row
	inEnglish := wording.Ended(en, c.Filing)
	for i, one := range wording.Ended(zh, c.Filing) {
		rows = append(rows, labelled("output.ends", one, inEnglish[i]))
	}
	return rows
}

// answerSheet lists the checklist's questions with their answers, the open ones
// too; false where none is answered.
func (c *contents) answerSheet(shown []rules.Instance) (sheet, bool) {
	s := sheet{
		name: both("packet.sheet.answers"), title: both("packet.sheet.answers"),
		columns: []column{
			heading(zh, "packet.column.question", 46), heading(en, "packet.column.question", 52), {both("packet.column.for"), 24},
			heading(zh, "packet.column.answer", 18), heading(en, "packet.column.answer", 18),
		},
		form: filed, roles: map[string]int{roleValue: 3},
	}
	answered := false
	for _, i := range shown {
		if !wording.IsAnswer(i.Path) {
			continue
		}
		r := c.fieldRow(i)
		if len(r.cells) < 4 {
			continue // the filing has no place for it
		}
		where := wording.Where(zh, c.Filing, i.Path)
		if other := wording.Where(en, c.Filing, i.Path); other != where {
			where = join(where, other)
		}
		chinese, english := r.cells[2], r.cells[3]
		answered = answered || chinese != ""
		if chinese == "" {
			chinese, english = say(zh, "packet.unanswered"), say(en, "packet.unanswered")
			r.key = ""
		}
		r.cells = []string{r.cells[0], r.cells[1], where, chinese, english}
		s.rows = append(s.rows, r)
	}
	return s, answered
}

// hasOwnSheet reports whether the field stands in one of the sheets above, and not
// among the fields of the form. The list of what changes is said by the comparison,
// in words.
func hasOwnSheet(i rules.Instance) bool {
	return i.Field.Before || i.Field.Type == rules.TypeFields || wording.IsAnswer(i.Path)
}

// findingSheet lists what the rulebook has to say.
func (c *contents) findingSheet() sheet {
	s := sheet{
		name: both("packet.sheet.findings"), title: both("packet.sheet.findings"),
		columns: []column{
			{both("packet.column.severity"), 9},
			heading(zh, "packet.column.field", 19), heading(en, "packet.column.field", 23),
			heading(zh, "packet.column.problem", 27), heading(en, "packet.column.problem", 31),
			heading(zh, "packet.column.fix", 27), heading(en, "packet.column.fix", 31),
			{both("packet.column.source"), 20},
		},
	}
	groups := wording.Group(c.Report.Findings)
	s.rows = c.findingRows(groups.AtFields)
	if len(s.rows) == 0 {
		s.rows = []row{{cells: []string{"", "", "", say(zh, "packet.no_findings"), say(en, "packet.no_findings")}}}
	}
	add := func(title string, findings []rules.Finding) {
		if len(findings) > 0 {
			s.rows = append(s.rows, row{section: true, cells: []string{"", say(zh, title), say(en, title)}})
			s.rows = append(s.rows, c.findingRows(findings)...)
		}
	}
	add("output.unanswered", groups.Unanswered)
	for _, m := range groups.Moments {
		add(m.Title(), m.Findings)
	}
	return s
}

func (c *contents) findingRows(findings []rules.Finding) []row {
	var rows []row
	for _, f := range findings {
		messageZH, fixZH := wording.Message(zh, f)
		messageEN, fixEN := wording.Message(en, f)
		rows = append(rows, row{field: "field." + f.FieldID, cells: []string{
			both("packet.severity." + string(f.Severity)),
			c.fieldOf(zh, f), c.fieldOf(en, f), messageZH, messageEN,
			fixZH + wording.Repair(zh, f), strings.TrimSpace(fixEN + " " + wording.Repair(en, f)),
			wording.Cited(zh, f),
		}})
	}
	return rows
}

// fieldOf names the field a finding stands at, and where it is.
func (c *contents) fieldOf(l translations.Language, f rules.Finding) string {
	said := []string{wording.Where(l, c.Filing, f.Field)}
	if id := "field." + f.FieldID; translations.Has(l, id) {
		said = append(said, say(l, id))
	}
	return strings.TrimSpace(strings.Join(said, " "))
}

// wanted says whether a material is needed, or may be.
func wanted(m rules.Material) string {
	if m.Advised && !m.Needed {
		return both("packet.advised")
	}
	return yesNo(m.Needed)
}
