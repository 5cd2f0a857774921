package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// top is the title with what a desk begins with beside it.
type top struct {
	speech *parts.Speech
	title  fyne.CanvasObject
	take   *form.Button // takes files in; nil where nothing can be changed
	object fyne.CanvasObject
}

func newTop(s *Screen) *top {
	t := &top{speech: parts.NewSpeech(s.o.Voice)}
	title := t.speech.Words(form.Title, voice.Message("desk.queue.title"))
	t.title = title.Object()
	head := container.New(parts.NewHead(), t.title)
	add := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := t.speech.Button(icon, voice.Message(id), do)
		b.OnEscape = s.Focus
		head.Add(b)
		return b
	}
	if !s.o.Viewing {
		t.take = add(theme.DownloadIcon(), "desk.import", s.o.Actions.Import)
		t.take.Importance = widget.HighImportance
		add(theme.MailComposeIcon(), "inboxes.title", s.o.Actions.Inbox)
		add(theme.ContentAddIcon(), "filings.new", s.o.Actions.New)
	}
	add(theme.CalendarIcon(), "calendar.open", s.o.Actions.Calendar)
	add(theme.GridIcon(), "statistics.open", s.o.Actions.Statistics)
	add(theme.ListIcon(), "desk.simple", s.o.Actions.Simple)
	t.object = head
	return t
}

// tell says what is due next of the current filing.
func (s *Screen) tell() {
	say := voice.Speaker(parts.Nothing)
	r, ok := s.chosen()
	switch {
	case ok && r.Due.Clock == nil:
		say = voice.Message("desk.next.none")
	case ok:
		id := "clock." + r.Due.Clock.ID
		if r.Over(s.o.Now()) {
			id += ".late"
		}
		say = nextStep(r.Due.Clock.By, id)
	}
	s.foot.Tell(say)
}

// cramped leaves out what there is no room for where the letters are large, or says it
// again.
func (s *Screen) cramped(is bool) {
	parts.SetVisible(s.top.title, !is)
	s.foot.Cramped(is)
}
