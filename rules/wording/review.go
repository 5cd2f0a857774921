package wording

import "recordaldesk/translations"

// ReasonOfReturn says a reason of return by its id: the label that a reviewer picks
// it by, and the words that go to the client, what is wrong and what to do.
func ReasonOfReturn(l Language, id string) (label, words string) {
	return translations.Text(l, "reason."+id), translations.Text(l, "reason."+id+".words")
}
