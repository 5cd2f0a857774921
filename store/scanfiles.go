package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"recordaldesk/store/crash"
	"recordaldesk/store/held"
	"recordaldesk/store/seal"
)

const (
	scansFolder = "scans"
	// temporaryPattern names files that are being written; Sweep knows them by it.
	temporaryPattern = "incoming-*.tmp"
)

// receive seals r into a temporary file, hashing on the way, and brings it to
// the disk.
func (s *Store) receive(ctx context.Context, r io.Reader) (name string, v scanValue, err error) {
	return sealOnDisk(filepath.Join(s.dir, scansFolder), bounded(ctx, r), &s.incoming)
}

// bounded is r as the source of a scan, which may be read to just over its limit.
func bounded(ctx context.Context, r io.Reader) io.Reader {
	return &source{ctx: ctx, r: io.LimitReader(r, MaxScanBytes+1)}
}

// sealOnDisk does the same in any folder.
func sealOnDisk(folder string, r io.Reader, incoming *sync.Map) (name string, v scanValue, err error) {
	file, v, err := sealInto(folder, r, incoming)
	if err != nil {
		return "", v, err
	}
	return file.Name(), v, bringToDisk(file, incoming)
}

// bringToDisk syncs and closes a file that was sealed, or removes it where that fails.
func bringToDisk(file *os.File, incoming *sync.Map) error {
	err := errors.Join(file.Sync(), file.Close())
	if err != nil {
		err = errors.Join(err, os.Remove(file.Name()))
		incoming.Delete(file.Name())
	}
	return err
}

// buffers are what scans are read into. A thousand packets have ten thousand scans, each
// smaller than its buffer.
var buffers = sync.Pool{New: func() any { b := make([]byte, 1<<20); return &b }}

// sealInto seals r into a new file of the folder, hashing on the way. The path of the
// file is in incoming from the beginning; who has given the file its name takes it out.
// The file is open, and not on the disk yet.
func sealInto(folder string, r io.Reader, incoming *sync.Map) (file *os.File, v scanValue, err error) {
	key, err := seal.NewFileKey()
	if err != nil {
		return nil, v, err
	}
	file, err = os.CreateTemp(folder, temporaryPattern)
	if err != nil {
		return nil, v, err
	}
	incoming.Store(file.Name(), true)
	defer func() {
		if err != nil {
			err = errors.Join(err, file.Close(), os.Remove(file.Name()))
			incoming.Delete(file.Name())
			file = nil
		}
	}()
	sealed, err := key.Writer(&early{file: file})
	if err != nil {
		return file, v, err
	}
	both := &hashing{hash: sha256.New(), w: sealed}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	size, err := io.CopyBuffer(both, r, *buffer)
	switch {
	case err != nil:
		return file, v, err
	case size > MaxScanBytes:
		return file, v, fmt.Errorf("over %d bytes: %w", MaxScanBytes, ErrScanTooLarge)
	}
	if err := sealed.Close(); err != nil {
		return file, v, err
	}
	return file, scanValue{SHA256: hex.EncodeToString(both.hash.Sum(nil)), Size: size, File: key.String()}, nil
}

// hashing hashes what is written to it while it is being sealed: each takes about as
// long as the other, and there are two processors.
type hashing struct {
	hash hash.Hash
	w    io.Writer
}

func (h *hashing) Write(p []byte) (n int, err error) {
	var other crash.Group
	other.Go(func() { h.hash.Write(p) }) // it cannot fail
	n, err = h.w.Write(p)
	other.Wait()
	return n, err
}

// early is a file whose bytes go to the disk a megabyte at a time, while the next are
// being sealed.
type early struct {
	file           *os.File
	written, begun int64
}

