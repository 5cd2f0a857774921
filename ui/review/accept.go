package review

import (
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// stageAccepted is the stage that a filing reaches when the desk has accepted it.
const stageAccepted = "accepted"

// acceptFiling notes that the filing is accepted, once nothing is open; where errors of
// the rules stand although every place was accepted, it asks.
func (s *Screen) acceptFiling() {
	if !s.ready() {
		return
	}
	if s.work.Stage().Stage == stageAccepted {
		s.o.Ask(voice.Message("review.accepted.already"), nil, nil)
		return
	}
	if lacks := s.lacks(); len(lacks) > 0 {
		s.o.Ask(func(l translations.Language) string {
			said := make([]string, len(lacks))
			for i, one := range lacks {
				said[i] = one(l)
			}
			return translations.Text(l, "review.accept.lacks") + "\n" + strings.Join(said, "\n")
		}, nil, nil)
		return
	}
	question := voice.Message("review.accept.ask")
	if n := s.errors(); n > 0 {
		question = func(l translations.Language) string { return translations.Count(l, "review.accept.errors", n, nil) }
	}
	s.known(func() {
		s.o.Ask(question, voice.Message("review.accept.yes"), func() {
			event := casework.Event{Stage: stageAccepted, At: s.o.Now(), By: s.by}
			s.noteThen(func(c *casework.Case) { c.Reach(event) }, s.o.Back)
		})
	})
}

// lacks says what must be done before the filing can be accepted.
func (s *Screen) lacks() (all []voice.Speaker) {
	count := func(id string, n int) {
		if n > 0 {
			all = append(all, func(l translations.Language) string { return translations.Count(l, id, n, nil) })
		}
	}
	n := s.counts()
	count("review.accept.returned", n.returned)
	count("review.accept.queried", n.queried)
	count("review.accept.left", n.left)
	if s.originals.done() < len(s.originals.points) {
		all = append(all, s.originals.missing)
	}
	count("review.photo.left", len(s.photo.checks)-s.photo.done())
	return all
}

// errors counts the errors that the rules find.
func (s *Screen) errors() (n int) {
	for _, f := range s.o.Session.Report().Findings {
		if f.Severity == rules.Error {
			n++
		}
	}
	return n
}
