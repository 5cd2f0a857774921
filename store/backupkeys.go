package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"

	"recordaldesk/store/crash"
	"recordaldesk/store/seal"
)

// formerKeysKey is the sealed setting with the master keys that the store had before,
// which open a backup that was out of reach when they were replaced: on a stick.
const formerKeysKey = "keys.former"

// formerKeys is how many of them are kept.
const formerKeys = 20

// AlignBackups lets every backup that can be reached open as the store does, by the
// passphrase of today: whoever had an earlier one, or none, cannot open them any more.
// [Store.SetPassphrase] and the like do this themselves; it is done again when the store
// is opened, for backups on a disk that was not there, and after a kill.
//
// What was purged is taken out of them.
//
// Backups of earlier layouts, in which everything lies in the clear, are removed when
// there is a passphrase. A backup that the keys of this store do not open is left as it
// is. It fails with [ErrBackupFolder] where the chosen folder is not there, and with
// [ErrLocked].
func (s *Store) AlignBackups(ctx context.Context) error {
	own, chosen := s.alignPlaces(ctx)
	return wrap("bring backups into line", errors.Join(own, chosen))
}

// alignPlaces does so, and tells what failed in the data folder from what failed in the
// chosen one, which is [ErrBackupFolder].
func (s *Store) alignPlaces(ctx context.Context) (own, chosen error) {
	own = s.withBackups(ctx, func() (err error) {
		err, chosen = s.alignBackups(ctx)
		return err
	})
	return own, chosen
}

func (s *Store) alignBackups(ctx context.Context) (own, chosen error) {
	place, folder := s.chosenPlace(ctx)
	if folder != nil && !errors.Is(folder, ErrBackupFolder) {
		return folder, nil
	}
	k, err := s.opened()
	if err != nil {
		return err, nil
	}
	ways, err := waysOf(ctx, s.db.read)
	if err != nil {
		return err, nil
	}
	gone, err := purgedRows(ctx, s.db.read)
	if err != nil {
		return err, nil
	}
	to := &aligner{keys: k, ways: ways, gone: gone, masters: append([]seal.Key{k.master}, s.formerMasters(ctx)...)}
	own = to.alignPlace(ctx, ownPlace(s.dir))
	if place == "" {
		return own, folder
	}
	if err := to.alignPlace(ctx, place); err != nil {
		chosen = fmt.Errorf("%w: %w", ErrBackupFolder, err)
	}
	return own, chosen
}

// aligner is what backups are brought into line with.
type aligner struct {
	keys    *keys
	ways    map[string][]byte
	masters []seal.Key // the store's, and those it had before
	gone    []purgedRow
}

