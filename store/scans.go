package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-json-experiment/json"

	"recordaldesk/store/seal"
)

// MaxScanBytes is the largest original that is kept: twice what the heaviest
// phone photograph takes, little enough to read on an office PC.
const MaxScanBytes = 64 << 20

// Scan is an original as it was handed in.
type Scan struct {
	SHA256 string // lower-case hex
	Size   int64  // bytes
}

// scanValue is what the row of a scan keeps sealed.
type scanValue struct {
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	File   string `json:"file"` // key of the sealed file
}

// storedScan is a scan's row, still sealed.
type storedScan struct {
	address string
	added   int64 // Unix time in milliseconds
	key     []byte
	value   []byte
}

// open opens the row. It fails with [ErrDamaged].
func (row storedScan) open(k *keys) (scanValue, seal.FileKey, error) {
	var v scanValue
	key, err := k.box.OpenKey(row.key, scanKeyPlace(row.address))
	if err != nil {
		return v, seal.FileKey{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	plain, err := key.Box().Open(row.value, scanPlace(row.address, row.added))
	if err != nil {
		return v, seal.FileKey{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := json.Unmarshal(plain, &v); err != nil {
		return v, seal.FileKey{}, fmt.Errorf("%w: %s", ErrDamaged, jsonPlace(err))
	}
	file, err := seal.ParseFileKey(v.File)
	if err != nil {
		return v, seal.FileKey{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return v, file, nil
}

// sealValue seals what the row keeps under the key that it has.
func (row *storedScan) sealValue(k *keys, v scanValue) error {
	plain, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write scan as JSON: %s", jsonPlace(err))
	}
	key, err := k.box.OpenKey(row.key, scanKeyPlace(row.address))
	if err != nil {
		key = seal.NewKey()
		row.key = k.box.SealKey(key, scanKeyPlace(row.address))
	}
	row.value = key.Box().Seal(plain, scanPlace(row.address, row.added))
	return nil
}

// AddScan keeps the bytes of r as a scan of the draft. The same bytes are kept
// once, whoever they belong to. It stops when ctx is done, and leaves nothing
// behind when it fails: with [ErrNotFound] when there is no such draft,
// [ErrScanTooLarge] beyond [MaxScanBytes], [ErrScanSource] when r fails,
// [ErrNoSpace] and the like. Who wants to show progress counts what is read
// from r.
func (s *Store) AddScan(ctx context.Context, draftID string, r io.Reader) (Scan, error) {
	if _, err := s.opened(); err != nil {
		return Scan{}, fmt.Errorf("add scan: %w", err)
	}
	if err := s.here(); err != nil {
		return Scan{}, fmt.Errorf("add scan: %w", err)
	}
	temporary, value, err := s.receive(ctx, r)
	if err != nil {
		return Scan{}, wrap("add scan", err)
	}
	defer s.incoming.Delete(temporary)
	s.files.Lock()
	defer s.files.Unlock()
	// The file first: a row must never point at a file that is not there.
	row, err := s.place(ctx, temporary, value)
	if err != nil {
		return Scan{}, wrap("add scan", errors.Join(err, remove(temporary)))
	}
	err = s.change(ctx, func(tx *sql.Tx, _ *keys) error {
		var drafts int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM draft WHERE id = ?", draftID).Scan(&drafts); err != nil {
			return err
		}
		if drafts == 0 {
			return ErrNotFound
		}
		return putScan(ctx, tx, draftID, row)
	})
	if err != nil {
		err = wrap("add scan", err)
		// Where the disk failed, the row may be on it all the same, and be found at the
		// next start. Its file must be there then; if there is no row, Sweep takes it.
		if !errors.Is(err, ErrDisk) {
			err = errors.Join(err, s.removeUnknown(row.address))
		}
		return Scan{}, err
	}
	return Scan{value.SHA256, value.Size}, nil
}

// putScan writes the row of a scan and gives the scan to the draft.
func putScan(ctx context.Context, tx *sql.Tx, draftID string, row storedScan) error {
	if _, err := tx.ExecContext(ctx, "INSERT INTO scan (address, added_ms, key, value) VALUES (?, ?, ?, ?) "+
		"ON CONFLICT DO UPDATE SET key = excluded.key, value = excluded.value",
		row.address, row.added, row.key, row.value); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO draft_scan (draft_id, address) VALUES (?, ?) ON CONFLICT DO UPDATE SET dropped_ms = 0",
		draftID, row.address)
	return err
}

// Scans lists the scans of a draft.
func (s *Store) Scans(ctx context.Context, draftID string) ([]Scan, error) {
	var scans []Scan
	err := s.reading(func(k *keys) error {
		return eachScan(ctx, s.db.read, func(row storedScan) error {
			value, _, err := row.open(k)
			scans = append(scans, Scan{value.SHA256, value.Size})
			return err
		}, "SELECT address, added_ms, key, value FROM draft_scan JOIN scan USING (address) "+
			"WHERE draft_id = ? AND dropped_ms = 0 ORDER BY added_ms, address", draftID)
	})
	return scans, wrap("list scans", err)
}

// Original is a scan that is being read. What was changed on the disk is noticed when
// it is read: [ErrScanDamaged].
type Original struct {
	*io.SectionReader
	file *os.File
}

// Close lets the file go.
func (o *Original) Close() error { return o.file.Close() }

// OpenScan opens the original of a draft for reading; the caller closes it. It
// fails with [ErrNotFound] when the draft has no such scan, [ErrScanMissing]
// when its file is gone, and [ErrScanDamaged] when the file has another length.
func (s *Store) OpenScan(ctx context.Context, draftID, sha256 string) (*Original, error) {
	var original *Original
	err := s.reading(func(k *keys) error {
		row, err := scanOf(ctx, s.db.read, k.names.Name(sha256), draftID)
		if err != nil {
			return err
		}
		value, key, err := row.open(k)
		if err != nil {
			return err
		}
		original, err = s.openFile(row.address, key)
		if err == nil && original.Size() != value.Size {
			err = errors.Join(fmt.Errorf("%d bytes of %d: %w", original.Size(), value.Size, ErrScanDamaged), original.Close())
		}
		return err
	})
	if err != nil {
		return nil, wrap("open scan", err)
	}
	return original, nil
}

// VerifyScan reads the original and compares it with its hash: nil,
// [ErrScanDamaged], [ErrScanMissing] or [ErrNotFound].
func (s *Store) VerifyScan(ctx context.Context, draftID, sha256 string) error {
	original, err := s.OpenScan(ctx, draftID, sha256)
	if err != nil {
		return err
	}
	return wrap("verify scan", errors.Join(verify(original, sha256), original.Close()))
}

// scanOf returns the row of a scan, of a draft where one is named.
func scanOf(ctx context.Context, db querier, address, draftID string) (storedScan, error) {
	found := storedScan{}
	err := eachScan(ctx, db, func(row storedScan) error { found = row; return nil },
		"SELECT address, added_ms, key, value FROM scan WHERE address = ? "+
			"AND (? = '' OR address IN (SELECT address FROM draft_scan WHERE draft_id = ?))", address, draftID, draftID)
	if err == nil && found.address == "" {
		found.address, err = address, ErrNotFound
	}
	return found, err
}

// eachScan calls f with every row of scans that the query finds.
func eachScan(ctx context.Context, db querier, f func(storedScan) error, query string, args ...any) error {
	return eachRow(ctx, db, func(row *sql.Rows) error {
		var one storedScan
		if err := row.Scan(&one.address, &one.added, &one.key, &one.value); err != nil {
			return err
		}
		return f(one)
	}, query, args...)
}

// scanBox opens what is sealed under a scan's key.
func scanBox(ctx context.Context, db querier, k *keys, address string) (seal.Box, error) {
	row, err := scanOf(ctx, db, address, "")
	if err != nil {
		return seal.Box{}, err
	}
	key, err := k.box.OpenKey(row.key, scanKeyPlace(address))
	if err != nil {
		return seal.Box{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return key.Box(), nil
}

// DropScan takes a scan from a draft. Its file is kept for [KeptForUndo], and then
// [Store.Sweep] removes it, unless another draft has it, or the filing has it again.
// Dropping what the draft does not have is no error.
func (s *Store) DropScan(ctx context.Context, draftID, sha256 string) error {
	err := s.change(ctx, func(tx *sql.Tx, k *keys) error {
		return dropScan(ctx, tx, draftID, k.names.Name(sha256), s.now().UnixMilli())
	})
	return wrap("drop scan", err)
}

func dropScan(ctx context.Context, tx *sql.Tx, draftID, address string, at int64) error {
	_, err := tx.ExecContext(ctx, "UPDATE draft_scan SET dropped_ms = ? WHERE draft_id = ? AND address = ?", at, draftID, address)
	return err
}

// forget deletes the rows of those scans that no draft has any more, their
// derivatives with them, and returns which they were. Their files must be
// removed after the commit: a file without a row is only untidy.
func forget(ctx context.Context, tx *sql.Tx, addresses []string) (unused []string, err error) {
	for _, address := range addresses {
		gone, err := column(ctx, tx,
			"DELETE FROM scan WHERE address = ? AND address NOT IN (SELECT address FROM draft_scan) RETURNING address", address)
		if err != nil {
			return nil, err
		}
		unused = append(unused, gone...)
	}
	return unused, nil
}
