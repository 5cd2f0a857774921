package rules

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Subject is what a difference between two rulebooks is about.
type Subject string

// The subjects, in the order in which [Compare] lists them.
const (
	OfKind     Subject = "kind"
	OfRule     Subject = "rule"
	OfMaterial Subject = "material"
	OfFact     Subject = "fact" // of a province
	OfField    Subject = "field"
	OfList     Subject = "list"
	OfQuestion Subject = "question"
	OfRoute    Subject = "route" // when the authenticity is verified online
	OfReason   Subject = "reason"
	OfOriginal Subject = "original"
	OfPhoto    Subject = "photo"
	OfLicence  Subject = "licence"
)

// Became says what a newer rulebook made of something.
type Became string

// What things become.
const (
	Added     Became = "new"
	Withdrawn Became = "withdrawn"
	Graver    Became = "graver" // from a hint to a warning, from a warning to an error
	Milder    Became = "milder"
	Altered   Became = "changed"
)

// Difference is one thing in which a rulebook differs from an older one.
type Difference struct {
	Of       Subject
	ID       string
	Province string // GB/T 2260, of a fact
	Fact     *Fact  // as it is now, or was where it is withdrawn; nil for all else
	Became   Became
	From, To Severity // for what is graver or milder
	Parts    []string // what else is another: condition, kinds, provinces, source, date, … in that order
}

// Compare lists what is different in next from what it was in old, subject by
// subject: first in the order of next, then what next no longer has. Nothing means
// that both judge every filing alike.
func Compare(old, next *Book) []Difference {
	var all []Difference
	all = append(all, compare(OfKind, old.Kinds, next.Kinds, func(k Kind) string { return k.ID }, kindParts)...)
	for _, d := range compare(OfRule, old.Rules, next.Rules, func(r Rule) string { return r.ID }, ruleParts) {
		if i := slices.Index(d.Parts, "severity"); i >= 0 {
			d.From, d.To = old.rule(d.ID).Severity, next.rule(d.ID).Severity
			d.Parts = slices.Delete(d.Parts, i, i+1)
			if d.Became = Milder; weights[d.To] < weights[d.From] {
				d.Became = Graver
			}
		}
		all = append(all, d)
	}
	all = append(all, compare(OfMaterial, old.Papers, next.Papers, func(m MaterialRule) string { return m.ID }, materialParts)...)
	all = append(all, compareFacts(old.allFacts(), next.allFacts())...)
	all = append(all, compare(OfField, old.allFields(), next.allFields(), func(f fieldOf) string { return f.ID }, fieldParts)...)
	all = append(all, compare(OfList, old.allLists(), next.allLists(), func(l listOf) string { return l.id }, listParts)...)
	all = append(all, compare(OfQuestion, old.Questions, next.Questions, func(q Question) string { return q.ID }, questionParts)...)
	all = append(all, compareStages(old, next)...)
	if old.online.source() != next.online.source() {
		all = append(all, Difference{Of: OfRoute, ID: "online", Became: Altered, Parts: []string{"condition"}})
	}
	return append(all, compareReview(old, next)...)
}

// compareReview compares the lists of the review desk.
func compareReview(old, next *Book) []Difference {
	return slices.Concat(
		compare(OfReason, old.Reasons, next.Reasons, func(r Reason) string { return r.ID }, reasonParts),
		compare(OfOriginal, old.Originals, next.Originals, func(o Original) string { return o.ID }, originalParts),
		compare(OfPhoto, old.PhotoChecks, next.PhotoChecks, func(p PhotoCheck) string { return p.ID }, photoParts),
		compare(OfLicence, old.LicencePoints, next.LicencePoints, func(p LicencePoint) string { return p.ID }, licenceParts),
	)
}

// weights order the severities, the gravest first.
var weights = map[Severity]int{Error: 0, Warning: 1, Hint: 2}

