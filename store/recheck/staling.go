package recheck

import (
	"iter"
	"strings"

	"recordaldesk/rules"
)

// StaleMonths is how long before something in a filing goes stale, and after, a list
// shows it.
const StaleMonths = 3

// Staling is what in a filing goes stale within [StaleMonths], or has: a line for each,
// the first day first, such as "2026-12-20 domain". It is empty for most filings, and a
// string so that two verdicts can be compared.
type Staling string

// StalingOf makes it of what the rulebook says on a day (YYYY-MM-DD), the first of each
// kind.
func StalingOf(all []rules.Staleness, day string) Staling {
	from, to := rules.PlusMonths(day, -StaleMonths), rules.PlusMonths(day, StaleMonths)
	var lines []string
	said := map[string]bool{}
	for _, s := range all {
		if s.Last < from || s.Last > to || said[s.ID] {
			continue
		}
		said[s.ID] = true
		lines = append(lines, s.Last+" "+s.ID)
	}
	return Staling(strings.Join(lines, "\n"))
}

// All yields the last good day (YYYY-MM-DD) of each, and the id of its
// [rules.StaleRule].
func (s Staling) All() iter.Seq2[string, string] {
	return func(yield func(last, id string) bool) {
		for line := range strings.Lines(string(s)) {
			last, id, ok := strings.Cut(strings.TrimSpace(line), " ")
			if ok && !yield(last, id) {
				return
			}
		}
	}
}
