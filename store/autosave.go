package store

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"recordaldesk/store/crash"
)

const (
	// autosaveDelay is how long changes are gathered, counted from the first
	// unsaved one: typing without a pause is saved too.
	autosaveDelay = 200 * time.Millisecond
	// autosaveRetry is how long a failed save waits for its next try.
	autosaveRetry = 2 * time.Second
)

// AutosaveOptions are told what became of the changes. The functions run on the
// autosaver's goroutine, one at a time, and must not call it back; a window
// hands on to its own goroutine and returns.
type AutosaveOptions struct {
	OnSaved func(at time.Time) // everything up to the last change taken is on the disk
	OnError func(err error)    // a save failed; called again for each failed try
}

// saver is the part of Store that an Autosaver works with.
type saver interface {
	SaveFrom(ctx context.Context, id string, seq int64, r Record, from Origin) (int64, error)
	Undo(ctx context.Context, id string, seq int64) (Draft, Change, error)
	Redo(ctx context.Context, id string, seq int64) (Draft, Change, error)
}

// Autosaver brings one draft to the disk while it is being typed. Until it is
// closed, all changes of the draft go through it: it holds the version that the
// next save must name.
//
// A save that fails is tried again until it succeeds or a newer change takes
// its place. After [ErrConflict] and [ErrNotFound], which no waiting mends, and after
// a panic, the next change is the next try.
type Autosaver struct {
	store saver
	id    string
	o     AutosaveOptions

	mu      sync.Mutex
	pending []unsaved // not yet on the disk, the newest at the end
	parted  bool      // the next change is not to take the place of the newest

	changed chan struct{}   // pending was added to
	flush   chan chan error // asks the worker to save now
	turned  chan struct{}   // a turn was added to pending
	quit    chan struct{}
	closed  sync.Once
	done    chan struct{} // the worker has ended

	seq int64 // of the draft on the disk; the worker's own
}

// unsaved is a draft that is to be saved, and where it comes from, or a wish to undo
// or redo that came at this point.
type unsaved struct {
	record Record
	from   Origin
	turn   *turn
}

// NewAutosaver begins to save the draft. Close it to end its goroutine.
func NewAutosaver(s *Store, d Draft, o AutosaveOptions) *Autosaver {
	return newAutosaver(s, d, o)
}

func newAutosaver(s saver, d Draft, o AutosaveOptions) *Autosaver {
	if o.OnSaved == nil {
		o.OnSaved = func(time.Time) {}
	}
	if o.OnError == nil {
		o.OnError = func(error) {}
	}
	a := &Autosaver{
		store: s, id: d.ID, seq: d.Seq, o: o,
		changed: make(chan struct{}, 1),
		flush:   make(chan chan error),
		turned:  make(chan struct{}, 1),
		quit:    make(chan struct{}),
		done:    make(chan struct{}),
	}
	crash.Go(a.run)
	return a
}

// Change hands over the draft as it is now, to be saved within a third of a
// second. It returns at once and does no work, so a window may call it for each
// keystroke. The record is the autosaver's from now on: hand over a
// [Record.Clone] where the filing goes on being edited. (A function that takes
// the snapshot later would have to run on the window's goroutine, and the
// window would have to answer while it closes.)
func (a *Autosaver) Change(r Record) { a.Take(r, Typed) }

// Take is [Autosaver.Change] for a draft that comes from elsewhere.
func (a *Autosaver) Take(r Record, from Origin) {
	a.mu.Lock()
	next := unsaved{record: r, from: from}
	if last := len(a.pending) - 1; last >= 0 && !a.parted && a.pending[last].goesOn(from) {
		next.from = a.pending[last].from
		a.pending[last] = next
	} else {
		a.pending = append(a.pending, next)
	}
	a.parted = false
	a.mu.Unlock()
	select {
	case a.changed <- struct{}{}:
	default: // the worker has not yet looked; it will find this one
	}
}

// goesOn reports whether a change is of one piece with the one that waits, and takes
// its place.
func (u unsaved) goesOn(from Origin) bool {
	return u.from == Typed && (from == Typed || from == Filled) || u.from == Filled && from == Filled
}

