package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"

	"recordaldesk/store/seal"
)

// Keyring keeps one secret for the user who is logged in, as the systems' keyrings
// do. An implementation returns [ErrNotFound] for a secret it does not have.
type Keyring interface {
	Secret() ([]byte, error)
	SetSecret(secret []byte) error
	RemoveSecret() error
}

// Access tells by what a store opens. Without a passphrase it opens to whoever has
// the data folder.
type Access struct {
	Passphrase bool
	Recovery   bool // there is a recovery code
	Keyring    bool // it opens by itself for the user who is logged in
}

// The purposes of wraps under a secret.
const (
	forRecovery = "recovery"
	forKeyring  = "keyring"
)

// openUp reads the keys where nothing must be asked for that.
func (s *Store) openUp(ctx context.Context) error {
	ways, err := waysIn(ctx, s.db.read)
	if err != nil {
		return wrap("read the keys", err)
	}
	if ways[wayOpen] {
		return s.openBy(ctx, openWay)
	}
	if ways[wayKeyring] && s.keyring != nil && !s.later && s.openByKeyring(ctx) == nil {
		return nil
	}
	s.list.close()
	return nil
}

// UnlockWithKeyring opens a locked store with what the keyring has, which may take as
// long as the keyring does. Whatever it fails with leaves the passphrase.
func (s *Store) UnlockWithKeyring(ctx context.Context) error {
	err := s.openByKeyring(ctx)
	if err == nil {
		s.alignInBackground()
	}
	return wrap("unlock", err)
}

func (s *Store) openByKeyring(ctx context.Context) error {
	if s.keyring == nil {
		return fmt.Errorf("no keyring: %w", ErrNotFound)
	}
	secret, err := s.keyring.Secret()
	if err != nil {
		return err
	}
	return s.openBy(ctx, secretWay(wayKeyring, secret, forKeyring))
}

func secretWay(name string, secret []byte, purpose string) way {
	return way{name, func(wrap []byte) (seal.Key, error) { return seal.UnwrapSecret(wrap, secret, purpose) }}
}

func (s *Store) openBy(ctx context.Context, w way) error {
	k, err := findKeys(ctx, s.db.read, w)
	if err != nil {
		return err
	}
	s.list.open()
	s.keys.Store(k)
	name, err := s.Sealed(ctx, deskKey)
	if err != nil {
		return nil // it is asked for again
	}
	desk := string(name)
	s.desk.Store(&desk)
	return nil
}

// Access tells by what the store opens.
func (s *Store) Access(ctx context.Context) (Access, error) {
	ways, err := waysIn(ctx, s.db.read)
	if err != nil {
		return Access{}, wrap("read the keys", err)
	}
	return Access{Passphrase: ways[wayPassphrase], Recovery: ways[wayRecovery], Keyring: ways[wayKeyring]}, nil
}

// Locked reports whether a passphrase is needed.
func (s *Store) Locked() bool { return s.keys.Load() == nil }

// Unlock opens a locked store with its passphrase. It takes a tenth of a second and
// fails with [ErrWrongPassphrase].
func (s *Store) Unlock(ctx context.Context, passphrase string) error {
	err := s.openBy(ctx, way{wayPassphrase, func(wrap []byte) (seal.Key, error) {
		return seal.UnwrapPassphrase(wrap, passphrase)
	}})
	if err == nil {
		s.alignInBackground()
	}
	return wrap("unlock", err)
}

// UnlockWithCode opens a locked store with its recovery code. It fails with
// [ErrBadCode] for what is none, and with [ErrWrongPassphrase] for another store's.
func (s *Store) UnlockWithCode(ctx context.Context, code string) error {
	secret, err := seal.ParseCode(code)
	if err != nil {
		return fmt.Errorf("unlock: %w: %w", ErrBadCode, err)
	}
	err = s.openBy(ctx, secretWay(wayRecovery, secret, forRecovery))
	if errors.Is(err, ErrLocked) { // there is no code
		err = ErrWrongPassphrase
	}
	if err == nil {
		s.alignInBackground()
	}
	return wrap("unlock", err)
}

// Lock forgets the keys and all that was read with them. It does nothing to a store
// without a passphrase.
func (s *Store) Lock(ctx context.Context) error {
	access, err := s.Access(ctx)
	if err != nil || !access.Passphrase {
		return err
	}
	s.list.loading <- struct{}{} // whoever reads the drafts is done
	defer func() { <-s.list.loading }()
	s.keys.Store(nil)
	s.last.Store(nil)
	s.desk.Store(nil)
	s.list.close()
	return nil
}

// SetPassphrase lets the store open by a passphrase only, or by another one than so
// far. Where it opened without one, everything in the database gets new keys, since
// the old ones lay in the clear; scans that were kept before keep theirs. Other ways
// in are taken away: a recovery code must be made anew. It happens in one transaction,
// and fails with [ErrBadPassphrase].
func (s *Store) SetPassphrase(ctx context.Context, passphrase string) error {
	if _, err := seal.Passphrase(passphrase); err != nil {
		return fmt.Errorf("set passphrase: %w: %w", ErrBadPassphrase, err)
	}
	err := s.rekey(ctx, func(master seal.Key) (map[string][]byte, error) {
		wrapped, err := seal.WrapPassphrase(master, passphrase)
		return map[string][]byte{wayPassphrase: wrapped}, err
	})
	if err != nil {
		return wrap("set passphrase", err)
	}
	return wrap("set passphrase", s.forgetSecret())
}

