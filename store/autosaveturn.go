package store

import (
	"context"
	"slices"
	"time"

	"recordaldesk/store/crash"
)

// turn is a wish to undo or redo.
type turn struct {
	do     func(ctx context.Context, id string, seq int64) (Draft, Change, error)
	answer chan turned
}

// turned is what became of it.
type turned struct {
	draft  Draft
	change Change
	err    error
}

// Undo takes back the last of the changes that were handed over before it ([Store.Undo]),
// also one that is not saved yet. It returns at once; the function it returns waits
// until it is done and gives the draft as it is on the disk then, and the change.
//
// A change that is handed over meanwhile was made to the draft as it was before. It is
// saved after all, over what was undone, so that nothing typed is lost; whoever wants
// both brings it onto the draft returned ([Onto]) and hands that over.
func (a *Autosaver) Undo() func() (Draft, Change, error) { return a.turn(a.store.Undo) }

// Redo is [Autosaver.Undo] for [Store.Redo].
func (a *Autosaver) Redo() func() (Draft, Change, error) { return a.turn(a.store.Redo) }

func (a *Autosaver) turn(do func(context.Context, string, int64) (Draft, Change, error)) func() (Draft, Change, error) {
	t := &turn{do, make(chan turned, 1)}
	a.mu.Lock()
	a.pending = append(a.pending, unsaved{turn: t})
	a.mu.Unlock()
	select {
	case a.turned <- struct{}{}:
	default: // the worker has not yet looked; it will find this one
	}
	return func() (Draft, Change, error) {
		select {
		case got := <-t.answer:
			return got.draft, got.change, got.err
		case <-a.done:
		}
		select {
		case got := <-t.answer: // taken before the end
			return got.draft, got.change, got.err
		default:
			return Draft{}, Change{}, errEnded
		}
	}
}

// take undoes or redoes; after a panic nothing is.
func (a *Autosaver) take(t *turn) {
	d, c, err := Draft{}, Change{}, errBroken
	crash.Guard(func() { d, c, err = t.do(context.Background(), a.id, a.seq) })
	if err == nil {
		a.seq = d.Seq
		crash.Guard(func() { a.o.OnSaved(time.Now()) })
	}
	t.answer <- turned{d, c, err}
}

// waiting reports whether something waits to be saved, or undone.
func (a *Autosaver) waiting() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.pending) > 0
}

// turning reports whether an undo or redo waits.
func (a *Autosaver) turning() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.ContainsFunc(a.pending, func(u unsaved) bool { return u.turn != nil })
}
