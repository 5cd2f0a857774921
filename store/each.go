package store

import "context"

// A batch of drafts is read at once: enough of them that the reading costs
// little, and, since a draft can be large, not much more than so many bytes.
const (
	batchDrafts = 64
	batchBytes  = 4 << 20
)

// Count returns how many drafts there are.
func (s *Store) Count(ctx context.Context) (int, error) {
	var n int
	err := s.db.read.QueryRowContext(ctx, "SELECT count(*) FROM draft").Scan(&n)
	return n, wrap("count drafts", err)
}

// Each calls f with every draft, the oldest first as far as the clock was right,
// and ends with the first error that f returns, as it is, or with that of ctx.
//
// A draft that cannot be read comes without its record and with
// [ErrDraftDamaged]. The draft is f's to keep.
//
// Drafts are read in batches, and nothing of the database is held while f runs:
// f may take its time, and save and delete. So what f sees can be older than
// what is stored by then, which its version shows. Each draft comes once; one
// that is made or deleted meanwhile may come or not.
func (s *Store) Each(ctx context.Context, f func(d Draft, err error) error) error {
	after := ""
	for {
		batch, err := s.batch(ctx, after)
		switch {
		case ctx.Err() != nil:
			return ctx.Err() // the database calls it an interruption
		case err != nil:
			return wrap("read drafts", err)
		case len(batch) == 0:
			return nil
		}
		for i := range batch {
			if err := ctx.Err(); err != nil {
				return err
			}
			d, damage := batch[i].draft, batch[i].damage
			batch[i].draft = Draft{} // f may be slow, and the draft large
			if err := f(d, damage); err != nil {
				return err
			}
		}
		after = batch[len(batch)-1].id
	}
}

// readDraft is a draft as it was read.
type readDraft struct {
	id     string
	draft  Draft
	damage error
}

// batch reads the drafts whose ids follow after: unlike its place in the list, a
// draft's id does not change with a save.
func (s *Store) batch(ctx context.Context, after string) (batch []readDraft, err error) {
	err = s.reading(func(k *keys) error {
		rows, err := s.db.read.QueryContext(ctx,
			"SELECT id, state, created_ms, updated_ms, seq, key, "+boundedValue+" FROM draft WHERE id > ? ORDER BY id LIMIT ?", after, batchDrafts)
		if err != nil {
			return err
		}
		defer rows.Close()
		size := 0
		for size < batchBytes && rows.Next() {
			var row stored
			if err := rows.Scan(&row.id, &row.state, &row.created, &row.updated, &row.seq, &row.key, &row.value); err != nil {
				return err
			}
			d, damage := row.open(k)
			batch = append(batch, readDraft{row.id, d, damage})
			size += len(row.value)
		}
		return rows.Err()
	})
	return batch, err
}
