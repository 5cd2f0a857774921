package store

import (
	"context"
	"database/sql"
	"errors"

	"recordaldesk/store/seal"
)

// opensWhole reports whether everything of the drafts in a backup opens under the keys.
// It reads each table once, in the order in which it lies, and decodes nothing: what
// opens is what was sealed. [Store.Audit] looks at a store that others write to, draft
// by draft, which takes five times as long.
func opensWhole(ctx context.Context, db *sql.DB, k *keys) (whole bool, err error) {
	boxes := map[string]seal.Box{} // of the drafts
	whole = true
	err = eachRow(ctx, db, func(row *sql.Rows) error {
		var c columns
		var key, summary, value sql.RawBytes
		if err := row.Scan(&c.id, &c.state, &c.created, &c.updated, &c.seq, &key, &summary, &value); err != nil {
			return err
		}
		box, err := k.draftBox(c.id, key)
		if err == nil {
			_, noValue := box.Open(value, c.place("draft"))
			_, noSummary := box.Open(summary, c.place("summary"))
			err = errors.Join(noValue, noSummary)
		}
		whole = whole && err == nil
		boxes[c.id] = box
		return nil
	}, "SELECT id, state, created_ms, updated_ms, seq, key, summary, "+boundedValue+" FROM draft")
	if err != nil || !whole {
		return whole, err
	}
	var draft string // whose history comes
	var last int64
	err = eachRow(ctx, db, func(row *sql.Rows) error {
		var id string
		var n int64
		var value sql.RawBytes
		if err := row.Scan(&id, &n, &value); err != nil {
			return err
		}
		box, known := boxes[id]
		if !known {
			whole = false
			return nil
		}
		_, err := box.Open(value, changePlace(id, n))
		whole = whole && err == nil && (id != draft || n == last+1)
		draft, last = id, n
		return nil
	}, "SELECT draft_id, n, value FROM change ORDER BY draft_id, n")
	if err != nil || !whole {
		return whole, err
	}
	if has, err := hasCases(ctx, db); err != nil || !has {
		return err == nil, err
	}
	err = eachRow(ctx, db, func(row *sql.Rows) error {
		var id string
		var seq int64
		var line, value sql.RawBytes
		if err := row.Scan(&id, &seq, &line, &value); err != nil {
			return err
		}
		box, known := boxes[id]
		if !known {
			whole = false
			return nil
		}
		_, noLine := box.Open(line, casePlace("line", id, seq))
		_, noValue := box.Open(value, casePlace("case", id, seq))
		whole = whole && noLine == nil && noValue == nil
		return nil
	}, "SELECT draft_id, seq, line, "+boundedCase+" FROM casework")
	return whole, err
}

// opensBeside reports the same of scans, blanks and settings.
func opensBeside(ctx context.Context, reader *Store, k *keys) (whole bool, err error) {
	var found Damage
	for _, look := range []func(context.Context, *keys, *Damage) error{reader.auditScans, reader.auditBlanks, reader.auditSettings} {
		if err := look(ctx, k, &found); err != nil {
			return false, err
		}
	}
	found.Missing = 0 // the files lie elsewhere
	return found.None(), nil
}
