package store

import (
	"context"
	"errors"
	"sync"
	"time"
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
	Save(ctx context.Context, id string, seq int64, r Record) (int64, error)
}

// Autosaver brings one draft to the disk while it is being typed. Until it is
// closed, all changes of the draft go through it: it holds the version that the
// next save must name.
//
// A save that fails is tried again until it succeeds or a newer change takes
// its place. After [ErrConflict] and [ErrNotFound], which no waiting mends, the
// next change is the next try.
type Autosaver struct {
	store saver
	id    string
	o     AutosaveOptions

	mu      sync.Mutex
	pending *Record // newest change not yet on the disk

	changed chan struct{}   // pending was set
	flush   chan chan error // asks the worker to save now
	quit    chan struct{}
	closed  sync.Once
	done    chan struct{} // the worker has ended

	seq int64 // of the draft on the disk; the worker's own
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
		quit:    make(chan struct{}),
		done:    make(chan struct{}),
	}
	go a.run()
	return a
}

// Change hands over the draft as it is now, to be saved within a third of a
// second. It returns at once and does no work, so a window may call it for each
// keystroke. The record is the autosaver's from now on: hand over a
// [Record.Clone] where the filing goes on being edited. (A function that takes
// the snapshot later would have to run on the window's goroutine, and the
// window would have to answer while it closes.)
func (a *Autosaver) Change(r Record) {
	a.mu.Lock()
	a.pending = &r
	a.mu.Unlock()
	select {
	case a.changed <- struct{}{}:
	default: // the worker has not yet looked; it will find this one
	}
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

var errClosed = errors.New("autosaver closed with a change unsaved")

// left fails when the worker has ended and something is still unsaved.
func (a *Autosaver) left() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.pending != nil {
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
		if err != nil && !errors.Is(err, ErrConflict) && !errors.Is(err, ErrNotFound) {
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
		case <-a.quit:
			timer.Stop()
			return
		}
	}
}

// save brings the newest change to the disk.
func (a *Autosaver) save() error {
	a.mu.Lock()
	r := a.pending
	a.pending = nil
	a.mu.Unlock()
	if r == nil {
		return nil
	}
	seq, err := a.store.Save(context.Background(), a.id, a.seq, *r)
	if err != nil {
		a.mu.Lock()
		if a.pending == nil {
			a.pending = r
		}
		a.mu.Unlock()
		a.o.OnError(err)
		return err
	}
	a.seq = seq
	a.o.OnSaved(time.Now())
	return nil
}
