package ui

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/translations"
	"recordaldesk/ui/filings"
)

// The ways a filing begins.

// begin has a worker make a draft, and opens it. A second wish while it is being
// made, as from a key held down, is not granted.
func (d *Desk) begin(make func(context.Context) (id string, err error)) {
	d.beginThen(make, func(id string) { d.Open(id) })
}

// beginThen is begin that does something else with the draft.
func (d *Desk) beginThen(make func(context.Context) (id string, err error), then func(id string)) {
	if d.beginning || !d.mayChange() {
		return
	}
	d.beginning = true
	crash.Go(func() {
		id, err := make(context.Background())
		d.o.Do(func() {
			d.beginning = false
			if err != nil {
				d.failed("begin a filing", err)
				return
			}
			then(id)
		})
	})
}

// create makes a draft of a filing, with what follows from its answers; base is
// what is on record, nil where nobody knows.
func (d *Desk) create(ctx context.Context, f, base *rules.Filing) (id string, err error) {
	d.o.Book().Derive(f, d.o.Now().Format(time.DateOnly))
	if f.Reference == "" {
		f.Reference = pagecode.NewReference()
	}
	draft, err := d.store().Create(ctx, store.Record{Filing: f, Base: base})
	return draft.ID, err
}

// newFiling begins with an empty filing, whose kind is asked first.
func (d *Desk) newFiling() {
	d.begin(func(ctx context.Context) (string, error) { return d.create(ctx, rules.New(""), nil) })
}

// abandon leaves a filing whose kind was not chosen. One that nothing was ever
// typed into is not kept.
func (d *Desk) abandon() {
	id, blank := d.session.ID(), rules.New("")
	d.o.Book().Derive(blank, d.session.Today())
	blank.Reference = d.session.Filing().Reference
	untouched := same(d.session.Filing(), blank)
	d.leave()
	if !untouched {
		d.Home()
		return
	}
	crash.Go(func() {
		err := d.delete(context.Background(), id)
		d.o.Do(func() {
			d.Home()
			if err != nil {
				d.failed("delete untouched draft", err)
			}
		})
	})
}

// same reports whether two filings are written alike.
func same(a, b *rules.Filing) bool {
	one, errOne := rules.Encode(a)
	other, errOther := rules.Encode(b)
	return errOne == nil && errOther == nil && bytes.Equal(one, other)
}

// openSample begins with a copy of the filing that comes with the program, its
// scans included.
func (d *Desk) openSample() { d.begin(d.copySample) }

// copySample makes a draft of it.
func (d *Desk) copySample(ctx context.Context) (id string, err error) {
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		return "", err
	}
	f.Reference = pagecode.NewReference()
	draft, err := d.store().Create(ctx, store.Record{Filing: f})
	if err != nil {
		return "", err
	}
	if err := addSampleScans(ctx, d.store(), draft); err != nil {
		return "", errors.Join(err, d.delete(ctx, draft.ID))
	}
	return draft.ID, nil
}

// newFrom begins with a filing for the company of another draft.
func (d *Desk) newFrom(id string) {
	d.begin(func(ctx context.Context) (string, error) {
		draft, err := d.store().Load(ctx, id)
		if err != nil {
			return "", err
		}
		return d.create(ctx, filings.NewFrom(draft.Record.Filing), filings.OnRecord(draft.Record.Filing, draft.Record.Base))
	})
}

// openFile asks for a filing.json and begins with it, or has the screen ask for a file of
// its own.
func (d *Desk) openFile() {
	if !d.mayChange() {
		return
	}
	if s, ok := d.screen.(interface{ Import() }); ok {
		s.Import()
		return
	}
	title := d.voice.Text("app.open_file")
	crash.Go(func() {
		paths, err := d.chooser.Files(context.Background(), title, false)
		d.o.Do(func() {
			switch {
			case err != nil:
				d.failed("choose file", err)
			case len(paths) > 0:
				d.importFile(paths[0])
			}
		})
	})
}

// failed tells the person, and the log, what could not be done.
func (d *Desk) failed(what string, err error) {
	slog.Error(what, "err", err)
	var refused *packet.Error
	if errors.As(err, &refused) {
		d.ask(func(l translations.Language) string { return packet.Message(l, err) }, nil, nil)
		return
	}
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
