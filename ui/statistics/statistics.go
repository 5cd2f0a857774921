// Package statistics shows in the window what a desk has done: figures in tables, with a
// bar beside each number.
package statistics

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store/crash"
	"recordaldesk/store/statistics"
	"recordaldesk/store/worklist"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Queue is the filings in rows, as [worklist.List] has them. It is asked off the UI
// goroutine.
type Queue interface {
	Find(ctx context.Context, v worklist.View, now time.Time) (rows []*worklist.Row, total int, err error)
}

// Actions are what the screen hands on to the window.
type Actions struct {
	Export  func(f *statistics.Figures) // write them as a workbook
	Back    func()
	Problem func(err error) // say that the store failed
}

// Options are what the screen needs from around it.
type Options struct {
	Voice   *voice.Voice
	Canvas  fyne.Canvas // of the window the screen is shown in
	Book    func() *rules.Book
	Queue   Queue
	Wait    func(ctx context.Context) error // until the store has read its filings
	Now     func() time.Time
	Do      func(func()) // runs a function on the UI goroutine
	Actions Actions
}

// Screen is the statistics.
type Screen struct {
	o Options

	period  statistics.Period
	figures *statistics.Figures // nil until they are counted
	stop    context.CancelFunc
	asked   int // number of the counting that is under way or was the last

	speech  *parts.Speech
	periods []*form.Button // in the order of [statistics.Periods]
	span    *form.Words    // of which time the figures are
	board   *board
	object  *fyne.Container
}

// New builds the screen, with this year's figures to be counted; Refresh counts them.
func New(o Options) *Screen {
	s := &Screen{o: o, period: statistics.ThisYear, stop: func() {}, speech: parts.NewSpeech(o.Voice)}
	title := s.speech.Words(form.Title, voice.Message("statistics.title"))
	export := s.speech.Button(theme.DocumentSaveIcon(), voice.Message("statistics.export"), s.Export)
	back := s.speech.Button(theme.NavigateBackIcon(), voice.Message("statistics.back"), o.Actions.Back)
	export.OnEscape, back.OnEscape = o.Actions.Back, o.Actions.Back
	head := container.New(parts.NewHead(), title.Object(), export, back)

	row := container.New(parts.NewFlow())
	for _, p := range statistics.Periods {
		b := s.speech.Button(nil, voice.Message("statistics.period."+string(p)), func() { s.choose(p) })
		b.OnEscape = o.Actions.Back
		s.periods = append(s.periods, b)
		row.Add(b)
	}
	s.span = s.speech.Words(form.Quiet, voice.Message("statistics.loading"))
	s.board = newBoard(s)
	keys := s.speech.Words(form.Quiet, voice.Message("statistics.keys"))
	page := parts.Tight{Page: parts.Page{Body: 3}, Keys: keys.Object(), Heads: title.Object()}
	s.object = container.New(page, head, row, s.span.Object(), s.board, keys.Object())
	s.mark()
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.board.write(s.figures)
	s.object.Refresh()
}

// Focus puts the keyboard on the figures, so that the keys choose the time and scroll.
func (s *Screen) Focus() { s.o.Canvas.Focus(s.board) }

// Refresh counts what there is now.
func (s *Screen) Refresh() {
	s.stop()
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.asked++
	number, period, now := s.asked, s.period, s.o.Now()
	crash.Go(func() {
		defer stop()
		figures, err := s.count(ctx, period, now)
		if ctx.Err() != nil {
			return // another counting has taken its place
		}
		s.o.Do(func() {
			switch {
			case number != s.asked:
			case err != nil:
				s.o.Actions.Problem(err)
				s.span.Say(voice.Message("statistics.failed"))
			default:
				s.show(figures)
			}
		})
	})
}

func (s *Screen) count(ctx context.Context, p statistics.Period, now time.Time) (*statistics.Figures, error) {
	if err := s.o.Wait(ctx); err != nil {
		return nil, err
	}
	rows, _, err := s.o.Queue.Find(ctx, worklist.View{}, now)
	if err != nil {
		return nil, err
	}
	return statistics.Of(ctx, rows, s.o.Book(), p, now)
}

// Export writes the figures as a workbook, once they are counted.
func (s *Screen) Export() {
	if s.figures != nil {
		s.o.Actions.Export(s.figures)
	}
}

// choose shows the figures of another time.
func (s *Screen) choose(p statistics.Period) {
	s.period = p
	s.mark()
	s.Refresh()
	s.Focus()
}

// step chooses the next time, or the one before.
func (s *Screen) step(by int) {
	for i, p := range statistics.Periods {
		if p == s.period {
			s.choose(statistics.Periods[max(0, min(len(statistics.Periods)-1, i+by))])
			return
		}
	}
}

// mark shows which time is chosen.
func (s *Screen) mark() {
	for i, b := range s.periods {
		b.Importance = widget.MediumImportance
		if statistics.Periods[i] == s.period {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
	}
}

// show shows what was counted.
func (s *Screen) show(f *statistics.Figures) {
	s.figures = f
	s.span.Say(func(l translations.Language) string {
		return translations.Text(l, "statistics.about", map[string]string{"span": f.Span(l)})
	})
	s.board.write(f)
	s.board.ToTop()
	s.object.Refresh()
}
