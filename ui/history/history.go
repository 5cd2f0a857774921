// Package history is the screen on which a person sees what was changed in a filing,
// by whom, when and from where, and what the filing was at any of these times.
package history

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Options are what the screen needs from around it.
type Options struct {
	Voice  *voice.Voice
	Book   *rules.Book
	Today  string
	Canvas fyne.Canvas
	Filing *rules.Filing // as it is now

	// Read reads the history, the oldest entry first, and AsOf what the filing was
	// after an entry. Both are called off the UI goroutine.
	Read func(context.Context) ([]store.Change, error)
	AsOf func(ctx context.Context, entry int64) (store.Record, error)

	Restore func(store.Record)                      // makes the filing what it was
	Ask     func(say, yes voice.Speaker, do func()) // asks before something is done
	Failed  func(error)                             // tells what could not be read
	Back    func()                                  // to the filing
	Do      func(func())                            // runs a function on the UI goroutine
}

// Screen shows the history of a filing. It belongs to the UI goroutine.
type Screen struct {
	o     Options
	words *words

	read    bool // the history is there
	damaged bool // and older entries were lost
	rows    []item
	current int   // index in rows; -1 for none
	then    *then // what the filing was, shown as a whole; nil for none
	closed  bool

	speech *parts.Speech
	list   *list
	left   *fyne.Container
	side   *side
	object fyne.CanvasObject
}

// item is a row of the list: a day, or an entry of it.
type item struct {
	day   bool
	entry store.Change // of a day, its newest
}

// New builds the screen; the history is read in the background.
func New(o Options) *Screen {
	s := &Screen{o: o, words: newWords(o.Book, o.Filing, o.Today), current: -1, speech: parts.NewSpeech(o.Voice)}
	s.list = newList(s)
	s.left = container.NewStack(s.speech.Words(form.Body, voice.Message("history.reading")).Object())
	s.side = newSide(s)
	back := s.speech.Button(theme.NavigateBackIcon(), voice.Message("history.back"), o.Back)
	back.OnEscape = o.Back
	top := container.NewBorder(nil, nil, nil, container.NewVBox(back), container.New(parts.Stack{},
		s.speech.Words(form.Title, voice.Message("history.title")).Object(), s.speech.Words(form.Quiet, voice.Message("history.intro")).Object()))
	keys := s.speech.Label(widget.LowImportance, voice.Message("history.keys"))
	page := container.NewStack(parts.NewGround(look.ColorPaper, ""), s.side.scroll)
	// In the order of the Tab key: the entries, what is beside them, the top.
	s.object = container.NewPadded(container.NewPadded(container.NewBorder(top, keys, nil, nil, container.New(sides{}, s.left, page))))
	crash.Go(func() {
		all, err := o.Read(context.Background())
		o.Do(func() { s.take(all, err) })
	})
	return s
}

// Close is called when the screen is left: what is read then is for nobody.
func (s *Screen) Close() { s.closed = true }

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Refresh has nothing to do: the filing does not change while its history is shown.
func (s *Screen) Refresh() {}

// Focus puts the keyboard on the entries.
func (s *Screen) Focus() { s.o.Canvas.Focus(s.list) }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.list.Refresh()
	s.side.show()
	s.list.reveal() // rows have another height with two languages
}

// take shows the history that was read.
func (s *Screen) take(all []store.Change, err error) {
	if s.closed {
		return
	}
	if err != nil && (len(all) == 0 || !errors.Is(err, store.ErrDraftDamaged)) {
		s.o.Failed(err)
	}
	s.read, s.damaged = true, err != nil
	day := ""
	for i := len(all) - 1; i >= 0; i-- {
		if at := all[i].At.Local().Format("2006-01-02"); at != day {
			day = at
			s.rows = append(s.rows, item{day: true, entry: all[i]})
		}
		s.rows = append(s.rows, item{entry: all[i]})
	}
	if len(s.rows) == 0 {
		s.left.Objects = []fyne.CanvasObject{s.speech.Words(form.Body, voice.Message("history.empty")).Object()}
	} else {
		content := fyne.CanvasObject(s.list)
		if s.damaged {
			warning := s.speech.Words(form.Body, voice.Message("history.damaged"))
			warning.Color(widget.WarningImportance)
			content = container.NewBorder(warning.Object(), nil, nil, nil, s.list)
		}
		s.left.Objects = []fyne.CanvasObject{content}
		s.choose(1)
	}
	s.left.Refresh()
	s.Focus()
}

// choose makes the entry in the row the current one, or the nearest there is: a day is
// no entry.
func (s *Screen) choose(row int) {
	if len(s.rows) == 0 {
		return
	}
	row = max(0, min(len(s.rows)-1, row))
	if s.rows[row].day {
		if row < s.current && row > 0 {
			row--
		} else {
			row++ // behind a day there is always an entry
		}
	}
	s.current, s.then = row, nil
	s.list.Refresh()
	s.list.reveal()
	s.side.show()
}

// entry is the current one.
func (s *Screen) entry() store.Change { return s.rows[s.current].entry }

// open shows what the filing was after the current entry.
func (s *Screen) open() {
	if s.current < 0 || s.then != nil {
		return
	}
	at := s.entry().N
	s.then = &then{at: at}
	s.side.show()
	crash.Go(func() {
		r, err := s.o.AsOf(context.Background(), at)
		s.o.Do(func() {
			if s.closed || s.then == nil || s.then.at != at {
				return
			}
			if err != nil {
				s.then = nil
				s.o.Failed(err)
			} else {
				s.then.record = &r
			}
			s.side.show()
			s.side.focus()
		})
	})
}

// leave goes back by one: from the whole filing to the entries, from there to the
// filing as it is.
func (s *Screen) leave() {
	if s.then == nil {
		s.o.Back()
		return
	}
	s.then = nil
	s.side.show()
	s.Focus()
}

// restore asks whether the filing shall be again what it was, and does it.
func (s *Screen) restore() {
	if s.then == nil || s.then.record == nil {
		return
	}
	at, record := s.entry().At, *s.then.record
	s.o.Ask(withTime("history.take.ask", at), voice.Message("history.take.yes"), func() { s.o.Restore(record) })
}

// sides sets the entries and what is beside them side by side.
type sides struct{}

// share of the width that the entries have.
const share = 0.42

// MinSize returns the least the two need.
func (sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, fyne.Max(a.Height, b.Height))
}

// Layout gives each its share.
func (sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := 2 * theme.Padding()
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width*share-gap, size.Height))
	objects[1].Move(fyne.NewPos(size.Width*share, 0))
	objects[1].Resize(fyne.NewSize(size.Width*(1-share), size.Height))
}
