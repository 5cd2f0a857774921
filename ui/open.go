package ui

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/ui/look"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

// Open opens a draft where it was left. It reports whether it could be opened;
// the person was told why not.
func (d *Desk) Open(id string) bool {
	if d.guard.screen != nil { // it was asked for before
		d.keep(settingOpen, id)
		return true
	}
	if !d.openSession(id, func() { d.Open(id) }) {
		return false
	}
	d.keep(settingOpen, id)
	d.present()
	return true
}

// openSession begins a session over a draft, which no screen shows yet. It reports whether it
// could; the person was told why not, or is asked, and then again is called.
func (d *Desk) openSession(id string, again func()) bool {
	draft, err := d.store().Load(context.Background(), id)
	if err != nil {
		d.failed("open draft", err)
		return false
	}
	if !d.mayLeave(again) {
		return false
	}
	d.leave()
	d.keeper.Opened(id)
	d.session = session.Open(d.store(), draft, session.Options{Book: d.o.Book(), Now: d.o.Now, Do: d.o.Do, Judge: d.judge, Refuse: d.refuser(), Returned: d.returnedTo(id)})
	d.opinions = opinions.New(d.session, opinions.Around{Store: d.store(), Pages: d.pages, Do: d.o.Do, Company: d.company})
	d.session.OnSaving(d.header.saving)
	d.session.OnTurned(d.turned)
	d.session.OnTurns(d.header.turns)
	d.session.OnSaving(d.sayConflict)
	d.drawFiling()
	d.session.OnReport(func() {
		d.drawFiling()
		d.header.refresh()
		d.title()
	})
	return true
}

// present shows the screen that the open filing calls for.
func (d *Desk) present() {
	d.wizard = nil
	switch kind := d.session.Filing().Kind; {
	case kind == "":
		d.show(d.kindScreen())
	case !d.known(kind):
		d.show(d.kindPlaceholder())
	default:
		d.wizard = wizard.New(d.voice, d.session, wizard.Screens{Materials: d.materialsScreen, Check: d.checkScreen, Rule: d.showRulebook})
		d.show(d.wizard)
	}
}

func (d *Desk) known(kind string) bool {
	return slices.ContainsFunc(d.o.Book().Kinds, func(k rules.Kind) bool { return k.ID == kind })
}

// leaveWithin is how long the window waits for what is unsaved.
const leaveWithin = 5 * time.Second

// mayLeave reports whether nothing is lost where the open filing is left: all of it is on
// the disk, or is kept as a draft of its own. Otherwise a person is asked; where it is
// left all the same, then is called.
func (d *Desk) mayLeave(then func()) bool {
	if d.session == nil {
		return true
	}
	ctx, cancel := context.WithTimeout(context.Background(), leaveWithin)
	defer cancel()
	err := d.session.Flush(ctx)
	if err == nil || errors.Is(err, store.ErrConflict) {
		return true
	}
	slog.Error("save draft before it is left", "err", err)
	d.confirm("app.leave_unsaved", "app.leave_anyway", func() {
		d.leave()
		then()
	})
	return false
}

// leave closes the open filing; what is unsaved is brought to the disk first, as a
// draft of its own where another window has saved this one.
func (d *Desk) leave() {
	if copied := d.end(); copied != "" {
		d.header.tell(voice.Message("conflict.kept"))
	}
}

// end is leave without telling: it returns the id of a copy that was kept.
func (d *Desk) end() (copied string) {
	d.forgetRulebook()
	d.forgetHistory()
	d.forgetReview()
	d.forgetKeying()
	d.forgetArrival()
	d.forgetImports()
	d.forgetInbox()
	d.header.tell(nil)
	if d.session == nil {
		return ""
	}
	if d.wizard != nil {
		d.wizard.Close()
	}
	d.opinions.Close()
	s := d.session
	d.session, d.wizard, d.opinions, d.disputed = nil, nil, nil, nil
	err := s.Close(context.Background())
	if errors.Is(err, store.ErrConflict) {
		copied, err = d.keepCopy(s)
	}
	if err != nil {
		d.failed("close draft", err)
	}
	d.keeper.Left(s.ID())
	return copied
}

// Home shows the filings on this machine.
func (d *Desk) Home() {
	if d.guard.screen != nil || d.guard.moving || !d.mayLeave(d.Home) {
		return
	}
	d.leave()
	d.keep(settingOpen, "")
	if d.home == homeQueue {
		d.show(d.queueScreen())
	} else {
		d.show(d.homeScreen())
	}
}

// drawFiling sees to it that the rarest character of the open filing is drawn.
func (d *Desk) drawFiling() {
	if d.look.Full {
		return
	}
	if data, err := rules.Encode(d.session.Filing()); err == nil {
		d.draw(string(data))
	}
}

// draw takes the full face from now on where a text needs it.
func (d *Desk) draw(text string) {
	if !d.look.Full && look.Needs(text) {
		d.look.Full = true
		d.relook()
	}
}
