// Package filings is the screen the program begins with: the filings on this
// machine, to open, to search, to start from and to delete.
package filings

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Drafts are the filings as the store keeps them.
type Drafts interface {
	Drafts(ctx context.Context) ([]*store.Summary, error) // waits until they are read
	// Recent gives those saved last without waiting for the others.
	Recent(ctx context.Context, most int) ([]*store.Summary, error)
	Search(query string) []*store.Summary // from memory, the last changed first
	Delete(ctx context.Context, id string) error
	Purge(ctx context.Context, id string) error // as Delete, in the backups too, and leaves a certificate
}

// Actions are what the screen hands on to the window.
type Actions struct {
	Open       func(id string)   // open the draft
	Review     func(id string)   // open its review; nil where there is none
	New        func()            // start a filing
	NewFrom    func(id string)   // start a filing for the company of the draft
	OpenSample func()            // open the sample filing
	Walk       func()            // walk through the sample filing; nil offers none
	OpenFile   func()            // ask for a packet, a workbook or a filing.json, and show what came in
	ImportFile func(path string) // open the file as a draft
	ClientForm func()            // write a workbook for a client to fill in
	Queue      func()            // show the queue of a review desk
	Passphrase func()            // set a passphrase; nil where there is one
	// Ask asks a question; do is what a yes does. The safe answer has the keyboard.
	Ask     func(say, yes voice.Speaker, do func())
	Offer   func(say voice.Speaker, answers ...parts.Answer) // asks with several answers
	Problem func(err error)                                  // say that the store failed
}

// Options are what the screen needs from around it.
type Options struct {
	Voice   *voice.Voice
	Drafts  Drafts
	Canvas  fyne.Canvas // of the window the screen is shown in
	Now     func() time.Time
	Do      func(func()) // runs a function on the UI goroutine
	Actions Actions
	Checks  Checks // how the filings are judged; nil where nobody knows
	Viewing bool   // the filings can only be looked at
}

// Screen lists the filings. It can be shown again and again: Refresh takes in
// what has changed, and what was searched for and chosen stays.
type Screen struct {
	o Options

	loading bool
	early   bool  // the filings saved last are shown, while the others are read
	loaded  bool  // the store has read its drafts
	failed  error // why it could not
	wanted  bool  // the keyboard, as soon as there is something to put it on

	found   []*store.Summary // in the order shown
	total   int
	current int    // index in found; -1 where there is none
	id      string // of the current filing

	top     *top
	finder  *finder
	list    *list
	empty   *empty
	notices *notices
	nothing *form.Words // what to say where the list has no place or no rows
	foot    *foot
	body    *fyne.Container
	object  *fyne.Container
}

// New builds the screen; Refresh fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, current: -1}
	s.top = newTop(s)
	s.finder = newFinder(s)
	s.list = newList(s)
	s.empty = newEmpty(s)
	s.notices = newNotices(s)
	s.nothing = form.NewWords(o.Voice, form.Body, voice.Message("filings.loading"))
	s.foot = newFoot(s)
	s.body = container.NewStack()
	page := parts.Tight{Page: parts.Page{Body: 3}, Keys: s.foot.keys.Object(), Heads: s.top.title}
	s.object = container.New(page, s.top.object, s.notices.object, s.finder.object, s.body, s.foot.object)
	s.show()
	return s
}

// Current is the id of the current filing, "" for none.
func (s *Screen) Current() string {
	if s.current < 0 || s.current >= len(s.found) {
		return ""
	}
	return s.found[s.current].ID
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.top.speech.Retranslate()
	s.finder.speech.Retranslate()
	s.empty.speech.Retranslate()
	s.notices.retranslate()
	s.nothing.Retranslate()
	s.foot.retranslate()
	s.show()
	s.object.Refresh()
}

// Refresh shows the filings as they are now.
func (s *Screen) Refresh() {
	switch {
	case s.loaded:
		s.find()
	case !s.loading:
		s.load()
	}
}

// Focus puts the keyboard on the list; where there are no filings yet, on the
// button that starts one.
func (s *Screen) Focus() {
	switch {
	case !s.loaded && s.failed == nil:
		s.wanted = true
	case s.failed != nil || s.total == 0:
		s.o.Canvas.Focus(s.empty.start)
	case len(s.found) == 0:
		s.Find()
	default:
		s.o.Canvas.Focus(s.list)
	}
}

// Find puts the keyboard into the search.
func (s *Screen) Find() {
	if s.loaded && s.total > 0 {
		s.o.Canvas.Focus(s.finder.entry)
	}
}

// Dropped opens the first of the files that were dropped on the window.
func (s *Screen) Dropped(paths []string) {
	if len(paths) > 0 {
		s.o.Actions.ImportFile(paths[0])
	}
}

