package filings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// notice is a sentence above the list that nobody should miss. It takes no room
// where there is nothing to say.
type notice struct {
	words  *form.Words
	object *fyne.Container
}

func newNotice(v *voice.Voice) *notice {
	n := &notice{words: form.NewWords(v, form.Body, func(translations.Language) string { return "" })}
	n.object = container.NewStack(
		parts.NewGround(look.ColorPaper, theme.ColorNameWarning), container.NewPadded(n.words.Object()))
	n.object.Hide()
	return n
}

// Notify says something above the list from now on; grave is for what should be
// mended.
func (s *Screen) Notify(say voice.Speaker, grave bool) {
	importance := widget.MediumImportance
	if grave {
		importance = widget.DangerImportance
	}
	s.notice.words.Color(importance)
	s.notice.words.Say(say)
	s.notice.object.Show()
	s.object.Refresh()
}
