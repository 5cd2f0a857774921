// Package handover hands filings from one desk to another through a shared folder (package
// inbox): as packets, whose scans lie in the store.
//
// What a desk has noted about a filing stays with it; what goes is the filing.
package handover

import (
	"context"
	"errors"
	"fmt"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/inbox"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/store/private"
)

// Options are what is needed from around it.
type Options struct {
	Book    *rules.Book
	Today   string // YYYY-MM-DD
	By      string // initials of who does it
	Desk    string // name of this desk
	Program string // name and version, as packets carry it

	Password string // of a packet that has one; "" for none
}

// Hand puts a draft into the shared folder as a packet, ready or not, and returns what
// lies there. It is with this desk as well until somebody takes it.
func Hand(ctx context.Context, s *store.Store, box *inbox.Box, id string, o Options) (item inbox.Item, err error) {
	d, err := s.Load(ctx, id)
	if err != nil {
		return item, fmt.Errorf("hand over: %w", err)
	}
	dir, err := private.Temporary(s.Scratch())
	if err != nil {
		return item, fmt.Errorf("hand over: %w", err)
	}
	out, remove, err := packet.Stage(dir)
	if err != nil {
		return item, fmt.Errorf("hand over: %w", err)
	}
	defer func() { err = errors.Join(err, remove()) }()
	f := d.Record.Filing.Clone()
	f.AsOf = o.Today
	report := o.Book.Check(f, o.Today)
	written, err := packet.Write(ctx, out, packet.Input{
		Filing: f, Report: report, Book: o.Book, Scans: Scans(s, id), Program: o.Program,
		Incomplete: !report.Ready() || len(report.Outstanding()) > 0,
	}, nil)
	if err != nil {
		return item, fmt.Errorf("hand over: %w", err)
	}
	return box.Put(ctx, written.Zip)
}

// Take claims a packet in the shared folder, keeps it in the store and marks it as done,
// and says what became of it. It fails with [inbox.ErrTaken] where another desk was
// first. Where something goes wrong the packet is given back, unless it is in the store
// already: then it stays claimed by this desk, and [Resume] goes on.
func Take(ctx context.Context, s *store.Store, box *inbox.Box, item inbox.Item, o Options) (intake.Entry, error) {
	claim, err := box.Claim(ctx, item)
	if err != nil {
		return intake.Entry{}, fmt.Errorf("take over: %w", err)
	}
	return keep(ctx, s, claim, o)
}

// TakeOver is [Take] for a packet that another desk has claimed and left lying: a person
// decides that.
func TakeOver(ctx context.Context, s *store.Store, box *inbox.Box, item inbox.Item, o Options) (intake.Entry, error) {
	claim, err := box.TakeOver(ctx, item)
	if err != nil {
		return intake.Entry{}, fmt.Errorf("take over: %w", err)
	}
	return keep(ctx, s, claim, o)
}

// Resume goes on with what this desk had claimed when it was ended, and says what became
// of each packet.
func Resume(ctx context.Context, s *store.Store, box *inbox.Box, o Options) ([]intake.Entry, error) {
	mine, err := box.Mine(ctx)
	if err != nil {
		return nil, fmt.Errorf("go on with what was claimed: %w", err)
	}
	var all []intake.Entry
	var failed error
	for _, claim := range mine {
		entry, err := keep(ctx, s, claim, o)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		all = append(all, entry)
	}
	return all, failed
}

// keep takes what was claimed into the store. It is there once, however often this is
// done: the import knows what it has taken by its hash.
func keep(ctx context.Context, s *store.Store, claim *inbox.Claim, o Options) (entry intake.Entry, err error) {
	dir, err := private.Temporary(s.Scratch())
	if err != nil {
		return entry, giveBack(ctx, claim, err)
	}
	path, remove, err := claim.Fetch(ctx, dir)
	if err != nil {
		return entry, giveBack(ctx, claim, err)
	}
	defer func() { err = errors.Join(err, remove()) }()
	report, err := intake.Paths(ctx, s, []string{path}, intake.BulkOptions{
		Book: o.Book, Today: o.Today, By: o.By, Desk: o.Desk,
		Password: func(string) (string, bool) { return o.Password, o.Password != "" },
	})
	if len(report.Entries) > 0 {
		entry = report.Entries[0]
	}
	entry.File = claim.Title()
	switch {
	case entry.Draft == "": // nothing of it is in the store
		return entry, giveBack(ctx, claim, err)
	case err != nil:
		return entry, err // the claim stays, and Resume goes on
	}
	return entry, claim.Done(ctx)
}

// giveBack lets another desk have what this one could not keep.
func giveBack(ctx context.Context, claim *inbox.Claim, err error) error {
	if errors.Is(err, inbox.ErrTaken) || errors.Is(err, inbox.ErrLost) {
		return err // it is another desk's already
	}
	return errors.Join(err, claim.Release(context.WithoutCancel(ctx)))
}
