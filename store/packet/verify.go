package packet

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
)

// Verify reads the packet at path and proves it: the structure of the zip, then
// every entry's size and SHA-256 against the manifest, its format against its
// ending, then the filing and what it says about its scans. It writes nothing,
// unpacks nothing to disk and needs little memory whatever the zip claims. It
// fails with an [*Error], or with the context's error.
//
// The filing is read, not judged: that is the rulebook's business.
func Verify(ctx context.Context, path string) (*Packet, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{Problem: NotFound, Err: errors.New("open packet: no such file")}
	case err != nil:
		return nil, &Error{Problem: Unreadable, Err: fmt.Errorf("open packet: %w", errors.Unwrap(err))}
	}
	defer f.Close() // was only read
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, &Error{Problem: Unreadable, Err: errors.New("open packet: no size")}
	case !info.Mode().IsRegular():
		return nil, refuse(NotPacket, "no regular file")
	}
	p, err := VerifyReader(ctx, f, info.Size())
	if known := (*Error)(nil); err != nil && !errors.As(err, &known) && ctx.Err() == nil {
		return nil, &Error{Problem: Unreadable, Err: err}
	}
	return p, err
}

// VerifyReader is [Verify] for the size bytes of r.
func VerifyReader(ctx context.Context, r io.ReaderAt, size int64) (*Packet, error) {
	return verify(ctx, r, size, func(int) {})
}

// verify calls read with the number of bytes that were just looked at.
func verify(ctx context.Context, r io.ReaderAt, size int64, read func(n int)) (*Packet, error) {
	z, err := openGate(r, size)
	if err != nil {
		return nil, err
	}
	manifest, err := readManifest(ctx, z)
	if err != nil {
		return nil, err
	}
	if err := checkInventory(z, manifest); err != nil {
		return nil, err
	}
	var filing []byte
	buffer := make([]byte, copyBuffer)
	for _, f := range z.File {
		if f.Name == manifestEntry {
			continue
		}
		var keep *bytes.Buffer
		if f.Name == filingEntry {
			keep = new(bytes.Buffer)
		}
		if err := proveEntry(ctx, f, manifest.find(f.Name), keep, buffer, read); err != nil {
			return nil, err
		}
		if keep != nil {
			filing = keep.Bytes()
		}
	}
	p := &Packet{Manifest: *manifest}
	if p.Filing, err = rules.Decode(bytes.NewReader(filing)); err != nil {
		return nil, &Error{Problem: BadFiling, File: filingEntry, Err: err}
	}
	if err := checkAttachments(p); err != nil {
		return nil, err
	}
	return p, nil
}

func readManifest(ctx context.Context, z *zip.Reader) (*Manifest, error) {
	for _, f := range z.File {
		if f.Name != manifestEntry {
			continue
		}
		if f.UncompressedSize64 > maxManifestBytes {
			return nil, refuseEntry(TooLarge, manifestEntry, "manifest of %d bytes", f.UncompressedSize64)
		}
		var data bytes.Buffer
		if err := unpack(ctx, f, &data, make([]byte, 32<<10)); err != nil {
			return nil, err
		}
		m, err := decodeManifest(data.Bytes())
		switch {
		case errors.Is(err, errNewerManifest):
			return nil, &Error{Problem: Newer, Err: err}
		case err != nil:
			return nil, &Error{Problem: NotPacket, File: manifestEntry, Err: err}
		}
		return m, nil
	}
	return nil, refuse(NotPacket, "no manifest")
}

// checkInventory holds the manifest's entries against the zip's.
func checkInventory(z *zip.Reader, m *Manifest) error {
	listed := make(map[string]bool, len(m.Entries))
	for i, e := range m.Entries {
		if listed[e.Path] || e.Path == manifestEntry || !isEntryName(e.Path) {
			return refuse(Unsafe, "manifest entry %d cannot stand in a packet", i)
		}
		listed[e.Path] = true
	}
	if err := checkOthers(m, listed); err != nil {
		return err
	}
	if err := checkSince(m); err != nil {
		return err
	}
	found := make(map[string]bool, len(z.File))
	for _, f := range z.File {
		found[f.Name] = true
		if f.Name == manifestEntry {
			continue
		}
		e := m.find(f.Name)
		switch {
		case e == nil:
			return refuseEntry(Extra, f.Name, "entry is not in the manifest")
		case uint64(e.Size) != f.UncompressedSize64:
			return refuseEntry(Changed, f.Name, "entry has %d bytes, the manifest says %d", f.UncompressedSize64, e.Size)
		}
	}
	for _, e := range m.Entries {
		if !found[e.Path] {
			return refuseEntry(Missing, e.Path, "entry is in the manifest only")
		}
	}
	for _, name := range []string{filingEntry, workbookEntry, checklistEntry} {
		if !found[name] {
			return refuseEntry(Missing, name, "no packet is without it")
		}
	}
	return nil
}

