package keying

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// side is beside the list: the current box in large type, and buttons for those who do
// not know the keys.
type side struct {
	sheet *sheet

	place  *form.Words // the page it is on
	label  *widget.Label
	gloss  *widget.Label
	value  *widget.Label
	note   *form.Words
	status *form.Words // what became of the last key

	next, copy, tick, open *form.Button

	room   *parts.Room // of what is said of a box
	object fyne.CanvasObject
}

func newSide(sh *sheet) *side {
	b := &side{sheet: sh, label: widget.NewLabel(""), gloss: widget.NewLabel(""), value: widget.NewLabel("")}
	b.place, b.note, b.status = sh.speech.Words(form.Quiet, parts.Nothing), sh.speech.Words(form.Body, parts.Nothing), sh.speech.Words(form.Body, parts.Nothing)
	b.label.Wrapping, b.gloss.Wrapping, b.value.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord, fyne.TextWrapBreak
	b.gloss.Importance, b.gloss.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	b.value.SizeName = theme.SizeNameHeadingText
	button := func(icon fyne.Resource, id string, do func()) *form.Button {
		return sh.speech.Button(icon, voice.Message(id), func() {
			do()
			sh.focus() // the next key is for the list
		})
	}
	b.next = button(theme.ContentCopyIcon(), "typing.copy_next", sh.copyNext)
	b.next.Importance = widget.HighImportance
	b.copy = button(nil, "typing.copy", sh.copy)
	b.tick = button(theme.ConfirmIcon(), "typing.tick", sh.toggle)
	b.open = button(theme.VisibilityIcon(), "typing.show", sh.unmask)
	printing := button(theme.DocumentPrintIcon(), "typing.print", sh.print)
	buttons := container.New(parts.NewFlow())
	for _, one := range []*form.Button{b.next, b.copy, b.tick, b.open, printing} {
		one.OnEscape = sh.screen.o.Back
		buttons.Add(one)
	}
	intro := "typing.intro.keying"
	if sh.security {
		intro = "typing.intro.security"
	}
	// The buttons stay where they are while somebody goes from box to box.
	what := container.New(parts.Column{}, container.New(parts.Stack{}, b.place.Object(), b.label, b.gloss), b.value, b.note.Object())
	b.room = parts.NewRoom()
	box := container.New(parts.Column{}, container.New(b.room, what),
		container.New(parts.Indent{}, buttons), b.status.Object(),
		widget.NewSeparator(), sh.speech.Words(form.Quiet, voice.Message(intro)).Object(), sh.speech.Words(form.Quiet, voice.Message("typing.keys")).Object())
	b.object = container.NewStack(parts.NewGround(look.ColorPaper, ""), container.NewVScroll(container.NewPadded(box)))
	return b
}

// say shows the current box.
func (b *side) say() {
	sh, v := b.sheet, b.sheet.screen.o.Voice
	t, ok := sh.at(sh.current)
	if !ok {
		return
	}
	b.place.Say(func(l translations.Language) string {
		if t.Website < 0 {
			return t.Page
		}
		return translations.Text(l, "typing.website", map[string]string{
			"page": t.Page, "website": wording.WebsiteName(l, sh.screen.o.Filing, t.Website),
		})
	})
	b.label.SetText(t.Label)
	gloss := glossOf(v, t.Label, t.Gloss)
	b.gloss.SetText(gloss)
	parts.SetVisible(b.gloss, gloss != "")
	b.value.SetText(t.Text)
	parts.SetVisible(b.value, t.Text != "")
	b.note.Say(func(l translations.Language) string {
		said := ""
		for _, n := range sh.notesOf(t) {
			if said != "" {
				said += translations.Text(l, "list.separator")
			}
			said += n(l)
		}
		return said
	})
	typing := sh.typing(t)
	b.note.Color(map[bool]widget.Importance{true: widget.WarningImportance, false: widget.MediumImportance}[t.Ask || typing == casework.Outdated])
	enable(b.copy, t.Text != "")
	enable(b.tick, counts(t))
	b.tick.Say(v, voice.Message(map[bool]string{true: "typing.untick", false: "typing.tick"}[typing == casework.Done]))
	b.open.Say(v, voice.Message(map[bool]string{true: "typing.hide", false: "typing.show"}[sh.open]))
	b.object.Refresh()
}

func enable(b *form.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// tell says what became of a key; nil for nothing.
func (b *side) tell(say voice.Speaker) {
	if say == nil {
		say = parts.Nothing
	}
	b.status.Say(say)
	b.object.Refresh()
}