func (b *Book) rule(id string) *Rule {
	i := slices.IndexFunc(b.Rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &b.Rules[i]
}

// compare matches the members of two lists by their ids.
func compare[T any](of Subject, old, next []T, id func(T) string, parts func(a, b T) []string) []Difference {
	before := make(map[string]T, len(old))
	for _, one := range old {
		before[id(one)] = one
	}
	var all []Difference
	for _, one := range next {
		was, known := before[id(one)]
		delete(before, id(one))
		if !known {
			all = append(all, Difference{Of: of, ID: id(one), Became: Added})
		} else if changed := parts(was, one); len(changed) > 0 {
			all = append(all, Difference{Of: of, ID: id(one), Became: Altered, Parts: changed})
		}
	}
	for _, one := range old {
		if _, gone := before[id(one)]; gone {
			all = append(all, Difference{Of: of, ID: id(one), Became: Withdrawn})
		}
	}
	return all
}

// part is something that may have changed, under its name.
type part struct {
	name string
	same bool
}

func changed(parts ...part) []string {
	var names []string
	for _, p := range parts {
		if !p.same && !slices.Contains(names, p.name) {
			names = append(names, p.name)
		}
	}
	return names
}

// alike compares two values of the rulebook; no list is the same as an empty one.
func alike[T any](a, b []T) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}

func kindParts(a, b Kind) []string {
	return changed(
		part{"forms", alike(a.Fills, b.Fills) && alike(a.Changes, b.Changes) && a.Websites == b.Websites},
		part{"neighbours", alike(a.Neighbours, b.Neighbours)},
	)
}