func (e *early) Write(p []byte) (int, error) {
	n, err := e.file.Write(p)
	if e.written += int64(n); e.written-e.begun >= 1<<20 {
		startWriting(e.file, e.begun, e.written-e.begun)
		e.begun = e.written
	}
	return n, err
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

// place gives the temporary file its name for good, and returns the row that goes
// with it. A file that is there already is kept when it is sound, and healed when it
// is not. Either way both folders are brought to the disk: who put the file there may
// have been killed before it could.
func (s *Store) place(ctx context.Context, temporary string, v scanValue) (storedScan, error) {
	s.rekeying.RLock()
	defer s.rekeying.RUnlock()
	row, err := s.nameFile(ctx, temporary, v)
	if err != nil {
		return storedScan{}, err
	}
	folder := filepath.Dir(s.filePath(row.address))
	if err := held.SyncFolder(folder); err != nil {
		return storedScan{}, err
	}
	return row, held.SyncFolder(filepath.Dir(folder))
}

// nameFile does that but for the folders.
func (s *Store) nameFile(ctx context.Context, temporary string, v scanValue) (storedScan, error) {
	k, err := s.opened()
	if err != nil {
		return storedScan{}, err
	}
	address := k.names.Name(v.SHA256)
	path := s.filePath(address)
	folder := filepath.Dir(path)
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return storedScan{}, err
	}
	row, err := scanOf(ctx, s.db.read, address, "")
	if err != nil && !errors.Is(err, ErrNotFound) {
		return storedScan{}, err
	}
	if err == nil && s.sound(k, row, v.SHA256) {
		if err := os.Remove(temporary); err != nil {
			return storedScan{}, err
		}
	} else {
		if err != nil { // there was no row
			row.added = s.now().UnixMilli()
		}
		if err := row.sealValue(k, v); err != nil {
			return storedScan{}, err
		}
		if err := held.Rename(temporary, path); err != nil {
			return storedScan{}, err
		}
	}
	return row, nil
}

// sound reports whether the file of a row is what the row says.
func (s *Store) sound(k *keys, row storedScan, sha256 string) bool {
	_, key, err := row.open(k)
	if err != nil {
		return false
	}
	original, err := s.openFile(row.address, key)
	if err != nil {
		return false
	}
	return errors.Join(verify(original, sha256), original.Close()) == nil
}

// openFile opens a sealed file. It fails with [ErrScanMissing] and [ErrScanDamaged].
func (s *Store) openFile(address string, key seal.FileKey) (*Original, error) {
	file, err := os.Open(s.filePath(address))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrScanMissing
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	plain, length, err := key.Reader(file, info.Size())
	if err != nil {
		return nil, errors.Join(scanDamage(err), file.Close())
	}
	return &Original{io.NewSectionReader(damageTeller{plain}, 0, length), file}, nil
}

// damageTeller says of a sealed file that does not open that the scan is damaged.
type damageTeller struct{ io.ReaderAt }

func (d damageTeller) ReadAt(p []byte, at int64) (int, error) {
	n, err := d.ReaderAt.ReadAt(p, at)
	return n, scanDamage(err)
}

func scanDamage(err error) error {
	if errors.Is(err, seal.ErrSealed) {
		return fmt.Errorf("%w: %w", ErrScanDamaged, err)
	}
	return err
}

// verify reads a scan and compares it with its hash.
func verify(r io.Reader, want string) error {
	hash := sha256.New()
	if _, err := io.CopyBuffer(hash, struct{ io.Reader }{r}, make([]byte, 1<<20)); err != nil {
		return err
	}
	if hex.EncodeToString(hash.Sum(nil)) != want {
		return ErrScanDamaged
	}
	return nil
}

// removeUnknown takes a file away again whose row could not be written, unless
// another draft has it. Where the database cannot tell, the file stays for
// Sweep. The context of the failed call is no longer of use here.
func (s *Store) removeUnknown(address string) error {
	known, err := s.known(context.Background(), address)
	if err != nil || known {
		return err
	}
	return s.removeFiles([]string{address})
}

// known reports whether a row points at the file.
func (s *Store) known(ctx context.Context, address string) (bool, error) {
	var rows int
	err := s.db.read.QueryRowContext(ctx, "SELECT count(*) FROM scan WHERE address = ?", address).Scan(&rows)
	return rows > 0, err
}

func (s *Store) removeFiles(addresses []string) error {
	var failed error
	for _, address := range addresses {
		if addressForm.MatchString(address) { // a changed database could name any file
			failed = errors.Join(failed, remove(s.filePath(address)))
		}
	}
	return failed
}

// remove removes a file. One that is gone already is as it should be.
func remove(path string) error {
	if err := held.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// addressForm is what a file of ours is called; nothing else is ever opened or
// removed in the folder.
var addressForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (s *Store) filePath(address string) string { return scanPath(s.dir, address) }

func scanPath(dir, address string) string {
	return filepath.Join(dir, scansFolder, address[:2], address)
}
