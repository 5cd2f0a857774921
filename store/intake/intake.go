// Package intake takes in what comes from elsewhere: a packet, one with a password,
// a workbook that a client filled in, a filing.json.
//
// [Open] reads and proves it, and changes nothing. What it found is compared with the
// draft it was once made from, if that lies in this store ([Match]),
// and kept as a draft of its own ([Arrival.Keep]) or in that draft ([Arrival.Update]).
package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
	"recordaldesk/store/workbook"
)

// Arrival is what came in. It holds a plain copy of an encrypted packet until it is
// closed.
type Arrival struct {
	Filing   *rules.Filing      // without attachments where no scans came along
	Packet   *packet.Packet     // nil unless it is one
	Workbook bool               // it is a workbook
	Mistakes []workbook.Mistake // the cells of it that do not fit

	zip   string // to read the scans from
	plain string // to be removed; "" for none
}

// Open reads the file at path. A packet with a password is opened with the one given,
// which puts a plain copy into the folder dir; without one the error is a
// [*packet.Error] with packet.Encrypted. What cannot be used is a [*packet.Error], a
// [*workbook.Error], or what rules.Decode returns.
func Open(ctx context.Context, path, password, dir string, book *rules.Book) (*Arrival, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open arrival: %w", err)
	}
	defer f.Close() // was only read
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open arrival: %w", err)
	}
	head := make([]byte, min(info.Size(), scan.DetectBytes))
	if _, err := io.ReadFull(f, head); err != nil {
		return nil, fmt.Errorf("read arrival: %w", err)
	}
	switch {
	case workbook.IsWorkbook(f, info.Size()):
		a := &Arrival{Workbook: true}
		if a.Filing, a.Mistakes, err = workbook.Read(ctx, f, info.Size(), book); err != nil {
			return nil, err
		}
		a.Filing.Attachments = nil
		return a, nil
	case scan.Detect(head) == scan.Zip:
		return openPacket(ctx, path, password, dir)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read arrival: %w", err)
	}
	filing, err := rules.Decode(f)
	if err != nil {
		return nil, err
	}
	filing.Attachments = nil // the scans did not come along
	return &Arrival{Filing: filing}, nil
}

func openPacket(ctx context.Context, path, password, dir string) (*Arrival, error) {
	a := &Arrival{zip: path}
	var err error
	if password != "" {
		if a.plain, err = packet.Unlock(ctx, path, password, dir); err != nil {
			return nil, err
		}
		a.zip = a.plain
	}
	if a.Packet, err = packet.Verify(ctx, a.zip); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	a.Filing = a.Packet.Filing.Clone()
	return a, nil
}

// Close removes what was unlocked.
func (a *Arrival) Close() error {
	if a.plain == "" {
		return nil
	}
	plain := a.plain
	a.plain = ""
	return packet.Forget(plain)
}

// Match returns the draft from which the arrival was once made: the one with its
// reference that was saved last; false where there is none.
func Match(ctx context.Context, s *store.Store, f *rules.Filing) (draft store.Draft, found bool, err error) {
	if !pagecode.IsReference(f.Reference) {
		return store.Draft{}, false, nil
	}
	err = s.Each(ctx, func(d store.Draft, damaged error) error {
		if damaged == nil && d.Record.Filing.Reference == f.Reference && (!found || d.Seq > draft.Seq) {
			draft, found = d, true
		}
		return nil
	})
	if err != nil {
		return store.Draft{}, false, fmt.Errorf("look for the draft: %w", err)
	}
	return draft, found, nil
}

// Keep keeps the arrival as a new draft with the scans that came along, and returns
// its id; its history begins as imported. It gets a reference of its own where another draft has the arrival's. On
// an error nothing is kept.
func (a *Arrival) Keep(ctx context.Context, s *store.Store, taken bool) (string, error) {
	f := a.Filing.Clone()
	f.Attachments = nil
	if taken || !pagecode.IsReference(f.Reference) {
		f.Reference = pagecode.NewReference()
	}
	draft, err := s.CreateFrom(ctx, store.Record{Filing: f}, store.Imported)
	if err != nil {
		return "", err
	}
	attachments, err := a.takeScans(ctx, s, draft.ID, nil)
	if err == nil && len(attachments) > 0 {
		draft.Record.Filing.Attachments = attachments
		_, err = s.SaveFrom(ctx, draft.ID, draft.Seq, draft.Record, store.Imported)
	}
	if err != nil {
		return "", errors.Join(err, s.Delete(context.WithoutCancel(ctx), draft.ID))
	}
	return draft.ID, nil
}