// checkOthers refuses what a manifest cannot say of the other parts of its packet.
func checkOthers(m *Manifest, listed map[string]bool) error {
	if (m.Part == 0) != (len(m.Others) == 0) || m.Part < 0 || len(m.Others) > maxEntries {
		return refuse(Unsafe, "part %d with %d others", m.Part, len(m.Others))
	}
	numbers := map[int]bool{m.Part: true}
	for _, other := range m.Others {
		name, isZip := strings.CutSuffix(other.File, ".zip")
		if numbers[other.Number] || other.Number < 1 || other.Number > len(m.Others)+1 || !isZip || name != safeName(name, len(name)) {
			return refuse(Unsafe, "part %d cannot be one", other.Number)
		}
		numbers[other.Number] = true
		for i, e := range other.Entries {
			if listed[e.Path] || !strings.HasPrefix(e.Path, scansFolder) || !isEntryName(e.Path) {
				return refuse(Unsafe, "entry %d of part %d cannot stand in a packet", i, other.Number)
			}
			listed[e.Path] = true
		}
	}
	return nil
}

// formats says which content an ending stands for.
var formats = map[string]scan.Kind{
	".pdf": scan.PDF, ".jpg": scan.JPEG, ".png": scan.PNG, ".xlsx": scan.Zip, ".json": scan.Unknown,
}

// proveEntry reads one entry through and compares it with the manifest. Where
// keep is given, the bytes are kept in it.
func proveEntry(ctx context.Context, f *zip.File, e *Entry, keep *bytes.Buffer, buffer []byte, read func(int)) error {
	hash := sha256.New()
	head := &headKeeper{}
	sinks := []io.Writer{hash, head, counter(read)}
	if keep != nil {
		if f.UncompressedSize64 > rules.MaxFilingBytes {
			return refuseEntry(TooLarge, f.Name, "filing of %d bytes", f.UncompressedSize64)
		}
		sinks = append(sinks, keep)
	}
	if err := unpack(ctx, f, io.MultiWriter(sinks...), buffer); err != nil {
		return err
	}
	if hex.EncodeToString(hash.Sum(nil)) != e.SHA256 {
		return refuseEntry(Changed, f.Name, "entry has another SHA-256 than the manifest says")
	}
	if kind := scan.Detect(head.bytes); kind != formats[path.Ext(f.Name)] {
		return refuseEntry(WrongFormat, f.Name, "entry is %q by content", kind)
	}
	return nil
}

// unpack copies an entry to w, through a limit of the size it declares.
func unpack(ctx context.Context, f *zip.File, w io.Writer, buffer []byte) error {
	r, err := f.Open()
	if err != nil {
		return refuseEntry(Damaged, f.Name, "open entry: %w", err)
	}
	defer r.Close() // holds nothing
	limited := io.LimitReader(&contextReader{ctx, r}, int64(f.UncompressedSize64)+1)
	n, err := io.CopyBuffer(onlyWriter{w}, limited, buffer)
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("read packet: %w", ctx.Err())
	case err != nil:
		return refuseEntry(Damaged, f.Name, "unpack entry: %w", err)
	case uint64(n) != f.UncompressedSize64:
		return refuseEntry(Damaged, f.Name, "entry does not have the size it declares")
	}
	return nil
}

// checkAttachments holds what the filing says about its scans against the
// manifest, which has proved itself by now.
func checkAttachments(p *Packet) error {
	attached := map[string]bool{}
	for i, a := range p.Filing.Attachments {
		e := p.Manifest.find(a.File)
		if e == nil { // in another part
			e = p.Manifest.elsewhere(a.File)
		}
		switch {
		case !strings.HasPrefix(a.File, scansFolder) || e == nil:
			return refuseEntry(Missing, a.File, "attachment %d names no scan of the packet", i)
		case attached[a.File]:
			return refuseEntry(Changed, a.File, "two attachments name one scan")
		case e.SHA256 != a.SHA256, e.Website != a.Website, e.Domain != a.Domain:
			return refuseEntry(Changed, a.File, "the filing and the manifest describe the scan otherwise")
		}
		attached[a.File] = true
	}
	for _, e := range p.Manifest.Entries {
		if strings.HasPrefix(e.Path, scansFolder) && !attached[e.Path] {
			return refuseEntry(Extra, e.Path, "no attachment of the filing names the scan")
		}
	}
	return nil
}
