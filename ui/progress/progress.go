// Package progress is the screen on which a person sees how far a filing has come, by
// when what has to have happened, and notes the next stage.
package progress

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Options are what the screen needs from around it. What reads or writes is called off
// the UI goroutine.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas
	Book   *rules.Book
	Load   func(ctx context.Context) (store.Draft, *casework.Case, error)
	Change func(ctx context.Context, f func(*casework.Case) error) (*casework.Case, error)
	By     func() string // initials of who works here
	Now    func() time.Time
	Ask    func(say, yes voice.Speaker, do func()) // asks before something is taken back
	Failed func(error)                             // tells what could not be read or kept
	Back   func()
	Do     func(func()) // runs a function on the UI goroutine

	Viewing bool // nothing can be noted
}

// Screen shows how far a filing has come. It belongs to the UI goroutine.
type Screen struct {
	o     Options
	draft store.Draft
	c     *casework.Case // nil while it is being read
	route rules.Route
	stale []rules.Staleness

	speech *parts.Speech
	title  *form.Words
	back   *form.Button
	form   *noting
	past   *fyne.Container // the stages it has reached
	next   *fyne.Container // what is due
	object fyne.CanvasObject
}

// New builds the screen and begins to read.
func New(o Options) *Screen {
	s := &Screen{o: o, speech: parts.NewSpeech(o.Voice), past: container.NewVBox(), next: container.NewVBox()}
	s.title = s.speech.Words(form.Title, parts.Nothing)
	s.back = s.speech.Button(theme.NavigateBackIcon(), voice.Message("progress.back"), o.Back)
	s.back.OnEscape = o.Back
	s.form = newNoting(s)
	head := container.New(parts.NewHead(), s.title.Object(), s.back)
	left := container.NewStack(parts.NewGround(look.ColorRail, ""), container.NewVScroll(container.NewPadded(container.NewVBox(
		s.speech.Words(form.Heading, voice.Message("progress.past")).Object(), s.past,
	))))
	right := container.NewVScroll(container.NewPadded(container.NewVBox(s.form.object, s.next)))
	body := container.New(parts.Columns{Shares: []float32{2, 3}}, left, right)
	s.object = container.New(parts.Page{Body: 1}, head, body)
	s.read()
	return s
}

func (s *Screen) read() {
	crash.Go(func() {
		ctx := context.Background()
		draft, c, err := s.o.Load(ctx)
		today := s.o.Now().Format(time.DateOnly)
		var route rules.Route
		var stale []rules.Staleness
		if err == nil {
			route, stale = s.o.Book.Route(draft.Record.Filing, today), s.o.Book.Stale(draft.Record.Filing, today)
		}
		s.o.Do(func() {
			if err != nil {
				s.o.Failed(err)
				s.o.Back()
				return
			}
			s.draft, s.c, s.route, s.stale = draft, c, route, stale
			s.show()
			s.Focus()
		})
	})
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Refresh does nothing: the screen shows what it was opened with, and what is noted here.
func (s *Screen) Refresh() {}

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.show()
}

// Focus puts the keyboard on the choice of the next stage or, where none can be noted,
// or not yet, on the way back.
func (s *Screen) Focus() {
	if s.form.object.Visible() {
		s.form.picker.ExpectLate() // the letter of the key that led here opens nothing
		s.o.Canvas.Focus(s.form.picker)
	} else {
		s.o.Canvas.Focus(s.back)
	}
}

// show shows what is known.
func (s *Screen) show() {
	if s.c == nil {
		return
	}
	f := s.draft.Record.Filing
	s.title.Say(filings.Name(&store.Summary{HostName: f.Host.Name}))
	s.past.Objects, s.next.Objects = nil, nil
	for i := len(s.c.Events) - 1; i >= 0; i-- {
		s.past.Add(s.event(s.c.Events[i]))
	}
	if len(s.c.Events) == 0 {
		s.past.Add(s.words(form.Body, voice.Message("progress.none")))
	}
	s.due()
	s.form.follow()
	s.object.Refresh()
}

func (s *Screen) words(style form.Style, say voice.Speaker) fyne.CanvasObject {
	return form.NewWords(s.o.Voice, style, say).Object()
}

// event is a stage that was reached: when, what, by whom and what was noted.
func (s *Screen) event(e casework.Event) fyne.CanvasObject {
	box := container.New(parts.Stack{}, s.words(form.Caption, Stage(e.Stage)), s.words(form.Quiet, when(e)))
	if e.Note != "" {
		box.Add(s.words(form.Body, plain(e.Note)))
	}
	return box
}

// due lists what has to have happened, and what goes stale.
func (s *Screen) due() {
	now := s.o.Now()
	in := rules.DueInput{Kind: s.draft.Record.Filing.Kind, Province: s.draft.Record.Filing.Host.Province, Route: s.route}
	for _, e := range s.c.Events {
		in.Reached = append(in.Reached, rules.Reached{Stage: e.Stage, At: e.At.In(now.Location())})
	}
	all := s.o.Book.Due(in)
	s.next.Add(s.words(form.Heading, voice.Message("progress.due")))
	if len(all) == 0 {
		s.next.Add(s.words(form.Body, voice.Message("progress.due.none")))
	}
	for _, d := range all {
		box := container.New(parts.Stack{}, s.words(form.Caption, deadline(d, now)), s.words(form.Body, voice.Message("clock."+d.Clock.ID)))
		if d.Over(now) {
			box.Add(s.words(form.Body, voice.Message("clock."+d.Clock.ID+".late")))
		}
		if !d.Known {
			box.Add(s.words(form.Quiet, voice.Message("progress.estimate")))
		}
		s.next.Add(box)
	}
	soon := now.AddDate(0, 3, 0).Format(time.DateOnly)
	first := true
	for _, stale := range s.stale {
		if stale.Last > soon {
			continue
		}
		if first {
			s.next.Add(s.words(form.Heading, voice.Message("progress.stale")))
			first = false
		}
		s.next.Add(container.New(parts.Stack{}, s.words(form.Caption, lastDay(stale, now)), s.words(form.Body, voice.Message("stale."+stale.ID))))
	}
}
