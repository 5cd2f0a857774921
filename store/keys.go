package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"

	"recordaldesk/store/seal"
)

// The key table has two kinds of rows. Under the ways lies the master key, wrapped:
// whoever has one of them has the store. Under the others lie keys of the store's
// own, sealed under the master key, as are the keys of drafts and scans in their rows.
const (
	wayOpen       = "open"       // the master key in the clear: there is no passphrase
	wayPassphrase = "passphrase" // under what a person knows
	wayRecovery   = "recovery"   // under the code that was printed
	wayKeyring    = "keyring"    // under a secret in the system's keyring

	keyStore = "store" // seals settings, blanks, certificates
	keyNames = "names" // names the files of scans; it stays for ever
)

// keys are what opens a store.
type keys struct {
	master seal.Key
	box    seal.Box // of the master key: opens the keys of drafts and scans
	shop   seal.Key
	store  seal.Box
	names  seal.Key
}

func newKeys() *keys { return (&keys{shop: seal.NewKey(), names: seal.NewKey()}).under(seal.NewKey()) }

// under is the store's own keys under another master key.
func (k *keys) under(master seal.Key) *keys {
	return &keys{master: master, box: master.Box(), shop: k.shop, store: k.shop.Box(), names: k.names}
}

// rows are what stands in the key table, but for the ways.
func (k *keys) rows() map[string][]byte {
	return map[string][]byte{
		keyStore: k.box.SealKey(k.shop, keyPlace(keyStore)),
		keyNames: k.box.SealKey(k.names, keyPlace(keyNames)),
	}
}

// keysUnder opens the rows of the key table with the master key.
func keysUnder(master seal.Key, rows map[string][]byte) (*keys, error) {
	box := master.Box()
	shop, storeErr := box.OpenKey(rows[keyStore], keyPlace(keyStore))
	names, namesErr := box.OpenKey(rows[keyNames], keyPlace(keyNames))
	if err := errors.Join(storeErr, namesErr); err != nil {
		return nil, err
	}
	return (&keys{shop: shop, names: names}).under(master), nil
}

// A way in turns the wrap of the master key that stands under its name into the key.
// It fails with [seal.ErrWrong], or [seal.ErrSealed] for what is no wrap.
type way struct {
	name   string
	unwrap func(wrap []byte) (seal.Key, error)
}

var openWay = way{wayOpen, func(wrap []byte) (seal.Key, error) {
	if len(wrap) != seal.KeySize {
		return seal.Key{}, seal.ErrSealed
	}
	return seal.Key(wrap), nil
}}

// findKeys opens the keys by one of the ways in the table, or in its double where the
// table is damaged. It fails with [ErrWrongPassphrase], [ErrDamaged], and
// [ErrLocked] where the table does not have the way.
func findKeys(ctx context.Context, db querier, w way) (*keys, error) {
	var failed error
	for _, table := range []string{"key", "key_again"} {
		rows, err := keyRows(ctx, db, table)
		if err == nil && rows[w.name] == nil {
			err = ErrLocked
		}
		var k *keys
		if err == nil {
			k, err = openRows(rows, w)
		}
		if err == nil || errors.Is(err, ErrWrongPassphrase) {
			return k, err
		}
		failed = errors.Join(failed, err)
	}
	return nil, wrap("read the keys", failed)
}

func openRows(rows map[string][]byte, w way) (*keys, error) {
	master, err := w.unwrap(rows[w.name])
	if errors.Is(err, seal.ErrWrong) {
		return nil, fmt.Errorf("%w: %w", ErrWrongPassphrase, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	k, err := keysUnder(master, rows)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return k, nil
}

func keyRows(ctx context.Context, db querier, table string) (map[string][]byte, error) {
	found := map[string][]byte{}
	err := eachRow(ctx, db, func(row *sql.Rows) error {
		var name string
		var value []byte
		err := row.Scan(&name, &value)
		found[name] = value
		return err
	}, "SELECT name, value FROM "+table)
	return found, err
}

// waysIn are the names of the ways by which the store opens.
func waysIn(ctx context.Context, db querier) (map[string]bool, error) {
	var failed error
	for _, table := range []string{"key", "key_again"} {
		rows, err := keyRows(ctx, db, table)
		if err != nil || len(rows) == 0 {
			failed = errors.Join(failed, err)
			continue
		}
		found := map[string]bool{}
		for name := range rows {
			found[name] = name != keyStore && name != keyNames
		}
		return found, nil
	}
	return nil, errors.Join(ErrDamaged, failed)
}

// putKeys writes the whole key table anew: the ways, and the keys of the store.
func putKeys(ctx context.Context, tx querier, k *keys, ways map[string][]byte) error {
	rows := k.rows()
	maps.Copy(rows, ways)
	for _, table := range []string{"key", "key_again"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
		for name, value := range rows {
			if _, err := tx.ExecContext(ctx, "INSERT INTO "+table+" (name, value) VALUES (?, ?)", name, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// reading runs work that reads with the keys, which are not replaced meanwhile. The
// work must not write.
func (s *Store) reading(work func(k *keys) error) error {
	s.rekeying.RLock()
	defer s.rekeying.RUnlock()
	k, err := s.opened()
	if err != nil {
		return err
	}
	return work(k)
}

// opened returns the keys. It fails with [ErrLocked] while the store is locked.
func (s *Store) opened() (*keys, error) {
	if k := s.keys.Load(); k != nil {
		return k, nil
	}
	return nil, ErrLocked
}
