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
	address := s.address(sha256)
	value, err := s.seal(data, associated("derivative/"+kind, address, 0))
	if err != nil {
		return fmt.Errorf("put derivative: %w", err)
	}
	if err := s.here(); err != nil {
		return fmt.Errorf("put derivative: %w", err)
	}
	result, err := s.db.write.ExecContext(ctx,
		"INSERT INTO derivative (address, kind, value) SELECT address, ?, ? FROM scan WHERE address = ? "+
			"ON CONFLICT DO UPDATE SET value = excluded.value", kind, value, address)
	if err != nil {
		return wrap("put derivative", err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return wrap("put derivative", errors.Join(err, ErrNotFound))
	}
	s.written()
	return nil
}

// Derivative returns what [Store.PutDerivative] kept. It fails with
// [ErrNotFound] when there is none.
func (s *Store) Derivative(ctx context.Context, sha256, kind string) ([]byte, error) {
	address := s.address(sha256)
	var value []byte
	err := s.db.read.QueryRowContext(ctx,
		"SELECT value FROM derivative WHERE address = ? AND kind = ?", address, kind).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("derivative: %w", ErrNotFound)
	}
	if err != nil {
		return nil, wrap("derivative", err)
	}
	data, err := s.open(value, associated("derivative/"+kind, address, 0))
	if err != nil {
		return nil, fmt.Errorf("derivative: %w: %w", ErrDamaged, err)
	}
	return data, nil
}

// EachDerivative calls f with every derivative of the kind, and the drafts that have
// its scan: of other clients, too. It ends with the first error of f. One that cannot
// be read is left out: it is made anew when its draft is opened.
func (s *Store) EachDerivative(ctx context.Context, kind string, f func(drafts []string, data []byte) error) error {
	rows, err := s.db.read.QueryContext(ctx,
		"SELECT address, value, (SELECT group_concat(draft_id) FROM draft_scan d WHERE d.address = v.address) FROM derivative v WHERE kind = ? ORDER BY address", kind)
	if err != nil {
		return wrap("read derivatives", err)
	}
	defer rows.Close()
	for rows.Next() {
		var address string
		var value []byte
		var drafts sql.NullString
		if err := rows.Scan(&address, &value, &drafts); err != nil {
			return wrap("read derivatives", err)
		}
		data, err := s.open(value, associated("derivative/"+kind, address, 0))
		if err != nil || !drafts.Valid {
			continue
		}
		if err := f(strings.Split(drafts.String, ","), data); err != nil {
			return err
		}
	}
	return wrap("read derivatives", rows.Err())
}
