package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// PutDerivative keeps a small picture made from a scan, such as its thumbnail,
// under a kind that the caller names; an earlier one of the kind is replaced.
// It goes when the scan goes. It fails with [ErrNotFound] when no draft has the
// scan. Keep it under about 100 kB: beyond that files are faster.
func (s *Store) PutDerivative(ctx context.Context, sha256, kind string, data []byte) error {
	err := s.change(ctx, func(tx *sql.Tx, k *keys) error {
		address := k.names.Name(sha256)
		box, err := scanBox(ctx, tx, k, address)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO derivative (address, kind, value) VALUES (?, ?, ?) "+
			"ON CONFLICT DO UPDATE SET value = excluded.value",
			address, kind, box.Seal(data, derivativePlace(address, kind)))
		return err
	})
	return wrap("put derivative", err)
}

// Derivative returns what [Store.PutDerivative] kept. It fails with
// [ErrNotFound] when there is none, and with [ErrDamaged].
func (s *Store) Derivative(ctx context.Context, sha256, kind string) ([]byte, error) {
	var data []byte
	err := s.reading(func(k *keys) error {
		address := k.names.Name(sha256)
		var key, value []byte
		err := s.db.read.QueryRowContext(ctx,
			"SELECT key, d.value FROM derivative d JOIN scan USING (address) WHERE address = ? AND kind = ?", address, kind).Scan(&key, &value)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err == nil {
			data, err = k.openDerivative(address, kind, key, value)
		}
		return err
	})
	return data, wrap("derivative", err)
}

func (k *keys) openDerivative(address, kind string, key, value []byte) ([]byte, error) {
	opened, err := k.box.OpenKey(key, scanKeyPlace(address))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	data, err := opened.Box().Open(value, derivativePlace(address, kind))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return data, nil
}

// EachDerivative calls f with every derivative of the kind, and the drafts that have
// its scan: of other clients, too. It ends with the first error of f. One that cannot
// be read is left out: it is made anew when its draft is opened.
func (s *Store) EachDerivative(ctx context.Context, kind string, f func(drafts []string, data []byte) error) error {
	type derivative struct {
		drafts []string
		data   []byte
	}
	var all []derivative
	err := s.reading(func(k *keys) error {
		return eachRow(ctx, s.db.read, func(row *sql.Rows) error {
			var address string
			var key, value []byte
			var drafts sql.NullString
			if err := row.Scan(&address, &key, &value, &drafts); err != nil {
				return err
			}
			if data, err := k.openDerivative(address, kind, key, value); err == nil && drafts.Valid {
				all = append(all, derivative{strings.Split(drafts.String, ","), data})
			}
			return nil
		}, "SELECT address, key, v.value, (SELECT group_concat(draft_id) FROM draft_scan d WHERE d.address = v.address AND dropped_ms = 0) "+
			"FROM derivative v JOIN scan USING (address) WHERE kind = ? ORDER BY address", kind)
	})
	if err != nil {
		return wrap("read derivatives", err)
	}
	for _, one := range all {
		if err := f(one.drafts, one.data); err != nil {
			return err
		}
	}
	return nil
}
