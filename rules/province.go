package rules

import "slices"

// Province is what a province asks beyond what all of them ask.
type Province struct {
	Code  string // GB/T 2260
	Facts []Fact
}

// Fact is one thing that a province asks: a limit, a paper, a sentence of the
// remark. Which facts there are is said by the rules that judge them; a fact
// brings the figure, and how well it is founded.
type Fact struct {
	ID         string     `expr:"id"`
	Limit      int        `expr:"limit"`   // the figure, where there is one
	Words      []string   `expr:"words"`   // the words, suffixes or services it is about
	Natures    []string   `expr:"natures"` // of host units it holds for; empty is all
	By         []string   `expr:"-"`       // the sources that say so: source.<key>
	Confidence Confidence `expr:"-"`       // corroborated where two sources say so, unless it says another
	AsOf       string     `toml:"as_of" expr:"-"`
}

// Source names the facts' sources the way a rule's source does.
func (f *Fact) Source() string {
	s := "domain 3"
	for _, by := range f.By {
		s += "; " + by
	}
	return s
}

// FactsOf returns what the province asks of host units of a nature; where that is
// not filled in yet, what it asks of all.
func (b *Book) FactsOf(province, nature string) []*Fact {
	var all []*Fact
	for i := range b.Provinces {
		if b.Provinces[i].Code != province {
			continue
		}
		for j := range b.Provinces[i].Facts {
			if f := &b.Provinces[i].Facts[j]; f.holdsFor(nature) {
				all = append(all, f)
			}
		}
	}
	return all
}

// ProvincesOf returns the provinces that a rule is judged in; nothing for all.
func (b *Book) ProvincesOf(r *Rule) []string {
	if r.Fact == "" {
		return r.Provinces
	}
	var codes []string
	for _, p := range b.Provinces {
		if slices.ContainsFunc(p.Facts, func(f Fact) bool { return f.ID == r.Fact }) {
			codes = append(codes, p.Code)
		}
	}
	return codes
}

// Judges returns the rule that rests on a fact; nil for a fact that only decides
// about papers or questions, which the message fact.<id> says.
func (b *Book) Judges(fact string) *Rule {
	i := slices.IndexFunc(b.Rules, func(r Rule) bool { return r.Fact == fact })
	if i < 0 {
		return nil
	}
	return &b.Rules[i]
}

func (f *Fact) holdsFor(nature string) bool {
	return len(f.Natures) == 0 || slices.Contains(f.Natures, nature) ||
		nature != "" && nature != "individual" && slices.Contains(f.Natures, "unit")
}

// Cap returns the severity of a rule that rests on the fact: one source alone
// blocks nothing.
func (f *Fact) Cap(s Severity) Severity {
	allowed := severities[f.Confidence]
	if slices.Contains(allowed, s) {
		return s
	}
	return allowed[0]
}

// noFact stands in a scope that no fact concerns.
var noFact Fact

// province checks what a province asks.
func (l *loader) province(p Province) Province {
	entry := "province " + p.Code
	for i := range p.Facts {
		f := &p.Facts[i]
		if f.Confidence == "" {
			f.Confidence = Single
			if len(f.By) > 1 {
				f.Confidence = Corroborated
			}
		}
		if len(f.By) == 0 || !IsDate(f.AsOf) {
			l.fail(entry, "fact %q: by or as_of is missing", f.ID)
		}
		if _, known := severities[f.Confidence]; !known {
			l.fail(entry, "fact %q: no confidence %q", f.ID, f.Confidence)
		}
	}
	return p
}
