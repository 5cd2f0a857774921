// Package desk is the queue of a review desk: all filings in columns, to filter, to sort
// and to find by any part of them, and where work on one begins.
package desk

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/worklist"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Queue is the filings in rows, as [worklist.List] has them. It is asked off the UI
// goroutine.
type Queue interface {
	Find(ctx context.Context, v worklist.View, now time.Time) (rows []*worklist.Row, total int, err error)
	Judged() // has Find look at all verdicts anew
	Rows(all []*store.Summary) []*worklist.Row
	Names(of func(*worklist.Row) string) []worklist.Named
}

// Actions are what the screen hands on to the window.
type Actions struct {
	Open       func(id string)      // open the filing itself
	Review     func(id string)      // review it
	Progress   func(id string)      // show how far it has come, and note the next stage
	Keying     func(id string)      // show what is typed into other platforms
	Inbox      func()               // show the folder that the desks share
	HandOver   func(id string)      // hand it to another desk
	New        func()               // start a filing
	Import     func()               // take in a folder of packets
	ImportFile func(paths []string) // take in files that were dropped
	Simple     func()               // show the simple list of filings
	Calendar   func()               // show what is waited for of all filings
	Statistics func()               // show what the desk has done
	Problem    func(err error)      // say that the store failed
	// Ask asks for a line of text; done is called with one that is not empty.
	Ask func(say, yes voice.Speaker, text string, done func(text string))
}

// Options are what the screen needs from around it.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas // of the window the screen is shown in
	Book   func() *rules.Book
	Queue  Queue
	Wait   func(ctx context.Context) error // until the store has read its filings
	// Recent gives the filings saved last without waiting for the others.
	Recent  func(ctx context.Context, most int) ([]*store.Summary, error)
	Kept    worklist.Kept // keeps the views
	Now     func() time.Time
	Do      func(func()) // runs a function on the UI goroutine
	Actions Actions
	Viewing bool // the filings can only be looked at
}

// Screen is the queue. It can be shown again and again: Refresh takes in what has
// changed, and what was searched for and chosen stays.
type Screen struct {
	o Options

	view    worklist.View
	views   []worklist.View // that were kept
	loaded  bool            // the store has read its filings
	failed  error           // why it could not
	asked   int             // number of the search that is under way or was the last
	shown   int             // of that whose rows are shown
	again   bool            // another one is wanted after it
	took    time.Duration   // how long the last took
	shownAt time.Time       // when it was shown
	anew    bool            // every row is to be drawn anew
	stop    context.CancelFunc
	rows    []*worklist.Row
	total   int
	current int    // index in rows; -1 where there is none
	id      string // of the current filing
	focus   bool   // the keyboard is wanted, as soon as there is something to put it on
	pending parts.Pending

	top     *top
	filters *filters
	heads   *heads
	list    *list
	nothing *form.Words // what to say where there are no rows
	foot    *parts.Foot
	body    *fyne.Container
	object  *fyne.Container
}

// New builds the screen; Refresh fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, current: -1, stop: func() {}}
	s.top = newTop(s)
	s.filters = newFilters(s)
	s.heads = newHeads(s)
	s.list = newList(s)
	s.nothing = form.NewWords(o.Voice, form.Body, voice.Message("filings.loading"))
	s.foot = parts.NewFoot(o.Voice, voice.Message("desk.queue.keys"))
	s.body = container.NewStack(s.nothing.Object())
	page := parts.Tight{Page: parts.Page{Body: 3}, Keys: s.foot.Keys, Heads: s.heads.object, Cramped: s.cramped}
	s.object = container.New(page, s.top.object, s.filters.object, s.heads.object, s.body, s.foot.Object)
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.top.speech.Retranslate()
	s.filters.retranslate()
	s.heads.retranslate()
	s.nothing.Retranslate()
	s.foot.Retranslate()
	s.list.Refill()
	s.object.Refresh()
}

// Refresh shows the filings as they are now.
func (s *Screen) Refresh() {
	s.anew = true
	if s.loaded {
		s.find(0)
		return
	}
	crash.Go(func() {
		ctx := context.Background()
		s.early(ctx)
		views, err := worklist.Views(ctx, s.o.Kept)
		if failed := s.o.Wait(ctx); failed != nil {
			err = failed
		}
		s.o.Do(func() {
			s.views = views
			if s.loaded, s.failed = err == nil, err; err != nil {
				s.o.Actions.Problem(err)
				s.nothing.Say(voice.Message("desk.queue.failed"))
				return
			}
			s.find(0)
		})
	})
}

// firstRows are more than a window shows.
const firstRows = 50

// early shows the filings saved last: to decrypt a hundred thousand takes some seconds.
func (s *Screen) early(ctx context.Context) {
	recent, err := s.o.Recent(ctx, firstRows)
	if err != nil || len(recent) == 0 {
		return // why, the reading of all tells
	}
	rows := s.o.Queue.Rows(recent)
	s.o.Do(func() {
		if !s.loaded && s.failed == nil {
			s.found(rows, 0)
		}
	})
}

// Judged shows how the filings are judged by now. It is called again and again while they
// are: a search that is under way is left to its end, and where one takes long there are
// few.
func (s *Screen) Judged() {
	switch wait := seldom*s.took - time.Since(s.shownAt); {
	case !s.loaded || s.again:
	case s.asked != s.shown:
		s.again = true
	case wait > 0:
		s.again = true
		time.AfterFunc(wait, func() { crash.Guard(func() { s.o.Do(s.catchUp) }) })
	default:
		s.o.Queue.Judged()
		s.find(0)
	}
}

