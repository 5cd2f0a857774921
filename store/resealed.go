package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"recordaldesk/store/held"
	"recordaldesk/store/seal"
)

// plainValue is the first byte of what the layouts before the third kept.
const plainValue byte = 1

func plainOf(value []byte) ([]byte, error) {
	if len(value) == 0 || value[0] != plainValue {
		return nil, fmt.Errorf("a value in a form this program does not know: %w", ErrDamaged)
	}
	return value[1:], nil
}

// fillSealed fills the tables of the third layout from those of the second: it makes
// the keys, seals every value and every scan, and drops the old tables. Sealed scans
// lie beside the plain ones until the transaction is done; [Store.Sweep] takes away
// whichever nobody points at in the end.
//
// A draft whose value cannot be read keeps what there is, and is damaged as before.
func fillSealed(ctx context.Context, tx *sql.Tx, dir string) error {
	k := newKeys()
	if err := putKeys(ctx, tx, k, map[string][]byte{wayOpen: k.master[:]}); err != nil {
		return err
	}
	moves := mover{ctx: ctx, tx: tx, k: k, dir: dir}
	for _, part := range []struct {
		ids  string
		move func(id string) error
	}{
		{"SELECT id FROM draft_plain", moves.draft},
		{"SELECT address FROM scan_plain", moves.scan},
		{"SELECT draft_id || ' ' || address FROM draft_scan_plain", moves.draftScan},
		{"SELECT address || ' ' || kind FROM derivative_plain", moves.derivative},
		{"SELECT material FROM blank_plain", moves.blank},
		{"SELECT key FROM setting_plain", moves.setting},
	} {
		ids, err := column(ctx, tx, part.ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := part.move(id); err != nil {
				return err
			}
		}
	}
	for _, table := range []string{"draft_scan", "derivative", "draft", "scan", "blank", "setting"} {
		if _, err := tx.ExecContext(ctx, "DROP TABLE "+table+"_plain"); err != nil {
			return err
		}
	}
	return nil
}

type mover struct {
	ctx context.Context
	tx  *sql.Tx
	k   *keys
	dir string
}

func (m mover) exec(query string, args ...any) error {
	_, err := m.tx.ExecContext(m.ctx, query, args...)
	return err
}

func (m mover) draft(id string) error {
	c := columns{id: id}
	var value []byte
	err := m.tx.QueryRowContext(m.ctx, "SELECT state, created_ms, updated_ms, seq, value FROM draft_plain WHERE id = ?", id).
		Scan(&c.state, &c.created, &c.updated, &c.seq, &value)
	if err != nil {
		return err
	}
	key := seal.NewKey()
	box := key.Box()
	sealed, summary := value, []byte{}
	plain, err := plainOf(value)
	if err == nil {
		sealed = box.Seal(plain, c.place("draft"))
		d := c.draft()
		if d.Record, err = decodeRecord(plain); err == nil {
			text, err := encodeSummary(summarise(d))
			if err != nil {
				return err
			}
			summary = box.Seal(text, c.place("summary"))
		}
	}
	return m.exec("INSERT INTO draft (id, state, created_ms, updated_ms, seq, key, summary, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		id, c.state, c.created, c.updated, c.seq, m.k.box.SealKey(key, draftKeyPlace(id)), summary, sealed)
}

// scan seals the file of a scan. One that is missing is missing afterwards, one that
// was changed is sealed as it is, and found to be changed when it is verified.
func (m mover) scan(hash string) error {
	row := storedScan{address: m.k.names.Name(hash)}
	v := scanValue{SHA256: hash}
	if err := m.tx.QueryRowContext(m.ctx, "SELECT added_ms, size FROM scan_plain WHERE address = ?", hash).Scan(&row.added, &v.Size); err != nil {
		return err
	}
	key, err := seal.NewFileKey()
	if err != nil {
		return err
	}
	v.File = key.String()
	if addressForm.MatchString(hash) {
		file, err := sealCopy(m.ctx, m.dir, hash, row.address)
		if err == nil {
			v.File = file
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := row.sealValue(m.k, v); err != nil {
		return err
	}
	return m.exec("INSERT INTO scan (address, added_ms, key, value) VALUES (?, ?, ?, ?)", row.address, row.added, row.key, row.value)
}

// sealCopy seals a plain scan into a file of its own and returns that file's key.
func sealCopy(ctx context.Context, dir, hash, address string) (key string, err error) {
	plain, err := os.Open(scanPath(dir, hash))
	if err != nil {
		return "", err
	}
	defer plain.Close() // was only read
	temporary, v, err := sealOnDisk(filepath.Join(dir, scansFolder), &source{ctx: ctx, r: plain}, new(sync.Map))
	if err != nil {
		return "", err
	}
	path := scanPath(dir, address)
	folder := filepath.Dir(path)
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", errors.Join(err, remove(temporary))
	}
	if err := held.Rename(temporary, path); err != nil {
		return "", errors.Join(err, remove(temporary))
	}
	return v.File, errors.Join(held.SyncFolder(folder), held.SyncFolder(filepath.Dir(folder)))
}

func (m mover) draftScan(pair string) error {
	id, hash, _ := strings.Cut(pair, " ")
	return m.exec("INSERT INTO draft_scan (draft_id, address) VALUES (?, ?)", id, m.k.names.Name(hash))
}

func (m mover) derivative(pair string) error {
	hash, kind, _ := strings.Cut(pair, " ")
	address := m.k.names.Name(hash)
	box, err := scanBox(m.ctx, m.tx, m.k, address)
	if err != nil {
		return err
	}
	var value []byte
	err = m.tx.QueryRowContext(m.ctx, "SELECT value FROM derivative_plain WHERE address = ? AND kind = ?", hash, kind).Scan(&value)
	if err != nil {
		return err
	}
	plain, err := plainOf(value)
	if err != nil {
		return nil // it is made anew
	}
	return m.exec("INSERT INTO derivative (address, kind, value) VALUES (?, ?, ?)", address, kind, box.Seal(plain, derivativePlace(address, kind)))
}

func (m mover) blank(material string) error {
	var value, places []byte
	err := m.tx.QueryRowContext(m.ctx, "SELECT value, places FROM blank_plain WHERE material = ?", material).Scan(&value, &places)
	if err != nil {
		return err
	}
	if plain, err := plainOf(value); err == nil {
		value = m.k.store.Seal(plain, blankPlace("value", material))
	}
	if plain, err := plainOf(places); err == nil {
		places = m.k.store.Seal(plain, blankPlace("places", material))
	}
	return m.exec("INSERT INTO blank (material, value, places) VALUES (?, ?, ?)", material, value, places)
}

// setting seals what SetSealed kept, which is a plain value in base64, and takes over
// the others as they are.
func (m mover) setting(key string) error {
	var text string
	if err := m.tx.QueryRowContext(m.ctx, "SELECT value FROM setting_plain WHERE key = ?", key).Scan(&text); err != nil {
		return err
	}
	if value, err := base64.StdEncoding.DecodeString(text); err == nil {
		if plain, err := plainOf(value); err == nil {
			text = sealedSetting(m.k, key, plain)
		}
	}
	return putSetting(m.ctx, m.tx, key, text)
}
