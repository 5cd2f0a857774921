package packet

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	aeszip "github.com/yeka/zip"
)

// Unlock opens the packet at path, which is encrypted with the password, and puts
// the plain packet into a file of the folder dir, whose path it returns; the
// caller removes that, and whatever a crash leaves of it is for [Sweep]. The plain
// packet is not proved yet: it goes through [Verify] like any other.
//
// The zip is held to the same limits as a plain one before anything is unpacked.
// With another password the error is [WrongPassword].
func Unlock(ctx context.Context, path, password, dir string) (plain string, err error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", &Error{Problem: NotFound, Err: errors.New("open packet: no such file")}
	case err != nil:
		return "", &Error{Problem: Unreadable, Err: errors.New("open packet")}
	}
	defer f.Close() // was only read
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return "", refuse(NotPacket, "no regular file")
	}
	if err := checkLocked(f, info.Size()); err != nil {
		return "", err
	}
	locked, err := aeszip.NewReader(f, info.Size())
	if err != nil {
		return "", refuse(Damaged, "open encrypted zip: %w", err)
	}
	out, err := newUnfinished(realDisk{}, dir)
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			out.discard()
		}
	}()
	z := zip.NewWriter(out)
	for _, entry := range locked.File {
		if err := unlockEntry(ctx, z, entry, password); err != nil {
			return "", err
		}
	}
	if err := z.Close(); err != nil {
		return "", fmt.Errorf("write plain packet: %w", err)
	}
	if err := out.finish(); err != nil {
		return "", err
	}
	return out.path, nil
}

// Forget removes a plain packet that [Unlock] made.
func Forget(plain string) error {
	u := unfinished{disk: realDisk{}, path: plain}
	return u.remove()
}

// checkLocked is the gate for a zip whose entries are encrypted: as much of it as
// can be known without the password.
func checkLocked(r io.ReaderAt, size int64) error {
	if size > maxPacketBytes {
		return refuse(TooLarge, "zip of %d bytes", size)
	}
	records, _, err := readDirectory(r, size)
	if err != nil {
		return err
	}
	var total int64
	for i, rec := range records {
		total += rec.size
		switch {
		case rec.flags&flagEncrypted == 0:
			return refuse(Unsafe, "entry %d is not encrypted", i)
		case rec.packed < leastLocked(rec.method):
			return refuse(Damaged, "entry %d of %d bytes is too short to be encrypted", i, rec.packed)
		case rec.size > maxEntryBytes || total > maxPacketBytes:
			return refuse(TooLarge, "entry %d of %d bytes, %d in all", i, rec.size, total)
		case !rec.hasSaneRatio():
			return refuse(Unsafe, "entry %d unpacks from %d to %d bytes", i, rec.packed, rec.size)
		}
	}
	return checkNames(records)
}

// leastLocked is how many bytes an entry has at the least: AES brings 8 bytes of salt
// or more, 2 to know the password by and 10 that prove the data (WinZip AE-2), the
// older way a head of 12 (PKWARE APPNOTE 6.3.9, 6.1.3).
func leastLocked(method uint16) int64 {
	const aes = 99
	if method == aes {
		return 8 + 2 + 10
	}
	return 12
}

// unlockEntry copies an entry into the plain zip. What its first bytes are does not
// matter here: the gate looks at all of it afterwards.
func unlockEntry(ctx context.Context, z *zip.Writer, entry *aeszip.File, password string) error {
	entry.SetPassword(password)
	entry.DeferAuth = entry.Method == zip.Store
	in, err := entry.Open()
	if err != nil {
		return lockedError(entry.Name, err)
	}
	defer in.Close() // was only read
	method := zip.Store
	if entry.Method == zip.Deflate {
		method = zip.Deflate
	}
	header := &zip.FileHeader{Name: entry.Name, Method: method}
	header.SetMode(0o644)
	w, err := z.CreateHeader(header)
	if err != nil {
		return fmt.Errorf("write plain packet: %w", err)
	}
	limited := io.LimitReader(&contextReader{ctx, in}, int64(entry.UncompressedSize64)+1)
	n, err := io.CopyBuffer(onlyWriter{w}, limited, make([]byte, lockBuffer))
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("open encrypted packet: %w", ctx.Err())
	case err != nil:
		return lockedError(entry.Name, err)
	case uint64(n) != entry.UncompressedSize64:
		return refuseEntry(Damaged, entry.Name, "entry does not have the size it declares")
	}
	return nil
}

// lockedError tells a wrong password from damage.
func lockedError(name string, err error) error {
	if errors.Is(err, aeszip.ErrPassword) {
		return refuseEntry(WrongPassword, name, "another password")
	}
	return refuseEntry(Damaged, name, "unpack encrypted entry: %w", err)
}
