package main

import (
	"recordaldesk/assets/fonts"
	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/translations/labels/source"
)

const labelsLintSynopsis = "lint [--source DIR] [--data DIR]"

// runLabelsLint tells what is wrong with the program's texts, message by message, with a
// translator's edits where a data folder is given, and, given the folder of the source,
// which messages it lacks and which nobody uses. Its error is errWrong where anything is
// wrong.
func runLabelsLint(p *program, dir, data string) error {
	b, err := p.bench(data)
	if err != nil {
		return err
	}
	var unknown []source.Use
	var unused []string
	if dir != "" {
		uses, err := source.Scan(dir)
		if err != nil {
			return &problem{id: "ctl.problem.source", args: map[string]string{"file": shown(dir)}, err: err}
		}
		known := knownMessages()
		unknown, unused = uses.Unknown(known), uses.Unused(known)
	}
	t := p.result()
	flaws := b.Lint(labels.Options{
		Room:  func(_ translations.Language, id string) (float32, bool) { return labels.RoomOf(id) },
		Width: func(_ translations.Language, text string) float32 { return fonts.Width(text) },
	})
	for i, f := range flaws {
		if i == 0 || flaws[i-1].ID != f.ID {
			t.asWritten(b, f.ID)
		}
		t.lines(2, f.Say)
		if i == len(flaws)-1 || flaws[i+1].ID != f.ID {
			t.gap()
		}
	}
	for _, use := range unknown {
		place := use.Place
		if place == "" {
			place = "rules/book"
		}
		t.message(0, "ctl.lint.unknown", map[string]string{"id": use.ID, "place": place})
	}
	for _, id := range unused {
		t.message(0, "ctl.lint.unused", map[string]string{"id": id})
	}
	if dir == "" {
		t.message(0, "ctl.lint.source", nil)
	}
	if n := len(flaws) + len(unknown) + len(unused); n > 0 {
		t.count(0, "ctl.lint.wrong", n)
		return errWrong
	}
	t.count(0, "ctl.lint.fine", len(labels.IDs()))
	return nil
}

// asWritten writes a message's id and what it says in each language, its arguments open.
func (t *page) asWritten(b *labels.Bench, id string) {
	t.line(0, id)
	r, _ := b.Record(id)
	for _, l := range b.Languages() {
		forms := r.Texts[l].Forms
		for _, form := range forms.List() {
			t.line(1, translations.Text(l, "ctl.lint.text", map[string]string{
				"language": labels.LanguageName(l, l), "text": forms[form],
			}))
		}
	}
}

// knownMessages is what there is to know of messages beside the source.
func knownMessages() source.Known {
	has := func(id string) bool { return translations.BuiltIn(translations.Chinese, id) }
	return source.Known{
		IDs: labels.IDs(), Other: labels.NoMessages(),
		Told: wording.MessagesOf(rules.Builtin(), has), Sorts: wording.BookSorts,
	}
}
