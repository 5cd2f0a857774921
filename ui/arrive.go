package ui

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/store/private"
	"recordaldesk/translations"
	"recordaldesk/ui/arrival"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// importFile reads a file from elsewhere, a packet, a workbook or a filing.json, in
// the background and shows what came in.
func (d *Desk) importFile(path string) { d.importLocked(path, "") }

// importLocked is importFile for a packet with a password; "" for none.
func (d *Desk) importLocked(path, password string) {
	if d.beginning || !d.mayChange() || !d.mayLeave(func() { d.importLocked(path, password) }) {
		return
	}
	d.beginning = true
	today := d.o.Now().Format(rulesDay)
	crash.Go(func() {
		ctx := context.Background()
		if d.importNotice(ctx, path, today) {
			return
		}
		var a *intake.Arrival
		var draft store.Draft
		var found bool
		dir, err := private.Temporary(d.store().Scratch())
		if err == nil {
			a, err = intake.Open(ctx, path, password, dir, d.o.Book())
		}
		if err == nil {
			if draft, found, err = intake.Match(ctx, d.store(), a.Filing); err != nil {
				err = errors.Join(err, a.Close())
			}
		}
		d.o.Do(func() {
			d.beginning = false
			var refused *packet.Error
			switch {
			case errors.As(err, &refused) && refused.Problem == packet.Encrypted && d.guard.screen == nil:
				d.askPassword(path)
			case err != nil:
				slog.Info("file not taken in", "err", err)
				d.ask(arrivalProblem(filepath.Base(path), err), nil, nil)
			case d.guard.screen != nil: // the window was locked meanwhile
				d.arrival = a
				d.forgetArrival()
			default:
				d.showArrival(path, today, a, draft, found)
			}
		})
	})
}

// rulesDay is how the rulebook writes a day.
const rulesDay = "2006-01-02"

// showArrival shows what came in, and does with it what the person says.
func (d *Desk) showArrival(path, today string, a *intake.Arrival, draft store.Draft, found bool) {
	d.leave()
	if found { // what was unsaved a moment ago has made it another version
		if now, err := d.store().Load(context.Background(), draft.ID); err == nil {
			draft = now
		}
	}
	o := arrival.Options{
		Voice: d.voice, Book: d.o.Book(), Today: today, Name: filepath.Base(path), Arrival: a,
		Do: d.o.Do, Cancel: d.Home,
		Keep: func() {
			d.begin(func(ctx context.Context) (string, error) {
				if a.Workbook {
					d.o.Book().Begin(a.Filing, a.Filing.Kind, today)
				}
				d.o.Book().Derive(a.Filing, today)
				return a.Keep(ctx, d.store(), found)
			})
		},
		Update: func() {
			d.begin(func(ctx context.Context) (string, error) {
				d.o.Book().Derive(a.Filing, today)
				return draft.ID, a.Update(ctx, d.store(), draft)
			})
		},
	}
	if found {
		o.Draft = draft.Record.Filing
	}
	d.arrival = a
	d.show(arrival.New(o))
}

// forgetArrival lets go of what came in, once it is kept or left.
func (d *Desk) forgetArrival() {
	if d.arrival == nil {
		return
	}
	if err := d.arrival.Close(); err != nil {
		slog.Error("remove the plain copy of a packet", "err", err)
	}
	d.arrival = nil
}

// arrivalProblem says why a file was not taken in.
func arrivalProblem(name string, err error) voice.Speaker {
	return func(l translations.Language) string { return intake.Message(l, say.File(name), err) }
}

// askPassword asks for the password of a packet and opens it.
func (d *Desk) askPassword(path string) {
	d.askSecret(voice.Message("arrival.password", map[string]string{"file": say.File(filepath.Base(path))}), voice.Message("arrival.password.open"),
		func(password string) { d.importLocked(path, password) })
}
