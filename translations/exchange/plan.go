package exchange

import (
	"errors"
	"slices"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// Plan is what a file would change. Nothing is changed yet.
type Plan struct {
	Format    Format
	Languages []translations.Language // of which the file has texts
	Changes   []Change                // what can be taken
	Conflicts []Change                // what the program says otherwise by now, too
	Refused   []Refused               // what cannot be taken
	Unknown   []string                // ids that the program does not have
	Nameless  int                     // texts whose message is not named
	Fuzzy     []string                // ids of changes that the file itself has as doubtful; they are left
	Unchanged int                     // messages of the file that it does not change

	// Checks are of messages that somebody has looked at, by their ids, in a file that was
	// handed back; for [labels.Bench.TakeChecks] once the changes are made.
	Checks map[string]labels.Check
}

// Change is what a file says otherwise than the program.
type Change struct {
	ID            string
	Language      translations.Language
	Before, After translations.Forms // Before is nil where the program says nothing
}

// Refused is a change that cannot be taken, and why.
type Refused struct {
	Change
	Refusal *labels.Refusal
}

// Reasons of a file, besides those of labels. Each is told to a person by the message
// labels.refused.<reason> like those.
const (
	Twice   labels.Why = "twice"   // the file has the message twice
	Formula labels.Why = "formula" // a cell calculates, or shows an error
)

// Empty reports whether there is nothing to tell: the file changes nothing, and all that
// it has is known.
func (p *Plan) Empty() bool {
	return len(p.Changes)+len(p.Conflicts)+len(p.Refused)+len(p.Unknown)+len(p.Fuzzy)+len(p.Checks)+p.Nameless == 0
}

// Edits returns the changes for [labels.Bench.Change], and of the conflicts those that
// take chooses; nil chooses none.
func (p *Plan) Edits(take func(Change) bool) []labels.Edit {
	var all []labels.Edit
	for _, c := range p.Changes {
		all = append(all, c.edit())
	}
	for _, c := range p.Conflicts {
		if take != nil && take(c) {
			all = append(all, c.edit())
		}
	}
	return all
}

func (c Change) edit() labels.Edit {
	return labels.Edit{ID: c.ID, Language: c.Language, Forms: c.After}
}

// planOf compares a file with what the program says.
func planOf(b *labels.Bench, f *file) (*Plan, error) {
	p := &Plan{Format: f.format, Nameless: f.nameless, Checks: map[string]labels.Check{}}
	for id, c := range f.checks {
		if r, known := b.Record(id); known && (r.Check == nil || *r.Check != c) {
			p.Checks[id] = c
		}
	}
	seen := map[string]int{}
	for _, e := range f.entries {
		seen[e.id]++
	}
	told := map[string]bool{}
	for _, e := range f.entries {
		r, known := b.Record(e.id)
		switch {
		case told[e.id]:
		case !known:
			p.Unknown = append(p.Unknown, e.id)
		case seen[e.id] > 1:
			p.Refused = append(p.Refused, Refused{Change{ID: e.id}, &labels.Refusal{ID: e.id, Why: Twice}})
		default:
			if err := p.compare(r, e); err != nil {
				return nil, err
			}
		}
		told[e.id] = true
	}
	return p, nil
}

// compare adds what an entry says otherwise than the message that it is of.
func (p *Plan) compare(r *labels.Record, e *entry) error {
	changed := false
	for _, l := range e.languages() {
		if !slices.Contains(p.Languages, l) {
			p.Languages = append(p.Languages, l)
		}
		current := r.Texts[l].Forms
		c := Change{ID: e.id, Language: l, Before: current, After: e.over(l, current)}
		stamp := e.stamps[l]
		if !e.odd[l] && (c.After.Equal(current) || stamp == labels.Fingerprint(c.After)) {
			continue
		}
		changed = true
		switch refused, err := refusal(e, c); {
		case err != nil:
			return err
		case e.fuzzy:
			p.Fuzzy = append(p.Fuzzy, e.id)
		case refused != nil:
			p.Refused = append(p.Refused, Refused{c, refused})
		case stamp == "" || stamp == labels.Fingerprint(current):
			p.Changes = append(p.Changes, c)
		default:
			p.Conflicts = append(p.Conflicts, c)
		}
	}
	if !changed {
		p.Unchanged++
	}
	return nil
}

func refusal(e *entry, c Change) (*labels.Refusal, error) {
	if e.odd[c.Language] {
		return &labels.Refusal{ID: c.ID, Language: c.Language, Why: Formula}, nil
	}
	err := labels.Refuse(c.Language, c.ID, c.After)
	var refused *labels.Refusal
	if errors.As(err, &refused) {
		return refused, nil
	}
	return nil, err
}

// languages are those of which the file has texts of the message, the built-in ones first.
func (e *entry) languages() []translations.Language {
	var others []translations.Language
	for l := range e.places {
		if !translations.Is(l) {
			others = append(others, l)
		}
	}
	slices.Sort(others)
	return append(slices.DeleteFunc(slices.Clone(translations.Languages), func(l translations.Language) bool { return e.places[l] == nil }), others...)
}

// over is what the message says with the file's forms. A form for which the file has no
// place stays as it is.
func (e *entry) over(l translations.Language, current translations.Forms) translations.Forms {
	forms := translations.Forms{}
	for form, text := range current {
		if !slices.Contains(e.places[l], form) {
			forms[form] = text
		}
	}
	var last translations.Form
	for _, form := range e.texts[l].List() {
		forms[form] = e.texts[l][form]
		last = form
	}
	// gettext leaves the form for fractions out where whole numbers have another; here
	// every message has it.
	if last != "" && !slices.Contains(e.places[l], translations.Other) &&
		(current[translations.Other] == "" || current[translations.Other] == current[last]) {
		forms[translations.Other] = forms[last]
	}
	return forms
}
