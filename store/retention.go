package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
)

// day is a day of retention.
const day = 24 * time.Hour

// longestGap is how much of the time between two looks at the clock counts: a clock
// that jumps by years makes no filing old, and a desk that was closed for a month has
// its filings a little longer.
const longestGap = 7 * day

// retained is what is known of the time that exported filings have been here. It is
// sealed, since it lists what was exported.
type retained struct {
	Seen    time.Time               `json:"seen"`    // when the clock was looked at last
	Counted int64                   `json:"counted"` // seconds counted so far
	Since   map[string]exportedOnce `json:"since"`   // by draft
}

// exportedOnce is an export of a draft, and the time counted when it was first seen.
type exportedOnce struct {
	At      time.Time `json:"at"`
	Counted int64     `json:"counted"` // seconds
}

const retainedKey = "retained"

// Due lists the drafts that were exported so many days ago or more, the oldest first.
// Two clocks must agree that the time is over: the machine's, and the time that this
// store has counted since, look by look, in which no jump of the machine's clock
// counts for more than a week. Call it at the start and once in a while.
func (s *Store) Due(ctx context.Context, days int) ([]*Summary, error) {
	drafts, err := s.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	r, err := s.retained(ctx)
	if err != nil {
		return nil, err
	}
	now := s.now()
	due := r.look(drafts, now, time.Duration(days)*day)
	plain, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("write retention as JSON: %s", jsonPlace(err))
	}
	return due, s.SetSealed(ctx, retainedKey, plain)
}

// retained reads what is known. What cannot be read begins anew: nothing is due sooner
// for that.
func (s *Store) retained(ctx context.Context) (*retained, error) {
	r := &retained{}
	plain, err := s.Sealed(ctx, retainedKey)
	if err != nil && !errors.Is(err, ErrDamaged) {
		return nil, err
	}
	if len(plain) == 0 || json.Unmarshal(plain, r) != nil {
		r = &retained{}
	}
	if r.Since == nil {
		r.Since = map[string]exportedOnce{}
	}
	return r, nil
}

// look counts the time since the last look and lists what is due.
func (r *retained) look(drafts []*Summary, now time.Time, keep time.Duration) []*Summary {
	if gap := now.Sub(r.Seen); !r.Seen.IsZero() && gap > 0 {
		r.Counted += int64(min(gap, longestGap) / time.Second)
	}
	r.Seen = now
	since := map[string]exportedOnce{}
	var due []*Summary
	for _, m := range drafts {
		if m.ExportedAt.IsZero() {
			continue
		}
		first, known := r.Since[m.ID]
		if !known || !first.At.Equal(m.ExportedAt) {
			first = exportedOnce{m.ExportedAt, r.Counted}
		}
		since[m.ID] = first
		if keep > 0 && now.Sub(m.ExportedAt) >= keep && r.Counted-first.Counted >= int64(keep/time.Second) {
			due = append(due, m)
		}
	}
	r.Since = since
	slices.SortFunc(due, func(a, b *Summary) int { return a.ExportedAt.Compare(b.ExportedAt) })
	return due
}