// Part keeps what was handed over so far apart from what comes next, as when another
// field gets the keyboard: in the history they are two changes, however quickly they
// follow one another.
func (a *Autosaver) Part() {
	a.mu.Lock()
	a.parted = true
	a.mu.Unlock()
}

// Flush saves now what is unsaved and returns when it is on the disk, or why it
// is not; the change is then kept and tried again. When ctx is done first, the
// save goes on by itself.
func (a *Autosaver) Flush(ctx context.Context) error {
	answer := make(chan error, 1)
	select {
	case a.flush <- answer:
	case <-a.done:
		return a.left()
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

var (
	errClosed = errors.New("autosaver closed with a change unsaved")
	errBroken = errors.New("a panic broke the save off")
	errEnded  = errors.New("autosaver closed")
)

// left fails when the worker has ended and something is still unsaved.
func (a *Autosaver) left() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if slices.ContainsFunc(a.pending, func(u unsaved) bool { return u.turn == nil }) {
		return errClosed
	}
	return nil
}

// Close flushes and ends the autosaver, also when the last save failed; what it
// returns an error for is then not on the disk. A window that would rather stay
// open calls Flush first. Changes handed over later are not saved.
func (a *Autosaver) Close(ctx context.Context) error {
	err := a.Flush(ctx)
	a.closed.Do(func() { close(a.quit) })
	<-a.done
	return err
}

// run is the worker. Only it saves, so saves come in the order of the changes.
func (a *Autosaver) run() {
	defer close(a.done)
	timer := time.NewTimer(autosaveDelay)
	timer.Stop()
	waiting := false
	wait := func(d time.Duration) {
		timer.Reset(d)
		waiting = true
	}
	after := func(err error) {
		timer.Stop()
		waiting = false
		if err != nil && !errors.Is(err, ErrConflict) && !errors.Is(err, ErrNotFound) && !errors.Is(err, errBroken) {
			wait(autosaveRetry)
		}
	}
	for {
		select {
		case <-a.changed:
			if !waiting {
				wait(autosaveDelay)
			}
		case <-timer.C:
			after(a.save())
		case answer := <-a.flush:
			err := a.save()
			after(err)
			answer <- err
		case <-a.turned:
			after(a.saveWhile(a.turning)) // what came after it waits for what becomes of it
			if a.waiting() {
				wait(autosaveDelay)
			}
		case <-a.quit:
			timer.Stop()
			return
		}
	}
}

// save brings what is unsaved to the disk, in the order in which it came. A panic
// leaves the worker at work, whoever waits with an answer, and the change unsaved.
func (a *Autosaver) save() error { return a.saveWhile(a.waiting) }

func (a *Autosaver) saveWhile(more func() bool) error {
	saved := false
	for more() {
		one := a.first()
		if one.turn != nil {
			a.take(one.turn)
			continue
		}
		seq, err := a.seq, errBroken
		crash.Guard(func() { seq, err = a.store.SaveFrom(context.Background(), a.id, a.seq, one.record, one.from) })
		if err != nil {
			a.failed(one, err)
			return err
		}
		a.seq, saved = seq, true
	}
	if saved {
		crash.Guard(func() { a.o.OnSaved(time.Now()) })
	}
	return nil
}

// first takes the oldest of what waits; only the worker takes any away.
func (a *Autosaver) first() unsaved {
	a.mu.Lock()
	defer a.mu.Unlock()
	one := a.pending[0]
	a.pending = a.pending[1:]
	return one
}

// failed keeps the newest draft, which has all that the others have, for the next try.
// What was to be undone after it is not.
func (a *Autosaver) failed(one unsaved, err error) {
	a.mu.Lock()
	var turns []*turn
	for _, next := range a.pending {
		if next.turn != nil {
			turns = append(turns, next.turn)
		} else {
			one = next
		}
	}
	a.pending = []unsaved{one}
	a.mu.Unlock()
	for _, t := range turns {
		t.answer <- turned{err: err}
	}
	crash.Guard(func() { a.o.OnError(err) })
}
