package ui

import (
	"context"

	"recordaldesk/ui/review"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/wizard"
)

// reviewed is the review of the open filing while it is shown, and what leads back.
type reviewed struct {
	aside  // empty where it was opened from a list
	screen *review.Screen
}

// reviewShown shows the review of the filing that is open, or the current one of the list;
// again, it leads back.
func (d *Desk) reviewShown() {
	if d.reviewed != nil && d.left == nil { // nothing stands before it
		d.leaveReview()
		return
	}
	if d.turnable() {
		d.showReview(d.session.ID())
	} else if list, ok := d.screen.(interface{ Current() string }); ok && list.Current() != "" {
		d.showReview(list.Current())
	}
}

// showReview shows the review of a filing, and leads back to where one was: to the filing
// where it is open, else to the list.
func (d *Desk) showReview(id string) {
	if d.guard.screen != nil || d.guard.moving {
		return
	}
	r := &reviewed{}
	if d.session != nil && d.session.ID() == id {
		r.aside = d.putAside()
	} else if !d.openSession(id, func() { d.showReview(id) }) {
		return
	}
	if !d.known(d.session.Filing().Kind) { // there is nothing to be asked of it yet
		d.present()
		return
	}
	d.reviewed = r
	r.screen = review.New(review.Options{
		Voice: d.voice, Session: d.session, Opinions: d.opinions, Store: d.store(), Pages: d.pages, Chooser: d.chooser,
		Canvas: d.window.Canvas(), Now: d.o.Now,
		Second: func() bool { return settings.Second(d.setting(context.Background(), settings.SecondSetting)) },
		Ask:    d.ask, Keep: d.keeping, Do: d.o.Do,
		Return: func() { d.showNotice(id, "", d.store().Desk(), func() { d.showReview(id) }) },
		Filing: d.reviewToFiling,
		Back:   d.leaveReview,
	})
	d.show(r.screen)
}

// leaveReview goes back to where one was.
func (d *Desk) leaveReview() {
	r := d.reviewed
	switch {
	case r == nil || d.guard.screen != nil:
	case r.back == nil:
		d.Home()
	default:
		d.forgetReview()
		d.showAside(r.aside)
	}
}

// reviewToFiling opens the filing itself, at a field where one is named.
func (d *Desk) reviewToFiling(path string) {
	r := d.reviewed
	if r == nil {
		return
	}
	if r.back != nil {
		d.leaveReview()
	} else {
		d.forgetReview()
		d.keep(settingOpen, d.session.ID())
		d.present()
	}
	if d.wizard != nil && path != "" {
		d.wizard.GoTo(path)
	}
}

// forgetReview ends the review; whoever calls it shows a screen.
func (d *Desk) forgetReview() {
	if r := d.reviewed; r != nil {
		d.reviewed = nil
		r.screen.Close()
		d.takeUp(r.aside)
	}
}

var _ wizard.Screen = (*review.Screen)(nil)
