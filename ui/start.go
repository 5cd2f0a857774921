package ui

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
)

// The ways a filing begins.

// newFiling begins with an empty filing, whose kind is asked first.
func (d *Desk) newFiling() { d.create(rules.New("")) }

// openSample begins with a copy of the filing that comes with the program, its
// scans included.
func (d *Desk) openSample() {
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		panic(err) // it is built in, and tested
	}
	ctx := context.Background()
	draft, err := d.o.Store.Create(ctx, store.Record{Filing: f})
	if err == nil {
		err = addSampleScans(ctx, d.o.Store, draft)
	}
	if err != nil {
		slog.Error("open sample", "err", err)
		d.problem(store.MessageID(err), nil)
		return
	}
	d.Open(draft.ID)
}

func addSampleScans(ctx context.Context, s *store.Store, draft store.Draft) error {
	for _, a := range draft.Record.Filing.Attachments {
		data, err := sample.Scan(a.File)
		if err != nil {
			return err
		}
		if _, err := s.AddScan(ctx, draft.ID, bytes.NewReader(data)); err != nil {
			return err
		}
	}
	return nil
}

// importFile begins with a filing.json from elsewhere. Scans do not come with
// it, so its attachments are to be added anew.
func (d *Desk) importFile(path string) {
	f, err := decodeFile(path)
	if err != nil {
		slog.Error("open filing", "err", err)
		d.problem(wording.Unreadable(err), map[string]string{"file": filepath.Base(path)})
		return
	}
	f.Attachments = nil
	d.create(f)
}

func decodeFile(path string) (f *rules.Filing, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open filing: %w", err)
	}
	defer func() {
		if closing := file.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close filing: %w", closing)
		}
	}()
	return rules.Decode(file)
}