// Update puts the arrival's filing in the place of the draft's. A scan of the draft
// whose copy came along stays the draft's original; what else came along is added in
// the place of the draft's scan of that material; a lighter copy replaces nothing.
// Where no scans came along, the draft's stay. It fails with store.ErrConflict where
// the draft was saved meanwhile.
func (a *Arrival) Update(ctx context.Context, s *store.Store, draft store.Draft) error {
	f := a.Filing.Clone()
	f.Reference = draft.Record.Filing.Reference
	f.Attachments = slices.Clone(draft.Record.Filing.Attachments)
	if a.Packet != nil {
		attachments, err := a.takeScans(ctx, s, draft.ID, &draft)
		if err != nil {
			return err
		}
		f.Attachments = attachments
	}
	record := draft.Record.Clone()
	record.Filing = f
	from := store.Imported
	if a.Packet != nil {
		from = store.Returned
	}
	if _, err := s.SaveFrom(ctx, draft.ID, draft.Seq, record, from); err != nil {
		return err
	}
	return dropUnused(ctx, s, draft, f)
}

// dropUnused takes scans out of the draft that its filing names no more.
func dropUnused(ctx context.Context, s *store.Store, draft store.Draft, f *rules.Filing) error {
	for _, old := range draft.Record.Filing.Attachments {
		if old.SHA256 == "" || slices.ContainsFunc(f.Attachments, func(a rules.Attachment) bool { return a.SHA256 == old.SHA256 }) {
			continue
		}
		if err := s.DropScan(ctx, draft.ID, old.SHA256); err != nil {
			return err
		}
	}
	return nil
}

// place tells where a scan belongs.
type place struct {
	material, domain string
	website          int
}

func placeOf(a rules.Attachment) place { return place{a.Material, a.Domain, a.Website} }

// takeScans brings the packet's scans into the draft and returns the attachments that
// the filing has by then; with is the draft whose own scans stay where they can.
func (a *Arrival) takeScans(ctx context.Context, s *store.Store, id string, with *store.Draft) ([]rules.Attachment, error) {
	if a.Packet == nil {
		return nil, nil
	}
	var own []rules.Attachment
	if with != nil {
		own = with.Record.Filing.Attachments
	}
	copies := map[string]rules.Attachment{} // the draft's own, by the hash of their copies
	for _, o := range own {
		if sum, err := copyHash(ctx, s, id, o); err == nil {
			copies[sum] = o
		} else if ctx.Err() != nil {
			return nil, err
		}
	}
	var all []rules.Attachment
	came := map[place]bool{}
	err := packet.ScansOf(ctx, a.zip, a.Packet, func(in rules.Attachment, r io.Reader) error {
		at := placeOf(in)
		if mine, same := copies[in.SHA256]; same && placeOf(mine) == at {
			mine.Accepted = in.Accepted
			all = append(all, mine)
			came[at] = true
			return nil
		}
		if a.lighter(in.File) && slices.ContainsFunc(own, func(o rules.Attachment) bool { return placeOf(o) == at }) {
			return nil
		}
		kept, err := s.AddScan(ctx, id, r)
		if err != nil {
			return err
		}
		in.File, in.SHA256 = path.Base(in.File), kept.SHA256
		all = append(all, in)
		came[at] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, o := range own {
		if !came[placeOf(o)] {
			all = append(all, o)
		}
	}
	return all, nil
}

// lighter reports whether an entry is a lighter copy.
func (a *Arrival) lighter(file string) bool {
	i := slices.IndexFunc(a.Packet.Manifest.Entries, func(e packet.Entry) bool { return e.Path == file })
	return i >= 0 && a.Packet.Manifest.Entries[i].Lighter
}

// copyHash is the SHA-256 of the copy in which a scan of the draft leaves.
func copyHash(ctx context.Context, s *store.Store, id string, a rules.Attachment) (string, error) {
	original, err := s.OpenScan(ctx, id, a.SHA256)
	if err != nil {
		return "", err
	}
	defer original.Close() // was only read
	info, err := scan.Inspect(ctx, original, original.Size())
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	if err := retouch.Apply(ctx, hash, original, info, a.Retouch); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