func ruleParts(a, b Rule) []string {
	return changed(
		part{"severity", a.Severity == b.Severity},
		part{"condition", a.when.source() == b.when.source() && a.For == b.For && a.Field == b.Field && a.Fact == b.Fact && alike(a.Types, b.Types)},
		part{"kinds", alike(a.Kinds, b.Kinds)},
		part{"provinces", alike(a.Provinces, b.Provinces)},
		part{"moment", a.Moment == b.Moment && a.Missing == b.Missing && a.Fresh == b.Fresh},
		part{"wording", sources(a.args) == sources(b.args) && sources(a.names) == sources(b.names)},
		part{"repair", a.repair.source() == b.repair.source()},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

func materialParts(a, b MaterialRule) []string {
	same := len(a.cases) == len(b.cases)
	for i := 0; same && i < len(a.cases); i++ {
		p, q := a.cases[i], b.cases[i]
		same = p.id == q.id && p.needed == q.needed && p.advised == q.advised &&
			alike(p.delivery, q.delivery) && p.seal == q.seal && p.fingerprint == q.fingerprint && p.when.source() == q.when.source()
	}
	return changed(
		part{"condition", same && a.Per == b.Per},
		part{"form", a.Copies == b.Copies && a.Signature == b.Signature && a.Seal == b.Seal && a.Fingerprint == b.Fingerprint && a.PhotoDays == b.PhotoDays &&
			a.Date == b.Date && a.Printable == b.Printable},
		part{"delivery", alike(a.Delivery, b.Delivery)},
		part{"kinds", alike(a.Kinds, b.Kinds)},
		part{"about", alike(a.Proves, b.Proves)},
		part{"number", a.Item == b.Item},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

// factOf is a fact under what tells it from all others: its province, its id, the
// natures it holds for, since a figure may be another one for private persons, and
// which one of those alike it is.
type factOf struct {
	*Fact
	key string
}

func (b *Book) allFacts() []factOf {
	var all []factOf
	times := map[string]int{}
	for _, p := range b.Provinces {
		for i := range p.Facts {
			f := &p.Facts[i]
			key := strings.Join([]string{p.Code, f.ID, strings.Join(f.Natures, " ")}, ".")
			times[key]++
			all = append(all, factOf{f, key + "." + strconv.Itoa(times[key])})
		}
	}
	return all
}

func compareFacts(old, next []factOf) []Difference {
	all := compare(OfFact, old, next, func(f factOf) string { return f.key }, factParts)
	for i := range all {
		d, among := &all[i], next
		if d.Became == Withdrawn {
			among = old
		}
		at := slices.IndexFunc(among, func(f factOf) bool { return f.key == d.ID })
		d.Fact, d.ID = among[at].Fact, among[at].ID
		d.Province, _, _ = strings.Cut(among[at].key, ".")
	}
	return all
}

func factParts(a, b factOf) []string {
	return changed(
		part{"limit", a.Limit == b.Limit},
		part{"words", alike(a.Words, b.Words)},
		part{"source", alike(a.By, b.By) && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

// fieldOf is a field with where it stands.
type fieldOf struct {
	Field
	page, step, section, base, block, shown string
}

// allFields are the fields of all forms, each once: a person's fields stand in
// several sections and are made of one group.
func (b *Book) allFields() []fieldOf {
	var all []fieldOf
	seen := map[string]bool{}
	for _, p := range b.Pages {
		for _, s := range p.Sections {
			for _, f := range s.Fields {
				if !seen[f.ID] {
					seen[f.ID] = true
					all = append(all, fieldOf{f, p.ID, p.Step, s.ID, s.Base, s.Block, s.show.source()})
				}
			}
		}
	}
	return all
}

func fieldParts(a, b fieldOf) []string {
	return changed(
		part{"place", a.page == b.page && a.step == b.step && a.section == b.section && a.base == b.base && a.block == b.block},
		part{"condition", a.shown == b.shown && a.required.source() == b.required.source() && a.show.source() == b.show.source() && a.also.source() == b.also.source()},
		part{"value", a.derive.source() == b.derive.source() && a.standard.source() == b.standard.source() && a.Choices == b.Choices},
		part{"form", a.Type == b.Type && a.Width == b.Width && a.Max == b.Max && a.Fixed == b.Fixed},
	)
}

// listOf is a list of choices under its id.
type listOf struct {
	id string
	List
}

func (b *Book) allLists() []listOf {
	var all []listOf
	for _, id := range sortedKeys(b.Lists) {
		all = append(all, listOf{id, b.Lists[id]})
	}
	return all
}

func listParts(a, b listOf) []string {
	same := a.Open == b.Open && len(a.Choices) == len(b.Choices)
	for i := 0; same && i < len(a.Choices); i++ {
		p, q := a.Choices[i], b.Choices[i]
		same = p.ID == q.ID && p.Number == q.Number && p.Paid == q.Paid && p.when.source() == q.when.source()
	}
	return changed(part{"choices", same})
}

func questionParts(a, b Question) []string {
	return changed(part{"answers", alike(a.Answers, b.Answers)})
}

func reasonParts(a, b Reason) []string {
	return changed(
		part{"row", a.Row == b.Row},
		part{"about", alike(a.Fields, b.Fields) && alike(a.Materials, b.Materials)},
		part{"kinds", alike(a.Kinds, b.Kinds)},
		part{"provinces", alike(a.Provinces, b.Provinces)},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

func originalParts(a, b Original) []string {
	return changed(
		part{"condition", a.when.source() == b.when.source()},
		part{"about", a.Material == b.Material},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

func photoParts(a, b PhotoCheck) []string {
	return changed(
		part{"measured", a.Measured == b.Measured},
		part{"provinces", alike(a.Provinces, b.Provinces)},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

func licenceParts(a, b LicencePoint) []string {
	return changed(
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

// source is the text of the program, however it is broken into lines; "" for
// none.
func (c *program) source() string {
	if c == nil {
		return ""
	}
	return strings.Join(strings.Fields(c.text), " ")
}

func sources(of map[string]*program) string {
	var all strings.Builder
	for _, name := range sortedKeys(of) {
		all.WriteString(name + " = " + of[name].source() + "\n")
	}
	return all.String()
}
