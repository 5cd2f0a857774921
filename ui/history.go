package ui

import (
	"context"

	"recordaldesk/store"
	"recordaldesk/ui/history"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

// past is the history of the open filing while it is shown, and what leads back.
type past struct {
	screen *history.Screen
	wizard *wizard.Wizard
	back   wizard.Screen
	mode   voice.Mode // spoken when it was left
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
	p := &past{wizard: d.wizard, back: d.screen, mode: d.voice.Mode()}
	if d.wizard != nil {
		d.wizard.Away(true)
		d.wizard = nil
	}
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
	if d.past == nil {
		return
	}
	p := d.past
	d.forgetHistory()
	if p.mode != d.voice.Mode() {
		p.back.Retranslate()
	}
	d.show(p.back)
}

// forgetHistory ends the look at the history; whoever calls it shows a screen.
func (d *Desk) forgetHistory() {
	if d.past == nil {
		return
	}
	d.past.screen.Close()
	if d.wizard, d.past = d.past.wizard, nil; d.wizard != nil {
		d.wizard.Away(false)
	}
}

var _ wizard.Screen = (*history.Screen)(nil)
