package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/vm"
)

// A rulebook is bounded in each direction, so that a file made to harm is refused
// in the time that reading it takes. Every bound is several times what all kinds
// of recordal in all provinces need.
const (
	maxErrors   = 50 // more help nobody
	maxPrograms = 10000
	maxFields   = 1000 // over all sections, groups counted wherever they are used
	maxEntries  = 1000 // of each sort: rules, materials, sections, facts
	maxChoices  = 500  // of one list
	maxWays     = 1000 // through the questions
)

func newLoader() *loader {
	return &loader{book: &Book{Lists: map[string]List{}}, groups: map[string][]fieldText{}, compiled: map[source]*vm.Program{}}
}

// full reports whether enough is wrong.
func (l *loader) full() bool { return len(l.errs) >= maxErrors }

// oversized names the sort of entries of which there are too many, and the line of
// the first of them; "" where all is in bounds.
func (t *bookText) oversized(places []keyPlace) (what string, line int) {
	sections, facts, choices := 0, 0, 0
	for _, p := range t.Page {
		sections += len(p.Section)
	}
	for _, p := range t.Province {
		facts += len(p.Facts)
	}
	for _, list := range t.List {
		choices = max(choices, len(list.Choice))
	}
	for _, one := range []struct {
		what   string
		n, max int
	}{
		{"kind", len(t.Kind), 50}, {"page", len(t.Page), 100}, {"page.section", sections, 200}, {"list", len(t.List), 200},
		{"list.choice", choices, maxChoices}, {"rule", len(t.Rule), maxEntries}, {"material", len(t.Material), 200},
		{"question", len(t.Question), 100}, {"province", len(t.Province), 100}, {"province.facts", facts, maxEntries},
		{"news", len(t.News), 100},
		{"reason", len(t.Reason), maxEntries}, {"original", len(t.Original), 200}, {"photo", len(t.Photo), 100}, {"licence", len(t.Licence), 100},
	} {
		if one.n > one.max {
			return one.what, lineOf(places, one.what)
		}
	}
	return t.stageLists.oversized(places)
}

// idText is what an id is made of. Messages are found by ids, and file names are
// made from them.
var idText = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$`)

func (l *loader) checkID(entry, id string) {
	if !idText.MatchString(id) {
		l.fail(entry, "%q is no id: letters of English, digits, - and _", id)
	}
}

// checkBounds checks ids and figures, which would otherwise do harm far from the
// rulebook: a field too wide for every window, a message that nobody can name.
func (l *loader) checkBounds() {
	b := l.book
	for _, k := range b.Kinds {
		l.checkID("kind "+k.ID, k.ID)
	}
	for _, p := range b.Pages {
		l.checkID("page "+p.ID, p.ID)
		for _, s := range p.Sections {
			l.checkID("section "+s.ID, s.ID)
			if len(s.Fields) == 0 {
				l.fail("section "+s.ID, "has no fields")
			}
			for _, f := range s.Fields {
				if f.Width < 0 || f.Width > 200 || f.Max < 0 || f.Max > 100000 {
					l.fail("field "+f.ID, "width or max is out of bounds")
				}
			}
		}
	}
	for _, id := range sortedKeys(b.Lists) {
		l.checkID("list "+id, id)
		for _, c := range b.Lists[id].Choices {
			l.checkID("list "+id, c.ID)
		}
	}
	for _, r := range b.Rules {
		l.checkID("rule "+r.ID, r.ID)
	}
	for _, m := range b.Papers {
		l.checkID("material "+m.ID, m.ID)
		for _, c := range m.cases {
			l.checkID("material "+m.ID, c.id)
			l.checkDelivery(m.ID, c.delivery)
		}
		l.checkDelivery(m.ID, m.Delivery)
		if m.Copies < 0 || m.Copies > 99 || m.Item < 0 || m.Item > 99 {
			l.fail("material "+m.ID, "item or copies is out of bounds")
		}
		if _, known := severities[m.Confidence]; !known {
			l.fail("material "+m.ID, "no confidence %q", m.Confidence)
		}
	}
	for _, p := range b.Provinces {
		for _, f := range p.Facts {
			l.checkID("province "+p.Code, f.ID)
			for _, nature := range f.Natures {
				if nature != "unit" && !b.inList("nature", nature) {
					l.fail("province "+p.Code, "no nature %q", nature)
				}
			}
		}
	}
	l.checkNews()
	l.checkWays()
	if len(b.Kinds) == 0 || len(b.Questions) == 0 || len(b.Pages) == 0 || len(b.Rules) == 0 || len(b.Papers) == 0 {
		l.fail("head", "kinds, questions, pages, rules or materials are missing")
	}
}

func (l *loader) checkDelivery(material string, ways []string) {
	for _, way := range ways {
		if !slices.Contains(deliveries, way) {
			l.fail("material "+material, "%q is none of %s", way, strings.Join(deliveries, ", "))
		}
	}
}

var deliveries = []string{"email", "post", "in_person"}

func (l *loader) checkNews() {
	b := l.book
	if _, err := version(b.Version); err != nil && b.Version != "" {
		l.fail("head", "%q is no version of a rulebook, such as 2026.11.1", b.Version)
		return
	}
	for _, n := range b.News {
		entry := "news " + n.ID
		l.checkID(entry, n.ID)
		if order, err := CompareVersions(n.Version, b.Version); err != nil || order > 0 || !IsDate(n.Date) {
			l.fail(entry, "version or date is wrong")
		}
	}
}

// checkWays makes sure that the questions end, and that somebody can look through
// all the ways.
func (l *loader) checkWays() {
	ways, open := map[string]int{}, map[string]bool{}
	var from func(id string) int
	from = func(id string) int {
		if n, known := ways[id]; known {
			return n
		}
		if open[id] {
			l.fail("question "+id, "the questions lead in a circle")
			return 1
		}
		open[id] = true
		total := 0
		for _, q := range l.book.Questions {
			if q.ID != id {
				continue
			}
			for _, a := range q.Answers {
				l.checkID("question "+id, a.ID)
				if a.Next == "" {
					total++
				} else {
					total += from(a.Next)
				}
			}
			if len(q.Answers) == 0 {
				l.fail("question "+id, "has no answers")
			}
		}
		if total > maxWays {
			l.fail("question "+id, "too many ways through the questions")
			total = maxWays
		}
		ways[id], open[id] = total, false
		return total
	}
	for _, q := range l.book.Questions {
		l.checkID("question "+q.ID, q.ID)
		from(q.ID)
	}
}
