package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Setting returns what was set under the key, and "" when nothing was.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := s.db.read.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = ?", key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, wrap("read setting "+key, err)
}

// SetSetting keeps a value under the key. Settings lie in the clear: nothing
// of a filing belongs here.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	if err := s.here(); err != nil {
		return fmt.Errorf("keep setting %s: %w", key, err)
	}
	_, err := s.db.write.ExecContext(ctx,
		"INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, value)
	if err != nil {
		return wrap("keep setting "+key, err)
	}
	s.written()
	return nil
}
