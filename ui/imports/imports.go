// Package imports is the screen that takes many files in: it shows how far that is, and
// then what has become of each file.
package imports

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/ident"
	"recordaldesk/store/crash"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// Options are what the screen needs from around it.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas

	// Run takes the files in, off the UI goroutine; password is of the packets that have
	// one, "" for none.
	Run func(ctx context.Context, password string, progress func(intake.Progress)) (intake.Report, error)

	Open   func(id string) // open the draft
	Back   func()
	Failed func(err error)                                          // says why the store cannot go on
	Ask    func(say, yes voice.Speaker, done func(password string)) // asks for a password
	Do     func(func())                                             // runs a function on the UI goroutine
}

// Screen takes files in. It belongs to the UI goroutine.
type Screen struct {
	o       Options
	running bool
	stopped bool // a person has stopped it
	stop    context.CancelFunc
	now     intake.Progress
	report  intake.Report
	shown   []intake.Entry // of the report, those that need somebody first

	speech *parts.Speech
	said   *form.Words
	bar    *widget.ProgressBar
	list   *parts.Rows
	again  *form.Button
	halt   *form.Button
	back   *form.Button
	locked *form.Button
	object *fyne.Container
}

// New builds the screen and begins to take the files in.
func New(o Options) *Screen {
	s := &Screen{o: o, speech: parts.NewSpeech(o.Voice), bar: widget.NewProgressBar()}
	s.bar.TextFormatter = func() string { return "" } // the words beneath say it
	s.said = s.speech.Words(form.Body, s.say)
	s.list = parts.NewRows()
	s.list.Says, s.list.Enter, s.list.OnEscape = s.row, s.open, s.leave
	button := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := s.speech.Button(icon, voice.Message(id), do)
		b.OnEscape = s.leave
		return b
	}
	s.halt = button(theme.MediaStopIcon(), "imports.stop", s.halted)
	s.again = button(theme.ViewRefreshIcon(), "imports.again", func() { s.run("") })
	s.locked = button(theme.LoginIcon(), "imports.password", s.askPassword)
	s.back = button(theme.NavigateBackIcon(), "imports.back", o.Back)
	s.back.Importance = widget.HighImportance
	head := s.speech.Words(form.Title, voice.Message("imports.title"))
	keys := s.speech.Words(form.Quiet, voice.Message("imports.keys"))
	s.object = container.New(parts.Page{Body: 4}, head.Object(), s.bar, s.said.Object(),
		container.NewHBox(s.halt, s.back, s.again, s.locked), s.list, keys.Object())
	s.run("")
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Refresh does nothing: what was taken in is known here.
func (s *Screen) Refresh() {}

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.list.Fill(len(s.shown))
	s.object.Refresh()
}

// Focus puts the keyboard on what can be done now.
func (s *Screen) Focus() {
	switch {
	case s.running:
		s.o.Canvas.Focus(s.halt)
	case len(s.shown) > 0:
		s.o.Canvas.Focus(s.list)
	default:
		s.o.Canvas.Focus(s.back)
	}
}

// Close stops what is under way, when the screen is left.
func (s *Screen) Close() { s.stop() }

func (s *Screen) leave() {
	if !s.running {
		s.o.Back()
	}
}

func (s *Screen) halted() {
	s.stopped = true
	s.stop()
}

// run takes the files in; what is here already is not taken in again.
func (s *Screen) run(password string) {
	ctx, stop := context.WithCancel(context.Background())
	s.running, s.stopped, s.stop, s.now = true, false, stop, intake.Progress{}
	s.show()
	crash.Go(func() {
		defer stop()
		report, err := s.o.Run(ctx, password, func(p intake.Progress) { s.o.Do(func() { s.went(p) }) })
		s.o.Do(func() { s.done(report, err) })
	})
}

func (s *Screen) went(p intake.Progress) {
	s.now = p
	if p.Bytes > 0 {
		s.bar.SetValue(float64(p.DoneBytes) / float64(p.Bytes))
	}
	s.said.Retranslate()
}

// done shows the report: first what somebody has to see to.
func (s *Screen) done(report intake.Report, err error) {
	s.running, s.report = false, report
	s.shown = slices.Clone(report.Entries)
	slices.SortStableFunc(s.shown, func(a, b intake.Entry) int { return care(a) - care(b) })
	if err != nil && !errors.Is(err, context.Canceled) {
		s.o.Failed(err)
	}
	s.show()
	s.Focus()
}

// care is how much an entry needs somebody: 0 the most.
func care(e intake.Entry) int {
	switch {
	case e.Outcome == intake.Left:
		return 0
	case e.Outcome == intake.Apart, len(e.Mistakes) > 0:
		return 1
	case e.Outcome == intake.Here || e.Outcome == intake.Older:
		return 3
	}
	return 2
}

// encrypted reports whether the file was left for want of its password.
func encrypted(e intake.Entry) bool {
	var refused *packet.Error
	return errors.As(e.Err, &refused) && refused.Problem == packet.Encrypted
}

func (s *Screen) askPassword() {
	s.o.Ask(voice.Message("imports.password.ask"), voice.Message("imports.password"), s.run)
}

// show shows what can be done now.
func (s *Screen) show() {
	parts.SetVisible(s.bar, s.running)
	parts.SetVisible(s.halt, s.running)
	for _, b := range []fyne.CanvasObject{s.back, s.again} {
		parts.SetVisible(b, !s.running)
	}
	parts.SetVisible(s.locked, !s.running && slices.ContainsFunc(s.shown, encrypted))
	s.said.Retranslate()
	s.list.Fill(len(s.shown))
	s.object.Refresh()
}

// say says how far it is, or what has become of the files.
func (s *Screen) say(l translations.Language) string {
	if s.running {
		return translations.Text(l, "imports.running", map[string]string{
			"done": say.Number(s.now.Done), "files": say.Number(s.now.Files),
			"size": say.Size(s.now.DoneBytes), "of": say.Size(s.now.Bytes),
		})
	}
	var all []string
	for _, o := range intake.Outcomes {
		if n := s.report.Count(o); n > 0 {
			all = append(all, translations.Count(l, "ctl.import."+string(o), n, map[string]string{"count": say.Number(n)}))
		}
	}
	if len(all) == 0 {
		all = append(all, translations.Text(l, "imports.nothing"))
	}
	said := strings.Join(all, translations.Text(l, "list.separator"))
	if n := s.report.Unseen; n > 0 {
		said = say.Sentences(l, said, translations.Count(l, "imports.unseen", n, map[string]string{"count": say.Number(n)}))
	}
	if s.report.More {
		said = say.Sentences(l, said, translations.Text(l, "ctl.import.more"))
	}
	return said
}

// short is what says a thing where the letters are so large that two languages would be cut
// off: in the one that comes first.
func (s *Screen) short(say voice.Speaker) voice.Speaker {
	if s.o.Canvas.Size().Width < narrow*theme.TextSize() {
		return s.o.Voice.First(say)
	}
	return say
}

// narrow is the width of the window, in heights of the text, that two languages need.
const narrow = 60

// row says of one file what has become of it.
func (s *Screen) row(i int) parts.RowSays {
	e, v := s.shown[i], s.o.Voice
	file := say.File(e.File)
	says := parts.RowSays{First: file, Second: v.Line(s.short(func(l translations.Language) string { return e.Message(l, file) })), Grave: care(e) < 2}
	if e.Host != "" {
		says.First += "   " + ident.MaskText(e.Host)
	}
	return says
}

// open opens the draft that came of a file.
func (s *Screen) open(i int) {
	if id := s.shown[i].Draft; id != "" {
		s.o.Open(id)
	}
}
