package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// StaleRule says which rules judge until when something is good: the message
// stale.<id>, in a few words stale.<id>.short.
type StaleRule struct {
	ID       string
	Rules    []string
	Material string // the paper that has to be made anew; "" where it is the person's document
}

// Staleness is something in a filing that is good until a day.
type Staleness struct {
	ID       string // of the [StaleRule]: stale.<id>
	Path     string // of the date that is typed in the filing
	Material string
	Last     string   // YYYY-MM-DD: the last good day; "" where it was no good ten years ago
	Rule     string   // what is found the day after
	Severity Severity // of that
	Website  int      // index; -1 where it is no website's
}

// Over reports whether it is stale on the day (YYYY-MM-DD).
func (s Staleness) Over(day string) bool { return day > s.Last }

// horizon is how many years Stale looks behind and ahead of today.
const horizon = 10

// Stale lists what in the filing goes stale within ten years, or has, that which goes
// first coming first: certificates and documents, domains, letters whose date the
// checklist knows. The day is found by judging the filing as of other days, so that
// there is one truth about it: the rules with their provinces' facts.
func (b *Book) Stale(f *Filing, today string) []Staleness {
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return nil
	}
	root := b.root(f, today)
	var all []Staleness
	for _, rule := range b.StaleRules {
		judges := b.judgesOf(rule, root)
		if len(judges) == 0 {
			continue
		}
		over := root.over(judges[0].rule.For)
		for i := range over {
			if s, ok := lastGoodDay(judges, &over[i], root, day); ok {
				s.ID, s.Material, s.Website = rule.ID, cmp.Or(rule.Material, documentAt(s.Path)), over[i].index
				all = append(all, s)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Staleness) int { return cmp.Compare(a.Last, b.Last) })
	return all
}

// documentAt is the paper that a person's document is scanned as, "" elsewhere.
func documentAt(path string) string {
	switch {
	case strings.HasPrefix(path, "host.legal_representative."):
		return "legal_representative_id"
	case strings.HasPrefix(path, "host.lead."):
		return "host_lead_id"
	case strings.HasPrefix(path, "websites.") && strings.Contains(path, ".lead."):
		return "website_lead_id"
	}
	return ""
}

// judge is a rule that concerns a filing, with the fact it rests on.
type judge struct {
	rule *Rule
	fact *Fact
}

// judgesOf leaves out what the book has no rule for: a user's book may have dropped
// one that the built-in list names.
func (b *Book) judgesOf(s StaleRule, root *scope) []judge {
	var all []judge
	for _, id := range s.Rules {
		if r := b.rule(id); r != nil {
			if fact, concerns := r.concerns(root); concerns {
				all = append(all, judge{r, fact})
			}
		}
	}
	return all
}

// lastGoodDay finds the last day on which none of the rules finds anything, by
// halving: once one of them does, one of them goes on to. ok is false where none does
// within the horizon, and where no day is typed in.
func lastGoodDay(judges []judge, at, root *scope, today time.Time) (Staleness, bool) {
	path := at.pathOf(judges[0].rule.Field)
	if !IsDate(root.Filing.Text(path)) || judges[0].rule.Fresh && !root.fresh(path) {
		return Staleness{}, false
	}
	dayOf := func(n int) string { return today.AddDate(0, 0, n).Format(time.DateOnly) }
	finds := func(n int) *judge {
		s := *at
		s.AsOf = dayOf(n)
		for i := range judges {
			if judges[i].rule.when.holds(s.resting(judges[i].fact)) {
				return &judges[i]
			}
		}
		return nil
	}
	const days = horizon * 365
	good, stale := -days, days
	switch found := finds(stale); {
	case found == nil:
		return Staleness{}, false
	case finds(good) != nil:
		return Staleness{Path: path, Rule: found.rule.ID, Severity: found.severity()}, true
	}
	for stale-good > 1 {
		if middle := (good + stale) / 2; finds(middle) == nil {
			good = middle
		} else {
			stale = middle
		}
	}
	found := finds(stale)
	return Staleness{Path: path, Last: dayOf(good), Rule: found.rule.ID, Severity: found.severity()}, true
}

// severity is that of the rule, no graver than the fact is founded.
func (j *judge) severity() Severity {
	if j.fact == nil {
		return j.rule.Severity
	}
	return j.fact.Cap(j.rule.Severity)
}
