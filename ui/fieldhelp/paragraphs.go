package fieldhelp

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/assets/guidance"
	"recordaldesk/rules/wording"
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// paragraphs are what the guidance says: each in its own words and in our translation, with
// our note where it errs. Both are shown whatever language is spoken: the translation is to
// be understood, the words are what counts.
func (p *Panel) paragraphs() []fyne.CanvasObject {
	if len(p.o.Help.Paragraphs) == 0 {
		return nil
	}
	all := []fyne.CanvasObject{p.rule(), p.say(form.Caption, voice.Message("fieldhelp.guidance"))}
	for _, one := range p.o.Help.Paragraphs {
		all = append(all, p.paragraph(one))
	}
	return all
}

func (p *Panel) paragraph(one guidance.Paragraph) fyne.CanvasObject {
	source := func(l translations.Language) string {
		return translations.Text(l, "fieldhelp.cited", map[string]string{
			"source": wording.Source(l, one.Place), "date": guidance.Whole().AsOf,
		})
	}
	quote := func(text string) voice.Speaker { return func(translations.Language) string { return text } }
	ours := form.NewWords(p.o.Voice, form.Quiet, voice.Message("fieldhelp.ours"))
	words := form.NewWords(p.o.Voice, form.Quiet, voice.Message("fieldhelp.words"))
	first, second := container.New(parts.Stack{}, ours.Object(), p.say(form.Body, quote(one.Chinese))),
		container.New(parts.Stack{}, words.Object(), p.say(form.Body, quote(one.English)))
	if translations.Base(p.o.Voice.Language()) == translations.English {
		first, second = second, first
	}
	block := container.New(parts.Stack{}, p.say(form.Quiet, source), first, second)
	for _, n := range one.Slips {
		note := form.NewWords(p.o.Voice, form.Body, voice.Message("guidance.slip."+strconv.Itoa(n)))
		note.Color(widget.WarningImportance)
		block.Add(note.Object())
	}
	return block
}

// most is how many rules are shown; the rulebook has all of them.
const most = 12

// rules are those that judge the field, each with where it comes from.
func (p *Panel) rules() []fyne.CanvasObject {
	of := p.o.Help.Rules
	if len(of) == 0 {
		return nil
	}
	all := []fyne.CanvasObject{p.rule(), p.say(form.Caption, voice.Message("fieldhelp.rules"))}
	for _, one := range of[:min(most, len(of))] {
		all = append(all, p.judged(one))
	}
	if more := len(of) - most; more > 0 {
		all = append(all, p.say(form.Quiet, func(l translations.Language) string {
			return translations.Count(l, "fieldhelp.more", more, nil)
		}))
	}
	return all
}

func (p *Panel) judged(one lookup.Judged) fyne.CanvasObject {
	source := func(l translations.Language) string {
		return translations.Text(l, "help.cited", map[string]string{
			"source":     translations.Text(l, "form.source", map[string]string{"source": wording.Source(l, one.Rule.Source)}),
			"confidence": translations.Text(l, "confidence."+string(one.Rule.Confidence)), "date": one.Rule.AsOf,
		})
	}
	open := p.button(theme.SearchIcon(), voice.Message("fieldhelp.open"), func() { p.o.Rule(one.ID) })
	open.Importance = widget.LowImportance
	return container.New(parts.Stack{}, p.say(form.Body, voice.Speaker(one.Name)), p.say(form.Quiet, source),
		container.NewHBox(open))
}
