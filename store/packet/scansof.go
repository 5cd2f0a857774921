package packet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"recordaldesk/rules"
)

// ScansOf hands out the scans of the packet at path, which [Verify] has proved to
// be p, one after the other in the order of the filing's attachments: those that
// lie in this part of it. It ends with the first error of take, or an [*Error]
// where the file is not what it was.
func ScansOf(ctx context.Context, path string, p *Packet, take func(a rules.Attachment, scan io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return &Error{Problem: Unreadable, Err: errors.New("open packet again")}
	}
	defer f.Close() // was only read
	info, err := f.Stat()
	if err != nil {
		return &Error{Problem: Unreadable, Err: errors.New("open packet again: no size")}
	}
	z, err := openGate(f, info.Size())
	if err != nil {
		return err
	}
	for _, a := range p.Filing.Attachments {
		if p.Manifest.find(a.File) == nil {
			continue // in another part
		}
		scan, err := z.Open(a.File)
		if err != nil {
			return refuseEntry(Missing, a.File, "scan is not there any more")
		}
		hash := sha256.New()
		from := io.TeeReader(&contextReader{ctx, io.LimitReader(scan, maxEntryBytes)}, hash)
		err = take(a, from)
		if err == nil {
			_, err = io.Copy(io.Discard, from) // what take left unread
		}
		if err := errors.Join(err, scan.Close()); err != nil {
			return fmt.Errorf("read scan of packet: %w", err)
		}
		if hex.EncodeToString(hash.Sum(nil)) != a.SHA256 {
			return refuseEntry(Changed, a.File, "scan has another SHA-256 than it had")
		}
	}
	return nil
}
