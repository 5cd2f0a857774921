package filings

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// notices are sentences above the list that nobody should miss, one below the other.
// They take no room where there is nothing to say.
type notices struct {
	screen *Screen
	all    []*notice
	object *fyne.Container
}

// notice is one of them, with what can be done about it.
type notice struct {
	about  string
	words  *form.Words
	speech *parts.Speech
	object fyne.CanvasObject
}

func newNotices(s *Screen) *notices {
	n := &notices{screen: s, object: container.NewVBox()}
	n.object.Hide()
	return n
}

// Notify says something above the list from now on, in place of what was said of the
// same subject; grave is for what should be mended. The answers are buttons beside it.
func (s *Screen) Notify(about string, say voice.Speaker, grave bool, answers ...parts.Answer) {
	n := &notice{about: about, speech: parts.NewSpeech(s.o.Voice)}
	n.words = n.speech.Words(form.Body, say)
	if grave {
		n.words.Color(widget.DangerImportance)
	}
	buttons := container.NewHBox()
	for _, a := range answers {
		b := n.speech.Button(nil, a.Say, a.Do)
		b.OnEscape = func() { s.o.Canvas.Focus(s.list) }
		buttons.Add(b)
	}
	n.object = container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameWarning),
		container.NewPadded(container.NewBorder(nil, nil, nil, container.NewCenter(buttons), n.words.Object())))
	s.notices.put(about, n)
}

// Unsay takes back what was said of a subject.
func (s *Screen) Unsay(about string) { s.notices.put(about, nil) }

func (n *notices) put(about string, now *notice) {
	at := slices.IndexFunc(n.all, func(one *notice) bool { return one.about == about })
	switch {
	case now == nil && at < 0:
		return
	case now == nil:
		n.all = slices.Delete(n.all, at, at+1)
	case at < 0:
		n.all = append(n.all, now)
	default:
		n.all[at] = now
	}
	n.object.RemoveAll()
	for _, one := range n.all {
		n.object.Add(one.object)
	}
	parts.SetVisible(n.object, len(n.all) > 0)
	n.screen.object.Refresh()
}

func (n *notices) retranslate() {
	for _, one := range n.all {
		one.speech.Retranslate()
	}
}