// firstRows are more than a window shows.
const firstRows = 50

// load waits for the store in the background. The filings saved last are there at
// once; to decrypt ten thousand takes a moment.
func (s *Screen) load() {
	s.loading, s.failed = true, nil
	s.show()
	crash.Go(func() {
		// Why it fails the next call tells.
		if recent, err := s.o.Drafts.Recent(context.Background(), firstRows); err == nil && len(recent) > 0 {
			s.o.Do(func() {
				if s.loading {
					s.found, s.early = recent, true
					s.show()
				}
			})
		}
		_, err := s.o.Drafts.Drafts(context.Background())
		s.o.Do(func() {
			s.loading, s.early, s.loaded, s.failed = false, false, err == nil, err
			s.find()
			if s.wanted {
				s.wanted = false
				s.Focus()
			}
		})
	})
}

// search takes in another query. Its first filing is the likeliest; where the
// query was taken away, the filing that was found stays the current one.
func (s *Screen) search() {
	if s.finder.entry.Text != "" {
		s.current, s.id = 0, ""
	}
	s.find()
}

// find takes the filings that are searched for from the store. The current one
// stays; where it is gone, its neighbour becomes the current one.
func (s *Screen) find() {
	query := s.finder.entry.Text
	s.found = s.o.Drafts.Search(query)
	s.total = len(s.found)
	if query != "" {
		s.total = len(s.o.Drafts.Search(""))
	}
	at := slices.IndexFunc(s.found, func(m *store.Summary) bool { return m.ID == s.id })
	if at < 0 {
		at = min(max(s.current, 0), len(s.found)-1)
	}
	s.current = at
	if at >= 0 {
		s.id = s.found[at].ID
	}
	s.show()
	s.list.Reveal()
}

// show puts what there is into the window.
func (s *Screen) show() {
	content := s.empty.object
	switch {
	case s.failed != nil:
		s.empty.fail(s.failed)
	case s.early:
		content = s.list
	case !s.loaded:
		s.nothing.Say(voice.Message("filings.loading"))
		content = s.nothing.Object()
	case s.total == 0:
		s.empty.invite()
	case len(s.found) == 0:
		s.nothing.Say(voice.Message("filings.none_found"))
		content = s.nothing.Object()
	default:
		content = s.list
	}
	s.finder.recount()
	s.foot.refresh()
	s.list.Refill()
	filled := s.loaded && s.total > 0
	if len(s.body.Objects) == 1 && s.body.Objects[0] == content && s.finder.object.Visible() == filled {
		return
	}
	parts.SetVisible(s.finder.object, filled)
	parts.SetVisible(s.foot.object, filled)
	parts.SetVisible(s.top.buttons, filled && !s.o.Viewing)
	s.body.Objects = []fyne.CanvasObject{content}
	s.object.Refresh()
}

// choose makes the filing in the row the current one, or the nearest there is.
func (s *Screen) choose(row int) {
	if len(s.found) == 0 {
		return
	}
	before := s.current
	s.current = max(0, min(len(s.found)-1, row))
	s.id = s.found[s.current].ID
	s.list.Mark(before)
}

// open opens the current filing.
func (s *Screen) open() {
	if m, ok := s.chosen(); ok {
		if m.Damaged {
			s.o.Actions.Problem(store.ErrDraftDamaged)
			return
		}
		s.o.Actions.Open(m.ID)
	}
}

// startFrom starts a filing for the company of the current one.
func (s *Screen) startFrom() {
	if m, ok := s.chosen(); ok && !m.Damaged {
		s.o.Actions.NewFrom(m.ID)
	}
}

// remove asks whether to delete the current filing, or to purge it, and then does it in
// the background, since the store overwrites what it deletes.
func (s *Screen) remove() {
	m, ok := s.chosen()
	if !ok {
		return
	}
	if s.o.Viewing {
		s.o.Actions.Problem(store.ErrViewing)
		return
	}
	answer := func(id string, do func(ctx context.Context, id string) error) parts.Answer {
		return parts.Answer{Say: voice.Message(id), Do: func() { s.removing(m.ID, do) }}
	}
	s.o.Actions.Offer(farewell(m), answer("filings.delete.yes", s.o.Drafts.Delete), answer("filings.purge.yes", s.o.Drafts.Purge))
}

func (s *Screen) removing(id string, do func(ctx context.Context, id string) error) {
	crash.Go(func() {
		err := do(context.Background(), id)
		s.o.Do(func() {
			if err != nil {
				s.o.Actions.Problem(err)
			}
			s.find()
			s.Focus()
		})
	})
}

func (s *Screen) chosen() (*store.Summary, bool) {
	if s.current < 0 || s.current >= len(s.found) {
		return nil, false
	}
	return s.found[s.current], true
}
