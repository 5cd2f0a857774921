package ui

import (
	"context"
	"errors"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/recheck"
	"recordaldesk/ui/presence"
)

// The keeper is told here what the window does to drafts, and tells the screens
// what it has found.

// worksFor is how long after a key somebody still works at the window.
const worksFor = 2 * time.Second

func (d *Desk) newKeeper() *recheck.Keeper {
	return recheck.NewKeeper(recheck.KeeperOptions{
		Store: d.store(), Book: d.o.Book, Now: d.o.Now,
		Busy:     func() bool { return presence.Lately(time.Now(), worksFor) },
		OnChange: func() { d.o.Do(d.judged) },
		OnNews:   func() { d.o.Do(d.recheck) },
	})
}

// judge judges the open filing by the rulebook and by all others. It is called
// off the UI goroutine too.
func (d *Desk) judge(id string, f *rules.Filing, exported bool, today string) *rules.Report {
	return d.checks().Judge(d.o.Book(), id, f, exported, today)
}

// judged has the screen show how the filings are judged by now, where it does.
func (d *Desk) judged() {
	if s, ok := d.screen.(interface{ Judged() }); ok {
		s.Judged()
	}
}

// recheck has the open filing judged again.
func (d *Desk) recheck() {
	if d.session != nil {
		d.session.Recheck()
	}
}

// delete deletes a draft from the store, and what is known of it.
func (d *Desk) delete(ctx context.Context, id string) error {
	err := d.store().Delete(ctx, id)
	if err != nil {
		// The draft may be gone, and only its scans not.
		if _, left := d.store().Load(ctx, id); !errors.Is(left, store.ErrNotFound) {
			return err
		}
	}
	d.checks().Removed(id)
	d.clearPrinted() // its papers may be among them
	return err
}
