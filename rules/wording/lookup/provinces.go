package lookup

import (
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// provinces are what each province asks beyond the others: what holds for it
// alone, a line a fact under who says so and when, the papers it wants. Lists too
// long for a line stand at the end.
func provinces(b *rules.Book) []*Entry {
	papers := papersOf(b)
	var all []*Entry
	for i := range b.Provinces {
		p := &b.Provinces[i]
		e := &Entry{
			Type: TypeProvince, ID: p.Code, Provinces: []string{p.Code}, prior: ofProvince,
			Name: func(l wording.Language) string { return wording.Place(l, p.Code) },
		}
		if rules := ownRules(b, p.Code); len(rules) > 0 {
			e.Parts = append(e.Parts, Part{Label: message("rulebook.part.own_rules"), Say: lines(rules)})
		}
		var facts []resting
		for j := range p.Facts {
			facts = append(facts, resting{p.Code, &p.Facts[j]})
		}
		for _, g := range gatheredBySource(facts) {
			var asks []Say
			for _, one := range g.all {
				asks = append(asks, func(l wording.Language) string { return wording.Fact(l, b, one.province, one.fact) })
			}
			e.Parts = append(e.Parts, Part{Label: func(l wording.Language) string { return wording.AskedBy(l, g.all[0].fact) }, Say: lines(asks)})
		}
		if len(papers[p.Code]) > 0 {
			e.Parts = append(e.Parts, Part{Label: message("rulebook.part.papers"), Say: lines(papers[p.Code])})
		}
		e.Parts = append(e.Parts, inFull(b, facts)...)
		e.Parts = append(e.Parts, source("domain 3"))
		all = append(all, e)
	}
	return all
}

// lines says several things, a line each.
func lines(all []Say) Say {
	return func(l wording.Language) string {
		said := make([]string, len(all))
		for i, say := range all {
			said[i] = say(l)
		}
		return strings.Join(said, "\n")
	}
}

// ownRules are what the rules say that are for the province alone.
func ownRules(b *rules.Book, code string) []Say {
	var all []Say
	for _, r := range b.Rules {
		if slices.Contains(r.Provinces, code) {
			all = append(all, general(r))
		}
	}
	return all
}

// inFull are the lists of words that [wording.Fact] cuts short.
func inFull(b *rules.Book, all []resting) []Part {
	var parts []Part
	for _, one := range all {
		if wording.FactWords(translations.Chinese, b, one.province, one.fact) != "" {
			parts = append(parts, Part{
				Label: func(l wording.Language) string { return wording.Place(l, one.province) }, Aside: true,
				Say: func(l wording.Language) string { return wording.FactWords(l, b, one.province, one.fact) },
			})
		}
	}
	return parts
}

// papersOf names for each province the papers that it wants of a new unit and the
// others do not. The book says so in conditions alone, so it is asked of a filing
// of each.
func papersOf(b *rules.Book) map[string][]Say {
	elsewhere := papersIn(b, "")
	papers := map[string][]Say{}
	for _, p := range b.Provinces {
		wanted := papersIn(b, p.Code)
		for i := range b.Papers {
			m := &b.Papers[i]
			if wanted[m.ID] && !elsewhere[m.ID] {
				papers[p.Code] = append(papers[p.Code], material(m))
			}
		}
	}
	return papers
}

// papersIn says which papers a company in the province needs for its first website.
func papersIn(b *rules.Book, province string) map[string]bool {
	f := rules.New("new_recordal")
	f.Host.Nature, f.Host.Province = "enterprise", province
	needed := map[string]bool{}
	for _, m := range b.Materials(f, b.Date) {
		needed[m.ID] = needed[m.ID] || m.Needed
	}
	return needed
}
