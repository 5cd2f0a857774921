package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// MaxScanBytes is the largest original that is kept: twice what the heaviest
// phone photograph takes, little enough to read on an office PC.
const MaxScanBytes = 64 << 20

const (
	scansFolder = "scans"
	// temporaryPattern names files that are being written; Sweep knows them by it.
	temporaryPattern = "incoming-*.tmp"
)

// Scan is an original as it was handed in.
type Scan struct {
	SHA256 string // lower-case hex
	Size   int64  // bytes
}

// AddScan keeps the bytes of r as a scan of the draft. The same bytes are kept
// once, whoever they belong to. It stops when ctx is done, and leaves nothing
// behind when it fails: with [ErrNotFound] when there is no such draft,
// [ErrScanTooLarge] beyond [MaxScanBytes], [ErrScanSource] when r fails,
// [ErrNoSpace] and the like. Who wants to show progress counts what is read
// from r.
func (s *Store) AddScan(ctx context.Context, draftID string, r io.Reader) (Scan, error) {
	if err := s.here(); err != nil {
		return Scan{}, fmt.Errorf("add scan: %w", err)
	}
	temporary, scan, err := s.receive(ctx, r)
	if err != nil {
		return Scan{}, wrap("add scan", err)
	}
	s.files.Lock()
	defer s.files.Unlock()
	// The file first: a row must never point at a file that is not there.
	err = s.place(temporary, scan)
	if err != nil {
		return Scan{}, wrap("add scan", errors.Join(err, remove(temporary)))
	}
	err = s.db.tx(ctx, func(tx *sql.Tx) error {
		var drafts int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM draft WHERE id = ?", draftID).Scan(&drafts); err != nil {
			return err
		}
		if drafts == 0 {
			return ErrNotFound
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO scan (address, size, added_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
			s.address(scan.SHA256), scan.Size, s.now().UnixMilli()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO draft_scan (draft_id, address) VALUES (?, ?) ON CONFLICT DO NOTHING",
			draftID, s.address(scan.SHA256))
		return err
	})
	if err != nil {
		return Scan{}, wrap("add scan", errors.Join(err, s.removeUnknown(scan.SHA256)))
	}
	s.written()
	return scan, nil
}

// receive writes r to a temporary file, hashing on the way, and brings it to
// the disk.
func (s *Store) receive(ctx context.Context, r io.Reader) (name string, scan Scan, err error) {
	file, err := os.CreateTemp(filepath.Join(s.dir, scansFolder), temporaryPattern)
	if err != nil {
		return "", Scan{}, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, file.Close(), os.Remove(file.Name()))
		}
	}()
	hash := sha256.New()
	from := &source{ctx: ctx, r: io.LimitReader(r, MaxScanBytes+1)}
	size, err := io.CopyBuffer(io.MultiWriter(file, hash), from, make([]byte, 1<<20))
	switch {
	case err != nil:
		return "", Scan{}, err
	case size > MaxScanBytes:
		return "", Scan{}, fmt.Errorf("over %d bytes: %w", MaxScanBytes, ErrScanTooLarge)
	}
	if err := file.Sync(); err != nil {
		return "", Scan{}, err
	}
	if err := file.Close(); err != nil {
		return "", Scan{}, err
	}
	return file.Name(), Scan{SHA256: hex.EncodeToString(hash.Sum(nil)), Size: size}, nil
}

// source keeps a failure of what is being read apart from one of our own disk,
// and stops at its next read once the context is done.
type source struct {
	ctx context.Context
	r   io.Reader
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %w", ErrScanSource, err)
	}
	return n, err
}

// place gives the temporary file its name for good. A file that is there
// already is kept when it is sound, and healed when it is not. Either way both
// folders are brought to the disk: who put the file there may have been killed
// before it could.
func (s *Store) place(temporary string, scan Scan) error {
	path := s.filePath(s.address(scan.SHA256))
	folder := filepath.Dir(path)
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if verify(path, scan.SHA256) == nil {
		if err := os.Remove(temporary); err != nil {
			return err
		}
	} else if err := os.Rename(temporary, path); err != nil {
		return err
	}
	if err := syncFolder(folder); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(folder))
}

// removeUnknown takes a file away again whose row could not be written, unless
// another draft has it. Where the database cannot tell, the file stays for
// Sweep. The context of the failed call is no longer of use here.
func (s *Store) removeUnknown(sha256 string) error {
	known, err := s.known(context.Background(), s.address(sha256))
	if err != nil || known {
		return err
	}
	return s.removeFiles([]string{s.address(sha256)})
}

