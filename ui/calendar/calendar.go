// Package calendar is the agenda of a desk in the window: what has to have happened for
// all clients, what is over and what is due today first.
package calendar

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/rules"
	"recordaldesk/store/agenda"
	"recordaldesk/store/crash"
	"recordaldesk/store/worklist"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Queue is the filings in rows, as [worklist.List] has them. It is asked off the UI
// goroutine.
type Queue interface {
	agenda.Rows
	Names(of func(*worklist.Row) string) []worklist.Named
}

// Actions are what the screen hands on to the window.
type Actions struct {
	Progress func(id string)               // show how far a filing has come, and note the next stage
	Export   func(entries []*agenda.Entry) // hand them on to another calendar
	Back     func()
	Problem  func(err error) // say that the store failed
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

// Screen is the calendar. It can be shown again and again: Refresh takes in what has
// changed, and what was searched for and chosen stays.
type Screen struct {
	o Options

	view    agenda.View
	asked   int // number of the listing that is under way or was the last
	stop    context.CancelFunc
	listing bool // it is under way
	again   bool // and another one is wanted after it
	entries []*agenda.Entry
	lines   []line // what the list shows: the entries, under headings
	current int    // index in lines; -1 where there is none
	id      string // of the current entry
	focus   bool   // the keyboard is wanted, as soon as there is something to put it on
	pending parts.Pending

	top     *top
	filters *filters
	heads   *heads
	list    *list
	nothing *form.Words // what to say where there are no entries
	foot    *parts.Foot
	body    *fyne.Container
	object  *fyne.Container
}

// line is a heading or, below it, an entry.
type line struct {
	section agenda.Section
	count   int           // of a heading: how many entries there are below it
	entry   *agenda.Entry // nil for a heading
}

// New builds the screen; Refresh fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, current: -1, stop: func() {}}
	s.top = newTop(s)
	s.filters = newFilters(s)
	s.heads = newHeads(s)
	s.list = newList(s)
	s.nothing = form.NewWords(o.Voice, form.Body, voice.Message("calendar.loading"))
	s.foot = parts.NewFoot(o.Voice, voice.Message("calendar.keys"))
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
	s.heads.speech.Retranslate()
	s.nothing.Retranslate()
	s.foot.Retranslate()
	s.list.Refill()
	s.object.Refresh()
}

// Refresh lists what is waited for now. Whoever types the next letter of a name does not
// wait for the answer to the last.
func (s *Screen) Refresh() {
	s.stop()
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.asked++
	s.listing, s.again = true, false
	number, view, now := s.asked, s.view, s.o.Now()
	crash.Go(func() {
		defer stop()
		entries, desks, err := s.ask(ctx, view, now)
		if ctx.Err() != nil {
			return // another listing has taken its place
		}
		s.o.Do(func() {
			if number != s.asked {
				return
			}
			if s.listing = false; err != nil {
				s.pending.Shown(s.o.Canvas) // what keys have asked for is not done later, unasked
				s.o.Actions.Problem(err)
				s.nothing.Say(voice.Message("calendar.failed"))
				return
			}
			s.filters.desks = desks
			s.listed(entries)
			s.pending.Shown(s.o.Canvas, s.list, s.filters.Entry)
			if s.again {
				s.Refresh()
			}
		})
	})
}

// Judged lists what is waited for once the filings are judged anew. It is called again and
// again while they are, and does not begin from the start each time.
func (s *Screen) Judged() {
	if s.listing {
		s.again = true
		return
	}
	s.Refresh()
}

// ask lists what the view shows, and the desks to choose from.
func (s *Screen) ask(ctx context.Context, view agenda.View, now time.Time) ([]*agenda.Entry, []worklist.Named, error) {
	if err := s.o.Wait(ctx); err != nil {
		return nil, nil, err
	}
	entries, err := agenda.List(ctx, s.o.Queue, s.o.Book(), view, now)
	if err != nil {
		return nil, nil, err
	}
	return entries, s.o.Queue.Names(func(r *worklist.Row) string { return r.Case.Desk }), nil
}

// Focus puts the keyboard on the entries or, where there are none, into the search.
func (s *Screen) Focus() {
	switch {
	case s.current >= 0:
		s.o.Canvas.Focus(s.list)
	default:
		s.focus = true
		s.Find()
	}
}

