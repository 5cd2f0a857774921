package workbook

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// entry is one thing that a workbook asks: a field, or whether a person or a list
// changes.
type entry struct {
	path     string
	id       string       // of its label
	field    *rules.Field // nil for a person or a list
	section  *rules.Section
	when     [][]rules.Given
	need     rules.Need
	changing bool // asked only where it changes
	website  int  // index, -1 for none
	member   int  // of the section's list, -1 for none
	pick     bool
	heading  []rules.Given // answers that decide about the whole section
	asAbove  bool          // when is that of the entry above
}

// entryPlace is where entries stand that share a heading.
type entryPlace struct {
	section *rules.Section
	member  int
}

func (e entry) place() entryPlace { return entryPlace{e.section, e.member} }

// entries lists all that the workbook asks, in the order of the forms.
func (b *blankForm) entries() []entry {
	var all []entry
	askable := b.book.Askable(b.kind.ID, b.today)
	for i := 0; i < len(askable); {
		section := askable[i].Section
		next := i
		for next < len(askable) && askable[next].Section == section {
			next++
		}
		all = append(all, b.sectionEntries(section, askable[i:next])...)
		i = next
	}
	all = b.withFilled(all)
	return b.withPicks(all)
}

// sectionEntries are the fields of a section: for each website, and each member of
// its list that there is room for.
func (b *blankForm) sectionEntries(section *rules.Section, fields []rules.Askable) []entry {
	if !strings.HasPrefix(section.Base, anyWebsite) && section.Base != "websites.*" {
		return entriesAt(fields, section.Base, -1, -1)
	}
	var all []entry
	for w := range b.f.Websites {
		base := strings.Replace(section.Base, "websites.*", "websites."+strconv.Itoa(w), 1)
		list := listOf(section)
		if list == "" {
			all = append(all, entriesAt(fields, base, w, -1)...)
			continue
		}
		for m := range b.room(w, list) {
			all = append(all, entriesAt(fields, strings.Replace(base, "*", strconv.Itoa(m), 1), w, m)...)
		}
	}
	return all
}

func entriesAt(fields []rules.Askable, base string, website, member int) []entry {
	all := make([]entry, len(fields))
	for i, a := range fields {
		all[i] = entry{
			path: base + "." + a.Field.Name, id: a.Field.ID, field: a.Field, section: a.Section,
			when: a.When, need: a.Need, changing: a.Changing, website: website, member: member,
		}
	}
	return shared(all)
}

// room is how many members of a website's list there is room for.
func (b *blankForm) room(website int, list string) int {
	name := list[strings.LastIndexByte(list, '.')+1:]
	usual, ok := blocks[name]
	if !ok {
		usual = usualBlocks
	}
	return max(usual, b.f.Len(strings.Replace(list, "*", strconv.Itoa(website), 1)))
}

// withFilled adds what is filled in although the kind does not ask for it, where
// the forms have it.
func (b *blankForm) withFilled(all []entry) []entry {
	if !b.from {
		return all
	}
	at := map[string]bool{}
	for _, e := range all {
		at[e.path] = true
	}
	last := -1
	for _, i := range b.book.Shown(b.f, b.today) {
		if i.Field.Before || i.Field.Type == rules.TypeFields {
			continue
		}
		if at[i.Path] {
			last = slices.IndexFunc(all, func(e entry) bool { return e.path == i.Path })
			continue
		}
		e := entry{path: i.Path, id: i.Field.ID, field: i.Field, section: i.Section, website: websiteOf(i.Path), member: -1}
		if listOf(i.Section) != "" {
			e.member = memberOf(i.Path)
		}
		at[e.path] = true
		for last >= 0 && last+1 < len(all) && all[last].section != e.section && all[last+1].section == all[last].section {
			last++ // past the empty members of a list
		}
		last++
		all = slices.Insert(all, last, e)
	}
	return all
}

// websiteOf is the index of the website that a path leads into, -1 for none.
func websiteOf(path string) int {
	rest, ok := strings.CutPrefix(path, "websites.")
	if !ok {
		return -1
	}
	index, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(index)
	if err != nil {
		return -1
	}
	return n
}

// memberOf is the index of the member of a website's list that a path leads into,
// -1 for none.
func memberOf(path string) int {
	for _, part := range strings.Split(path, ".")[min(2, strings.Count(path, ".")):] {
		if n, err := strconv.Atoi(part); err == nil {
			return n
		}
	}
	return -1
}

// picks are what may be marked as changing.
func (b *blankForm) picks() []rules.Pick {
	// Everything may be picked that anybody could be: with persons of their own.
	probe := b.f.Clone()
	probe.Host.LeadIsLegalRepresentative = false
	for i := range probe.Websites {
		probe.Websites[i].LeadIsHostLead, probe.Websites[i].LeadIsLegalRepresentative = false, false
	}
	picks := b.book.Picks(probe, b.today)
	for _, p := range b.book.Picks(b.f, b.today) {
		if !slices.ContainsFunc(picks, func(q rules.Pick) bool { return q.Path == p.Path }) {
			picks = append(picks, p) // what is given where the person's other office stands
		}
	}
	return picks
}

