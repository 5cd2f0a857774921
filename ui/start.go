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
	"recordaldesk/ui/filings"
)

// The ways a filing begins.

// newFiling begins with an empty filing, whose kind is asked first.
func (d *Desk) newFiling() { d.create(rules.New("")) }

// abandon leaves a filing whose kind was not chosen. One that nothing was ever
// typed into is not kept.
func (d *Desk) abandon() {
	id, blank := d.session.ID(), rules.New("")
	d.o.Book().Derive(blank, d.session.Today())
	untouched := same(d.session.Filing(), blank)
	d.leave()
	if untouched {
		if err := d.o.Store.Delete(context.Background(), id); err != nil {
			d.failed("delete untouched draft", err)
		}
	}
	d.Home()
}

// same reports whether two filings are written alike.
func same(a, b *rules.Filing) bool {
	one, errOne := rules.Encode(a)
	other, errOther := rules.Encode(b)
	return errOne == nil && errOther == nil && bytes.Equal(one, other)
}

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
		d.failed("open sample", err)
		return
	}
	d.Open(draft.ID)
}

// newFrom begins with a filing for the company of another draft.
func (d *Desk) newFrom(id string) {
	draft, err := d.o.Store.Load(context.Background(), id)
	if err != nil {
		d.failed("load draft", err)
		return
	}
	d.create(filings.NewFrom(draft.Record.Filing))
}

// openFile asks for a filing.json and begins with it.
func (d *Desk) openFile() {
	title := d.voice.Text("app.open_file")
	go func() {
		paths, err := d.chooser.Files(context.Background(), title, false)
		d.o.Do(func() {
			switch {
			case err != nil:
				d.failed("choose file", err)
			case len(paths) > 0:
				d.importFile(paths[0])
			}
		})
	}()
}

// failed tells the person, and the log, that the store could not do something.
func (d *Desk) failed(what string, err error) {
	slog.Error(what, "err", err)
	d.problem(store.MessageID(err), nil)
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
