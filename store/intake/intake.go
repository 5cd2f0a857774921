// Package intake takes in what comes from elsewhere: a packet, one with a password,
// a workbook that a client filled in, a filing.json.
//
// [Open] reads and proves it, and changes nothing. What it found is compared with the
// draft it was once made from, if that lies in this store ([Match]),
// and kept as a draft of its own ([Arrival.Keep]) or in that draft ([Arrival.Update]).
// [Folder] and [Paths] do that with many files, and ask nobody.
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
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
	case workbook.IsWorkbook(f, info.Size()), isWorkbook(path): // also one that was cut short
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
	if err != nil && casework.IsReturn(head) {
		return nil, errReturnFile
	}
	if err != nil {
		return nil, err
	}
	filing.Attachments = nil // the scans did not come along
	return &Arrival{Filing: filing}, nil
}

// errReturnFile is the reason of a return file, which is opened by [OpenNotice].
var errReturnFile = errors.New("a return file, not a filing")

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
	drafts, err := s.WithReference(ctx, f.Reference)
	if err != nil {
		return store.Draft{}, false, fmt.Errorf("look for the draft: %w", err)
	}
	for _, one := range drafts {
		draft, err := s.Load(ctx, one.ID)
		switch {
		case errors.Is(err, store.ErrDraftDamaged), errors.Is(err, store.ErrNotFound):
			continue
		case err != nil:
			return store.Draft{}, false, fmt.Errorf("look for the draft: %w", err)
		}
		return draft, true, nil
	}
	return store.Draft{}, false, nil
}

// Keep keeps the arrival as a new draft with the scans that came along, and returns
// its id; its history begins as imported. It gets a reference of its own where another
// draft has the arrival's. On an error nothing is kept.
func (a *Arrival) Keep(ctx context.Context, s *store.Store, taken bool) (string, error) {
	reference := a.Filing.Reference
	if taken || !pagecode.IsReference(reference) {
		reference = pagecode.NewReference()
	}
	return a.keep(ctx, s, reference, nil)
}

// A noting notes in the case of a draft how the filing came in that is kept.
type noting func(kept *rules.Filing, c *casework.Case) error

// of is what the store calls within its transaction.
func (n noting) of(kept *rules.Filing) func(*casework.Case) error {
	if n == nil {
		return nil
	}
	return func(c *casework.Case) error { return n(kept, c) }
}

// keep keeps the arrival as a new draft with the reference.
func (a *Arrival) keep(ctx context.Context, s *store.Store, reference string, note noting) (id string, err error) {
	f := a.Filing.Clone()
	f.Reference = reference
	scans, err := a.plan(ctx, s, store.Draft{}, originalsStay)
	if err != nil {
		return "", err
	}
	f.Attachments = scans.attachments
	delivery := s.Deliver()
	defer func() { err = errors.Join(err, delivery.Close()) }()
	if err := a.bring(ctx, delivery, scans); err != nil {
		return "", err
	}
	draft, err := delivery.Create(ctx, store.Record{Filing: f}, store.Imported, note.of(f))
	if err != nil {
		return "", err
	}
	return draft.ID, nil
}

// Update puts the arrival's filing in the place of the draft's. A scan of the draft
// whose copy came along stays the draft's original; what else came along is added in
// the place of the draft's scan of that material; a lighter copy replaces nothing.
// Where no scans came along, the draft's stay. It fails with store.ErrConflict where
// the draft was saved meanwhile, and then has changed nothing.
func (a *Arrival) Update(ctx context.Context, s *store.Store, draft store.Draft) error {
	scans, err := a.plan(ctx, s, draft, originalsStay)
	if err != nil {
		return err
	}
	return a.update(ctx, s, draft, a.Filing, scans, nil)
}

// update puts a filing and the planned scans in the place of the draft's.
func (a *Arrival) update(ctx context.Context, s *store.Store, draft store.Draft, filing *rules.Filing, scans plan, note noting) (err error) {
	f := filing.Clone()
	f.Reference = draft.Record.Filing.Reference
	f.Attachments = scans.attachments
	delivery := s.Deliver()
	defer func() { err = errors.Join(err, delivery.Close()) }()
	if err := a.bring(ctx, delivery, scans); err != nil {
		return err
	}
	for _, sha256 := range scans.dropped(draft.Record.Filing) {
		delivery.Drop(sha256)
	}
	record := draft.Record.Clone()
	record.Filing = f
	from := store.Imported
	if a.Packet != nil {
		from = store.Returned
	}
	_, err = delivery.Save(ctx, draft.ID, draft.Seq, record, from, note.of(f))
	return err
}
