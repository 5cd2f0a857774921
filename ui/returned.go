package ui

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"path/filepath"

	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/intake"
	"recordaldesk/store/returning"
	"recordaldesk/ui/export"
	"recordaldesk/ui/notice"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// What goes back and forth between the desk and the client.

// returnedTo is the return notice in hand for a draft, nil for none.
func (d *Desk) returnedTo(id string) *casework.Notice {
	c, err := d.store().Case(context.Background(), id)
	if err != nil {
		slog.Error("read what was returned", "err", err) // the filing can be worked on without
		return nil
	}
	return c.Returned
}

// importNotice takes in a return file, off the UI goroutine; false
// where the file is none, and then nothing was done.
func (d *Desk) importNotice(ctx context.Context, path, today string) bool {
	n, is, err := intake.OpenNotice(path)
	if !is {
		return false
	}
	var draft store.Draft
	var standing intake.Standing
	var found bool
	if err == nil {
		draft, standing, found, err = intake.MatchNotice(ctx, d.store(), n)
	}
	d.o.Do(func() {
		d.beginning = false
		switch {
		case d.guard.screen != nil: // the window was locked meanwhile
		case err != nil:
			slog.Info("return file not taken in", "err", err)
			d.ask(arrivalProblem(filepath.Base(path), err), nil, nil)
		case !found:
			d.problem("returning.no_draft", map[string]string{"file": say.File(filepath.Base(path)), "reference": n.Reference})
		default:
			d.showReceived(path, today, n, draft, standing)
		}
	})
	return true
}

// showReceived shows a return notice that came in, and does with it what the person says.
func (d *Desk) showReceived(path, today string, n *casework.Notice, draft store.Draft, standing intake.Standing) {
	d.leave()
	d.show(notice.NewReceived(notice.ReceivedOptions{
		Voice: d.voice, Book: d.o.Book(), Today: today, Name: filepath.Base(path), Notice: n, Filing: draft.Record.Filing, Standing: standing,
		Open: func() { d.Open(draft.ID) }, Cancel: d.Home,
		Show: func() { d.takeNotice(draft.ID, n) },
	}))
}

// takeNotice keeps a return notice and shows what it says at the fields.
func (d *Desk) takeNotice(id string, n *casework.Notice) {
	if d.beginning || !d.mayChange() {
		return
	}
	d.beginning = true
	crash.Go(func() {
		_, err := intake.TakeNotice(context.Background(), d.store(), id, n)
		d.o.Do(func() {
			d.beginning = false
			switch {
			case err != nil:
				d.failed("keep what was returned", err)
			case d.Open(id) && d.wizard != nil:
				d.wizard.ShowReturned()
			}
		})
	})
}

// showNotice shows what would be handed back of a draft, as it was marked, and hands it
// back. By and desk say who does, "" for who did last. Back leads to where the person came
// from; nil is the list of filings.
func (d *Desk) showNotice(id, by, desk string, back func()) {
	if d.beginning || !d.mayChange() || !d.mayLeave(func() { d.showNotice(id, by, desk, back) }) {
		return
	}
	d.beginning = true
	crash.Go(func() {
		ctx := context.Background()
		draft, err := returning.Preview(ctx, d.store(), id)
		var c *casework.Case
		if err == nil {
			c, err = d.store().Case(ctx, id)
		}
		d.o.Do(func() {
			d.beginning = false
			switch {
			case d.guard.screen != nil:
			case err != nil:
				if !errors.Is(err, returning.ErrNothing) {
					slog.Error("hand back a filing", "err", err)
				}
				d.ask(notice.Problem(err), nil, nil)
			default:
				lastBy, lastDesk := lastReturn(c)
				d.showHand(id, draft, cmp.Or(by, lastBy), cmp.Or(desk, lastDesk), back)
			}
		})
	})
}

// lastReturn is who returned the filing last, or marked it.
func lastReturn(c *casework.Case) (by, desk string) {
	if n := len(c.Marks); n > 0 {
		by = c.Marks[n-1].By
	}
	if n := len(c.Notices); n > 0 {
		by, desk = cmp.Or(by, c.Notices[n-1].By), c.Notices[n-1].Desk
	}
	return by, cmp.Or(desk, c.Desk)
}

func (d *Desk) showHand(id string, draft returning.Draft, by, desk string, back func()) {
	if back == nil {
		back = d.Home
	}
	d.leave()
	now := d.o.Now()
	d.show(notice.NewHand(notice.HandOptions{
		Voice: d.voice, Book: d.o.Book(), Today: now.Format(rulesDay), Draft: draft, By: by, Desk: desk,
		Folder: func(ctx context.Context, title string) (string, error) {
			last, err := export.LastFolder(ctx, d.store())
			if err != nil {
				slog.Error("read setting", "err", err) // the choice then begins elsewhere
			}
			return d.chooser.Folder(ctx, title, last)
		},
		Write: func(ctx context.Context, dir string, said notice.Handed) (returning.Files, error) {
			return returning.Write(ctx, d.store(), id, dir, returning.Options{
				By: said.By, Desk: said.Desk, Language: said.Language, Book: d.o.Book(), Program: d.o.Program, Now: d.o.Now(),
			})
		},
		Open: d.openOutside, Do: d.o.Do, Back: back,
		Ask: func(say, yes voice.Speaker, do func()) { d.ask(say, yes, do) },
	}))
}
