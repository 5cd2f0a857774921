package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/go-json-experiment/json"

	"recordaldesk/store/seal"
)

// Origin is where a change came from.
type Origin string

// The origins.
const (
	Typed    Origin = "typed"
	Imported Origin = "imported" // from a filing.json, a workbook or a packet
	Returned Origin = "returned" // from a packet of this very draft that came back
	Undone   Origin = "undone"
	Redone   Origin = "redone"
	Restored Origin = "restored" // taken over from what it was earlier

	// Filled is what the program filled in itself, because of what was typed: it
	// becomes a part of that change, so that both are undone at once.
	Filled Origin = "filled"
)

// Change is one entry in the history of a filing. The first says how it began and has
// no steps.
type Change struct {
	N     int64     `json:"-"` // 1, 2, 3 …
	At    time.Time `json:"at"`
	By    string    `json:"by"` // name of the desk, as it was set then
	From  Origin    `json:"from"`
	Of    int64     `json:"of,omitempty"`    // the entry that was undone or redone
	Field string    `json:"field,omitempty"` // path of the field that had the keyboard
	Steps []Step    `json:"steps,omitempty"`
}

const (
	// pause ends a change: what is typed into one field without one this long is a
	// single entry.
	pause = 3 * time.Second
	// mostChanges of a filing are kept; the oldest go first.
	mostChanges = 10_000
)

// addChange adds an entry to the history, or to its last one where that goes on; that is
// read where last is nil. It returns the newest entry then, nil where that was not read.
func (s *Store) addChange(ctx context.Context, tx transaction, box seal.Box, id string, last *Change, c Change) (*Change, error) {
	c.By = s.Desk()
	if last == nil {
		read, err := s.lastChange(ctx, tx, box, id)
		if err != nil {
			return nil, err
		}
		last = &read
	}
	c.N = last.N + 1
	if joined, ok := last.join(c); ok {
		if len(joined.Steps) == 0 { // typed and erased again
			_, err := tx.ExecContext(ctx, "DELETE FROM change WHERE draft_id = ? AND n = ?", id, last.N)
			return nil, err
		}
		c = joined
	}
	if c.N > mostChanges && c.N%100 == 0 {
		if _, err := tx.ExecContext(ctx, "DELETE FROM change WHERE draft_id = ? AND n <= ?", id, c.N-mostChanges); err != nil {
			return nil, err
		}
	}
	plain, err := json.Marshal(c, json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("write change as JSON: %s", jsonPlace(err))
	}
	_, err = tx.StmtContext(ctx, s.db.save.putChange).ExecContext(ctx,
		id, c.N, box.Seal(plain, changePlace(id, c.N)))
	return &c, err
}

// join returns the entry with the next change in it, where both are the typing into
// one field, what follows from it included, or where the next is what the program
// filled in because of it.
func (c Change) join(next Change) (Change, bool) {
	switch {
	case len(c.Steps) == 0 || c.By != next.By:
		return Change{}, false
	case next.From == Filled && (c.From == Typed || c.From == Filled):
	case next.From == Typed && c.From == Typed && c.sameTyping(next):
		c.At = next.At
	default:
		return Change{}, false
	}
	c.Steps = joinSteps(c.Steps, next.Steps)
	return c, true
}

// sameTyping reports whether the next change goes on with the typing of one value. A
// member that was added to a list is no typing.
func (c Change) sameTyping(next Change) bool {
	waited := next.At.Sub(c.At)
	if waited < 0 || waited >= pause || c.Field != next.Field || slices.ContainsFunc(slices.Concat(c.Steps, next.Steps), Step.ofList) {
		return false
	}
	return slices.ContainsFunc(c.Steps, func(one Step) bool {
		return slices.ContainsFunc(next.Steps, func(other Step) bool { return one.At == other.At })
	})
}

// lastChange returns the newest entry; one that cannot be read has only its number.
func (s *Store) lastChange(ctx context.Context, tx transaction, box seal.Box, id string) (Change, error) {
	var c Change
	var value []byte
	err := tx.StmtContext(ctx, s.db.save.lastChange).QueryRowContext(ctx, id).Scan(&c.N, &value)
	if errors.Is(err, sql.ErrNoRows) {
		return Change{}, nil
	}
	if err != nil {
		return Change{}, err
	}
	n := c.N
	if c, err = openChange(box, id, n, value); err != nil {
		return Change{N: n}, nil // the new entry matters more
	}
	return c, nil
}

func openChange(box seal.Box, id string, n int64, value []byte) (Change, error) {
	plain, err := box.Open(value, changePlace(id, n))
	if err != nil {
		return Change{}, fmt.Errorf("entry %d of the history: %w: %w", n, ErrDraftDamaged, err)
	}
	c := Change{N: n}
	if err := json.Unmarshal(plain, &c); err != nil {
		return Change{}, fmt.Errorf("entry %d of the history: %w: %s", n, ErrDraftDamaged, jsonPlace(err))
	}
	return c, nil
}

// History returns what changed in the filing of a draft, the oldest first. It fails
// with [ErrNotFound], and with [ErrDraftDamaged] where an entry is damaged or missing;
// then it returns the entries after that one.
func (s *Store) History(ctx context.Context, id string) ([]Change, error) {
	var all []Change
	err := s.reading(func(k *keys) error {
		row, err := storedDraft(ctx, s.db.read, id)
		if err != nil {
			return err
		}
		box, err := k.draftBox(id, row.key)
		if err != nil {
			return err
		}
		all, err = history(ctx, s.db.read, box, id)
		return err
	})
	return all, wrap("read history", err)
}

func history(ctx context.Context, db querier, box seal.Box, id string) ([]Change, error) {
	rows, err := db.QueryContext(ctx, "SELECT n, value FROM change WHERE draft_id = ? ORDER BY n DESC", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Change
	for rows.Next() {
		var n int64
		var value []byte
		if err := rows.Scan(&n, &value); err != nil {
			return nil, err
		}
		c, err := openChange(box, id, n, value)
		if err == nil && len(all) > 0 && all[len(all)-1].N != n+1 {
			err = fmt.Errorf("entry %d of the history is missing: %w", n+1, ErrDraftDamaged)
		}
		if err != nil {
			slices.Reverse(all)
			return all, err
		}
		all = append(all, c)
	}
	slices.Reverse(all)
	return all, rows.Err()
}

// AsOf returns the draft's record as it was after entry n of its history. It fails
// with [ErrNotFound] where there is no such entry, and with [ErrDraftDamaged].
func (s *Store) AsOf(ctx context.Context, id string, n int64) (Record, error) {
	all, err := s.History(ctx, id)
	if err != nil && (len(all) == 0 || all[0].N > n) {
		return Record{}, err
	}
	d, err := s.Load(ctx, id)
	if err != nil {
		return Record{}, err
	}
	at := slices.IndexFunc(all, func(c Change) bool { return c.N == n })
	if at < 0 {
		return Record{}, fmt.Errorf("read history: entry %d: %w", n, ErrNotFound)
	}
	plain, err := encodeRecord(d.Record)
	if err != nil {
		return Record{}, err
	}
	for _, c := range slices.Backward(all[at+1:]) {
		if plain, err = back(plain, c.Steps); err != nil {
			return Record{}, fmt.Errorf("read history: entry %d: %w: %w", c.N, ErrDraftDamaged, err)
		}
	}
	return decodeRecord(plain)
}
