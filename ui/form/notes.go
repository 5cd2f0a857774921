package form

import (
	"reflect"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// notes are the findings at one place of a page, each with where it comes from
// and, where the rulebook knows the mended text, a button that puts it in.
type notes struct {
	voice    *voice.Voice
	privacy  func() *wording.Privacy // numbers stand in full in the field alone
	repair   func(mended string)     // nil where nothing can be put in
	onSource func(rule string)       // nil where a source leads nowhere
	findings []rules.Finding
	words    []*Words
	buttons  []*Button
	relabel  []func()
	object   *fyne.Container
}

func newNotes(v *voice.Voice, privacy func() *wording.Privacy, repair, onSource func(string)) *notes {
	return &notes{voice: v, privacy: privacy, repair: repair, onSource: onSource, object: container.New(tight{})}
}

// show shows other findings, and reports whether they are others: a list that
// stays is left alone, since one of its buttons may have the keyboard.
func (n *notes) show(findings []rules.Finding) bool {
	if len(findings) == 0 && len(n.findings) == 0 || reflect.DeepEqual(findings, n.findings) {
		return false
	}
	n.findings = findings
	n.words, n.buttons, n.relabel, n.object.Objects = nil, nil, nil, nil
	privacy := n.privacy()
	for _, f := range findings {
		n.object.Add(n.note(f, privacy.Finding(f)))
	}
	n.object.Refresh()
	return true
}

// longRepair is how many characters a mended text may have for the button to say it.
const longRepair = 20

// note says a finding as it is told: with its numbers masked.
func (n *notes) note(f, told rules.Finding) fyne.CanvasObject {
	message := n.say(Body, func(l translations.Language) string {
		what, mend := wording.Message(l, told)
		return what + " " + mend
	})
	message.Color(importance(f.Severity))
	note := container.New(tight{}, message.Object(), n.citation(f))
	if f.Repair == "" || n.repair == nil {
		return note
	}
	now := n.say(Quiet, func(l translations.Language) string { return wording.Unrepaired(l, told) })
	button := NewButton(theme.DocumentCreateIcon(), func() { n.repair(f.Repair) })
	repaired := voice.Speaker(func(l translations.Language) string { return wording.Repaired(l, told) })
	label := func() { button.Say(n.voice, repaired) }
	label()
	n.buttons, n.relabel = append(n.buttons, button), append(n.relabel, label)
	note.Add(now.Object())
	if utf8.RuneCountInString(f.Repair) > longRepair {
		note.Add(n.say(Quiet, repaired).Object()) // a button does not wrap
		repaired = voice.Message("form.repair.put_in")
		label()
	}
	note.Add(container.NewHBox(container.New(indented{}, button)))
	return note
}

// citation says where a finding comes from, and leads to its rule.
func (n *notes) citation(f rules.Finding) fyne.CanvasObject {
	source := n.say(Quiet, func(l translations.Language) string {
		if f.Confidence == rules.Single {
			return wording.Cited(l, f)
		}
		return translations.Text(l, "form.source", map[string]string{"source": wording.Cited(l, f)})
	})
	if n.onSource == nil {
		return source.Object()
	}
	source.Color(widget.HighImportance)
	return newCitation(source, func() { n.onSource(f.Rule) })
}

func (n *notes) say(style Style, what voice.Speaker) *Words {
	w := NewWords(n.voice, style, what)
	n.words = append(n.words, w)
	return w
}

// repairFirst does what the first of the buttons does, and reports whether there
// is one.
func (n *notes) repairFirst() bool {
	if len(n.buttons) == 0 {
		return false
	}
	n.buttons[0].OnTapped()
	return true
}

func (n *notes) retranslate() {
	for _, w := range n.words {
		w.Retranslate()
	}
	for _, label := range n.relabel {
		label()
	}
}
