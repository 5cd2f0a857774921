package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/google/uuid"
)

// Copy keeps a record as a draft of its own beside the draft it was typed in, and gives
// it those scans of that draft which its filing names: they are the same files, and
// none is read. It is for what [Store.Save] refused with [ErrConflict]. The record
// stays the caller's.
func (s *Store) Copy(ctx context.Context, beside string, r Record) (Draft, error) {
	plain, err := encodeRecord(r)
	if err != nil {
		return Draft{}, fmt.Errorf("copy draft: %w", err)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Draft{}, fmt.Errorf("copy draft: %w", err)
	}
	now := s.now()
	d := Draft{ID: id.String(), State: r.State(), Created: now, Updated: now, Record: r}
	var m Summary
	err = s.change(ctx, func(tx *sql.Tx, k *keys) error {
		if m, err = s.insert(ctx, tx, k, &d, plain, Typed); err != nil {
			return err
		}
		for _, a := range r.Filing.Attachments {
			if a.SHA256 == "" {
				continue
			}
			// One that was dropped in the other draft is still kept for its undo.
			if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO draft_scan (draft_id, address) "+
				"SELECT ?, address FROM draft_scan WHERE draft_id = ? AND address = ?", d.ID, beside, k.names.Name(a.SHA256)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Draft{}, wrap("copy draft", err)
	}
	s.list.put(m)
	return d, nil
}
