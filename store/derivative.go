package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
