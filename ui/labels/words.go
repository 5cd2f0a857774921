package labels

import (
	"strings"

	"recordaldesk/assets/fonts"
	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/voice"
)

// standing says how a message stands, in a word or two.
func standing(r *labels.Record) voice.Speaker {
	return func(l translations.Language) string {
		var said []string
		add := func(id string) { said = append(said, translations.Text(l, "labels.state."+id)) }
		if missing(r) {
			add("missing")
		}
		if edited(r) {
			add("edited")
		}
		switch {
		case r.Changed():
			add("changed")
		case r.Seen():
			add("seen")
		}
		return strings.Join(said, " · ")
	}
}

// history says who has changed and who has checked a message, and when.
func history(l translations.Language, r *labels.Record) string {
	var said []string
	if c := r.Check; c != nil {
		id := "labels.checked"
		if r.Changed() {
			id = "labels.checked.changed"
		}
		said = append(said, translations.Text(l, id, map[string]string{"by": c.By, "date": c.At}))
	} else {
		said = append(said, translations.Text(l, "labels.unchecked"))
	}
	if c := r.Last; c != nil {
		args := map[string]string{"by": c.By, "date": c.At.Local().Format("2006-01-02 15:04"), "file": c.From}
		id := "labels.last"
		if c.By == "" {
			id += ".nobody"
		}
		if c.From != "" {
			id = "labels.last.file"
		}
		said = append(said, translations.Text(l, id, args))
	}
	return strings.Join(said, "\n")
}

// flat is a text on one line.
func flat(text string) string { return strings.ReplaceAll(text, "\n", " ⏎ ") }

// Standing says how a message stands, in a word or two; "" for as it was built in.
func Standing(l translations.Language, r *labels.Record) string { return standing(r)(l) }

// History says who has changed and who has checked a message, and when.
func History(l translations.Language, r *labels.Record) string { return history(l, r) }

// Note says what a message is and what to mind.
func Note(id string) voice.Speaker {
	return func(l translations.Language) string { return labels.Explain(l, id) }
}

// Elsewhere says in words where a message is met.
func Elsewhere(id string) voice.Speaker {
	return func(l translations.Language) string { return labels.Where(l, id) }
}

// Lint are the options with which labels are looked at: with the room that they have in
// the layout, and the face of the window.
var Lint = labels.Options{
	Room:  func(_ translations.Language, id string) (float32, bool) { return labels.RoomOf(id) },
	Width: func(_ translations.Language, text string) float32 { return fonts.Width(text) },
}
