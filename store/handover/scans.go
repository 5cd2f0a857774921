package handover

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/packet"
)

// ScanStore has the scans of drafts, as [store.Store] does.
type ScanStore interface {
	OpenScan(ctx context.Context, draftID, sha256 string) (*store.Original, error)
}

// Scans are those of a draft, for its packet.
func Scans(s ScanStore, draft string) packet.Source { return scans{s, draft} }

// scans hands the scans of a draft to the packet.
type scans struct {
	store ScanStore
	draft string
}

// Open opens the scan of an attachment. One that the store has lost is missing,
// one whose file has another length is no longer what was attached.
func (s scans) Open(ctx context.Context, a rules.Attachment) (packet.Scan, error) {
	if a.SHA256 == "" {
		return nil, fmt.Errorf("open scan: %w", fs.ErrNotExist)
	}
	file, err := s.store.OpenScan(ctx, s.draft, a.SHA256)
	switch {
	case errors.Is(err, store.ErrScanMissing), errors.Is(err, store.ErrNotFound):
		return nil, fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	case errors.Is(err, store.ErrScanDamaged):
		return nil, &packet.Error{Problem: packet.ScanChanged, File: a.File, Err: err}
	case err != nil:
		return nil, err
	}
	return file, nil
}
