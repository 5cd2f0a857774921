package labels

import (
	"strings"

	"recordaldesk/translations"
)

// Explain tells a translator what a message is and what to mind, in the language l, a line
// for each thing: how one of its kind is written, what its family is, what is to be known
// of itself, what is put into it. "" for a message that does not exist.
func Explain(l translations.Language, id string) string {
	f := FamilyOf(id)
	if f == nil {
		return ""
	}
	said := []string{translations.Text(l, "labels.note", map[string]string{"kind": f.Kind.Called(l), "help": f.Kind.Help(l)}), f.Note.In(l)}
	if note := NoteOf(id); note != nil {
		said = append(said, note.In(l))
	}
	for _, a := range ArgumentsOf(id) {
		said = append(said, translations.Text(l, "labels.argument", map[string]string{"name": "{{." + a.Name + "}}", "what": a.What.In(l)}))
	}
	return strings.Join(said, "\n")
}

// Where says in words, in the language l, where a message is met; "" for one that does not
// exist.
func Where(l translations.Language, id string) string {
	if f := FamilyOf(id); f != nil {
		return f.Place.In(l)
	}
	return ""
}