// seldom is how much of the time is left to others while the filings are judged.
const seldom = 20

// catchUp searches again where that was put off.
func (s *Screen) catchUp() {
	if s.again && s.asked == s.shown {
		s.again = false
		s.o.Queue.Judged()
		s.find(0)
	}
}

// Focus puts the keyboard on the rows or, where none are shown, into the search; where
// there are no filings yet, on the button that takes some in.
func (s *Screen) Focus() {
	switch {
	case !s.loaded && s.failed == nil, s.loaded && s.shown != s.asked:
		s.focus = true
	case s.total == 0 && s.top.take != nil && s.loaded:
		s.o.Canvas.Focus(s.top.take) // where a new desk begins
	case len(s.rows) == 0:
		s.Find()
	default:
		s.o.Canvas.Focus(s.list)
	}
}

// Find puts the keyboard into the search.
func (s *Screen) Find() {
	s.o.Canvas.Focus(s.filters.Entry)
	s.filters.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed next takes its place
}

// Dropped takes in the files that were dropped on the window.
func (s *Screen) Dropped(paths []string) { s.o.Actions.ImportFile(paths) }

// show shows another view.
func (s *Screen) show(v worklist.View) {
	s.view = v
	s.filters.follow()
	s.heads.mark()
	s.current, s.id = 0, ""
	s.pending.Stale()
	s.find(picture)
}

// change changes the view that is shown, which is then none of those that were kept.
func (s *Screen) change(f func(*worklist.View)) {
	v := s.view
	v.Name = ""
	f(&v)
	s.show(v)
}

// find asks for the rows of the view, and waits for them as long as the window takes for
// one picture: those that are there by then stand in the same picture as the letter that
// found them. Whoever types the next letter does not wait for the answer to the last.
func (s *Screen) find(patience time.Duration) {
	if !s.loaded {
		return // it is done once the filings are read
	}
	s.stop()
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.asked++
	number, view, now := s.asked, s.view, s.o.Now()
	began := time.Now()
	answered, shown := make(chan func()), make(chan struct{})
	crash.Go(func() {
		defer stop()
		rows, total, err := s.o.Queue.Find(ctx, view, now)
		if err != nil {
			return // another search has taken its place
		}
		took := time.Since(began)
		show := func() { s.answered(number, rows, total, took) }
		select {
		case answered <- show:
		case <-shown:
			s.o.Do(show)
		}
	})
	select {
	case show := <-answered:
		show()
	case <-time.After(patience):
		close(shown) // without the rows
	}
}

// picture is how long the window takes for one picture at least.
const picture = time.Second / 60

// answered shows what a search found, unless another has taken its place.
func (s *Screen) answered(number int, rows []*worklist.Row, total int, took time.Duration) {
	if number != s.asked {
		return
	}
	s.shown = number
	s.found(rows, total)
	s.pending.Shown(s.o.Canvas, s.list, s.filters.Entry)
	s.took, s.shownAt = took, time.Now()
	if s.again {
		s.again = false
		s.Judged()
	}
}

// found shows what was found. The current filing stays the current one; where it is
// gone, its neighbour becomes it.
func (s *Screen) found(rows []*worklist.Row, total int) {
	refill := s.anew || len(rows) != len(s.rows)
	s.rows, s.total, s.anew = rows, total, false
	at := -1
	if s.id != "" {
		at = slices.IndexFunc(rows, func(r *worklist.Row) bool { return r.ID == s.id })
	}
	if at < 0 {
		at = min(max(s.current, 0), len(rows)-1)
	}
	if s.current, s.id = at, ""; at >= 0 {
		s.id = rows[at].ID
	}
	var content fyne.CanvasObject = s.list
	if len(rows) == 0 {
		id := "desk.queue.none_found"
		if total == 0 {
			id = "desk.queue.empty"
		}
		s.nothing.Say(voice.Message(id))
		content = s.nothing.Object()
	}
	if s.body.Objects[0] != content {
		s.body.Objects = []fyne.CanvasObject{content}
		s.body.Refresh()
	}
	s.filters.recount()
	if refill {
		s.list.Refill()
	} else {
		s.list.follow()
	}
	s.list.Reveal()
	s.tell()
	if s.focus {
		s.focus = false
		s.Focus()
	}
}

// choose makes the filing in the row the current one, or the nearest there is.
func (s *Screen) choose(row int) {
	if len(s.rows) == 0 {
		return
	}
	before := s.current
	s.current = max(0, min(len(s.rows)-1, row))
	s.id = s.rows[s.current].ID
	s.list.Mark(before)
	s.tell()
}

func (s *Screen) chosen() (*worklist.Row, bool) {
	if s.current < 0 || s.current >= len(s.rows) {
		return nil, false
	}
	return s.rows[s.current], true
}

// with does something with the current filing, where it can be read.
func (s *Screen) with(do func(id string)) {
	s.pending.Once(func() {
		r, ok := s.chosen()
		switch {
		case !ok:
		case r.Damaged:
			s.o.Actions.Problem(store.ErrDraftDamaged)
		default:
			do(r.ID)
		}
	})
}

// Current is the id of the current filing, "" for none.
func (s *Screen) Current() string {
	if r, ok := s.chosen(); ok {
		return r.ID
	}
	return ""
}

func (s *Screen) review() { s.with(s.o.Actions.Review) }
