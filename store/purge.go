package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"
)

// Certificate says of a filing that it was purged, and nothing of what it was: not the
// company, not a name, not a number.
type Certificate struct {
	Draft    string    `json:"-"` // id of the draft, which is random
	At       time.Time `json:"-"`
	By       string    `json:"by"` // name of the desk
	Reason   Reason    `json:"reason"`
	Created  time.Time `json:"created"`
	Exported time.Time `json:"exported,omitzero"` // zero when it never was
	Packet   string    `json:"packet,omitempty"`  // SHA-256 of the last packet, by which who has it can tell
	Changes  int       `json:"changes"`           // entries of its history
	Scans    int       `json:"scans"`             // files destroyed
	Shared   int       `json:"shared"`            // files that stay, since another filing has them
}

// Reason is why a filing was purged.
type Reason string

// The reasons.
const (
	ByHand    Reason = "by_hand"
	Retention Reason = "retention" // its time was over
)

// Purge destroys a draft for good: its key, its record and history, the scans that no
// other draft has, with their keys, in the database, in its log and in the backups
// within reach; those out of reach follow when they are seen again. It keeps a
// certificate. It fails with [ErrNotFound] where there is no such draft; a damaged one
// can be purged.
func (s *Store) Purge(ctx context.Context, id string, reason Reason) (Certificate, error) {
	all, err := s.PurgeAll(ctx, []string{id}, reason)
	if len(all) == 0 {
		return Certificate{}, err
	}
	return all[0], err
}

// PurgeAll destroys drafts as [Store.Purge] does, and goes through the backups once for
// all of them, which takes a second. It returns the certificates of those that are gone,
// whatever failed.
func (s *Store) PurgeAll(ctx context.Context, ids []string, reason Reason) ([]Certificate, error) {
	var all []Certificate
	var failed error
	for _, id := range ids {
		c, err := s.purge(ctx, id, reason)
		failed = errors.Join(failed, err)
		if c.Draft != "" {
			all = append(all, c)
		}
	}
	if len(all) > 0 {
		behind, _ := s.alignPlaces(ctx)
		failed = errors.Join(failed, behind)
	}
	return all, wrap("purge drafts", failed)
}

// purge does it in the store. Where the certificate is not empty the draft is gone.
func (s *Store) purge(ctx context.Context, id string, reason Reason) (Certificate, error) {
	s.files.Lock()
	defer s.files.Unlock()
	c := Certificate{Draft: id, At: time.UnixMilli(s.now().UnixMilli()), By: s.Desk(), Reason: reason}
	var unused []string
	err := s.change(ctx, func(tx *sql.Tx, k *keys) error {
		row, err := storedDraft(ctx, tx, id)
		if err != nil {
			return err
		}
		d, err := row.open(k)
		if err != nil && !errors.Is(err, ErrDraftDamaged) {
			return err
		}
		c.Created = d.Created
		if e := d.Record.Exported; e != nil {
			c.Exported, c.Packet = e.At, e.SHA256
		}
		var scans int
		err = tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM change WHERE draft_id = ?), (SELECT count(*) FROM draft_scan WHERE draft_id = ?)", id, id).
			Scan(&c.Changes, &scans)
		if err != nil {
			return err
		}
		if unused, err = deleteDraft(ctx, tx, id); err != nil {
			return err
		}
		c.Scans, c.Shared = len(unused), scans-len(unused)
		value, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("write certificate as JSON: %s", jsonPlace(err))
		}
		at := c.At.UnixMilli()
		_, err = tx.ExecContext(ctx, "INSERT INTO purged (draft_id, at_ms, value) VALUES (?, ?, ?) "+
			"ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, value = excluded.value",
			id, at, k.store.Seal(value, purgedPlace(id, at)))
		return err
	})
	if err != nil {
		return Certificate{}, err
	}
	s.list.remove(id)
	// From here on the draft is gone, whatever happens; what fails is done again by
	// the next start.
	return c, errors.Join(s.removeFiles(unused), s.erase(ctx))
}

// Certificates returns those of all drafts that were purged, the last one first. It
// fails with [ErrDamaged] where one cannot be read, and returns the others: what was
// purged before a backup with other keys was restored is sealed under those of then.
func (s *Store) Certificates(ctx context.Context) ([]Certificate, error) {
	var all []Certificate
	var damaged error
	err := s.reading(func(k *keys) error {
		return eachRow(ctx, s.db.read, func(row *sql.Rows) error {
			var id string
			var at int64
			var value []byte
			if err := row.Scan(&id, &at, &value); err != nil {
				return err
			}
			c, err := k.certificate(id, at, value)
			if err != nil {
				damaged = err
				return nil
			}
			all = append(all, c)
			return nil
		}, "SELECT draft_id, at_ms, value FROM purged ORDER BY at_ms DESC, draft_id")
	})
	return all, wrap("read certificates", errors.Join(err, damaged))
}

func (k *keys) certificate(id string, at int64, value []byte) (Certificate, error) {
	plain, err := k.store.Open(value, purgedPlace(id, at))
	if err != nil {
		return Certificate{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	c := Certificate{Draft: id, At: time.UnixMilli(at)}
	if err := json.Unmarshal(plain, &c); err != nil {
		return Certificate{}, fmt.Errorf("%w: %s", ErrDamaged, jsonPlace(err))
	}
	return c, nil
}
