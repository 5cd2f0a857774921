package store

import (
	"bytes"
	"context"
	"database/sql"
	"slices"
)

// Damage is what of a store cannot be read.
type Damage struct {
	Drafts  []string // ids of drafts whose record, summary, history or case is damaged
	Scans   int      // rows of scans that do not open
	Blanks  []string // materials whose blank is damaged
	Other   int      // settings that were changed by other means
	Missing int      // scans whose file is missing
}

// None reports whether all could be read.
func (d Damage) None() bool {
	return len(d.Drafts) == 0 && d.Scans == 0 && len(d.Blanks) == 0 && d.Other == 0 && d.Missing == 0
}

// Audit opens every value in the database, which finds each that was changed on the
// disk, by one bit only, and marks the drafts concerned in the list. Files of scans
// are looked for and not read: [Store.VerifyScan] does. It takes about a second for
// ten thousand drafts.
func (s *Store) Audit(ctx context.Context) (Damage, error) {
	return s.AuditBeside(ctx, func(context.Context) {})
}

// AuditBeside is Audit for the background: pace is called before each draft and may hold it
// up for the sake of whoever works meanwhile.
func (s *Store) AuditBeside(ctx context.Context, pace func(context.Context)) (Damage, error) {
	var found Damage
	err := s.Each(ctx, func(d Draft, damage error) error {
		pace(ctx)
		if damage == nil {
			_, damage = s.History(ctx, d.ID)
		}
		if damage == nil {
			damage = s.reading(func(k *keys) error { return s.openSummary(ctx, k, d.ID) })
		}
		if damage == nil {
			_, damage = s.Case(ctx, d.ID)
		}
		if damage != nil && ctx.Err() == nil {
			found.Drafts = append(found.Drafts, d.ID)
			s.list.damage(d.ID, d.Seq)
		}
		return ctx.Err()
	})
	if err != nil {
		return found, wrap("look for damage", err)
	}
	for _, look := range []func(context.Context, *keys, *Damage) error{s.auditScans, s.auditBlanks, s.auditSettings} {
		if err := s.reading(func(k *keys) error { return look(ctx, k, &found) }); err != nil {
			return found, wrap("look for damage", err)
		}
	}
	slices.Sort(found.Drafts)
	return found, nil
}

func (s *Store) openSummary(ctx context.Context, k *keys, id string) error {
	c := columns{id: id}
	var key, sealed, line []byte
	var caseSeq int64
	err := s.db.read.QueryRowContext(ctx, "SELECT d.state, d.created_ms, d.updated_ms, d.seq, d.key, d.summary, coalesce(c.seq, 0), c.line "+
		"FROM draft d LEFT JOIN casework c ON c.draft_id = d.id WHERE d.id = ?", id).
		Scan(&c.state, &c.created, &c.updated, &c.seq, &key, &sealed, &caseSeq, &line)
	if err != nil {
		return err
	}
	_, err = k.summary(c, key, sealed, caseSeq, line)
	return err
}

func (s *Store) auditScans(ctx context.Context, k *keys, found *Damage) error {
	return eachScan(ctx, s.db.read, func(row storedScan) error {
		_, key, err := row.open(k)
		if err != nil {
			found.Scans++
			return nil
		}
		original, err := s.openFile(row.address, key)
		if err != nil {
			found.Missing++
			return nil
		}
		return original.Close()
	}, "SELECT address, added_ms, key, value FROM scan")
}

func (s *Store) auditBlanks(ctx context.Context, k *keys, found *Damage) error {
	return s.eachBlank(ctx, func(material string, value, places []byte) error {
		if _, err := k.openBlank(material, value, places); err != nil {
			found.Blanks = append(found.Blanks, material)
		}
		return nil
	})
}

func (s *Store) auditSettings(ctx context.Context, _ *keys, found *Damage) error {
	return eachRow(ctx, s.db.read, func(row *sql.Rows) error {
		var key, value string
		var sum []byte
		if err := row.Scan(&key, &value, &sum); err != nil {
			return err
		}
		if !bytes.Equal(sum, settingSum(key, value)) {
			found.Other++
		}
		return nil
	}, "SELECT key, value, sum FROM setting")
}
