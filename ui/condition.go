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
}

// lookAtCondition looks at where the data folder lies, and a little later whether all
// in it can be read.
func (d *Desk) lookAtCondition(ctx context.Context) {
	c := condition{place: store.LocationOf(d.store().Dir())}
	if d.setting(ctx, settingPlaceNoted) == string(c.place) {
		c.place = store.Local // it is known
	}
	d.found(c)
	select {
	case <-ctx.Done():
		return
	case <-time.After(auditAfter):
	}
	err := d.store().Check(ctx)
	c.broken = errors.Is(err, store.ErrDamaged)
	damage, auditErr := d.store().Audit(ctx)
	c.damage = damage
	for _, err := range []error{err, auditErr} {
		if err != nil && ctx.Err() == nil && !errors.Is(err, store.ErrLocked) {
			slog.Error("look for damage", "err", err)
		}
	}
	d.found(c)
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

func (d *Desk) found(c condition) {
	d.o.Do(func() {
		c.unread = d.condition.unread
		d.condition = c
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
