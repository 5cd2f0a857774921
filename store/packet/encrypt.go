package packet

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	aeszip "github.com/yeka/zip"
)

// A packet with a password is a zip encrypted as WinZip made it known (AE-2, AES
// with 256 bits), which 7-Zip and most others open; Windows Explorer does not.
// The names of the entries and their sizes stay readable, as in any such zip.

// longestPassword is how many bytes 7-Zip takes for a zip of this kind.
const longestPassword = 99

// lockBuffer is how much is encrypted at a time. Package cipher makes a copy of
// each piece.
const lockBuffer = 64 << 10

// checkPassword refuses a password that the receiver could not use: 7-Zip reads
// one beyond ASCII in the code page of the machine it runs on, so that the same
// characters open a zip here and not there.
func checkPassword(password string) error {
	notPrintable := func(r rune) bool { return r < ' ' || r > '~' }
	switch {
	case len(password) > longestPassword:
		return refuse(BadPassword, "password of %d bytes", len(password))
	case strings.ContainsFunc(password, notPrintable):
		return refuse(BadPassword, "password is not printable ASCII")
	}
	return nil
}

// encrypt makes from the plain packet p, which has proved itself, an encrypted
// one in a file of its own, proves that too, and removes the plain one. It
// returns the encrypted file and its size in bytes.
func (w *writer) encrypt(ctx context.Context, plain *unfinished, p *Packet) (*unfinished, int64, error) {
	locked, err := w.newFile()
	if err != nil {
		return nil, 0, err
	}
	manifest, err := w.lock(ctx, locked, plain.path)
	if err != nil {
		return nil, 0, err
	}
	w.steps.next()
	// The entries stand as the manifest lists them, and it behind them.
	want := append(slices.Clone(p.Manifest.Entries), manifest)
	var size int64
	err = locked.finishDuring(func() (err error) {
		size, err = w.proveLocked(ctx, locked.path, want)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	w.steps.next()
	if err := plain.remove(); err != nil {
		return nil, 0, err
	}
	w.forget(plain)
	return locked, size, nil
}

// lock writes every entry of the zip at path to out, encrypted, and returns what
// the last of them is, the manifest, which does not list itself.
func (w *writer) lock(ctx context.Context, out *unfinished, path string) (Entry, error) {
	var last Entry
	f, size, err := w.openFile(path)
	if err != nil {
		return last, fmt.Errorf("encrypt packet: %w", err)
	}
	defer f.Close() // was only read
	plain, err := zip.NewReader(f, size)
	if err != nil {
		return last, fmt.Errorf("encrypt packet: %w", err)
	}
	locked := aeszip.NewWriter(out)
	buffer := make([]byte, lockBuffer)
	for _, entry := range plain.File {
		if last, err = w.lockEntry(ctx, locked, entry, buffer); err != nil {
			break
		}
	}
	if err == nil {
		err = locked.Close()
	}
	if err != nil {
		// The library has its own words for some failures of the disk; what
		// the disk said itself is kept by the file's buffer.
		return last, fmt.Errorf("encrypt packet: %w", errors.Join(err, out.Flush()))
	}
	return last, nil
}

// lockEntry adds one entry of the plain packet to the encrypted one.
func (w *writer) lockEntry(ctx context.Context, locked *aeszip.Writer, plain *zip.File, buffer []byte) (Entry, error) {
	e := Entry{Path: plain.Name}
	in, err := plain.Open()
	if err != nil {
		return e, err
	}
	defer in.Close() // was only read
	header := &aeszip.FileHeader{Name: plain.Name, Method: plain.Method, Flags: flagUTF8}
	header.SetMode(plain.Mode())
	header.SetModTime(plain.Modified)
	header.SetEncryptionMethod(aeszip.AES256Encryption)
	header.SetPassword(w.Password)
	out, err := locked.CreateHeader(header)
	if err != nil {
		return e, err
	}
	hash := sha256.New()
	e.Size, err = io.CopyBuffer(io.MultiWriter(out, hash, counter(w.steps.add)), &contextReader{ctx, in}, buffer)
	e.SHA256 = hex.EncodeToString(hash.Sum(nil))
	return e, err
}

// proveLocked reads the encrypted zip back from the disk with the password and
// compares its entries with those it should have, in their order. It returns the
// size of the zip in bytes.
func (w *writer) proveLocked(ctx context.Context, path string, want []Entry) (int64, error) {
	f, size, err := w.openFile(path)
	if err != nil {
		return 0, fmt.Errorf("read encrypted packet back: %w", err)
	}
	defer f.Close() // was only read
	locked, err := aeszip.NewReader(f, size)
	if err != nil {
		return 0, fmt.Errorf("read encrypted packet back: %w", err)
	}
	if len(locked.File) != len(want) {
		return 0, fmt.Errorf("read encrypted packet back: %d entries, want %d", len(locked.File), len(want))
	}
	buffer := make([]byte, lockBuffer)
	for i, entry := range locked.File {
		if err := w.proveLockedEntry(ctx, entry, want[i], buffer); err != nil {
			return 0, fmt.Errorf("read encrypted packet back: entry %d: %w", i, err)
		}
	}
	return size, nil
}

func (w *writer) proveLockedEntry(ctx context.Context, f *aeszip.File, want Entry, buffer []byte) error {
	switch {
	case !f.IsEncrypted():
		return errors.New("not encrypted")
	case f.Name != want.Path || f.Flags&flagUTF8 == 0:
		return errors.New("has another name")
	}
	f.SetPassword(w.Password)
	// The code that proves the encrypted bytes stands behind them. What is stored
	// is read to its end and so meets it; what is deflated ends before, is short,
	// and is held until it is proved.
	f.DeferAuth = f.Method == zip.Store
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close() // was only read
	hash := sha256.New()
	n, err := io.CopyBuffer(io.MultiWriter(hash, counter(w.steps.add)), &contextReader{ctx, in}, buffer)
	switch {
	case err != nil:
		return err
	case n != want.Size, hex.EncodeToString(hash.Sum(nil)) != want.SHA256:
		return errors.New("differs from the manifest")
	}
	return nil
}

// openFile opens a file of this export and tells its size in bytes.
func (w *writer) openFile(path string) (file, int64, error) {
	f, err := w.disk.open(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, info.Size(), nil
}
