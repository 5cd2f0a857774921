package rules

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
)

//go:embed book/*.toml
var builtin embed.FS

// Builtin returns the rulebook that comes with the program. It is loaded at the
// first call. It panics if the book is broken, which every test would show.
var Builtin = sync.OnceValue(func() *Book {
	dir, err := fs.Sub(builtin, "book")
	if err != nil {
		panic(err)
	}
	b, err := Load(dir)
	if err != nil {
		panic(err)
	}
	return b
})

// Load reads every .toml file of dir as one rulebook and checks it whole: keys
// nobody knows, expressions that do not compile, ids twice, severities above
// what the confidence allows. Its error joins a [*BookError] for each thing that
// is wrong, which names file, line and entry.
func Load(dir fs.FS) (*Book, error) {
	names, err := fs.Glob(dir, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("list rulebook: %w", err)
	}
	var files []bookText
	for _, name := range names {
		text, err := readBookFile(dir, name)
		if err != nil {
			return nil, err
		}
		files = append(files, text)
	}
	l := newLoader()
	l.load(files)
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	return l.book, nil
}

// load makes one book of the files.
func (l *loader) load(files []bookText) {
	for _, text := range files {
		l.file, l.lines = text.file, text.lines
		for group, fields := range text.Group {
			if l.groups[group] != nil {
				l.fail("group "+group, "stands twice")
			}
			l.groups[group] = fields
		}
	}
	for _, text := range files {
		l.file, l.lines = text.file, text.lines
		l.add(text)
	}
	for _, p := range l.book.Pages {
		for _, s := range p.Sections {
			for i := range s.Fields {
				s.Fields[i].Offers = len(l.book.Lists[s.Fields[i].Choices].Choices)
			}
		}
	}
	// The forms are read in the order of the steps, whatever file they stand in.
	slices.SortStableFunc(l.book.Pages, func(a, b Page) int {
		return cmp.Compare(slices.Index(steps, a.Step), slices.Index(steps, b.Step))
	})
	l.checkWhole(files)
}

// loader gathers the book and everything that is wrong with it.
type loader struct {
	book   *Book
	groups map[string][]fieldText
	file   string
	lines  lines
	files  []bookText // when an entry may stand in any of them
	errs   []error

	builtin *Book // whose lists stay in force where the book brings none; nil for none

	seen        map[string]bool // entries, so that none stands twice
	expressions []string        // all of the book
	compiled    map[source]*vm.Program
	fields      int // of all sections
}

// source is what a program is compiled from; many entries say the same.
type source struct {
	text string
	is   reflect.Kind // of what it gives; [reflect.Invalid] for whatever that is
}

// fail notes what is wrong with an entry of the file at hand, such as "rule
// domain-url" or "material check_list, case manual".
func (l *loader) fail(entry, format string, args ...any) {
	for _, f := range l.files {
		if line := f.lines.of(entry); line > 0 {
			l.file = f.file
			l.failAt(line, entry, format, args...)
			return
		}
	}
	l.failAt(l.lines.of(entry), entry, format, args...)
}

func (l *loader) failAt(line int, entry, format string, args ...any) {
	if !l.full() {
		l.errs = append(l.errs, newBookError(l.file, line, entry, format, args...))
	}
}

func (l *loader) add(text bookText) {
	b := l.book
	if text.Version != "" {
		b.Version, b.Date = text.Version, text.Date
	}
	if text.Online != "" {
		b.online = l.compile("online", source{text.Online, reflect.Bool})
	}
	b.Kinds = append(b.Kinds, text.Kind...)
	for _, p := range text.Province {
		b.Provinces = append(b.Provinces, l.province(p))
	}
	for _, list := range text.List {
		offered := List{Open: list.Open}
		for _, c := range list.Choice {
			offered.Choices = append(offered.Choices, Choice{ID: c.ID, Number: c.Number, Paid: c.Paid, when: l.cond("choice "+c.ID, c.When)})
		}
		if _, twice := b.Lists[list.ID]; twice {
			l.fail("list "+list.ID, "stands twice")
		}
		b.Lists[list.ID] = offered
	}
	for _, p := range text.Page {
		b.Pages = append(b.Pages, l.page(p))
	}
	for _, r := range text.Rule {
		b.Rules = append(b.Rules, l.rule(r))
	}
	for _, m := range text.Material {
		b.Papers = append(b.Papers, l.material(m))
	}
	b.Questions = append(b.Questions, text.Question...)
	b.News = append(b.News, text.News...)
	l.addReview(text.reviewText)
	l.addStages(text.stageLists)
}

