package packet

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"

	"recordaldesk/rules"
)

// The parts of a packet name each other, in their manifests and in the mails. So the
// number that stands behind their names where other parts lie in the folder already
// must be known before they are written.

// buildParts builds the parts under the first number that is free for all of them.
func buildParts(ctx context.Context, writers []*writer) error {
	for n := 1; n < mostNames; n++ {
		for _, w := range writers {
			w.nameOthers(n)
		}
		if likely, err := mayBeNamed(writers, n); err != nil {
			return err
		} else if !likely {
			continue
		}
		for _, w := range writers {
			if err := w.build(ctx); err != nil {
				return err
			}
		}
		if free, err := named(writers, n); err != nil || free {
			return err
		}
		// Somebody took the name meanwhile, or what lies there only looks like it.
		for _, w := range writers {
			w.packed.discard()
			w.forget(w.packed)
		}
	}
	return errNoName
}

// nameOthers names the other parts as they are called with the number.
func (w *writer) nameOthers(n int) {
	for i := range w.part.others {
		o := &w.part.others[i]
		o.File = numbered(w.stem+partOf{number: o.Number, of: w.part.of}.tail(), n) + ".zip"
	}
}

// mayBeNamed reports whether nothing has the names with the number but, as far as
// their manifests tell, these very parts.
func mayBeNamed(writers []*writer, n int) (bool, error) {
	for _, w := range writers {
		zip, mail := w.pathOf(n)+".zip", w.pathOf(n)+".eml"
		if !exists(zip) {
			if exists(mail) {
				return false, nil
			}
			continue
		}
		if same, err := w.describes(zip); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// describes reports whether the manifest of the zip at path is the one that this part
// will have. An encrypted packet never has the bytes of another.
func (w *writer) describes(path string) (bool, error) {
	if w.Password != "" {
		return false, nil
	}
	expected, err := w.expected()
	if err != nil {
		return false, err
	}
	f, err := w.disk.open(path)
	if err != nil {
		return false, nil // what cannot be read is another
	}
	defer f.Close() // was only read
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return false, nil
	}
	z, err := openGate(f, info.Size())
	if err != nil {
		return false, nil
	}
	m, err := readManifest(context.Background(), z)
	if err != nil {
		return false, nil
	}
	theirs, err := encodeManifest(m)
	return bytes.Equal(theirs, expected), err
}

// expected is the manifest that the part will have; its scans are measured already.
func (w *writer) expected() ([]byte, error) {
	filing, err := rules.Encode(w.filing)
	if err != nil {
		return nil, err
	}
	m := w.manifest()
	for _, p := range w.enclosedPapers() {
		m.Entries = append(m.Entries, described(p.entry, p.bytes))
	}
	for _, s := range w.group {
		m.Entries = append(m.Entries, s.entry)
	}
	m.Entries = append(m.Entries, described(Entry{Path: filingEntry}, filing))
	return encodeManifest(&m)
}

// described is the entry with the size and the hash of its bytes.
func described(e Entry, data []byte) Entry {
	sum := sha256.Sum256(data)
	e.Size, e.SHA256 = int64(len(data)), hex.EncodeToString(sum[:])
	return e
}
