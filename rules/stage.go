package rules

import "slices"

// Stage is how far a filing has come, at the desk and after it was mailed: the message
// stage.<id>.
type Stage struct {
	ID         string
	Next       []string // the stages that can follow
	Kinds      []string // for which it exists; empty is all
	Route      Route    // on which it exists; "" is both
	Noted      bool     // by a person; the others the program finds out by itself
	Ends       bool     // nothing is waited for any more
	Source     string
	Confidence Confidence
	AsOf       string `toml:"as_of"`
}

// Of reports whether a filing of the kind and route can reach the stage.
func (s Stage) Of(kind string, route Route) bool {
	return s.ofKind(kind) && (s.Route == "" || s.Route == route)
}

func (s Stage) ofKind(kind string) bool { return len(s.Kinds) == 0 || slices.Contains(s.Kinds, kind) }

// StageOf returns the stage by its id; false for one that the book does not know, as
// an older book's may be.
func (b *Book) StageOf(id string) (Stage, bool) {
	i := slices.IndexFunc(b.Stages, func(s Stage) bool { return s.ID == id })
	if i < 0 {
		return Stage{}, false
	}
	return b.Stages[i], true
}

// Following returns the stages that a filing of the kind and route can reach next, in
// their order. A stage that does not exist for the kind is passed by: a cancellation that
// is approved opens no ports and can be closed. Where no stage was noted, or one that
// the book does not know, it returns all there are for the filing.
func (b *Book) Following(kind string, route Route, stage string) []Stage {
	at, known := b.StageOf(stage)
	found := map[string]bool{}
	var follow func(from Stage)
	follow = func(from Stage) {
		for _, id := range from.Next {
			if found[id] {
				continue
			}
			found[id] = true
			if next, ok := b.StageOf(id); ok && !next.ofKind(kind) {
				follow(next)
			}
		}
	}
	follow(at)
	var all []Stage
	for _, s := range b.Stages {
		if s.Of(kind, route) && (!known || found[s.ID]) && s.ID != stage {
			all = append(all, s)
		}
	}
	return all
}