func (l *loader) page(t pageText) Page {
	p := Page{ID: t.ID, Step: t.Step}
	if !slices.Contains(steps, t.Step) {
		l.fail("page "+t.ID, "step = %q is none of %s", t.Step, strings.Join(steps, ", "))
	}
	for _, s := range t.Section {
		section := Section{ID: s.ID, Base: s.Base, Block: s.Block, show: l.cond("section "+s.ID, s.Show)}
		fields, prefix := s.Field, strings.ReplaceAll(s.Base, ".*", "")
		if s.Group != "" {
			fields, prefix = append(slices.Clone(l.groups[s.Group]), s.Field...), s.Group
			if len(l.groups[s.Group]) == 0 {
				l.fail("section "+s.ID, "no group %q", s.Group)
			}
		}
		for _, f := range fields {
			if l.fields++; l.fields > maxFields {
				l.fail("section "+s.ID, "more than %d fields", maxFields)
				break
			}
			section.Fields = append(section.Fields, l.field(prefix, f))
		}
		p.Sections = append(p.Sections, section)
	}
	return p
}

func (l *loader) field(prefix string, t fieldText) Field {
	entry := "field " + prefix + "." + t.Name
	f := Field{
		ID: prefix + "." + t.Name, Name: t.Name, Type: Type(t.Type), Choices: t.Choices,
		Width: t.Width, Max: t.Max, Derived: t.Derive != "", Fixed: t.Fixed,
		required: l.condOr(entry, t.Required, "false"),
		show:     l.cond(entry, t.Show),
		also:     l.cond(entry, t.Also),
	}
	if f.Derived {
		f.derive = l.compile(entry, source{text: t.Derive})
	}
	if t.Default != "" {
		f.standard = l.compile(entry, source{text: t.Default})
	}
	return f
}

func (l *loader) rule(t ruleText) Rule {
	entry := "rule " + t.ID
	r := Rule{
		ID: t.ID, Severity: Severity(t.Severity), For: t.For, Field: t.Field,
		Types: t.Types, Kinds: t.Kinds, Provinces: t.Provinces, Fact: t.Fact, Fresh: t.Fresh, Missing: t.Missing, Moment: Moment(t.Moment),
		Source: t.Source, Confidence: Confidence(t.Confidence), AsOf: t.AsOf,
		when: l.cond(entry, t.When), args: l.texts(entry, t.Args), names: l.texts(entry, t.Names),
	}
	if t.Repair != "" {
		r.repair = l.compile(entry, source{t.Repair, reflect.String})
	}
	if t.When == "" {
		l.fail(entry, "no condition")
	}
	if !slices.Contains([]Moment{"", Papers, Sending, After}, r.Moment) {
		l.fail(entry, "moment = %q is none of papers, sending, after", r.Moment)
	}
	if r.Source == "" || !IsDate(r.AsOf) {
		l.fail(entry, "source or as_of is missing")
	}
	if !slices.Contains(scopes, r.For) {
		l.fail(entry, "for = %q is none of %s", r.For, strings.Join(scopes, ", "))
	}
	if allowed := severities[r.Confidence]; !slices.Contains(allowed, r.Severity) {
		l.fail(entry, "confidence %q does not allow severity %q", r.Confidence, r.Severity)
	}
	return r
}

