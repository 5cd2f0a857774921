package session

import (
	"context"
	"errors"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
)

// Turned is what became of an undo, a redo or a return to what was earlier.
type Turned struct {
	Path   string   // the field that the change was made in; "" where no form has one
	Fields []string // paths of all that is otherwise now; none where nothing was to be done
	Kind   bool     // it is another kind of recordal, or none
	Err    error    // why it could not be done
}

// turns is what a session knows of its undos.
type turns struct {
	canUndo, canRedo bool
	waiting          []bool // turns to take, the one under way first: true to undo
	before           store.Record
	edits            int  // how often the filing was changed
	since            int  // edits when the turn under way began
	still            bool // nothing was typed since the last turn
	onTurned         []func(Turned)
	onTurns          []func()
}

// CanUndo reports whether there is a change to undo.
func (s *Session) CanUndo() bool { return s.turns.canUndo }

// CanRedo reports whether there is a change to redo.
func (s *Session) CanRedo() bool { return s.turns.canRedo }

// OnTurned calls f after the filing was replaced by an undo, a redo or a return.
func (s *Session) OnTurned(f func(Turned)) { s.turns.onTurned = append(s.turns.onTurned, f) }

// OnTurns calls f when it may have changed what can be undone.
func (s *Session) OnTurns(f func()) { s.turns.onTurns = append(s.turns.onTurns, f) }

// Undo takes the last change of the filing back, also one from before the program was
// started. It returns at once; OnTurned tells when it is done. Several come one after
// the other.
func (s *Session) Undo() { s.turn(true) }

// Redo brings the change back that was undone last.
func (s *Session) Redo() { s.turn(false) }

func (s *Session) turn(undo bool) {
	if s.closed || !s.MayEdit() {
		return
	}
	s.turns.waiting = append(s.turns.waiting, undo)
	if len(s.turns.waiting) == 1 {
		s.beginTurn()
	}
}

// beginTurn has the autosaver take the first of the turns that wait.
func (s *Session) beginTurn() {
	t := &s.turns
	t.before, t.since = s.record.Clone(), t.edits
	turn := s.saver.Redo
	if t.waiting[0] {
		turn = s.saver.Undo
	}
	done := turn() // from here on, what is typed comes after it
	crash.Go(func() {
		d, c, err := done()
		canUndo, canRedo, known := s.possible()
		s.o.Do(func() {
			if s.closed {
				return
			}
			s.endTurn(d, c, err)
			if known && s.turns.edits == s.turns.since {
				s.can(canUndo, canRedo)
			}
			if s.turns.waiting = s.turns.waiting[1:]; len(s.turns.waiting) > 0 {
				s.beginTurn()
			}
		})
	})
}

// possible reads what can be undone and redone.
func (s *Session) possible() (undo, redo, known bool) {
	all, err := s.store.History(context.Background(), s.id)
	if err != nil && len(all) == 0 {
		return false, false, false
	}
	undone, redone := store.Turns(all)
	return len(undone) > 0, len(redone) > 0, true
}

// learnTurns finds out in the background what can be undone from earlier.
func (s *Session) learnTurns() {
	undo, redo, known := s.possible()
	s.o.Do(func() {
		if known && !s.closed && s.turns.edits == 0 {
			s.can(undo, redo)
		}
	})
}

func (s *Session) can(undo, redo bool) {
	if s.o.Refuse != nil {
		undo, redo = false, false
	}
	s.turns.canUndo, s.turns.canRedo = undo, redo
	for _, tell := range s.turns.onTurns {
		tell()
	}
}

// endTurn takes over the draft as a turn has left it on the disk, and with it what was
// typed meanwhile.
func (s *Session) endTurn(d store.Draft, c store.Change, err error) {
	t := &s.turns
	switch {
	case errors.Is(err, store.ErrNothing):
		s.can(t.canUndo && !t.waiting[0], t.canRedo && t.waiting[0])
		return
	case err != nil:
		s.tellTurned(Turned{Err: err})
		return
	}
	kind := s.record.Filing.Kind
	if t.edits == t.since {
		s.record = s.record.With(d.Record)
		t.still = true
	} else {
		merged, err := store.Onto(t.before, s.record, d.Record)
		if err != nil {
			return // what was typed stands where there is nothing any more: it stays, and is saved
		}
		s.record = merged
		s.o.Book.Derive(s.record.Filing, s.Today())
		s.save()
	}
	s.check()
	s.tellTurned(Turned{Path: s.changedAt(c), Fields: c.Fields(), Kind: s.record.Filing.Kind != kind})
}

func (s *Session) tellTurned(now Turned) {
	for _, tell := range s.turns.onTurned {
		tell(now)
	}
}

// changedAt is the field to go to for a change: the one it was typed into, or the
// first in the order of the forms that is otherwise now.
func (s *Session) changedAt(c store.Change) string {
	fields := c.Fields()
	if slices.Contains(fields, c.Field) {
		return c.Field
	}
	for _, i := range s.o.Book.Shown(s.record.Filing, s.Today()) {
		if !i.Field.Derived && slices.Contains(fields, i.Path) {
			return i.Path
		}
	}
	if len(fields) > 0 {
		return fields[0]
	}
	return ""
}

// Return makes the filing what it was earlier. That is a change like any other: it can
// be undone, and nothing is lost by it.
func (s *Session) Return(earlier store.Record) {
	if !s.MayEdit() {
		return
	}
	was := s.record
	s.record = s.record.Clone().With(earlier.Clone())
	s.changed()
	s.saver.Take(s.record.Clone(), store.Restored)
	s.unsaved()
	s.turns.still = true
	s.check()
	s.tellTurned(Turned{Fields: []string{""}, Kind: was.Filing.Kind != s.record.Filing.Kind})
}

// changed notes that the filing is another one now: that can be undone, and what was
// undone cannot be redone any more.
func (s *Session) changed() {
	s.turns.edits++
	s.turns.still = false
	if !s.turns.canUndo || s.turns.canRedo {
		s.can(true, false)
	}
}

// Tidy gives the field at path the value it has as it is filed. After an undo it does
// nothing until something is typed: what a person went back to stays, and can be gone
// back from.
func (s *Session) Tidy(path string, value any) {
	if s.turns.still || s.o.Refuse != nil {
		return
	}
	s.edit(store.Filled, func(f *rules.Filing) {
		if err := f.Set(path, value); err != nil {
			panic(err) // the value was read from the same field
		}
		settle(f, path)
	})
}