// withPicks adds, before the fields they stand for, the persons and lists that may
// change as a whole, and marks the fields that may.
func (b *blankForm) withPicks(all []entry) []entry {
	for _, p := range b.picks() {
		first := slices.IndexFunc(all, func(e entry) bool { return e.path == p.Path || strings.HasPrefix(e.path, p.Path+".") })
		switch {
		case first < 0:
			// Nothing of it is asked, so there is no place for it.
		case all[first].path == p.Path:
			all[first].pick = true
		default:
			all = slices.Insert(all, first, entry{
				path: p.Path, id: p.FieldID, section: all[first].section,
				heading: all[first].heading, website: p.Website, member: -1, pick: true,
			})
		}
	}
	return all
}

// fieldRows are the rows of an entry: one, or several to choose several in.
func (b *blankForm) fieldRows(e entry) []row {
	texts := []string{""}
	if e.field != nil {
		texts = b.texts(e)
	}
	all := make([]row, len(texts))
	for i, text := range texts {
		all[i] = b.fieldRow(e, text)
		if i > 0 {
			// The same once more: asked and explained above.
			all[i].cells[2], all[i].cells[len(all[i].cells)-1] = "", ""
			for k := range 2 {
				all[i].cells[k] += " (" + strconv.Itoa(i+1) + ")"
			}
		}
		if i > 0 && b.changes() {
			all[i].looks[3], all[i].looks[4] = lookCell, lookCell
			delete(all[i].lists, 3)
			all[i].cells[3], all[i].cells[4] = "", ""
		}
	}
	return all
}

func (b *blankForm) fieldRow(e entry, text string) row {
	r := row{
		key: inSheet(e.path), field: "field." + e.id, looks: map[int]look{}, lists: map[int]string{},
		cells: make([]string, b.valueColumn()+2),
	}
	value, note := b.valueColumn(), b.valueColumn()+1
	r.cells[0], r.cells[1] = wording.Label(zh, e.id), wording.Label(en, e.id)
	r.cells[note], r.looks[note] = b.note(e), lookNote
	switch {
	case e.field == nil:
		r.looks[value] = lookGiven
	case e.field.Derived:
		r.cells[value], r.looks[value] = text, lookGiven
	default:
		r.cells[value], r.looks[value] = text, lookInput
		b.drop(&r, value, listFor(e.field))
		r.cells[2] = needOf(e)
	}
	if e.pick && b.changes() {
		b.pickCells(&r, e)
	}
	return r
}

// drop makes a cell drop down a list.
func (b *blankForm) drop(r *row, cell int, list string) {
	if list != "" {
		r.lists[cell], b.lists[list] = list, true
	}
}

// pickCells asks whether something changes, and what is on record now.
func (b *blankForm) pickCells(r *row, e entry) {
	r.looks[3], r.looks[4] = lookInput, lookInput
	b.drop(r, 3, listFlag)
	r.cells[4] = b.f.Change.Before[e.path]
	switch {
	case slices.Contains(b.f.Change.Fields, e.path):
		r.cells[3] = both("value.yes")
	case b.from && b.isGiven(e.path):
		// What stands there tells which recordal is meant.
		r.cells[3] = both("value.no")
	}
}

// isGiven reports whether somebody filled in something at a path.
func (b *blankForm) isGiven(path string) bool {
	value, err := b.f.Get(path)
	return err == nil && !reflect.ValueOf(value).IsZero()
}

func needOf(e entry) string {
	switch {
	case e.member > 0, e.need == rules.Optional && !e.changing:
		return ""
	case e.changing:
		return lines("workbook.need.changing")
	case e.need == rules.Sometimes:
		return lines("workbook.need.sometimes")
	}
	return lines("workbook.need.always")
}

// texts are what stands in the cells of a field: one for each choice where there
// may be several, and room for more.
func (b *blankForm) texts(e entry) []string {
	value, err := b.f.Get(e.path)
	if err != nil {
		value = nil // a member that is not there yet
	}
	if e.field.Type != rules.TypeChoices {
		text, _ := value.(string)
		switch yes := value.(type) {
		case bool:
			return []string{yesNo(yes)}
		}
		return []string{textOf(e.field, text)}
	}
	chosen, _ := value.([]string)
	texts := make([]string, len(chosen))
	for i, id := range chosen {
		texts[i] = textOf(e.field, id)
	}
	if e.field.Derived {
		return []string{strings.Join(texts, say(zh, "list.separator"))}
	}
	for len(texts) < min(usualPicks, max(e.field.Offers, 1)) {
		texts = append(texts, "")
	}
	return texts
}

// textOf says one value as its cell does: a choice as its list has it, a place by
// its name.
func textOf(f *rules.Field, value string) string {
	switch {
	case value == "":
		return ""
	case f.Type == rules.TypeUntil && value == rules.LongTerm:
		return both("value.long_term")
	case f.Type == rules.TypeProvince, f.Type == rules.TypeCity, f.Type == rules.TypeCounty:
		return placeText(f.Type, value)
	case f.Choices == "province":
		return placeName(value)
	case f.Type == rules.TypeChoice, f.Type == rules.TypeChoices:
		if message := "choice." + f.Choices + "." + value; translations.Has(zh, message) {
			return both(message)
		}
	}
	return value
}
