package kind

import (
	"strconv"

	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// progress says how many questions there were and how many there can still be.
func progress(number, left int) voice.Speaker {
	args := map[string]string{"number": strconv.Itoa(number)}
	if left == 0 {
		return voice.Message("kindpage.progress.last", args)
	}
	return func(l translations.Language) string { return translations.Count(l, "kindpage.progress", left, args) }
}

// answered says a question with the answer it was given.
func answered(s step) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Text(l, "kindpage.answered", map[string]string{
			"question": translations.Text(l, "question."+s.question.ID),
			"answer":   translations.Text(l, "question."+s.question.ID+"."+s.answer.ID),
		})
	}
}
