package store

import (
	"context"
	"errors"

	"recordaldesk/store/seal"
)

// lastSaved is a draft as it lies in the database, opened. Of the draft that was saved
// last it is kept: who types saves one draft again and again, and what was written a
// moment ago need not be read, opened and parsed each time.
type lastSaved struct {
	keys *keys // under which the draft's key is sealed; of no use under others
	columns
	newest int64 // version of any draft
	key    seal.Key
	plain  []byte  // the record; nil where it is damaged
	change *Change // newest entry of the history; nil where it has not been read
}

// is reports whether this is a version of a draft.
func (l *lastSaved) is(k *keys, id string, seq int64) bool {
	return l != nil && l.keys == k && l.id == id && l.seq == seq
}

// errPassed is returned where something was written since the draft was saved last.
var errPassed = errors.New("the store has changed since the last save")

// written is what is known of a draft once its row is committed.
type written struct {
	summary Summary
	saved   *lastSaved // nil where it was made
}

// committed is told of what was written, after that is on the disk.
func (s *Store) committed(w written) {
	s.list.put(w.summary)
	if w.saved == nil {
		return
	}
	if s.last.Store(w.saved); s.keys.Load() != w.saved.keys { // locked meanwhile
		s.last.CompareAndSwap(w.saved, nil)
	}
}

// saveAgain is putRow for the draft that was saved last, where nothing was written since,
// in half the time. It fails with errPassed where it is another one, or something was.
func (s *Store) saveAgain(ctx context.Context, tx transaction, k *keys, d *Draft, plain []byte, seq int64, c Change) (written, error) {
	last := s.last.Load()
	if !last.is(k, d.ID, seq) {
		return written{}, errPassed
	}
	return s.replace(ctx, tx, k, last, d, plain, c)
}
