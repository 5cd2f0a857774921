package wording

import (
	"strings"

	"recordaldesk/rules"
)

// Groups are the findings of a report as a list of them is read: first what
// stands at fields, then the questions that only the user can answer, and last
// what nobody can find but everybody must know, by the moment when it matters.
type Groups struct {
	AtFields   []rules.Finding
	Unanswered []rules.Finding
	Moments    []Moment
}

// Moment is what must be known at one moment. Its title is the message
// output.moment.<id>.
type Moment struct {
	ID       rules.Moment
	Findings []rules.Finding
}

// Title returns the message that heads the moment's findings.
func (m Moment) Title() string { return "output.moment." + string(m.ID) }

// Group parts findings, keeping their order. An error is always one of those at
// the fields: what blocks the export must not be looked for.
func Group(findings []rules.Finding) Groups {
	var g Groups
	byMoment := map[rules.Moment][]rules.Finding{}
	for _, f := range findings {
		switch {
		case f.Severity == rules.Error:
			g.AtFields = append(g.AtFields, f)
		case f.Moment != "":
			byMoment[f.Moment] = append(byMoment[f.Moment], f)
		case f.Missing && f.Severity == rules.Hint && IsAnswer(f.Field):
			g.Unanswered = append(g.Unanswered, f)
		default:
			g.AtFields = append(g.AtFields, f)
		}
	}
	for _, id := range []rules.Moment{rules.Papers, rules.Sending, rules.After} {
		if len(byMoment[id]) > 0 {
			g.Moments = append(g.Moments, Moment{id, byMoment[id]})
		}
	}
	return g
}

// IsAnswer reports whether the path is one of an answer to a question of the
// checklist.
func IsAnswer(path string) bool {
	return strings.HasPrefix(path, "answers.") || strings.Contains(path, ".answers.")
}
