package filings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/recheck"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// foot stands beneath the list: the keys, and how far the judging of all filings
// is, with a button that stops it or begins it again.
type foot struct {
	screen *Screen
	state  recheck.State // that is shown
	keys   *form.Words
	said   *form.Words
	button *form.Button
	object *fyne.Container
}

func newFoot(s *Screen) *foot {
	f := &foot{screen: s}
	keys := "filings.keys"
	if s.o.Viewing {
		keys += ".viewing"
	}
	f.keys = form.NewWords(s.o.Voice, form.Quiet, voice.Message(keys))
	f.said = form.NewWords(s.o.Voice, form.Quiet, f.say)
	f.button = form.NewButton(nil, f.press)
	f.button.OnEscape = func() { s.o.Canvas.Focus(s.list) }
	if s.o.Checks == nil {
		f.object = container.NewStack(f.keys.Object())
		return f
	}
	f.state = s.o.Checks.State()
	f.retranslate()
	both := container.New(parts.Columns{Shares: []float32{1, 1}}, f.keys.Object(), f.said.Object())
	f.object = container.NewBorder(nil, nil, nil, container.NewCenter(f.button), both)
	return f
}

// refresh shows how far it is by now.
func (f *foot) refresh() {
	if f.screen.o.Checks == nil {
		return
	}
	if now := f.screen.o.Checks.State(); now != f.state {
		f.state = now
		f.retranslate()
	}
}

// retranslate says it in the language chosen now.
func (f *foot) retranslate() {
	f.keys.Retranslate()
	f.said.Retranslate()
	importance := widget.LowImportance
	if f.state.Phase == recheck.Failed || f.state.Phase == recheck.Stopped || f.changed() {
		importance = widget.WarningImportance
	}
	f.said.Color(importance)
	f.button.Say(f.screen.o.Voice, voice.Message(f.does()))
}

// does names what the button does.
func (f *foot) does() string {
	switch f.state.Phase {
	case recheck.Waiting, recheck.Running:
		return "desk.stop"
	case recheck.Stopped:
		return "desk.rest"
	}
	return "desk.all"
}

func (f *foot) press() {
	checks := f.screen.o.Checks
	switch f.does() {
	case "desk.stop":
		checks.Stop()
	case "desk.rest":
		checks.Rest()
	default:
		checks.All()
	}
	f.refresh()
	if c := f.screen.o.Canvas; c.Focused() == nil {
		c.Focus(f.button) // the toolkit takes the keyboard away from what the space bar presses
	}
}

// changed reports whether all filings are judged, and some otherwise than before.
func (f *foot) changed() bool { return f.state.Phase == recheck.Done && f.state.Otherwise > 0 }

// say tells in words and figures how far the judging is.
func (f *foot) say(l translations.Language) string {
	s := f.state
	args := map[string]string{"rulebook": s.Rulebook, "done": say.Number(s.Done), "total": say.Number(s.Total)}
	switch {
	case s.Phase == recheck.Failed:
		return translations.Text(l, "desk.failed")
	case s.Phase == recheck.Stopped && s.Total == 0:
		return translations.Text(l, "desk.stopped.early")
	case s.Phase == recheck.Stopped:
		return translations.Count(l, "desk.stopped", s.Total-s.Done, map[string]string{"count": say.Number(s.Total - s.Done)})
	case f.changed():
		args["count"] = say.Number(s.Otherwise)
		return translations.Count(l, "desk.done.otherwise", s.Otherwise, args)
	case s.Phase == recheck.Done:
		return translations.Text(l, "desk.done", args)
	case s.Done == 0: // the desk is being filled
		return translations.Text(l, "desk.begin")
	}
	id := map[recheck.Why]string{
		recheck.Start: "desk.running", recheck.NewDay: "desk.running.day",
		recheck.NewBook: "desk.running.book", recheck.Asked: "desk.running.asked",
	}[s.Why]
	return translations.Text(l, id, args)
}
