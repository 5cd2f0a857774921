package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

// Undo takes back the last change of a draft's filing that was not undone yet, also
// one from before the program was started. That is a change itself: nothing is lost
// from the history. It returns the draft as it is then, and the change taken back. It
// fails as [Store.Save] does, and with [ErrNothing] where there is nothing to undo.
func (s *Store) Undo(ctx context.Context, id string, seq int64) (Draft, Change, error) {
	return s.turn(ctx, id, seq, Undone)
}

// Redo brings back the change that was undone last, unless another came after it. It
// fails as [Store.Undo] does.
func (s *Store) Redo(ctx context.Context, id string, seq int64) (Draft, Change, error) {
	return s.turn(ctx, id, seq, Redone)
}

// Turns are the changes that can be undone, the last one at the end, and those that
// can be redone.
func Turns(all []Change) (undo, redo []Change) {
	for _, c := range all {
		switch {
		case c.From == Undone:
			undo, redo = move(undo, redo)
		case c.From == Redone:
			redo, undo = move(redo, undo)
		case len(c.Steps) > 0:
			undo, redo = append(undo, c), nil
		}
	}
	return undo, redo
}

// move moves the last change of one list to another. The oldest changes are not kept
// for ever, so there may be none.
func move(from, to []Change) (left, longer []Change) {
	if len(from) == 0 {
		return from, to
	}
	last := len(from) - 1
	return from[:last], append(to, from[last])
}

func (s *Store) turn(ctx context.Context, id string, seq int64, from Origin) (d Draft, of Change, err error) {
	var w written
	err = s.change(ctx, func(tx *sql.Tx, k *keys) error {
		old, err := s.version(ctx, tx, id, seq)
		if err != nil {
			return err
		}
		if d, err = old.open(k); err != nil {
			return err
		}
		box, err := k.draftBox(id, old.key)
		if err != nil {
			return err
		}
		all, err := history(ctx, tx, box, id)
		if err != nil && len(all) == 0 {
			return err
		}
		undo, redo := Turns(all)
		if from == Redone {
			undo = redo
		}
		if len(undo) == 0 {
			return ErrNothing
		}
		of = undo[len(undo)-1]
		steps := of.Steps
		if from == Redone {
			steps = reversed(steps)
		}
		plain, err := encodeRecord(d.Record)
		if err != nil {
			return err
		}
		if plain, err = back(plain, steps); err != nil {
			return fmt.Errorf("%w: %w", ErrNothing, err)
		}
		if d.Record, err = decodeRecord(plain); err != nil {
			return err
		}
		if plain, err = encodeRecord(d.Record); err != nil {
			return err
		}
		d.State, d.Updated = d.Record.State(), time.UnixMilli(s.now().UnixMilli())
		w, err = s.replace(ctx, tx, k, old.unsealed(k), &d, plain, Change{At: d.Updated, From: from, Of: of.N, Field: of.Field})
		return err
	})
	if err != nil {
		return Draft{}, Change{}, wrap("undo", err)
	}
	s.committed(w)
	return d, of, nil
}

// Fields are the paths of what a change changed in the filing.
func (c Change) Fields() []string {
	var all []string
	for _, step := range c.Steps {
		if path := step.Field(); path != "" && !slices.Contains(all, path) {
			all = append(all, path)
		}
	}
	return all
}
