package workbook

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Options say what a workbook that is to be filled in has room for.
type Options struct {
	Websites int    // sheets for websites, at the most MaxWebsites; 0 is one
	Today    string // YYYY-MM-DD, the day on which the rulebook is asked
}

// What a workbook to be filled in has room for.
const (
	MaxWebsites  = 10 // that can be asked for
	mostWebsites = 50 // of a filing that is filled in already
)

// blocks are the members that each list has room for; others have usualBlocks.
var blocks = map[string]int{"domains": 5, "ips": 3, "pre_approvals": 2}

const (
	usualBlocks = 3
	usualPicks  = 3 // choices that can be made of a list of which several may be
)

// Blank makes the workbook of a kind to be filled in: all that the kind may ask
// for, whatever is answered, with a note beside each field that says when it is
// asked. The values of from, which may be nil, stand in it already; where it has
// more websites, domains or the like, there is room for all of them, and for one
// of each that the kind does not ask for but the filing has. What no form shows,
// such as the scans, is not in it.
//
// It fails with an [*Error]: [UnknownKind], [TooMany] websites, or text that a cell
// cannot hold.
func Blank(book *rules.Book, kind string, from *rules.Filing, o Options) ([]byte, error) {
	k, ok := kindOf(book, kind)
	switch {
	case !ok:
		return nil, &Error{Problem: UnknownKind}
	case o.Websites < 0, o.Websites > MaxWebsites, from != nil && len(from.Websites) > mostWebsites:
		return nil, &Error{Problem: TooMany}
	}
	b := blankForm{book: book, kind: k, today: o.Today, from: from != nil, f: rules.New(kind)}
	if from != nil {
		b.f = from.Clone()
		b.f.Kind = kind
	} else {
		book.Begin(b.f, kind, o.Today)
		book.Derive(b.f, o.Today)
	}
	b.makeRoom(max(1, o.Websites))
	return b.file().write()
}

// blankForm is what the sheets are made from.
type blankForm struct {
	book  *rules.Book
	kind  rules.Kind
	today string
	from  bool          // somebody filled in something already
	f     *rules.Filing // the values that stand in the cells
	lists map[string]bool
}

// makeRoom adds websites up to n, where the kind is about any.
func (b *blankForm) makeRoom(n int) {
	if !b.kind.Websites {
		return
	}
	for len(b.f.Websites) < n {
		b.f.Websites = append(b.f.Websites, rules.NewWebsite())
	}
	if !b.from {
		b.book.Begin(b.f, b.kind.ID, b.today)
		b.book.Derive(b.f, b.today)
	}
}

func (b *blankForm) file() *file {
	b.lists = map[string]bool{}
	sheets := append([]sheet{b.guide()}, b.fieldSheets()...)
	lists, listSheet := dropLists(b.book, sorted(b.lists))
	for i := range sheets {
		sheets[i].strict = func(name string) bool { return isStrict(lists, name) }
	}
	return &file{
		sheets: append(sheets, listSheet), lists: lists,
		title: strings.TrimSuffix(BlankFileName, ".xlsx"), day: madeOn(b.book.Date),
	}
}

// guide says how the workbook is filled in and sent back.
func (b *blankForm) guide() sheet {
	s := sheet{
		name: both("workbook.sheet.guide"), title: both("workbook.guide.title"), locked: true,
		columns: []column{heading(zh, "workbook.guide.column", 66), heading(en, "workbook.guide.column", 78)},
		form:    blank, roles: map[string]int{roleValue: 0},
	}
	plain := func(id string, args map[string]string) row {
		return row{cells: []string{say(zh, id, args), say(en, id, args)}}
	}
	s.rows = []row{
		{section: true, cells: []string{
			say(zh, "workbook.guide.kind", map[string]string{"kind": say(zh, "kind."+b.kind.ID)}),
			say(en, "workbook.guide.kind", map[string]string{"kind": say(en, "kind."+b.kind.ID)}),
		}},
		{key: keyKind, cells: []string{b.kind.ID}, hidden: true},
	}
	if b.f.AsOf != "" {
		s.rows = append(s.rows, row{key: keyAsOf, field: "field.as_of", cells: []string{b.f.AsOf}, hidden: true})
	}
	picks := b.picks()
	for _, path := range b.f.Change.Fields {
		// What the kind cannot change has no row to be marked in.
		if !slices.ContainsFunc(picks, func(p rules.Pick) bool { return p.Path == path }) {
			s.rows = append(s.rows, row{key: keyChanges, field: "field.change.fields", cells: []string{path}, hidden: true})
		}
	}
	ids := []string{"cells", "lists", "text", "dates", "required"}
	if b.changes() {
		ids = append(ids, "changes")
	}
	if b.kind.Websites {
		ids = append(ids, "members", "websites")
	}
	ids = append(ids, "unsure", "protected", "back", "secret")
	for n, id := range ids {
		r := plain("workbook.guide."+id, nil)
		for i := range r.cells {
			r.cells[i] = strconv.Itoa(n+1) + ". " + r.cells[i]
		}
		s.rows = append(s.rows, r)
	}
	s.rows = append(s.rows, plain("workbook.guide.rulebook", map[string]string{"rulebook": b.book.Version, "date": b.book.Date}))
	return s
}

