package store

import (
	"context"
	"encoding/base64"
	"fmt"
)

// SetSealed keeps under the key what is made from filings and may not lie in the
// clear. Unlike a draft it has no version: what comes last stays.
func (s *Store) SetSealed(ctx context.Context, key string, plain []byte) error {
	value, err := s.seal(plain, associated("setting", key, 0))
	if err != nil {
		return fmt.Errorf("keep %s: %w", key, err)
	}
	return s.SetSetting(ctx, key, base64.StdEncoding.EncodeToString(value))
}

// Sealed returns what was kept under the key by SetSealed, nil when nothing was.
func (s *Store) Sealed(ctx context.Context, key string) ([]byte, error) {
	text, err := s.Setting(ctx, key)
	if err != nil || text == "" {
		return nil, err
	}
	value, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", key, err)
	}
	plain, err := s.open(value, associated("setting", key, 0))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", key, err)
	}
	return plain, nil
}