// Find puts the keyboard into the search.
func (s *Screen) Find() {
	s.filters.Entry.ExpectLate() // the letter of the key that led here is none of it
	s.o.Canvas.Focus(s.filters.Entry)
}

// Export hands what is shown on to another calendar.
func (s *Screen) Export() { s.o.Actions.Export(s.entries) }

// change changes what is shown.
func (s *Screen) change(f func(*agenda.View)) {
	f(&s.view)
	s.filters.follow()
	s.current, s.id = -1, ""
	s.pending.Stale()
	s.Refresh()
}

// listed shows what was listed. The current entry stays the current one; where it is
// gone, its neighbour becomes it.
func (s *Screen) listed(entries []*agenda.Entry) {
	s.entries, s.lines = entries, lined(entries)
	at := -1
	if s.id != "" {
		at = slices.IndexFunc(s.lines, func(l line) bool { return l.entry != nil && l.entry.ID() == s.id })
	}
	if at < 0 {
		at = s.nearest(s.current, 1)
	}
	s.current, s.id = at, ""
	var content fyne.CanvasObject = s.list
	if at >= 0 {
		s.id = s.lines[at].entry.ID()
	} else {
		id := "calendar.none_found"
		if s.view == (agenda.View{}) {
			id = "calendar.none"
		}
		s.nothing.Say(voice.Message(id))
		content = s.nothing.Object()
	}
	if s.body.Objects[0] != content {
		s.body.Objects = []fyne.CanvasObject{content}
		s.body.Refresh()
	}
	s.filters.recount()
	s.list.Refill()
	s.list.reveal()
	s.tell()
	if s.focus && at >= 0 {
		s.focus = false
		if s.filters.Entry.Text == "" { // nobody has begun to search meanwhile
			s.Focus()
		}
	}
}

// lined sets the entries under the headings of their sections.
func lined(entries []*agenda.Entry) []line {
	counts := map[agenda.Section]int{}
	for _, e := range entries {
		counts[e.Section]++
	}
	lines := make([]line, 0, len(entries)+len(agenda.Sections))
	for i, e := range entries {
		if i == 0 || entries[i-1].Section != e.Section {
			lines = append(lines, line{section: e.Section, count: counts[e.Section]})
		}
		lines = append(lines, line{section: e.Section, entry: e})
	}
	return lines
}

// nearest is the line of the entry nearest to a line, in a direction where that is a
// heading; -1 where there are no entries.
func (s *Screen) nearest(at, direction int) int {
	if len(s.lines) == 0 {
		return -1
	}
	at = max(0, min(len(s.lines)-1, at))
	if s.lines[at].entry == nil {
		at += direction
	}
	if at < 0 { // above the first heading
		return 1
	}
	return at
}

// choose makes the entry in the line the current one, or the nearest there is.
func (s *Screen) choose(at int) {
	if s.current < 0 || len(s.lines) == 0 {
		return
	}
	direction := 1
	if at < s.current {
		direction = -1
	}
	before := s.current
	s.current = s.nearest(at, direction)
	s.id = s.lines[s.current].entry.ID()
	s.list.Mark(before)
	s.list.reveal()
	s.tell()
}

// jump makes the first entry of a section the current one, in the order of
// [agenda.Sections], with its heading at the top.
func (s *Screen) jump(section int) {
	at := slices.IndexFunc(s.lines, func(l line) bool { return l.section == agenda.Sections[section] })
	if at < 0 {
		return
	}
	s.choose(at + 1)
	s.list.top(at)
	s.o.Canvas.Focus(s.list)
}

func (s *Screen) chosen() *agenda.Entry {
	if s.current < 0 || s.current >= len(s.lines) {
		return nil
	}
	return s.lines[s.current].entry
}

// progress shows how far the filing of the current entry has come.
func (s *Screen) progress() {
	s.pending.Once(func() {
		if e := s.chosen(); e != nil {
			s.o.Actions.Progress(e.Summary.ID)
		}
	})
}

// clear shows everything again or, where it does, leaves.
func (s *Screen) clear() {
	if s.view == (agenda.View{}) {
		s.o.Actions.Back()
		return
	}
	s.focus = true
	s.change(func(v *agenda.View) { *v = agenda.View{} })
}