// RemovePassphrase lets the store open without one.
func (s *Store) RemovePassphrase(ctx context.Context) error {
	err := s.rekey(ctx, func(master seal.Key) (map[string][]byte, error) {
		return map[string][]byte{wayOpen: master[:]}, nil
	})
	if err != nil {
		return wrap("remove passphrase", err)
	}
	return wrap("remove passphrase", s.forgetSecret())
}

func (s *Store) forgetSecret() error {
	if s.keyring == nil {
		return nil
	}
	if err := s.keyring.RemoveSecret(); err != nil && !errors.Is(err, ErrNotFound) {
		return fmt.Errorf("remove from the keyring: %w", err)
	}
	return nil
}

// rekey writes the ways in anew, and new keys where the old ones lay in the clear.
//
// The backups follow. Those that cannot be reached do so when the store is opened and
// they are there: what was asked for is done, and is not undone for them.
func (s *Store) rekey(ctx context.Context, ways func(master seal.Key) (map[string][]byte, error)) error {
	return s.withBackups(ctx, func() error {
		if err := s.replaceKeys(ctx, ways); err != nil {
			return err
		}
		_, _ = s.alignBackups(ctx)
		return nil
	})
}

func (s *Store) replaceKeys(ctx context.Context, ways func(master seal.Key) (map[string][]byte, error)) error {
	former := s.formerMasters(ctx)
	// The list may be read with the old keys meanwhile; it must not end with them.
	s.list.loading <- struct{}{}
	defer func() { <-s.list.loading }()
	s.files.Lock() // nor may a scan come under the old ones
	defer s.files.Unlock()
	s.rekeying.Lock()
	defer s.rekeying.Unlock()
	k, err := s.opened()
	if err != nil {
		return err
	}
	if err := s.here(); err != nil {
		return err
	}
	after := k
	err = s.db.tx(ctx, func(tx *sql.Tx) error {
		known, err := waysIn(ctx, tx)
		if err != nil {
			return err
		}
		if known[wayOpen] {
			after = newKeys()
			after.names = k.names
			if err := reseal(ctx, tx, k, after); err != nil {
				return err
			}
			if err := putFormer(ctx, tx, former, k, after); err != nil {
				return err
			}
		}
		rows, err := ways(after.master)
		if err != nil {
			return err
		}
		return putKeys(ctx, tx, after, rows)
	})
	if err != nil {
		return err
	}
	s.keys.Store(after)
	return s.erase(ctx)
}

// NewRecoveryCode makes a code that opens the store like its passphrase, in place of
// an earlier one. It is nowhere kept: the caller prints it. It fails with [ErrNotFound]
// for a store without a passphrase.
func (s *Store) NewRecoveryCode(ctx context.Context) (written string, err error) {
	secret, written := seal.NewCode()
	err = s.addWay(ctx, wayRecovery, func(k *keys) []byte { return seal.WrapSecret(k.master, secret, forRecovery) })
	if err != nil {
		return "", wrap("make a recovery code", err)
	}
	return written, nil
}

// Remember lets the store open by itself for the user who is logged in. It fails with
// [ErrNotFound] for a store without a passphrase, and where there is no keyring.
func (s *Store) Remember(ctx context.Context) error {
	if s.keyring == nil {
		return fmt.Errorf("remember the key: no keyring: %w", ErrNotFound)
	}
	secret := make([]byte, seal.KeySize)
	rand.Read(secret)
	if err := s.keyring.SetSecret(secret); err != nil {
		return fmt.Errorf("remember the key: %w", err)
	}
	err := s.addWay(ctx, wayKeyring, func(k *keys) []byte { return seal.WrapSecret(k.master, secret, forKeyring) })
	return wrap("remember the key", err)
}

// Forget takes back what [Store.Remember] did.
func (s *Store) Forget(ctx context.Context) error {
	err := s.change(ctx, func(tx *sql.Tx, _ *keys) error {
		return putWay(ctx, tx, wayKeyring, nil)
	})
	s.alignInBackground()
	return wrap("forget the key", errors.Join(err, s.forgetSecret()))
}

func (s *Store) addWay(ctx context.Context, name string, wrapped func(*keys) []byte) error {
	defer s.alignInBackground()
	return s.change(ctx, func(tx *sql.Tx, k *keys) error {
		known, err := waysIn(ctx, tx)
		if err != nil {
			return err
		}
		if !known[wayPassphrase] {
			return fmt.Errorf("no passphrase: %w", ErrNotFound)
		}
		return putWay(ctx, tx, name, wrapped(k))
	})
}

// putWay keeps a wrap of the master key, or none where it is nil.
func putWay(ctx context.Context, tx querier, name string, wrapped []byte) error {
	for _, table := range []string{"key", "key_again"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE name = ?", name); err != nil {
			return err
		}
		if wrapped == nil {
			continue
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO "+table+" (name, value) VALUES (?, ?)", name, wrapped); err != nil {
			return err
		}
	}
	return nil
}
