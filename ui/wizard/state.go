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
	filled, wrong, missing, asked := 0, 0, 0, 0
	optional := true // there is nothing that must be filled in
	for _, i := range fields {
		optional = optional && !i.Required() && i.Field.Type != rules.TypeFlag
		if !i.Field.Derived && isFilled(s.Filing(), i) {
			filled++
		}
	}
	for _, f := range s.Report().Findings {
		switch {
		case f.Moment != "" || !p.holds(f.Field, fields):
		case f.Severity == rules.Error && f.Missing:
			missing++
		case f.Severity == rules.Error:
			wrong++
		case f.Missing:
			asked++
		}
	}
	if slices.Contains(s.Record().Left, p.id()) {
		wrong += missing
		missing = 0
	}
	switch {
	case wrong > 0:
		return state{word: "state.problems", errors: wrong}
	case optional && filled == 0 && missing == 0 && p.step != stepMaterials:
		return state{word: "state.optional"}
	case p.step == stepMaterials && filled == 0:
		return state{word: "state.empty"}
	case p.step == stepMaterials && asked > 0:
		return state{word: "state.begun"} // questions, none of which blocks anything
	case missing == 0:
		return state{word: "state.done"}
	case filled > 0:
		return state{word: "state.begun"}
	}
	return state{word: "state.empty"}
}

func isFilled(f *rules.Filing, i rules.Instance) bool {
	value, err := f.Get(i.Path)
	if err != nil {
		return false
	}
	switch v := value.(type) {
	case string:
		return v != "" && i.Path != "account.relationship"
	case []string:
		return len(v) > 0
	}
	return false
}

// visible are the findings a person is to see by now: all that are wrong, and
// what is missing on pages that were left. What is told at a moment stands at that
// moment.
func visible(s *session.Session, all []place, shown []rules.Instance) []rules.Finding {
	left := func(p place) bool { return p.page != nil && slices.Contains(s.Record().Left, p.id()) }
	leftAll := !slices.ContainsFunc(all, func(p place) bool { return p.page != nil && !left(p) })
	var seen []rules.Finding
	for _, f := range s.Report().Findings {
		if f.Severity == rules.Hint || f.Moment != "" {
			continue
		}
		if f.Missing && !leftAll && !slices.ContainsFunc(all, func(p place) bool { return left(p) && p.holds(f.Field, p.fields(shown)) }) {
			continue
		}
		seen = append(seen, f)
	}
	return seen
}
