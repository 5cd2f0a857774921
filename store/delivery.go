package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"recordaldesk/rules/casework"
	"recordaldesk/store/crash"
	"recordaldesk/store/held"
)

// A Delivery is a filing that comes in with its scans and what is noted about it. All of
// it is kept in one step, or nothing: whoever is killed in between finds no half of it.
// It is used by one goroutine.
type Delivery struct {
	s       *Store
	scans   []delivered
	drop    []string // SHA-256 of scans that the draft shall have no more
	syncing crash.Group
	places  chan struct{} // for the files that are brought to the disk at a time
	failed  chan error    // of those
}

// delivered is a scan in a temporary file.
type delivered struct {
	temporary string
	value     scanValue
}

// atOnce is how many files are brought to the disk at a time: a disk does several in the
// time of one.
const atOnce = 8

// Deliver begins a delivery. Who began it closes it.
func (s *Store) Deliver() *Delivery {
	return &Delivery{s: s, places: make(chan struct{}, atOnce), failed: make(chan error, 1)}
}

// Add keeps the bytes of r ready as a scan. It fails as [Store.AddScan] does.
func (d *Delivery) Add(ctx context.Context, r io.Reader) (Scan, error) {
	if _, err := d.s.opened(); err != nil {
		return Scan{}, fmt.Errorf("add scan: %w", err)
	}
	if err := d.s.here(); err != nil {
		return Scan{}, fmt.Errorf("add scan: %w", err)
	}
	file, value, err := sealInto(filepath.Join(d.s.dir, scansFolder), bounded(ctx, r), &d.s.incoming)
	if err != nil {
		return Scan{}, wrap("add scan", err)
	}
	for _, one := range d.scans {
		if one.value.SHA256 == value.SHA256 { // twice in one filing
			err := errors.Join(file.Close(), remove(file.Name()))
			d.s.incoming.Delete(file.Name())
			return Scan{value.SHA256, value.Size}, wrap("add scan", err)
		}
	}
	d.scans = append(d.scans, delivered{file.Name(), value})
	d.places <- struct{}{}
	d.syncing.Go(func() {
		defer func() { <-d.places }()
		if err := errors.Join(file.Sync(), file.Close()); err != nil {
			select {
			case d.failed <- err:
			default: // the first is enough
			}
		}
	})
	return Scan{value.SHA256, value.Size}, nil
}

// Drop has the draft that is saved with the delivery have a scan no more; see
// [Store.DropScan].
func (d *Delivery) Drop(sha256 string) { d.drop = append(d.drop, sha256) }

// Create makes a draft of the record, as [Store.CreateFrom] does, with the scans of the
// delivery and what note makes of its case.
func (d *Delivery) Create(ctx context.Context, r Record, from Origin, note func(*casework.Case) error) (Draft, error) {
	draft, err := d.s.begin(r)
	if err == nil {
		err = d.keep(ctx, &draft, 0, from, note)
	}
	return draft, wrap("create draft", err)
}

// Save replaces the record of a draft, as [Store.SaveFrom] does, adds the scans of the
// delivery, and has note change its case. It returns the draft's new version.
func (d *Delivery) Save(ctx context.Context, id string, seq int64, r Record, from Origin, note func(*casework.Case) error) (int64, error) {
	draft := Draft{ID: id, State: r.State(), Updated: d.s.now(), Record: r}
	err := d.keep(ctx, &draft, seq, from, note)
	return draft.Seq, wrap("save draft", err)
}

// keep brings everything to the disk, the files first: a row must never point at a file
// that is not there.
func (d *Delivery) keep(ctx context.Context, draft *Draft, seq int64, from Origin, note func(*casework.Case) error) error {
	s := d.s
	plain, err := encodeRecord(draft.Record)
	if err != nil {
		return err
	}
	if err := d.synced(); err != nil {
		return err
	}
	s.files.Lock()
	defer s.files.Unlock()
	rows, err := d.nameFiles(ctx)
	if err != nil {
		return err
	}
	var w written
	var c *casework.Case
	err = s.change(ctx, func(tx *sql.Tx, k *keys) error {
		if w, err = s.putRow(ctx, tx, k, draft, plain, seq, from); err != nil {
			return err
		}
		for _, row := range rows {
			if err := putScan(ctx, tx, draft.ID, row); err != nil {
				return err
			}
		}
		for _, sha256 := range d.drop {
			if err := dropScan(ctx, tx, draft.ID, k.names.Name(sha256), draft.Updated.UnixMilli()); err != nil {
				return err
			}
		}
		c, w.summary.caseSeq, err = noteCase(ctx, tx, k, draft.ID, note)
		return err
	})
	if err != nil {
		// As for AddScan: where the disk failed, the rows may be there all the same.
		if !errors.Is(wrap("keep", err), ErrDisk) {
			err = errors.Join(err, d.forget(rows))
		}
		return err
	}
	if c != nil {
		line := lineOf(c)
		w.summary.Case, w.summary.files = line.Line, line.Files
	}
	s.committed(w)
	return nil
}

// synced waits until the scans are on the disk.
func (d *Delivery) synced() error {
	d.syncing.Wait()
	select {
	case err := <-d.failed:
		return err
	default:
		return nil
	}
}

// nameFiles gives the files of the scans their names for good, and brings these to the
// disk.
func (d *Delivery) nameFiles(ctx context.Context) (rows []storedScan, err error) {
	s := d.s
	s.rekeying.RLock()
	defer s.rekeying.RUnlock()
	folders := map[string]bool{}
	for len(d.scans) > 0 {
		one := d.scans[0]
		row, err := s.nameFile(ctx, one.temporary, one.value)
		if err != nil {
			return nil, errors.Join(err, d.forget(rows))
		}
		s.incoming.Delete(one.temporary)
		d.scans = d.scans[1:]
		rows = append(rows, row)
		folders[filepath.Dir(s.filePath(row.address))] = true
	}
	if len(rows) == 0 {
		return nil, nil
	}
	folders[filepath.Join(s.dir, scansFolder)] = true
	if err := syncEach(folders); err != nil {
		return nil, errors.Join(err, d.forget(rows))
	}
	return rows, nil
}

// forget removes files that were named, unless other drafts have them.
func (d *Delivery) forget(rows []storedScan) (err error) {
	for _, row := range rows {
		err = errors.Join(err, d.s.removeUnknown(row.address))
	}
	return err
}

// syncEach brings the lists of names of folders to the disk.
func syncEach(paths map[string]bool) error {
	failed := make(chan error, len(paths))
	places := make(chan struct{}, atOnce)
	var group crash.Group
	for path := range paths {
		places <- struct{}{}
		group.Go(func() {
			defer func() { <-places }()
			failed <- held.SyncFolder(path)
		})
	}
	group.Wait()
	close(failed)
	var err error
	for one := range failed {
		err = errors.Join(err, one)
	}
	return err
}

// Close removes what was not kept.
func (d *Delivery) Close() error {
	d.syncing.Wait()
	var err error
	for _, one := range d.scans {
		err = errors.Join(err, remove(one.temporary))
		d.s.incoming.Delete(one.temporary)
	}
	d.scans = nil
	return wrap("remove what came in", err)
}