// waysOf are the wraps of the master key.
func waysOf(ctx context.Context, db querier) (map[string][]byte, error) {
	var failed error
	for _, table := range []string{"key", "key_again"} {
		rows, err := keyRows(ctx, db, table)
		if err == nil && len(rows) > 0 {
			delete(rows, keyStore)
			delete(rows, keyNames)
			return rows, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, errors.Join(ErrDamaged, failed)
}

func (s *Store) formerMasters(ctx context.Context) []seal.Key {
	plain, err := s.Sealed(ctx, formerKeysKey)
	if err != nil { // changed on the disk: what they opened stays closed
		return nil
	}
	return splitKeys(plain)
}

func splitKeys(plain []byte) (all []seal.Key) {
	for ; len(plain) >= seal.KeySize; plain = plain[seal.KeySize:] {
		all = append(all, seal.Key(plain[:seal.KeySize]))
	}
	return all
}

// putFormer adds the master key that was replaced to the former ones, under the new
// keys.
func putFormer(ctx context.Context, tx querier, former []seal.Key, from, to *keys) error {
	former = append([]seal.Key{from.master}, former...)
	var plain []byte
	for _, k := range former[:min(len(former), formerKeys)] {
		plain = append(plain, k[:]...)
	}
	return putSetting(ctx, tx, formerKeysKey, sealedSetting(to, formerKeysKey, plain))
}

func (a *aligner) alignPlace(ctx context.Context, place string) error {
	if !exists(place) {
		return nil
	}
	failed := sweepBackups(place)
	all, err := backupsIn(place)
	if err != nil {
		return errors.Join(failed, err)
	}
	newest, err := newestLayout()
	if err != nil {
		return errors.Join(failed, err)
	}
	for _, b := range all {
		failed = errors.Join(failed, a.alignBackup(ctx, b, newest))
	}
	return errors.Join(failed, pruneBackups(place)) // of scans that none needs any more, too
}

// alignBackup takes out of one backup what was purged, and gives it the ways of the
// store and, where it had other ones, its keys. One that cannot be read is left as it
// is.
func (a *aligner) alignBackup(ctx context.Context, b storedBackup, newest int) error {
	if exists(b.database() + "-journal") { // killed in the middle of this
		if err := settle(ctx, b.database()); err != nil {
			return nil
		}
		// Also where it was killed after that: what stood there before is in it.
		if err := wipeJournal(b.database()); err != nil {
			return err
		}
	}
	var rows map[string][]byte
	err := looking(b.database(), func(db *sql.DB) error {
		h, err := headerOf(ctx, db)
		if b.note.Layout = h.version; err != nil || h.version < firstSealed {
			return err
		}
		rows, err = keyRows(ctx, db, "key")
		return err
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil, b.note.Layout > newest:
		return nil
	case b.note.Layout < firstSealed && a.ways[wayOpen] == nil:
		// In that layout everything lies in the clear.
		return removeBackup(b)
	}
	if err := purgeBackup(ctx, b, a.gone); err != nil || b.note.Layout < firstSealed {
		return err
	}
	own := maps.Clone(rows)
	delete(own, keyStore)
	delete(own, keyNames)
	if maps.EqualFunc(own, a.ways, bytes.Equal) {
		return nil
	}
	from := keysOfBackup(rows, a.masters)
	if from == nil {
		return nil
	}
	return rekeyBackup(ctx, b.database(), from, a.keys, a.ways)
}

// keysOfBackup opens the keys of a backup without asking anybody; nil where that cannot
// be.
func keysOfBackup(rows map[string][]byte, masters []seal.Key) *keys {
	if rows[wayOpen] != nil {
		if k, err := openRows(rows, openWay); err == nil {
			return k
		}
	}
	for _, master := range masters {
		if k, err := keysUnder(master, rows); err == nil {
			return k
		}
	}
	return nil
}

// rekeyBackup seals a backup under the keys of the store, in one transaction.
func rekeyBackup(ctx context.Context, path string, from, k *keys, ways map[string][]byte) error {
	return changeApart(ctx, path, func(tx *sql.Tx) error {
		to := *k
		to.names = from.names // by which its scans are named
		if from.master != to.master || from.shop != to.shop {
			if err := reseal(ctx, tx, from, &to); err != nil {
				return err
			}
		}
		return putKeys(ctx, tx, &to, ways)
	})
}

// changeApart changes a database that lies by itself, in one transaction. The journal,
// which holds what stood there before, is overwritten afterwards.
func changeApart(ctx context.Context, path string, work func(*sql.Tx) error) error {
	o := options(cacheSize)
	o.Set("_journal_mode", "persist") // its file can be overwritten
	write, err := openWriter(ctx, path, o)
	if err != nil {
		return err
	}
	db := &database{write: write, read: write}
	err = db.tx(ctx, work)
	if err == nil {
		err = db.shrink(ctx)
	}
	if err := errors.Join(err, write.Close()); err != nil {
		return err
	}
	return wipeJournal(path)
}

// wipeJournal overwrites and removes the journal of a backup, of which SQLite needs
// nothing any more.
func wipeJournal(path string) error {
	journal := path + "-journal"
	if !exists(journal) {
		return nil
	}
	if err := overwrite(journal); err != nil {
		return err
	}
	return remove(journal)
}

// alignInBackground brings the backups into line when the store has been opened, and
// when there is another way to open it. What fails is tried at the next start.
func (s *Store) alignInBackground() {
	if s.viewing {
		return
	}
	s.work.Go(func() {
		crash.Guard(func() {
			if chosen, err := s.BackupFolder(s.background); err == nil && (chosen != "" || exists(ownPlace(s.dir))) && !s.Locked() {
				_ = s.AlignBackups(s.background)
			}
		})
	})
}