// changes reports whether the kind puts what is filed beside what is on record.
func (b *blankForm) changes() bool { return len(b.kind.Changes) > 0 }

// fieldSheets are a sheet for the host unit, one for each website, and one for the
// questions that are about neither.
func (b *blankForm) fieldSheets() []sheet {
	host := b.sheet(both("packet.sheet.host"))
	var sites []sheet
	for i := range b.f.Websites {
		id := "packet.sheet.website"
		if len(b.f.Websites) > 1 {
			id = "packet.sheet.website_number"
		}
		sites = append(sites, b.sheet(both(id, map[string]string{"number": strconv.Itoa(i + 1)})))
	}
	answers := b.sheet(both("packet.sheet.answers"))
	at := map[*sheet]entryPlace{}
	for _, e := range b.entries() {
		to := &host
		switch {
		case e.website >= 0:
			to = &sites[e.website]
		case strings.HasPrefix(e.path, "answers."):
			to = &answers
		}
		if here := e.place(); e.section != nil && at[to] != here {
			at[to] = here
			to.rows = append(to.rows, b.sectionRow(e))
		}
		to.rows = append(to.rows, b.fieldRows(e)...)
	}
	all := append([]sheet{host}, sites...)
	return slices.DeleteFunc(append(all, answers), func(s sheet) bool { return len(s.rows) == 0 })
}

func (b *blankForm) sheet(name string) sheet {
	s := sheet{name: name, title: name, locked: true, form: blank}
	if !b.changes() {
		s.columns = []column{
			heading(zh, "packet.column.item", 22), heading(en, "packet.column.item", 26), {lines("workbook.column.need"), 10},
			{both("workbook.column.value"), 44}, {both("workbook.column.note"), 58},
		}
		s.roles = map[string]int{roleValue: 3}
		return s
	}
	s.columns = []column{
		heading(zh, "packet.column.item", 20), heading(en, "packet.column.item", 24), {lines("workbook.column.need"), 10},
		{lines("workbook.column.mark"), 10}, {both("output.before"), 28}, {both("workbook.column.new_value"), 38}, {both("workbook.column.note"), 50},
	}
	s.roles = map[string]int{roleMark: 3, roleBefore: 4, roleValue: 5}
	return s
}

// sectionRow heads a section, or one member of a list.
func (b *blankForm) sectionRow(e entry) row {
	cells := make([]string, 2)
	for i, l := range []translations.Language{zh, en} {
		cells[i] = say(l, "section."+e.section.ID)
		if e.member < 0 {
			continue
		}
		member := memberName(l, listOf(e.section), e.member+1)
		if e.section.Repeats() {
			cells[i] = capital(member) // the heading of the section says no more
		} else {
			cells[i] += " " + member
		}
	}
	r := row{section: true, cells: append(cells, make([]string, b.valueColumn())...)}
	value, note := b.valueColumn(), b.valueColumn()+1
	if e.member > 0 {
		r.cells[value] = both("workbook.optional_member")
	}
	if len(e.heading) > 0 && e.member <= 0 {
		r.looks = map[int]look{note: lookNote}
		r.cells[note] = inLines(func(l translations.Language) string {
			return say(l, "workbook.note.when", map[string]string{"conditions": conditions(l, [][]rules.Given{e.heading})})
		})
	}
	return r
}

func (b *blankForm) valueColumn() int {
	if b.changes() {
		return 5
	}
	return 3
}

// memberName is what a member of the list is called, such as “domain 1”; list is its
// path in the filing, and the first is number 1.
func memberName(l translations.Language, list string, number int) string {
	return say(l, "member."+list[strings.LastIndexByte(list, '.')+1:], map[string]string{"number": strconv.Itoa(number)})
}

// capital begins a line with a capital letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
