package rules

import (
	"reflect"
	"slices"
	"strings"
)

// checkWhole checks what can be told only when all files are read: that nothing
// stands twice, and that all that is named is there.
func (l *loader) checkWhole(files []bookText) {
	b := l.book
	l.lines = lines{}
	if l.file = "as a whole"; len(files) == 1 {
		l.file, l.lines = files[0].file, files[0].lines
	}
	if b.Version == "" || !IsDate(b.Date) || b.online == nil {
		l.fail("head", "version, date or online is missing")
	}
	// From here on an entry may stand in any file.
	l.files = files
	defer func() { l.files = nil }()
	l.seen = map[string]bool{}
	blocks := map[string]bool{"": true}
	for _, k := range b.Kinds {
		l.once("kind " + k.ID)
		l.checkKinds("kind "+k.ID, k.Neighbours)
		for _, block := range slices.Concat(k.Fills, k.Changes) {
			blocks[block] = true
		}
	}
	for _, p := range b.Provinces {
		l.once("province " + p.Code)
		for _, f := range p.Facts {
			if !slices.ContainsFunc(b.Rules, func(r Rule) bool { return r.Fact == f.ID }) && !l.mentions(f.ID) {
				l.fail("province "+p.Code, "nothing asks for the fact %q", f.ID)
			}
		}
	}
	for _, p := range b.Pages {
		l.once("page " + p.ID)
		for _, s := range p.Sections {
			l.once("section " + s.ID)
			if !blocks[s.Block] {
				l.fail("section "+s.ID, "no kind has the block %q", s.Block)
			}
			for _, f := range s.Fields {
				l.checkField(s.Base, f)
			}
		}
	}
	for _, r := range b.Rules {
		l.once("rule " + r.ID)
		if r.Fact != "" && !l.isFact(r.Fact) {
			l.fail("rule "+r.ID, "no province has the fact %q", r.Fact)
		}
		l.checkRuleField(r)
		l.checkKinds("rule "+r.ID, r.Kinds)
	}
	for _, m := range b.Papers {
		l.once("material " + m.ID)
		l.checkKinds("material "+m.ID, m.Kinds)
		l.checkProves(m)
	}
	for _, q := range b.Questions {
		l.once("question " + q.ID)
	}
	for _, n := range b.News {
		l.once("news " + n.ID)
	}
	l.checkQuestions()
	l.checkReview()
	l.checkStages()
	l.checkBounds()
}

// once notes an entry, and refuses it the second time.
func (l *loader) once(entry string) {
	if l.seen[entry] {
		l.fail(entry, "stands twice")
	}
	l.seen[entry] = true
}

// checkListed checks what every entry of the desk's lists has.
func (l *loader) checkListed(entry, id, source, asOf string, c Confidence) {
	l.once(entry)
	l.checkID(entry, id)
	if source == "" || !IsDate(asOf) {
		l.fail(entry, "source or as_of is missing")
	}
	if _, known := severities[c]; !known {
		l.fail(entry, "no confidence %q", c)
	}
}

// mentions reports whether a condition of the book asks for the fact by its id.
func (l *loader) mentions(fact string) bool {
	return slices.ContainsFunc(l.expressions, func(text string) bool { return strings.Contains(text, `("`+fact+`")`) })
}

func (l *loader) isFact(id string) bool {
	return slices.ContainsFunc(l.book.Provinces, func(p Province) bool {
		return slices.ContainsFunc(p.Facts, func(f Fact) bool { return f.ID == id })
	})
}

// specimen has one member of every list, so that every path leads somewhere.
var specimen = &Filing{
	Websites:    []Website{{Domains: []Domain{{}}, PreApprovals: []PreApproval{{}}, Access: Access{IPs: []IPRange{{}}}}},
	Attachments: []Attachment{{}},
}

func (l *loader) checkField(base string, f Field) {
	entry := "field " + f.ID
	if _, ok := l.book.Lists[f.Choices]; f.Choices != "" && !ok {
		l.fail(entry, "no list %q", f.Choices)
	}
	kinds, ok := fieldKinds[f.Type]
	if !ok {
		l.fail(entry, "no type %q", f.Type)
		return
	}
	value, err := specimen.Get(strings.ReplaceAll(base, "*", "0") + "." + f.Name)
	switch {
	case err != nil:
		l.fail(entry, "%v", err)
	case reflect.TypeOf(value) != kinds:
		l.fail(entry, "a filing holds a %T there, which no %s fills in", value, f.Type)
	}
}

var fieldKinds = map[Type]reflect.Type{
	TypeText: reflect.TypeFor[string](), TypeLongText: reflect.TypeFor[string](), TypeCode: reflect.TypeFor[string](),
	TypePhone: reflect.TypeFor[string](), TypeChoice: reflect.TypeFor[string](), TypeChoices: reflect.TypeFor[[]string](),
	TypeDate: reflect.TypeFor[string](), TypeUntil: reflect.TypeFor[string](), TypeProvince: reflect.TypeFor[string](),
	TypeCity: reflect.TypeFor[string](), TypeCounty: reflect.TypeFor[string](), TypeFlag: reflect.TypeFor[bool](), TypeFields: reflect.TypeFor[[]string](),
}

// scopePaths says what a rule's field is named below.
var scopePaths = map[string]string{
	"filing": "", "website": "websites.0.", "domain": "websites.0.domains.0.", "ip": "websites.0.access.ips.0.",
	"approval": "websites.0.pre_approvals.0.", "person": "host.legal_representative.", "attachment": "attachments.0.",
}

func (l *loader) checkRuleField(r Rule) {
	for _, t := range r.Types {
		if _, known := fieldKinds[t]; !known || r.For != "field" {
			l.fail("rule "+r.ID, "no type %q", t)
		}
	}
	below, named := scopePaths[r.For]
	if !named {
		if r.Field != "" {
			l.fail("rule "+r.ID, "a rule for %q stands at each field by itself", r.For)
		}
		return
	}
	if _, err := specimen.Get(below + r.Field); err != nil {
		l.fail("rule "+r.ID, "%v", err)
	}
}

func (l *loader) checkKinds(entry string, kinds []string) {
	for _, kind := range kinds {
		if !slices.ContainsFunc(l.book.Kinds, func(k Kind) bool { return k.ID == kind }) {
			l.fail(entry, "no kind %q", kind)
		}
	}
}

// checkQuestions makes sure that every answer leads to one place.
func (l *loader) checkQuestions() {
	questions := map[string]bool{}
	for _, q := range l.book.Questions {
		questions[q.ID] = true
	}
	for _, q := range l.book.Questions {
		for _, a := range q.Answers {
			leads := 0
			if a.Next != "" {
				leads++
				if !questions[a.Next] {
					l.fail("question "+q.ID, "answer %q leads to no question", a.ID)
				}
			}
			if a.Kind != "" {
				leads++
				l.checkKinds("question "+q.ID, []string{a.Kind})
			}
			if a.Stop {
				leads++
			}
			if leads != 1 {
				l.fail("question "+q.ID, "answer %q must lead to one question, kind or stop", a.ID)
			}
		}
	}
}