// known reports whether a row points at the file.
func (s *Store) known(ctx context.Context, address string) (bool, error) {
	var rows int
	err := s.db.read.QueryRowContext(ctx, "SELECT count(*) FROM scan WHERE address = ?", address).Scan(&rows)
	return rows > 0, err
}

// Scans lists the scans of a draft.
func (s *Store) Scans(ctx context.Context, draftID string) ([]Scan, error) {
	rows, err := s.db.read.QueryContext(ctx,
		"SELECT address, size FROM draft_scan JOIN scan USING (address) WHERE draft_id = ? ORDER BY added_ms, address", draftID)
	if err != nil {
		return nil, wrap("list scans", err)
	}
	defer rows.Close()
	var scans []Scan
	for rows.Next() {
		var scan Scan
		if err := rows.Scan(&scan.SHA256, &scan.Size); err != nil {
			return nil, wrap("list scans", err)
		}
		scans = append(scans, scan)
	}
	return scans, wrap("list scans", rows.Err())
}

// OpenScan opens the original of a draft for reading; the caller closes it. It
// fails with [ErrNotFound] when the draft has no such scan, [ErrScanMissing]
// when its file is gone, and [ErrScanDamaged] when the file has another length.
func (s *Store) OpenScan(ctx context.Context, draftID, sha256 string) (*os.File, error) {
	var size int64
	err := s.db.read.QueryRowContext(ctx,
		"SELECT size FROM draft_scan JOIN scan USING (address) WHERE draft_id = ? AND address = ?",
		draftID, s.address(sha256)).Scan(&size)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("open scan: %w", ErrNotFound)
	}
	if err != nil {
		return nil, wrap("open scan", err)
	}
	file, err := os.Open(s.filePath(s.address(sha256)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open scan: %w", ErrScanMissing)
	}
	if err != nil {
		return nil, wrap("open scan", err)
	}
	info, err := file.Stat()
	if err == nil && info.Size() != size {
		err = fmt.Errorf("%d bytes of %d: %w", info.Size(), size, ErrScanDamaged)
	}
	if err != nil {
		return nil, wrap("open scan", errors.Join(err, file.Close()))
	}
	return file, nil
}

// VerifyScan reads the original and compares it with its hash: nil,
// [ErrScanDamaged], [ErrScanMissing] or [ErrNotFound].
func (s *Store) VerifyScan(ctx context.Context, draftID, sha256 string) error {
	file, err := s.OpenScan(ctx, draftID, sha256)
	if err != nil {
		return err
	}
	return wrap("verify scan", errors.Join(file.Close(), verify(file.Name(), sha256)))
}

func verify(path, want string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return err
	}
	if hex.EncodeToString(hash.Sum(nil)) != want {
		return ErrScanDamaged
	}
	return nil
}

// DropScan takes a scan from a draft; the last draft to drop it takes the file
// along. Dropping what the draft does not have is no error.
func (s *Store) DropScan(ctx context.Context, draftID, sha256 string) error {
	s.files.Lock()
	defer s.files.Unlock()
	if err := s.here(); err != nil {
		return fmt.Errorf("drop scan: %w", err)
	}
	address := s.address(sha256)
	var unused []string
	err := s.db.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM draft_scan WHERE draft_id = ? AND address = ?", draftID, address)
		if err != nil {
			return err
		}
		unused, err = forget(ctx, tx, []string{address})
		return err
	})
	if err != nil {
		return wrap("drop scan", err)
	}
	s.written()
	return wrap("drop scan", s.removeFiles(unused))
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

func (s *Store) removeFiles(addresses []string) error {
	var failed error
	for _, address := range addresses {
		failed = errors.Join(failed, remove(s.filePath(address)))
	}
	return failed
}

// remove removes a file. One that is gone already is as it should be.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// address is the name of a scan's file. A sealed store will name files by a
// keyed hash instead, so that a name does not tell which document it is.
func (s *Store) address(sha256 string) string { return sha256 }

// addressForm is what a file of ours is called; nothing else is ever opened or
// removed in the folder.
var addressForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (s *Store) filePath(address string) string {
	return filepath.Join(s.dir, scansFolder, address[:2], address)
}
