package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"recordaldesk/store/seal"
)

// Draft is a record as it lies in the store.
type Draft struct {
	ID      string // UUID
	State   State
	Created time.Time
	Updated time.Time
	Seq     int64 // version: what Save must be given; grows with every save
	Record  Record
}

// Create keeps a new draft that is being typed. The record stays the caller's.
func (s *Store) Create(ctx context.Context, r Record) (Draft, error) {
	return s.CreateFrom(ctx, r, Typed)
}

// CreateFrom is [Store.Create] for a draft that comes from elsewhere.
func (s *Store) CreateFrom(ctx context.Context, r Record, from Origin) (Draft, error) {
	d, err := s.begin(r)
	if err != nil {
		return Draft{}, wrap("create draft", err)
	}
	if d.Seq, err = s.put(ctx, d, 0, from); err != nil {
		return Draft{}, wrap("create draft", err)
	}
	return d, nil
}

// begin returns a draft of the record that is not kept yet.
func (s *Store) begin(r Record) (Draft, error) {
	id, err := uuid.NewV7()
	now := s.now()
	return Draft{ID: id.String(), State: r.State(), Created: now, Updated: now, Record: r}, err
}

// Save replaces the draft's record by one that was typed, keeps what changed in its
// filing, and returns its new version. It fails with [ErrConflict] when the draft is
// no longer at version seq, because another window saved it, and with [ErrNotFound]
// when it was deleted; either way what is stored stays as it is. The record stays the
// caller's.
func (s *Store) Save(ctx context.Context, id string, seq int64, r Record) (int64, error) {
	return s.SaveFrom(ctx, id, seq, r, Typed)
}

// SaveFrom is [Store.Save] for a record that comes from elsewhere.
func (s *Store) SaveFrom(ctx context.Context, id string, seq int64, r Record, from Origin) (int64, error) {
	next, err := s.put(ctx, Draft{ID: id, State: r.State(), Updated: s.now(), Record: r}, seq, from)
	return next, wrap("save draft", err)
}

// put writes the draft over its version seq, or as a new one where seq is 0.
func (s *Store) put(ctx context.Context, d Draft, seq int64, from Origin) (int64, error) {
	plain, err := encodeRecord(d.Record)
	if err != nil {
		return 0, err
	}
	var w written
	err = s.changing(func(k *keys) error {
		return s.db.saveTx(ctx, func(tx transaction) error {
			w, err = s.putRow(ctx, tx, k, &d, plain, seq, from)
			return err
		})
	})
	if err != nil {
		return 0, err
	}
	s.committed(w)
	return d.Seq, nil
}

// putRow is put within a transaction; plain is the record. It sets the draft's version.
func (s *Store) putRow(ctx context.Context, tx transaction, k *keys, d *Draft, plain []byte, seq int64, from Origin) (written, error) {
	if seq == 0 {
		m, err := s.insert(ctx, tx, k, d, plain, from)
		return written{summary: m}, err
	}
	c := Change{At: d.Updated, From: from, Field: d.Record.Field}
	if w, err := s.saveAgain(ctx, tx, k, d, plain, seq, c); !errors.Is(err, errPassed) {
		return w, err
	}
	old, err := s.version(ctx, tx, d.ID, seq)
	if err != nil {
		return written{}, err
	}
	return s.replace(ctx, tx, k, old.unsealed(k), d, plain, c)
}

// change runs work that writes, in one transaction, with the keys.
func (s *Store) change(ctx context.Context, work func(*sql.Tx, *keys) error) error {
	return s.changing(func(k *keys) error {
		return s.db.tx(ctx, func(tx *sql.Tx) error { return work(tx, k) })
	})
}

// changing runs work that writes, with the keys, which are not replaced meanwhile.
func (s *Store) changing(work func(*keys) error) error {
	s.rekeying.RLock()
	defer s.rekeying.RUnlock()
	k, err := s.opened()
	if err != nil {
		return err
	}
	if err := s.here(); err != nil {
		return err
	}
	if err := work(k); err != nil {
		return err
	}
	s.written()
	return nil
}

func (s *Store) insert(ctx context.Context, tx transaction, k *keys, d *Draft, plain []byte, from Origin) (Summary, error) {
	key := seal.NewKey()
	box := key.Box()
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) + 1 FROM draft").Scan(&d.Seq); err != nil {
		return Summary{}, err
	}
	c, m := d.columns(), summarise(*d)
	summary, err := encodeSummary(m)
	if err != nil {
		return m, err
	}
	_, err = tx.ExecContext(ctx,
		"INSERT INTO draft (id, state, created_ms, updated_ms, seq, key, summary, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		d.ID, d.State, c.created, c.updated, d.Seq,
		k.box.SealKey(key, draftKeyPlace(d.ID)), box.Seal(summary, c.place("summary")), box.Seal(plain, c.place("draft")))
	if err != nil {
		return m, err
	}
	_, err = s.addChange(ctx, tx, box, d.ID, &Change{}, Change{At: d.Updated, From: from})
	return m, err
}

