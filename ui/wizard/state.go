package wizard

import (
	"slices"

	"recordaldesk/rules"
	"recordaldesk/ui/session"
)

// state is how far a place is.
type state struct {
	word   string // the message that says it: state.empty, state.begun …
	errors int    // how many errors are shown
}

// stateOf judges a place. What is only missing counts as an error once the
// place was left.
func stateOf(s *session.Session, p place, shown []rules.Instance) state {
	switch {
	case p.page != nil:
	case p.step == stepMaterials:
		if n := len(s.Report().Outstanding()); n > 0 {
			return state{word: "state.missing", errors: n}
		}
		return state{word: "state.done"}
	default:
		if s.Record().Exported != nil {
			return state{word: "state.exported"}
		}
		return state{}
	}
	fields := p.fields(shown)
	filled, wrong, missing := 0, 0, 0
	optional := true // there is nothing that must be filled in
	for _, i := range fields {
		optional = optional && !i.Required() && i.Field.Type != rules.TypeFlag
		if !i.Field.Derived && isFilled(s.Filing(), i) {
			filled++
		}
	}
	for _, f := range s.Report().Findings {
		if f.Severity == rules.Error && f.Moment == "" && p.holds(f.Field, fields) {
			if f.Missing && !slices.ContainsFunc(all, func(p place) bool { return left(p) && p.holds(f.Field, p.fields(shown)) }) && !leftAll {
			continue
		}
		seen = append(seen, f)
	}
	return seen
}
