package kind

import (
	"strconv"
	"strings"

	"recordaldesk/rules"
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

// named says the name of a kind and, where this version lacks its forms, that.
func named(k rules.Kind) voice.Speaker {
	return func(l translations.Language) string {
		name := translations.Text(l, "kind."+k.ID)
		if k.Complete {
			return name
		}
		return translations.Text(l, "kindpage.without_forms", map[string]string{"kind": name})
	}
}

// lacking says that this version has no forms of the kind, and of which it has.
func lacking(book *rules.Book, id string) voice.Speaker {
	return func(l translations.Language) string {
		var whole []string
		for _, k := range book.Kinds {
			if k.Complete {
				whole = append(whole, translations.Text(l, "kind."+k.ID))
			}
		}
		return translations.Text(l, "kindpage.lacking", map[string]string{
			"kind":     translations.Text(l, "kind."+id),
			"complete": strings.Join(whole, translations.Text(l, "kindpage.comma")),
		})
	}
}

// complete reports whether the book has the forms of the kind whole.
func complete(book *rules.Book, id string) bool {
	k, ok := find(book, id)
	return ok && k.Complete
}

func find(book *rules.Book, id string) (rules.Kind, bool) {
	for _, k := range book.Kinds {
		if k.ID == id {
			return k, true
		}
	}
	return rules.Kind{}, false
}
