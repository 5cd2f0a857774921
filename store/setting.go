package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
)

// Setting returns what was set under the key, and "" when nothing was, or when it was
// changed on the disk by other means: what a setting stands for has a default.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	if value, ok := s.viewed.Load(key); ok {
		return value.(string), nil
	}
	var value string
	var sum []byte
	err := s.db.read.QueryRowContext(ctx, "SELECT value, sum FROM setting WHERE key = ?", key).Scan(&value, &sum)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !bytes.Equal(sum, settingSum(key, value)) {
		return "", nil
	}
	return value, wrap("read setting "+key, err)
}

// SetSetting keeps a value under the key. Settings lie in the clear: nothing
// of a filing belongs here. Where nothing can be written it lasts until Close.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	if s.viewing {
		s.viewed.Store(key, value)
		return nil
	}
	if err := s.here(); err != nil {
		return fmt.Errorf("keep setting %s: %w", key, err)
	}
	if err := putSetting(ctx, s.db, key, value); err != nil {
		return wrap("keep setting "+key, err)
	}
	s.written()
	return nil
}

func putSetting(ctx context.Context, db executor, key, value string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO setting (key, value, sum) VALUES (?, ?, ?) "+
		"ON CONFLICT DO UPDATE SET value = excluded.value, sum = excluded.sum", key, value, settingSum(key, value))
	return err
}

// settingSum tells a flipped bit, not a person who changes settings.
func settingSum(key, value string) []byte {
	sum := sha256.Sum256([]byte(key + "\x00" + value))
	return sum[:8]
}
