package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
)

// SetSealed keeps under the key what is made from filings and may not lie in the
// clear. Unlike a draft it has no version: what comes last stays.
func (s *Store) SetSealed(ctx context.Context, key string, plain []byte) error {
	err := s.change(ctx, func(tx *sql.Tx, k *keys) error {
		return putSetting(ctx, tx, key, sealedSetting(k, key, plain))
	})
	return wrap("keep "+key, err)
}

func sealedSetting(k *keys, key string, plain []byte) string {
	return base64.StdEncoding.EncodeToString(k.store.Seal(plain, settingPlace(key)))
}

// Sealed returns what was kept under the key by SetSealed, nil when nothing was. It
// fails with [ErrDamaged].
func (s *Store) Sealed(ctx context.Context, key string) ([]byte, error) {
	var plain []byte
	err := s.reading(func(k *keys) error {
		text, err := s.Setting(ctx, key)
		if err != nil || text == "" {
			return err
		}
		value, err := base64.StdEncoding.DecodeString(text)
		if err == nil {
			plain, err = k.store.Open(value, settingPlace(key))
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return nil
	})
	return plain, wrap("read "+key, err)
}

// deskKey is the sealed setting with the name of the desk: it can be a person's.
const deskKey = "desk"

// Desk is the name under which changes are kept: of the desk, or of who works at it.
// It is empty where nobody set one, and while the store is locked.
func (s *Store) Desk() string {
	if name := s.desk.Load(); name != nil {
		return *name
	}
	return ""
}

// SetDesk names the desk for the changes to come.
func (s *Store) SetDesk(ctx context.Context, name string) error {
	if err := s.SetSealed(ctx, deskKey, []byte(name)); err != nil {
		return err
	}
	s.desk.Store(&name)
	return nil
}
