package kind

import (
	"slices"

	"recordaldesk/rules"
)

// walk is the way a person has gone through the rulebook's questions.
type walk struct {
	questions []rules.Question
	steps     []step
	remember  map[string]string // the answer last given to each question
}

// step is one question with the answer given to it.
type step struct {
	question *rules.Question
	answer   *rules.Answer
}

// newWalk stands before the first question.
func newWalk(questions []rules.Question) *walk {
	return &walk{questions: questions, remember: map[string]string{}}
}

// question is the one to be answered now; nil at an end, and in a book without
// questions.
func (w *walk) question() *rules.Question {
	if len(w.steps) == 0 {
		if len(w.questions) == 0 {
			return nil
		}
		return &w.questions[0]
	}
	return w.find(w.end().Next)
}

// end is the answer given last; nil before the first.
func (w *walk) end() *rules.Answer {
	if len(w.steps) == 0 {
		return nil
	}
	return w.steps[len(w.steps)-1].answer
}

// answer gives the i-th answer to the question and goes where it leads.
func (w *walk) answer(i int) {
	q := w.question()
	w.remember[q.ID] = q.Answers[i].ID
	w.steps = append(w.steps, step{q, &q.Answers[i]})
}

// back takes the last answer back. It reports false before the first question.
func (w *walk) back() bool {
	if len(w.steps) == 0 {
		return false
	}
	w.steps = w.steps[:len(w.steps)-1]
	return true
}

// before is the index of the answer that was given to the question earlier, -1
// where none was.
func (w *walk) before(q *rules.Question) int {
	return slices.IndexFunc(q.Answers, func(a rules.Answer) bool { return a.ID == w.remember[q.ID] })
}

// left is how many questions can follow the one to be answered now, at the most.
func (w *walk) left() int { return w.longest(w.question(), nil) - 1 }

// longest counts the questions on the longest way from q on, q included. A book
// may lead in a circle; nobody walks it for ever.
func (w *walk) longest(q *rules.Question, passed []string) int {
	if q == nil || slices.Contains(passed, q.ID) {
		return 0
	}
	most := 0
	for _, a := range q.Answers {
		most = max(most, w.longest(w.find(a.Next), append(slices.Clone(passed), q.ID)))
	}
	return most + 1
}

func (w *walk) find(id string) *rules.Question {
	i := slices.IndexFunc(w.questions, func(q rules.Question) bool { return q.ID == id })
	if i < 0 {
		return nil
	}
	return &w.questions[i]
}