func (l *loader) material(t materialText) MaterialRule {
	entry := "material " + t.ID
	m := MaterialRule{
		Item: t.Item, ID: t.ID, Per: t.Per, Copies: t.Copies, Delivery: t.Delivery,
		Signature: t.Signature, Seal: t.Seal, Date: t.Date, Printable: t.Printable,
		Fingerprint: cmp.Or(t.Fingerprint, "none"), PhotoDays: t.PhotoDays,
		Kinds: t.Kinds, Proves: t.Proves, Source: t.Source, Confidence: Confidence(t.Confidence), AsOf: t.AsOf,
	}
	for _, c := range t.Case {
		m.cases = append(m.cases, materialCase{
			id: c.ID, needed: c.Needed, advised: c.Advised, delivery: c.Delivery, when: l.cond(entry+", case "+c.ID, c.When),
			seal: c.Seal, fingerprint: c.Fingerprint,
		})
		for _, demand := range []string{c.Seal, c.Fingerprint} {
			if demand != "" && !slices.Contains(asked, demand) {
				l.fail(entry+", case "+c.ID, "%q is none of %s", demand, strings.Join(asked, ", "))
			}
		}
		// What one source alone says is a warning, and a missing paper blocks the export.
		if allowed := severities[m.Confidence]; c.Needed && !slices.Contains(allowed, Error) {
			l.fail(entry, "confidence %q does not allow needed, only advised", m.Confidence)
		}
	}
	if m.Source == "" || !IsDate(m.AsOf) {
		l.fail(entry, "source or as_of is missing")
	}
	if len(t.Case) == 0 || t.Case[len(t.Case)-1].When != "" {
		l.fail(entry, "the last case must hold without a condition")
	}
	for _, one := range []struct {
		value   string
		allowed []string
	}{
		{m.Per, []string{"filing", "website", "domain"}},
		{m.Signature, asked},
		{m.Seal, asked},
		{m.Fingerprint, asked},
		{m.Date, []string{"required", "forbidden", "none"}},
	} {
		if !slices.Contains(one.allowed, one.value) {
			l.fail(entry, "%q is none of %s", one.value, strings.Join(one.allowed, ", "))
		}
	}
	return m
}

var (
	scopes     = []string{"filing", "website", "domain", "ip", "approval", "person", "attachment", "material", "change", "shared", "field", "unknown"}
	steps      = []string{"host", "website", "materials"}
	asked      = []string{"required", "none"} // a signature, a seal, a fingerprint
	severities = map[Confidence][]Severity{
		Seed: {Error, Warning, Hint}, Corroborated: {Error, Warning, Hint},
		Single: {Warning, Hint}, Own: {Hint},
	}
)

// cond compiles a condition; an empty one always holds and is nil.
func (l *loader) cond(entry, text string) *condition {
	if text == "" {
		return nil
	}
	return l.compile(entry, source{text, reflect.Bool})
}

func (l *loader) condOr(entry, text, otherwise string) *condition {
	if text == "" {
		text = otherwise
	}
	return l.cond(entry, text)
}

func (l *loader) texts(entry string, in map[string]string) map[string]*program {
	if len(in) == 0 {
		return nil
	}
	out := make(map[string]*program, len(in))
	for name, text := range in {
		out[name] = l.compile(entry+", "+name, source{text: text})
	}
	return out
}

func (l *loader) compile(entry string, of source) *program {
	text := of.text
	l.expressions = append(l.expressions, text)
	if l.full() || len(l.expressions) > maxPrograms {
		l.fail(entry, "more than %d expressions", maxPrograms)
		return nil
	}
	p := &program{text: text, entry: l.file + ", " + entry}
	if p.code = l.compiled[of]; p.code != nil {
		return p
	}
	if not := permitted(text); not != nil {
		l.failAt(l.lines.within(entry, text, not.line), entry, not.format, not.args...)
		return nil
	}
	options := slices.Concat(environment, []expr.Option{expr.MaxNodes(maxNodes)})
	if of.is != reflect.Invalid {
		options = append(options, expr.AsKind(of.is))
	}
	code, err := expr.Compile(text, options...)
	if err != nil {
		line, what := l.lines.of(entry), err.Error()
		var at *file.Error
		if errors.As(err, &at) {
			line, what = l.lines.within(entry, text, at.Line), at.Message+"\n"+text
		}
		l.failAt(line, entry, "%s", what)
		return nil
	}
	l.compiled[of], p.code = code, code
	return p
}
