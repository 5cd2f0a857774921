package ui

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"recordaldesk/store"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// The condition of the data folder is looked at in the background, and what a person
// should know of it stands above the list of filings.

// Subjects of the notices.
const (
	aboutPlace  = "place"
	aboutDamage = "damage"
	aboutClock  = "clock"
)

// settingPlaceNoted is the kind of place a person knows the data folder lies in.
const settingPlaceNoted = "place.noted"

// auditAfter leaves the first moments to who wants to work.
const auditAfter = 5 * time.Second

// condition is what was found.
type condition struct {
	place  store.Location
	damage store.Damage
	broken bool // the database as a whole
	unread bool // the list could not be read for that
	clock  bool // it stands before the last save
}

// lookAtCondition looks at where the data folder lies and at the clock, and a little
// later whether all in the folder can be read.
func (d *Desk) lookAtCondition(ctx context.Context) {
	place := store.LocationOf(d.store().Dir())
	if d.setting(ctx, settingPlaceNoted) == string(place) {
		place = store.Local // it is known
	}
	clock := errors.Is(d.store().CheckClock(ctx), store.ErrClock) // what cannot be read is said below
	d.found(func(c *condition) { c.place, c.clock = place, clock })
	select {
	case <-ctx.Done():
		return
	case <-time.After(auditAfter):
	}
	err := d.store().Check(ctx)
	damage, auditErr := d.store().AuditBeside(ctx, d.checks().Pace)
	for _, err := range []error{err, auditErr} {
		if err != nil && ctx.Err() == nil && !errors.Is(err, store.ErrLocked) {
			slog.Error("look for damage", "err", err)
		}
	}
	d.found(func(c *condition) { c.broken, c.damage = errors.Is(err, store.ErrDamaged), damage })
}

// unread says that the list cannot be read, since the database is damaged.
func (d *Desk) unread() {
	d.o.Do(func() {
		d.condition.unread = true
		if home, ok := d.screen.(*filings.Screen); ok {
			d.tellCondition(home)
		}
	})
}

// closeForRepair closes the window, so that the store can be repaired.
func (d *Desk) closeForRepair() {
	d.repairing = true
	d.close()
}

// WantsRepair reports whether the person has closed the window to have the damaged store
// repaired.
func (d *Desk) WantsRepair() bool { return d.repairing }

// found takes in what was found, and leaves what the person knows by now.
func (d *Desk) found(what func(*condition)) {
	d.o.Do(func() {
		what(&d.condition)
		if home, ok := d.screen.(*filings.Screen); ok {
			d.tellCondition(home)
			home.Refresh() // damaged filings are marked by now
		}
	})
}

// tellCondition says above the list what should be known.
func (d *Desk) tellCondition(home *filings.Screen) {
	c := d.condition
	if c.place == store.Network || c.place == store.Synchronised {
		home.Notify(aboutPlace, voice.Message("condition.place."+string(c.place)), true,
			parts.Answer{Say: voice.Message("condition.noted"), Do: func() {
				d.keep(settingPlaceNoted, string(c.place))
				d.condition.place = store.Local
				home.Unsay(aboutPlace)
			}})
	}
	if c.clock {
		home.Notify(aboutClock, voice.Message(store.MessageID(store.ErrClock)), true,
			parts.Answer{Say: voice.Message("condition.noted"), Do: func() {
				d.condition.clock = false
				home.Unsay(aboutClock)
			}})
	}
	switch {
	case c.broken, c.unread:
		home.Notify(aboutDamage, voice.Message("condition.broken"), true,
			parts.Answer{Say: voice.Message("condition.repair"), Do: d.closeForRepair})
	case !c.damage.None():
		home.Notify(aboutDamage, voice.Message("condition.damage", map[string]string{
			"drafts": strconv.Itoa(len(c.damage.Drafts)),
			"scans":  strconv.Itoa(c.damage.Scans + c.damage.Missing),
			"other":  strconv.Itoa(len(c.damage.Blanks) + c.damage.Other),
		}), true)
	}
}
