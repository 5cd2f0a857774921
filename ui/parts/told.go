package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// ToldAt returns what is told at the moment.
func ToldAt(m rules.Moment, findings []rules.Finding) []rules.Finding {
	var told []rules.Finding
	for _, f := range findings {
		if f.Moment == m {
			told = append(told, f)
		}
	}
	return told
}

// Told says under a heading of its own what no program can find and a person must
// bear in mind at this moment; nothing at all where there is nothing.
func (s *Speech) Told(findings []rules.Finding) fyne.CanvasObject {
	if len(findings) == 0 {
		return container.NewVBox()
	}
	box := container.New(Stack{}, s.Words(form.Caption, voice.Message("moment.heading")).Object())
	for _, f := range findings {
		box.Add(s.Words(form.Body, func(l translations.Language) string {
			what, mend := wording.Message(l, f)
			return translations.Text(l, "moment.told", map[string]string{"what": what, "mend": mend})
		}).Object())
		box.Add(s.Words(form.Quiet, func(l translations.Language) string {
			if f.Confidence == rules.Single {
				return wording.Cited(l, f)
			}
			return translations.Text(l, "form.source", map[string]string{"source": wording.Cited(l, f)})
		}).Object())
	}
	return container.NewStack(NewGround(look.ColorPaper, theme.ColorNameSeparator), container.NewPadded(box))
}
