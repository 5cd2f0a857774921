package ui

import (
	"cmp"
	"context"
	"log/slog"
	"sync"
	"time"

	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/worklist"
	deskui "recordaldesk/ui/desk"
	"recordaldesk/ui/progress"
	"recordaldesk/ui/review"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

// settingHome is which screen the program begins with: homeQueue, or "" for the simple
// list of filings.
const (
	settingHome = "home"
	homeQueue   = "queue"
)

// showQueue shows the queue of a review desk, from now on in the place of the simple list.
func (d *Desk) showQueue() { d.chooseHome(homeQueue) }

func (d *Desk) chooseHome(home string) {
	if d.guard.screen != nil || d.guard.moving {
		return
	}
	d.home = home
	d.keep(settingHome, home)
	d.Home()
}

// queueScreen shows all filings in columns, and what was searched for and chosen before.
func (d *Desk) queueScreen() wizard.Screen {
	if q := d.worklist; q != nil && q.of == d.store() {
		if q.mode != d.voice.Mode() {
			q.screen.Retranslate()
		}
		q.mode = d.voice.Mode()
		return q.screen
	}
	d.worklist = &queue{desk: d, of: d.store(), mode: d.voice.Mode()}
	d.worklist.screen = d.newQueueScreen()
	return d.worklist.screen
}

func (d *Desk) newQueueScreen() *deskui.Screen {
	return deskui.New(deskui.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Book: d.o.Book, Queue: d.worklist, Kept: d.store(),
		Wait:   d.listed,
		Recent: drawn{d.store(), d}.Recent,
		Now:    d.o.Now, Do: d.o.Do, Viewing: d.viewing(),
		Actions: deskui.Actions{
			Open:       func(id string) { d.Open(id) },
			Review:     d.showReview,
			Progress:   d.showProgress,
			Keying:     d.showKeying,
			Inbox:      d.showInbox,
			HandOver:   d.handOver,
			New:        d.newFiling,
			Import:     d.importFolder,
			ImportFile: func(paths []string) { d.importMany(paths...) },
			Simple:     func() { d.chooseHome("") },
			Calendar:   d.showCalendar,
			Statistics: d.showStatistics,
			Problem:    func(err error) { d.failed("list drafts", err) },
			Ask:        d.askLine,
		},
	})
}

// listed waits until the store has read its filings, and has their names drawn.
func (d *Desk) listed(ctx context.Context) error {
	_, err := drawn{d.store(), d}.Drafts(ctx)
	return err
}

// showProgress shows how far a draft has come.
func (d *Desk) showProgress(id string) { d.showProgressFrom(id, d.Home) }

// showProgressFrom shows it and then goes back to where it was asked for.
func (d *Desk) showProgressFrom(id string, back func()) {
	s := d.store()
	var by string
	var shown *progress.Screen
	shown = progress.New(progress.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Book: d.o.Book(), Now: d.o.Now, Do: d.o.Do, Viewing: d.viewing(),
		Load: func(ctx context.Context) (store.Draft, *casework.Case, error) {
			draft, err := s.Load(ctx, id)
			if err != nil {
				return draft, nil, err
			}
			by = d.initials(ctx, s)
			c, err := s.Case(ctx, id)
			return draft, c, err
		},
		Change: func(ctx context.Context, f func(*casework.Case) error) (*casework.Case, error) {
			return s.ChangeCase(ctx, id, f)
		},
		By: func() string { return by }, Ask: d.ask,
		Back: func() {
			if d.screen == wizard.Screen(shown) { // or the person is elsewhere by now
				back()
			}
		},
		Failed: func(err error) { d.failed("note the stage", err) },
	})
	d.show(shown)
}

// queue is the worklist of a store, made when it is first asked, which is off the UI
// goroutine: it waits for the rulebook.
type queue struct {
	desk *Desk
	of   *store.Store
	once sync.Once
	list *worklist.List

	screen *deskui.Screen
	mode   voice.Mode // in which it spoke last
}

func (q *queue) get() *worklist.List {
	q.once.Do(func() { q.list = worklist.New(drawn{q.of, q.desk}, q.desk.checks(), q.desk.o.Book()) })
	return q.list
}

// Find returns the rows of a view.
func (q *queue) Find(ctx context.Context, v worklist.View, now time.Time) ([]*worklist.Row, int, error) {
	return q.get().Find(ctx, v, now)
}

// Judged has it look at all verdicts anew.
func (q *queue) Judged() { q.get().Judged() }

// Rows returns the rows of some filings.
func (q *queue) Rows(all []*store.Summary) []*worklist.Row {
	return q.get().Rows(all)
}

// Names returns what the filters can offer.
func (q *queue) Names(of func(*worklist.Row) string) []worklist.Named {
	return q.get().Names(of)
}

// initials are of who works here: as the review knows them, else the name of the desk. It
// is asked off the UI goroutine.
func (d *Desk) initials(ctx context.Context, s *store.Store) string {
	by, err := s.Sealed(ctx, review.InitialsSetting)
	if err != nil {
		slog.Warn("read initials", "err", err)
	}
	return cmp.Or(string(by), s.Desk())
}
