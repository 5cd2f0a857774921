package kind

import (
	"testing"

	"recordaldesk/rules"
)

func TestHowManyQuestionsAreLeft(t *testing.T) {
	w := newWalk([]rules.Question{
		{ID: "first", Answers: []rules.Answer{{ID: "short", Next: "third"}, {ID: "long", Next: "second"}}},
		{ID: "second", Answers: []rules.Answer{{ID: "stop", Stop: true}, {ID: "go", Next: "third"}}},
		{ID: "third", Answers: []rules.Answer{{ID: "end", Kind: "new_access"}, {ID: "other", Kind: "new_website"}}},
	})
	for _, want := range []int{2, 1, 0} {
		if got := w.left(); got != want {
			t.Errorf("at %s, %d questions can follow, want %d", w.question().ID, got, want)
		}
		w.answer(1)
	}
}

func TestABookThatLeadsInACircleEnds(t *testing.T) {
	w := newWalk([]rules.Question{
		{ID: "first", Answers: []rules.Answer{{ID: "on", Next: "second"}}},
		{ID: "second", Answers: []rules.Answer{{ID: "round", Next: "first"}, {ID: "end", Kind: "new_access"}}},
	})
	w.answer(0)
	w.answer(0)
	if got := w.question().ID; got != "first" {
		t.Errorf("the circle leads to %s, want first", got)
	}
	if got := w.left(); got != 1 {
		t.Errorf("%d questions can follow, want 1", got)
	}
}
