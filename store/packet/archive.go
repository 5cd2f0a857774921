package packet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"time"
)

// archive writes the zip, and the manifest's lines with it. Size and checksum of
// every entry are known before its header is written, because a header that
// points to sizes behind the data is legal but not read everywhere when the
// data is stored. A dangling record is never left: the manifest is written last.
type archive struct {
	zip      *zip.Writer
	modified time.Time
	entries  []Entry
	kept     []byte        // of one entry at a time
	packer   *flate.Writer // one for all entries: it takes a megabyte
}

// keepBytes is up to which size an entry is kept in memory between measuring and
// writing it, as most phone photographs are; what is longer is made twice instead.
const keepBytes = 5 << 20

func newArchive(w io.Writer, asOf string) *archive {
	return &archive{zip: zip.NewWriter(w), modified: dayOf(asOf), kept: make([]byte, 0, keepBytes)}
}

// dayOf returns the day that all times of the packet are: the one the filing is
// judged on or, where a draft has none that a zip can hold, the zip's first.
func dayOf(asOf string) time.Time {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil || day.Year() < 1980 || day.Year() > 2107 {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return day
}

// zipVersion is the version of the format that knows folders and deflate: 2.0.
const zipVersion = 20

// measure runs through an entry's bytes once.
type measure struct {
	ctx  context.Context
	size int64
	kept []byte // has room for keepBytes
}

func (m *measure) Write(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	m.size += int64(len(p))
	if m.size > maxEntryBytes {
		return 0, refuse(TooBig, "entry is longer than %d bytes", maxEntryBytes)
	}
	if m.size <= keepBytes {
		m.kept = append(m.kept, p...)
	}
	return len(p), nil
}

// stored adds an entry as it is. The function content must write the same bytes
// whenever it is called; it is called once or twice.
func (a *archive) stored(ctx context.Context, e Entry, content func(io.Writer) error) error {
	m := &measure{ctx: ctx, kept: a.kept[:0]}
	crc, hash := crc32.NewIEEE(), sha256.New()
	if err := content(io.MultiWriter(m, crc, hash)); err != nil {
		return err
	}
	e.Size, e.SHA256 = m.size, hex.EncodeToString(hash.Sum(nil))
	w, err := a.create(e, zip.Store, crc.Sum32(), m.size)
	if err != nil {
		return err
	}
	if m.size <= keepBytes {
		if _, err := w.Write(m.kept); err != nil {
			return fmt.Errorf("write zip entry: %w", err)
		}
		return ctx.Err()
	}
	if err := content(&contextWriter{ctx, w}); err != nil {
		return err
	}
	return nil
}

// deflated adds an entry of text, packed.
func (a *archive) deflated(e Entry, data []byte) error {
	var packed bytes.Buffer
	if a.packer == nil {
		var err error
		if a.packer, err = flate.NewWriter(nil, flate.BestCompression); err != nil {
			return fmt.Errorf("pack zip entry: %w", err)
		}
	}
	a.packer.Reset(&packed)
	if _, err := a.packer.Write(data); err != nil {
		return fmt.Errorf("pack zip entry: %w", err)
	}
	if err := a.packer.Close(); err != nil {
		return fmt.Errorf("pack zip entry: %w", err)
	}
	hash := sha256.Sum256(data)
	e.Size, e.SHA256 = int64(len(data)), hex.EncodeToString(hash[:])
	out, err := a.create(e, zip.Deflate, crc32.ChecksumIEEE(data), int64(packed.Len()))
	if err != nil {
		return err
	}
	if _, err := out.Write(packed.Bytes()); err != nil {
		return fmt.Errorf("write zip entry: %w", err)
	}
	return nil
}

// create writes the header of an entry and notes the entry for the manifest.
func (a *archive) create(e Entry, method uint16, crc uint32, packed int64) (io.Writer, error) {
	if len(a.entries)+1 > maxEntries {
		return nil, refuse(TooBig, "more than %d entries", maxEntries)
	}
	header := &zip.FileHeader{
		Name: e.Path, Method: method, Flags: flagUTF8, ReaderVersion: zipVersion, CRC32: crc,
		CompressedSize64: uint64(packed), UncompressedSize64: uint64(e.Size),
	}
	header.SetMode(0o644)
	header.CreatorVersion |= zipVersion
	// The time of old, to two seconds and without a zone, is all that every
	// reader heeds; it is the same wherever the packet is written.
	//lint:ignore SA1019 CreateRaw writes these fields and does not look at Modified
	header.ModifiedDate = uint16(a.modified.Day() + int(a.modified.Month())<<5 + (a.modified.Year()-1980)<<9)
	w, err := a.zip.CreateRaw(header)
	if err != nil {
		return nil, fmt.Errorf("write zip entry: %w", err)
	}
	a.entries = append(a.entries, e)
	return w, nil
}

// close writes the manifest and ends the zip.
func (a *archive) close(m Manifest) error {
	m.Entries = a.entries
	data, err := encodeManifest(&m)
	if err != nil {
		return err
	}
	if err := a.deflated(Entry{Path: manifestEntry}, data); err != nil {
		return err
	}
	if err := a.zip.Close(); err != nil {
		return fmt.Errorf("write zip: %w", err)
	}
	return nil
}
