package store

import (
	"context"
	"time"
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

// Undo saves what is unsaved and takes the last change back ([Store.Undo]). It returns
// the draft as it is on the disk then, and the change.
//
// A change that is handed over while it runs was made to the draft as it was before.
// It is saved after all, over what was undone, so that nothing typed is lost; whoever
// wants both brings it onto the draft returned ([Onto]) and hands that over.
func (a *Autosaver) Undo(ctx context.Context) (Draft, Change, error) { return a.ask(ctx, a.store.Undo) }

// Redo is [Autosaver.Undo] for [Store.Redo].
func (a *Autosaver) Redo(ctx context.Context) (Draft, Change, error) { return a.ask(ctx, a.store.Redo) }

func (a *Autosaver) ask(ctx context.Context, do func(context.Context, string, int64) (Draft, Change, error)) (Draft, Change, error) {
	t := turn{do, make(chan turned, 1)}
	select {
	case a.turns <- t:
	case <-a.done:
		return Draft{}, Change{}, errEnded
	case <-ctx.Done():
		return Draft{}, Change{}, ctx.Err()
	}
	// Once begun it is waited for: the caller must learn what the draft is now.
	answer := <-t.answer
	return answer.draft, answer.change, answer.err
}

// turn undoes or redoes, unless what was typed before could not be saved.
func (a *Autosaver) turn(t turn, unsaved error) turned {
	if unsaved != nil {
		return turned{err: unsaved}
	}
	d, c, err := t.do(context.Background(), a.id, a.seq)
	if err != nil {
		return turned{err: err}
	}
	a.seq = d.Seq
	a.o.OnSaved(time.Now())
	return turned{d, c, nil}
}