// replace writes the draft over the old one, with the next version, and adds the change
// that this is to its history, the steps filled in from what differs. It fails with
// errPassed where the old one is not what lies in the database.
func (s *Store) replace(ctx context.Context, tx transaction, k *keys, old *lastSaved, d *Draft, plain []byte, c Change) (written, error) {
	if old.plain != nil {
		var err error
		if c.Steps, err = difference(old.plain, plain); err != nil {
			return written{}, err
		}
	}
	d.Created, d.Seq = time.UnixMilli(old.created), old.newest+1
	box, now, m := old.key.Box(), d.columns(), summarise(*d)
	w := written{m, &lastSaved{k, now, d.Seq, old.key, plain, old.change}}
	summary, err := encodeSummary(m)
	if err != nil {
		return w, err
	}
	result, err := tx.StmtContext(ctx, s.db.save.replace).ExecContext(ctx,
		d.State, now.updated, d.Seq, k.box.SealKey(old.key, draftKeyPlace(d.ID)),
		box.Seal(summary, now.place("summary")), box.Seal(plain, now.place("draft")), d.ID, old.seq, d.Seq)
	if err != nil {
		return w, err
	}
	switch rows, err := result.RowsAffected(); {
	case err != nil:
		return w, err
	case rows == 0:
		return w, errPassed
	case len(c.Steps) == 0:
		return w, nil
	}
	w.saved.change, err = s.addChange(ctx, tx, box, d.ID, old.change, c)
	return w, err
}

// stored is a draft's row, still sealed.
type stored struct {
	columns
	key    []byte
	value  []byte
	newest int64 // version of any draft; set by version only
}

// unsealed opens what is to be written over. Where it was damaged on the disk while it
// was being typed, what is in memory is kept, under a key that opens.
func (row stored) unsealed(k *keys) *lastSaved {
	l := &lastSaved{keys: k, columns: row.columns, newest: row.newest}
	var err error
	if l.key, err = k.box.OpenKey(row.key, draftKeyPlace(row.id)); err != nil {
		l.key = seal.NewKey()
	}
	if plain, err := l.key.Box().Open(row.value, row.place("draft")); err == nil {
		l.plain = plain
	}
	return l
}

// version returns the row of a draft that is to be written over. It fails with
// [ErrNotFound], and with [ErrConflict] when the draft has another version.
func (s *Store) version(ctx context.Context, tx transaction, id string, seq int64) (stored, error) {
	row := stored{columns: columns{id: id}}
	err := tx.StmtContext(ctx, s.db.save.stored).QueryRowContext(ctx, id).
		Scan(&row.state, &row.created, &row.updated, &row.seq, &row.key, &row.value, &row.newest)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return row, ErrNotFound
	case err == nil && row.seq != seq:
		return row, ErrConflict
	}
	return row, err
}

func storedDraft(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}, id string,
) (stored, error) {
	row := stored{columns: columns{id: id}}
	err := db.QueryRowContext(ctx, "SELECT state, created_ms, updated_ms, seq, key, "+boundedValue+" FROM draft WHERE id = ?", id).
		Scan(&row.state, &row.created, &row.updated, &row.seq, &row.key, &row.value)
	if errors.Is(err, sql.ErrNoRows) {
		return row, ErrNotFound
	}
	return row, err
}

// draft is what stands in the clear.
func (c columns) draft() Draft {
	return Draft{ID: c.id, State: c.state, Created: time.UnixMilli(c.created), Updated: time.UnixMilli(c.updated), Seq: c.seq}
}

// box opens what is sealed under the draft's key.
func (k *keys) draftBox(id string, key []byte) (seal.Box, error) {
	opened, err := k.box.OpenKey(key, draftKeyPlace(id))
	if err != nil {
		return seal.Box{}, fmt.Errorf("%w: %w", ErrDraftDamaged, err)
	}
	return opened.Box(), nil
}

// open opens the draft. It fails with [ErrDraftDamaged], and then returns what stands
// in the clear.
func (row stored) open(k *keys) (Draft, error) {
	d := row.draft()
	box, err := k.draftBox(row.id, row.key)
	if err != nil {
		return d, err
	}
	plain, err := box.Open(row.value, row.place("draft"))
	if err == nil {
		d.Record, err = decodeRecord(plain)
	}
	if err != nil {
		return d, fmt.Errorf("%w: %w", ErrDraftDamaged, err)
	}
	return d, nil
}

// Load reads a draft. It fails with [ErrNotFound], and with [ErrDraftDamaged]
// when its value cannot be read.
func (s *Store) Load(ctx context.Context, id string) (Draft, error) {
	var d Draft
	err := s.reading(func(k *keys) error {
		row, err := storedDraft(ctx, s.db.read, id)
		if err == nil {
			d, err = row.open(k)
		}
		return err
	})
	if err != nil {
		return Draft{}, wrap("load draft", err)
	}
	return d, nil
}

// Delete removes a draft, its history and the scans that no other draft has, and
// overwrites what they were in the database. Deleting what is not there is no error.
func (s *Store) Delete(ctx context.Context, id string) error {
	s.files.Lock()
	defer s.files.Unlock()
	if err := s.here(); err != nil {
		return fmt.Errorf("delete draft: %w", err)
	}
	var unused []string
	err := s.db.tx(ctx, func(tx *sql.Tx) (err error) {
		unused, err = deleteDraft(ctx, tx, id)
		return err
	})
	if err != nil {
		return wrap("delete draft", err)
	}
	s.list.remove(id)
	return wrap("delete draft", errors.Join(s.removeFiles(unused), s.erase(ctx)))
}

// deleteDraft deletes the rows of a draft and returns the files that nobody needs any
// more.
func deleteDraft(ctx context.Context, tx *sql.Tx, id string) (unused []string, err error) {
	addresses, err := column(ctx, tx, "SELECT address FROM draft_scan WHERE draft_id = ?", id)
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM draft WHERE id = ?", id); err != nil {
		return nil, err
	}
	return forget(ctx, tx, addresses)
}

// erase gives the pages of what was deleted back and empties the write-ahead
// log, where the deleted values still stand.
func (s *Store) erase(ctx context.Context) error {
	if err := s.db.shrink(ctx); err != nil {
		return err
	}
	return s.db.checkpoint(ctx)
}
