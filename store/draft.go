package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
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

// Create keeps a new draft. The record stays the caller's.
func (s *Store) Create(ctx context.Context, r Record) (Draft, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Draft{}, fmt.Errorf("create draft: %w", err)
	}
	now := s.now()
	d := Draft{ID: id.String(), State: r.State(), Created: now, Updated: now, Record: r}
	if d.Seq, err = s.put(ctx, d, 0); err != nil {
		return Draft{}, wrap("create draft", err)
	}
	return d, nil
}

// Save replaces the draft's record and returns its new version. It fails with
// [ErrConflict] when the draft is no longer at version seq, because another
// window saved it, and with [ErrNotFound] when it was deleted; either way what
// is stored stays as it is. The record stays the caller's.
func (s *Store) Save(ctx context.Context, id string, seq int64, r Record) (int64, error) {
	next, err := s.put(ctx, Draft{ID: id, State: r.State(), Updated: s.now(), Record: r}, seq)
	return next, wrap("save draft", err)
}

// put writes the draft over its version seq, or as a new one where seq is 0.
func (s *Store) put(ctx context.Context, d Draft, seq int64) (int64, error) {
	plain, err := encodeRecord(d.Record)
	if err != nil {
		return 0, err
	}
	if err := s.here(); err != nil {
		return 0, err
	}
	err = s.db.tx(ctx, func(tx *sql.Tx) error {
		var stored int64
		err := tx.QueryRowContext(ctx,
			"SELECT coalesce(max(seq), 0) + 1, coalesce((SELECT seq FROM draft WHERE id = ?), 0) FROM draft", d.ID).
			Scan(&d.Seq, &stored)
		switch {
		case err != nil:
			return err
		case stored == 0 && seq != 0:
			return ErrNotFound
		case stored != seq:
			return ErrConflict
		}
		value, err := s.seal(plain, associated("draft", d.ID, d.Seq))
		if err != nil {
			return err
		}
		if seq == 0 {
			_, err = tx.ExecContext(ctx,
				"INSERT INTO draft (id, state, created_ms, updated_ms, seq, value) VALUES (?, ?, ?, ?, ?, ?)",
				d.ID, d.State, d.Created.UnixMilli(), d.Updated.UnixMilli(), d.Seq, value)
			return err
		}
		var created int64
		err = tx.QueryRowContext(ctx,
			"UPDATE draft SET state = ?, updated_ms = ?, seq = ?, value = ? WHERE id = ? RETURNING created_ms",
			d.State, d.Updated.UnixMilli(), d.Seq, value, d.ID).Scan(&created)
		d.Created = time.UnixMilli(created)
		return err
	})
	if err != nil {
		return 0, err
	}
	s.written()
	s.list.put(summarise(d))
	return d.Seq, nil
}

// Load reads a draft. It fails with [ErrNotFound], and with [ErrDraftDamaged]
// when its value cannot be read.
func (s *Store) Load(ctx context.Context, id string) (Draft, error) {
	d := Draft{ID: id}
	var created, updated int64
	var value []byte
	err := s.db.read.QueryRowContext(ctx,
		"SELECT state, created_ms, updated_ms, seq, value FROM draft WHERE id = ?", id).
		Scan(&d.State, &created, &updated, &d.Seq, &value)
	if errors.Is(err, sql.ErrNoRows) {
		return Draft{}, fmt.Errorf("load draft: %w", ErrNotFound)
	}
	if err != nil {
		return Draft{}, wrap("load draft", err)
	}
	d.Created, d.Updated = time.UnixMilli(created), time.UnixMilli(updated)
	if err := s.decode(&d, value); err != nil {
		return Draft{}, fmt.Errorf("load draft: %w", err)
	}
	return d, nil
}

// decode reads the record from the value that the draft has at its version.
func (s *Store) decode(d *Draft, value []byte) error {
	plain, err := s.open(value, associated("draft", d.ID, d.Seq))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDraftDamaged, err)
	}
	if d.Record, err = decodeRecord(plain); err != nil {
		return fmt.Errorf("%w: %w", ErrDraftDamaged, err)
	}
	return nil
}

// Delete removes a draft and the scans that no other draft has, and overwrites
// what they were in the database. Deleting what is not there is no error.
func (s *Store) Delete(ctx context.Context, id string) error {
	s.files.Lock()
	defer s.files.Unlock()
	if err := s.here(); err != nil {
		return fmt.Errorf("delete draft: %w", err)
	}
	var unused []string
	err := s.db.tx(ctx, func(tx *sql.Tx) error {
		addresses, err := column(ctx, tx, "SELECT address FROM draft_scan WHERE draft_id = ?", id)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM draft WHERE id = ?", id); err != nil {
			return err
		}
		unused, err = forget(ctx, tx, addresses)
		return err
	})
	if err != nil {
		return wrap("delete draft", err)
	}
	s.list.remove(id)
	return wrap("delete draft", errors.Join(s.removeFiles(unused), s.purge(ctx)))
}

// purge gives the pages of what was deleted back and empties the write-ahead
// log, where the deleted values still stand.
func (s *Store) purge(ctx context.Context) error {
	if err := s.db.shrink(ctx); err != nil {
		return err
	}
	return s.db.checkpoint(ctx)
}

// column collects the first column of a query.
func column(ctx context.Context, tx *sql.Tx, query string, args ...any) ([]string, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var values []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, rows.Err()
}
