package calendar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// top is the title with the way back and out beside it.
type top struct {
	speech *parts.Speech
	object fyne.CanvasObject
}

func newTop(s *Screen) *top {
	t := &top{speech: parts.NewSpeech(s.o.Voice)}
	title := t.speech.Words(form.Title, voice.Message("calendar.title"))
	export := t.speech.Button(theme.DocumentSaveIcon(), voice.Message("calendar.export"), s.Export)
	back := t.speech.Button(theme.NavigateBackIcon(), voice.Message("calendar.back"), s.o.Actions.Back)
	export.OnEscape, back.OnEscape = s.Focus, s.Focus
	t.object = container.New(parts.NewHead(), title.Object(), export, back)
	return t
}

// tell says all that there is to know of the current entry: what has to have happened, by
// whom and, where the day is only estimated, that it is.
func (s *Screen) tell() {
	e := s.chosen()
	if e == nil {
		s.foot.Tell(parts.Nothing)
		return
	}
	s.foot.Tell(func(l translations.Language) string {
		said := translations.Text(l, "desk.next", map[string]string{"by": e.Actor(l), "what": e.Sentence(l)})
		if !e.Known {
			said += "\n" + translations.Text(l, "progress.estimate")
		}
		return said
	})
	s.object.Refresh()
}

// cramped leaves out what there is no room for where the letters are large, or says it
// again.
func (s *Screen) cramped(is bool) {
	s.filters.cramped(is)
	s.foot.Cramped(is)
}
