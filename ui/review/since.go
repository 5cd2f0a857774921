package review

import (
	"slices"

	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// changes are what the filing says otherwise than when it was returned last; nothing where
// it never was. They are said in one language at a time, and kept until the filing is
// gathered anew.
func (t *placesTab) changes(l translations.Language) wording.Changes {
	made, ok := t.since[l]
	if ok || !t.screen.read { // what is noted is not there yet
		return made
	}
	s := t.screen.o.Session
	for _, n := range slices.Backward(t.screen.work.Notices) {
		if n.Filing != nil {
			made = wording.Since(l, s.Book(), n.Filing, s.Filing(), s.Today())
			break
		}
	}
	if t.since == nil {
		t.since = map[translations.Language]wording.Changes{}
	}
	t.since[l] = made
	return made
}

// tellSince says what a place said when the filing was returned; at the filing as a whole,
// all that has changed.
func (t *placesTab) tellSince(b *side, p casework.Place) {
	all := t.changes(translations.Chinese)
	if all.None() {
		return
	}
	if p.Field == kindField {
		b.say(form.Caption, widget.MediumImportance, voice.Message("review.since"))
		for i := range all.Fields {
			b.say(form.Body, widget.MediumImportance, func(l translations.Language) string { return fieldSince(l, t.changes(l).Fields[i], true) })
		}
		for i := range all.Papers {
			b.say(form.Body, widget.MediumImportance, func(l translations.Language) string { return paperSince(l, t.changes(l).Papers[i]) })
		}
		return
	}
	for i, c := range all.Fields {
		if c.Path == p.Field && !p.IsMaterial() {
			b.say(form.Caption, widget.WarningImportance, func(l translations.Language) string { return fieldSince(l, t.changes(l).Fields[i], false) })
		}
	}
	for i, c := range all.Papers {
		if c.Place == p {
			b.say(form.Caption, widget.WarningImportance, func(l translations.Language) string { return paperSince(l, t.changes(l).Papers[i]) })
		}
	}
}

// fieldSince says what a field said, and whole also which field and what it says now.
func fieldSince(l translations.Language, c wording.Comparison, whole bool) string {
	id := "review.since.field"
	if whole {
		id = "review.since.whole"
	}
	args := map[string]string{"label": c.Label, "before": c.Before, "after": c.After}
	for _, name := range []string{"before", "after"} {
		if args[name] == "" {
			args[name] = translations.Text(l, "review.since.nothing")
		}
	}
	return translations.Text(l, id, args)
}

func paperSince(l translations.Language, c wording.PaperChange) string {
	return translations.Text(l, "review.since.paper", map[string]string{"paper": c.Name, "what": c.What})
}
