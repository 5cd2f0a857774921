package ui

import (
	"context"

	"recordaldesk/store"
	"recordaldesk/ui/history"
	"recordaldesk/ui/wizard"
)

// past is the history of the open filing while it is shown, and what leads back.
type past struct {
	aside
	screen *history.Screen
}

// showHistory shows what was changed in the open filing; again, it leads back.
func (d *Desk) showHistory() {
	if d.past != nil && d.left == nil { // nothing stands before it
		d.leaveHistory()
		return
	}
	if !d.turnable() {
		return
	}
	s := d.session
	p := &past{aside: d.putAside()}
	d.past = p
	p.screen = history.New(history.Options{
		Voice: d.voice, Book: d.o.Book(), Today: s.Today(), Canvas: d.window.Canvas(), Filing: s.Filing().Clone(),
		Read: func(ctx context.Context) ([]store.Change, error) {
			_ = s.Flush(ctx) // the header says why it failed; what is on the disk can be shown all the same
			return d.store().History(ctx, s.ID())
		},
		AsOf: func(ctx context.Context, n int64) (store.Record, error) { return d.store().AsOf(ctx, s.ID(), n) },
		Restore: func(earlier store.Record) {
			d.leaveHistory()
			s.Return(earlier)
		},
		Ask:    d.ask,
		Failed: func(err error) { d.failed("read history", err) },
		Back:   d.leaveHistory,
		Do:     d.o.Do,
	})
	d.show(p.screen)
}

// leaveHistory goes back to the filing.
func (d *Desk) leaveHistory() {
	if p := d.past; p != nil && d.guard.screen == nil {
		d.forgetHistory()
		d.showAside(p.aside)
	}
}

// forgetHistory ends the look at the history; whoever calls it shows a screen.
func (d *Desk) forgetHistory() {
	if p := d.past; p != nil {
		d.past = nil
		p.screen.Close()
		d.takeUp(p.aside)
	}
}

var _ wizard.Screen = (*history.Screen)(nil)
