package lookup

import (
	"cmp"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// judgements are the rules proper.
func judgements(b *rules.Book) []*Entry {
	var all []*Entry
	for _, r := range b.Rules {
		all = append(all, judgement(b, r))
	}
	return all
}

// judgement is the entry of one rule.
func judgement(b *rules.Book, r rules.Rule) *Entry {
	e := &Entry{
		Type: TypeRule, ID: r.ID, Severity: r.Severity, Kinds: r.Kinds, Provinces: b.ProvincesOf(&r),
		Name: general(r),
		Parts: []Part{
			{Label: message(heading(&r)), Say: func(l wording.Language) string { _, fix := wording.General(l, r); return fix }},
		},
	}
	e.prior = priorOf(b, &r)
	if r.Severity == rules.Error && len(r.Provinces) == 1 {
		e.closes = r.Provinces[0]
	}
	resting := restingOn(b, r.Fact)
	if len(resting) > 0 {
		e.Severity, e.Softer = severities(&r, resting)
		e.Parts = append(e.Parts, figures(b, resting)...)
	}
	e.Parts = append(e.Parts, Part{Label: message("rulebook.part.severity"), Say: severity(e), Aside: true})
	if r.Moment != "" {
		e.Parts = append(e.Parts, Part{Label: message("rulebook.part.moment"), Say: message("rulebook.moment." + string(r.Moment)), Aside: true})
	}
	if field := r.FieldID(); field != "" && r.Moment == "" {
		e.Parts = append(e.Parts, Part{Label: message("rulebook.part.field"), Say: message("field." + field), Aside: true})
	}
	e.Parts = append(e.Parts, appliesTo(r.Kinds))
	if len(resting) > 0 {
		e.Parts = append(e.Parts, founded(resting)...)
		e.Parts = append(e.Parts, inFull(b, resting)...)
		e.Parts = append(e.Parts, source(r.Source))
	} else {
		e.Parts = append(e.Parts, within(r.Provinces), source(r.Source),
			Part{Label: message("rulebook.part.confidence"), Say: message("confidence." + string(r.Confidence)), Aside: true},
			Part{Label: message("rulebook.part.as_of"), Say: func(wording.Language) string { return r.AsOf }, Aside: true})
	}
	return e
}

// heading is over how a rule is mended; what is only told is not wrong.
func heading(r *rules.Rule) string {
	if r.Moment != "" {
		return "rulebook.part.do"
	}
	return "rulebook.part.fix"
}

func general(r rules.Rule) Say {
	return func(l wording.Language) string { message, _ := wording.General(l, r); return message }
}

// resting is a fact of a province that a rule rests on.
type resting struct {
	province string
	fact     *rules.Fact
}

// askedBy tells facts of which different sources speak apart.
func (r resting) askedBy() string {
	return strings.Join(r.fact.By, ";") + " " + string(r.fact.Confidence) + " " + r.fact.AsOf
}

// restingOn lists the facts of all provinces that a rule rests on; nothing for a
// rule without one.
func restingOn(b *rules.Book, fact string) []resting {
	var all []resting
	for i := range b.Provinces {
		p := &b.Provinces[i]
		for j := range p.Facts {
			if p.Facts[j].ID == fact {
				all = append(all, resting{p.Code, &p.Facts[j]})
			}
		}
	}
	return all
}

// severities are what the rule means in the provinces that are founded best, and
// in the others, where that is less.
func severities(r *rules.Rule, all []resting) (graver, softer rules.Severity) {
	order := []rules.Severity{rules.Error, rules.Warning, rules.Hint}
	var met []rules.Severity
	for _, s := range order {
		if slices.ContainsFunc(all, func(one resting) bool { return one.fact.Cap(r.Severity) == s }) {
			met = append(met, s)
		}
	}
	if len(met) == 1 {
		return met[0], ""
	}
	return met[0], met[len(met)-1]
}

// severity says what a rule means for a filing.
func severity(e *Entry) Say {
	if e.Softer != "" {
		return message("rulebook.severity.by_province")
	}
	return message("rulebook.severity." + string(e.Severity))
}

// figures say what each province asks, where they do not all ask the same; those
// that do share a line.
func figures(b *rules.Book, all []resting) []Part {
	if same(all) {
		return nil
	}
	return []Part{{Label: message("rulebook.part.figures"), quiet: true, Say: func(l wording.Language) string {
		var lines []string
		for _, g := range gathered(all, func(one resting) string { return wording.Fact(l, b, one.province, one.fact) }) {
			lines = append(lines, translations.Text(l, "rulebook.figures", map[string]string{"provinces": g.provinces(l), "fact": g.said}))
		}
		return strings.Join(lines, "\n")
	}}}
}

// same reports whether nothing but the name of the province tells the facts apart.
func same(all []resting) bool {
	return !slices.ContainsFunc(all, func(one resting) bool {
		return one.fact.Limit != 0 || len(one.fact.Words) > 0 || len(one.fact.Natures) > 0
	})
}

// founded say for which provinces who says so, and when.
func founded(all []resting) []Part {
	var parts []Part
	for _, g := range gatheredBySource(all) {
		parts = append(parts, Part{Label: func(l wording.Language) string { return wording.AskedBy(l, g.all[0].fact) }, Say: g.provinces, Aside: true, quiet: true})
	}
	return parts
}

// group is the facts of which the same is said.
type group struct {
	said string
	all  []resting
}

// gatheredBySource puts the facts together that the same sources speak of, the best
// founded first.
func gatheredBySource(all []resting) []group {
	groups := gathered(all, resting.askedBy)
	slices.SortStableFunc(groups, func(a, b group) int {
		return cmp.Compare(founding(a.all[0].fact), founding(b.all[0].fact))
	})
	return groups
}

func founding(f *rules.Fact) int {
	return slices.Index([]rules.Confidence{rules.Seed, rules.Corroborated, rules.Single, rules.Own}, f.Confidence)
}

// gathered puts the facts together of which the same is said, in the order in which
// they are first met.
func gathered(all []resting, say func(resting) string) []group {
	var groups []group
	for _, one := range all {
		said := say(one)
		i := slices.IndexFunc(groups, func(g group) bool { return g.said == said })
		if i < 0 {
			groups, i = append(groups, group{said: said}), len(groups)
		}
		groups[i].all = append(groups[i].all, one)
	}
	return groups
}

func (g *group) provinces(l wording.Language) string {
	var codes []string
	for _, one := range g.all {
		if !slices.Contains(codes, one.province) {
			codes = append(codes, one.province)
		}
	}
	return inOne(l, codes, wording.Place)
}
