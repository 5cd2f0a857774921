package store

import (
	"context"
	"database/sql"
	"encoding/base64"

	"recordaldesk/store/seal"
)

// reseal seals everything in the database under other keys: each draft under a new
// one, each scan's row under its own, sealed anew. What does not open stays as it is,
// damaged, with its key turned over where that opens.
func reseal(ctx context.Context, tx *sql.Tx, from, to *keys) error {
	for _, part := range []struct {
		ids  string
		turn func(id string) error
	}{
		{"SELECT id FROM draft", func(id string) error { return resealDraft(ctx, tx, from, to, id) }},
		{"SELECT address FROM scan", func(address string) error { return resealScan(ctx, tx, from, to, address) }},
		{"SELECT material FROM blank", func(material string) error { return resealBlank(ctx, tx, from, to, material) }},
		{"SELECT key FROM setting", func(key string) error { return resealSetting(ctx, tx, from, to, key) }},
		{"SELECT draft_id FROM purged", func(id string) error { return resealPurged(ctx, tx, from, to, id) }},
	} {
		ids, err := column(ctx, tx, part.ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := part.turn(id); err != nil {
				return err
			}
		}
	}
	return nil
}

func resealDraft(ctx context.Context, tx *sql.Tx, from, to *keys, id string) error {
	row, err := storedDraft(ctx, tx, id)
	if err != nil {
		return err
	}
	var summary []byte
	if err := tx.QueryRowContext(ctx, "SELECT summary FROM draft WHERE id = ?", id).Scan(&summary); err != nil {
		return err
	}
	key, err := from.box.OpenKey(row.key, draftKeyPlace(id))
	if err != nil {
		return nil
	}
	old, other := key.Box(), seal.NewKey()
	again := turner{from: old, to: other.Box()}
	value := again.turn(row.value, row.place("draft"))
	summary = again.turn(summary, row.place("summary"))
	type entry struct {
		n     int64
		value []byte
	}
	var entries []entry
	err = eachRow(ctx, tx, func(row *sql.Rows) error {
		var e entry
		if err := row.Scan(&e.n, &e.value); err != nil {
			return err
		}
		e.value = again.turn(e.value, changePlace(id, e.n))
		entries = append(entries, e)
		return nil
	}, "SELECT n, value FROM change WHERE draft_id = ?", id)
	if err != nil {
		return err
	}
	putCase, err := resealCase(ctx, tx, &again, id)
	if err != nil {
		return err
	}
	if again.failed { // under its old key the rest can be read, and what does not open is what it was
		_, err := tx.ExecContext(ctx, "UPDATE draft SET key = ? WHERE id = ?", to.box.SealKey(key, draftKeyPlace(id)), id)
		return err
	}
	for _, e := range entries {
		if _, err := tx.ExecContext(ctx, "UPDATE change SET value = ? WHERE draft_id = ? AND n = ?", e.value, id, e.n); err != nil {
			return err
		}
	}
	if err := putCase(); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE draft SET key = ?, summary = ?, value = ? WHERE id = ?",
		to.box.SealKey(other, draftKeyPlace(id)), summary, value, id)
	return err
}

func resealScan(ctx context.Context, tx *sql.Tx, from, to *keys, address string) error {
	row, err := scanOf(ctx, tx, address, "")
	if err != nil {
		return err
	}
	key, err := from.box.OpenKey(row.key, scanKeyPlace(address))
	if err != nil {
		return nil
	}
	_, err = tx.ExecContext(ctx, "UPDATE scan SET key = ? WHERE address = ?", to.box.SealKey(key, scanKeyPlace(address)), address)
	return err
}

func resealBlank(ctx context.Context, tx *sql.Tx, from, to *keys, material string) error {
	var value, places []byte
	err := tx.QueryRowContext(ctx, "SELECT value, places FROM blank WHERE material = ?", material).Scan(&value, &places)
	if err != nil {
		return err
	}
	again := turner{from: from.store, to: to.store}
	_, err = tx.ExecContext(ctx, "UPDATE blank SET value = ?, places = ? WHERE material = ?",
		again.turn(value, blankPlace("value", material)), again.turn(places, blankPlace("places", material)), material)
	return err
}

// resealSetting leaves settings in the clear as they are: they do not open.
func resealSetting(ctx context.Context, tx *sql.Tx, from, to *keys, key string) error {
	var text string
	if err := tx.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = ?", key).Scan(&text); err != nil {
		return err
	}
	value, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	plain, err := from.store.Open(value, settingPlace(key))
	if err != nil {
		return nil
	}
	return putSetting(ctx, tx, key, sealedSetting(to, key, plain))
}

func resealPurged(ctx context.Context, tx *sql.Tx, from, to *keys, id string) error {
	var at int64
	var value []byte
	if err := tx.QueryRowContext(ctx, "SELECT at_ms, value FROM purged WHERE draft_id = ?", id).Scan(&at, &value); err != nil {
		return err
	}
	again := turner{from: from.store, to: to.store}
	_, err := tx.ExecContext(ctx, "UPDATE purged SET value = ? WHERE draft_id = ?", again.turn(value, purgedPlace(id, at)), id)
	return err
}

// turner seals under one key what was sealed under another.
type turner struct {
	from, to seal.Box
	failed   bool // something did not open
}

func (t *turner) turn(value, place []byte) []byte {
	plain, err := t.from.Open(value, place)
	if err != nil {
		t.failed = true
		return value
	}
	return t.to.Seal(plain, place)
}
