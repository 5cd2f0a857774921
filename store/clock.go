package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// clockSlack is how far a clock goes back with nothing the matter: it was corrected, or
// runs in local time and its owner has travelled.
const clockSlack = 24 * time.Hour

// CheckClock fails with [ErrClock] where the machine's clock stands more than a day
// before the last save, as with an empty battery. It harms no draft, but what goes by
// today's date is wrong.
func (s *Store) CheckClock(ctx context.Context) error {
	var saved int64
	err := s.db.read.QueryRowContext(ctx, "SELECT updated_ms FROM draft ORDER BY seq DESC LIMIT 1").Scan(&saved)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return wrap("check the clock", err)
	case s.now().Before(time.UnixMilli(saved).Add(-clockSlack)):
		return fmt.Errorf("check the clock: %w", ErrClock)
	}
	return nil
}
