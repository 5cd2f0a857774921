package review

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/casework"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// panel stands on the right while something is asked: why a place is returned, or who
// reviews.
type panel struct {
	screen  *Screen
	asked   question // nil while nothing is asked
	content *fyne.Container
	object  *fyne.Container
}

// question is what stands on the panel.
type question interface {
	object() fyne.CanvasObject
	entry() *form.Entry // that has the keyboard first
	focus()
	retranslate()
}

func newPanel(s *Screen) *panel {
	p := &panel{screen: s, content: container.NewStack()}
	p.object = container.NewStack(parts.NewGround(look.ColorPaper, look.ColorRing), container.NewPadded(p.content))
	p.object.Hide()
	return p
}

func (p *panel) shown() bool { return p.asked != nil }

// open shows a question and puts the keyboard there. The letter of the key that led there
// is not typed into it.
func (p *panel) open(q question) {
	p.asked = q
	p.content.Objects = []fyne.CanvasObject{q.object()}
	p.object.Show()
	p.screen.object.Refresh()
	q.entry().ExpectLate()
	q.focus()
}

// close takes the question away; whoever calls it puts the keyboard somewhere.
func (p *panel) close() {
	if p.asked == nil {
		return
	}
	p.asked, p.content.Objects = nil, nil
	p.object.Hide()
	p.screen.object.Refresh()
}

// leave closes the panel and goes back to the list.
func (p *panel) leave() {
	p.close()
	p.screen.Focus()
}

func (p *panel) focus() { p.asked.focus() }

func (p *panel) retranslate() {
	if p.asked != nil {
		p.asked.retranslate()
	}
}

// askReason asks why a place is queried or returned.
func (p *panel) askReason(at place, v casework.Verdict) {
	p.open(newReasons(p, at, v))
}

// askInitials asks who reviews at this machine, and then goes on.
func (p *panel) askInitials(then func()) { p.open(newInitials(p, then)) }

// initials asks who reviews.
type initials struct {
	panel  *panel
	speech *parts.Speech
	field  *form.Entry
	wrong  *form.Words
	box    *fyne.Container
	then   func() // nil for nothing
}

// mostInitials is how long what stands beside each mark may be, in characters.
const mostInitials = 20

func newInitials(p *panel, then func()) *initials {
	q := &initials{panel: p, speech: parts.NewSpeech(p.screen.o.Voice), field: form.NewEntry(), then: then}
	q.field.Text = p.screen.by
	q.field.OnSubmitted = q.done
	q.field.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			p.leave()
		}
		return key == fyne.KeyEscape
	}
	q.wrong = q.speech.Words(form.Body, voice.Message("review.initials.wrong"))
	q.wrong.Color(widget.DangerImportance)
	q.wrong.Object().Hide()
	ok := q.speech.Button(theme.ConfirmIcon(), voice.Message("review.initials.ok"), func() { q.done(q.field.Text) })
	ok.OnEscape = p.leave
	q.box = container.NewVBox(
		container.New(parts.Stack{}, q.speech.Words(form.Heading, voice.Message("review.initials")).Object(),
			q.speech.Words(form.Quiet, voice.Message("review.initials.help")).Object()),
		container.New(parts.Indent{}, q.field), q.wrong.Object(), container.New(parts.Indent{}, container.NewHBox(ok)))
	return q
}

func (q *initials) object() fyne.CanvasObject { return q.box }
func (q *initials) entry() *form.Entry        { return q.field }
func (q *initials) focus()                    { q.panel.screen.o.Canvas.Focus(q.field) }
func (q *initials) retranslate()              { q.speech.Retranslate() }

// done keeps the initials in the background and goes on.
func (q *initials) done(text string) {
	s := q.panel.screen
	by := strings.TrimSpace(text)
	if by == "" || len([]rune(by)) > mostInitials {
		q.wrong.Object().Show()
		q.box.Refresh()
		return
	}
	s.by = by
	kept := make(chan struct{})
	s.o.Keep(func() { <-kept })
	s.sent.Add(func() {
		defer close(kept)
		if err := s.o.Store.SetSealed(context.Background(), InitialsSetting, []byte(by)); err != nil {
			s.o.Do(func() { s.live(func() { s.failed(err) }) })
		}
	})
	q.panel.leave()
	s.top.refresh()
	if q.then != nil {
		q.then()
	}
}
