package ui

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/handover"
	"recordaldesk/store/inbox"
	"recordaldesk/store/intake"
	"recordaldesk/translations"
	inboxui "recordaldesk/ui/inbox"
	"recordaldesk/ui/voice"
)

// Settings of the folder that the desks share. Its path can name a company and is kept
// sealed.
const (
	sealedInbox    = "inbox"
	settingDeskID  = "inbox.desk"
	settingInSynch = "inbox.synced" // "yes" where PCs synchronise the folder
)

// doneKept is how long what was taken stays in the folder, for all to read who can read
// that: the desks have it in their stores.
const doneKept = 14 * 24 * time.Hour

// settle is how long two desks need to hear of one another through a synchronised folder.
const settle = 2 * time.Minute

// shared is the folder that the desks share, as this one uses it.
type shared struct {
	desk   *Desk
	store  *store.Store
	box    *inbox.Box
	folder string
	synced bool
}

// openShared opens the folder that was chosen; nil where none was.
func (d *Desk) openShared(ctx context.Context) (*shared, error) {
	s := d.store()
	folder, err := s.Sealed(ctx, sealedInbox)
	if err != nil || len(folder) == 0 {
		return nil, err
	}
	id, err := s.Setting(ctx, settingDeskID)
	if err != nil {
		return nil, err
	}
	if id == "" {
		id = inbox.NewDeskID()
		if err := s.SetSetting(ctx, settingDeskID, id); err != nil {
			return nil, err
		}
	}
	synced, err := s.Setting(ctx, settingInSynch)
	if err != nil {
		return nil, err
	}
	sh := &shared{desk: d, store: s, folder: string(folder), synced: synced == "yes"}
	o := inbox.Options{}
	if sh.synced {
		o.Settle = settle
	}
	sh.box, err = inbox.New(sh.folder, inbox.Desk{ID: id, Name: s.Desk()}, o)
	return sh, err
}

func (sh *shared) options(ctx context.Context, password string) handover.Options {
	d := sh.desk
	return handover.Options{
		Book: d.o.Book(), Today: d.o.Now().Format(rulesDay), By: d.initials(ctx, sh.store), Desk: sh.store.Desk(), Program: d.o.Program, Password: password,
	}
}

// Watch tells what lies in the folder. First it goes on with what this desk had claimed
// when it was ended.
func (sh *shared) Watch(ctx context.Context, tell func([]inbox.Item, error)) {
	entries, err := handover.Resume(ctx, sh.store, sh.box, sh.options(ctx, ""))
	if err != nil && ctx.Err() == nil {
		slog.Info("go on with what was claimed", "err", err) // it is listed, and can be taken
	}
	sh.came(entries...)
	if _, err := sh.box.Sweep(ctx, doneKept); err != nil && ctx.Err() == nil {
		slog.Info("clear what is done out of the inbox", "err", err) // the next look does it
	}
	sh.box.Watch(ctx, tell)
}

// Doubles tells which packets more than one desk has.
func (sh *shared) Doubles(ctx context.Context) ([]inbox.Double, error) { return sh.box.Doubles(ctx) }

// Take takes a packet.
func (sh *shared) Take(ctx context.Context, item inbox.Item, over bool, password string) (intake.Entry, error) {
	take := handover.Take
	if over {
		take = handover.TakeOver
	}
	entry, err := take(ctx, sh.store, sh.box, item, sh.options(ctx, password))
	sh.came(entry)
	return entry, err
}

func (sh *shared) came(entries ...intake.Entry) {
	for _, e := range entries {
		if e.Draft != "" {
			sh.desk.checks().Came(e.Draft)
		}
	}
}

// showInbox shows the folder that the desks share.
func (d *Desk) showInbox() {
	if d.guard.screen != nil || !d.mayChange() {
		return
	}
	if d.store().Desk() == "" {
		d.nameDesk(d.showInbox)
		return
	}
	crash.Go(func() {
		sh, err := d.openShared(context.Background())
		d.o.Do(func() {
			if err != nil {
				d.inboxProblem(err)
				return
			}
			d.presentInbox(sh)
		})
	})
}

func (d *Desk) presentInbox(sh *shared) {
	if d.guard.screen != nil || d.guard.moving || !d.mayLeave(func() { d.presentInbox(sh) }) {
		return // meanwhile the window was locked, or a filing opened
	}
	d.leave()
	o := inboxui.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Now: d.o.Now, Do: d.o.Do,
		Choose: d.chooseInbox, Sync: d.syncInbox,
		Open: func(id string) { d.Open(id) }, Back: d.Home, Ask: d.ask, Secret: d.askSecret,
	}
	if sh != nil {
		o.Shared, o.Folder, o.Synced = sh, sh.folder, sh.synced
	}
	d.inbox = inboxui.New(o)
	d.show(d.inbox)
}

// nameDesk asks for a name of this desk, which the others see, and goes on.
func (d *Desk) nameDesk(then func()) {
	d.askLine(voice.Message("inboxes.desk"), voice.Message("inboxes.desk.ok"), "", func(name string) {
		crash.Go(func() {
			err := d.store().SetDesk(context.Background(), name)
			d.o.Do(func() {
				if err != nil {
					d.failed("name the desk", err)
					return
				}
				then()
			})
		})
	})
}

// chooseInbox asks for the folder, makes an inbox of it, and shows it.
func (d *Desk) chooseInbox() {
	title := d.voice.Text("inboxes.choose.title")
	crash.Go(func() {
		ctx := context.Background()
		dir, err := d.chooser.Folder(ctx, title, "")
		if err == nil && dir == "" {
			return
		}
		if err == nil {
			err = inbox.Create(dir)
		}
		if err == nil {
			err = d.store().SetSealed(ctx, sealedInbox, []byte(dir))
		}
		d.o.Do(func() {
			if err != nil {
				d.inboxProblem(err)
				return
			}
			d.showInbox()
		})
	})
}

func (d *Desk) syncInbox(synced bool) {
	value := ""
	if synced {
		value = "yes"
	}
	crash.Go(func() {
		err := d.store().SetSetting(context.Background(), settingInSynch, value)
		d.o.Do(func() {
			if err != nil {
				d.failed("keep the kind of inbox", err)
				return
			}
			d.showInbox()
		})
	})
}

// handOver asks, and puts a draft into the folder for another desk.
func (d *Desk) handOver(id string) {
	if !d.mayChange() {
		return
	}
	d.ask(voice.Message("inboxes.hand.ask"), voice.Message("inboxes.hand"), func() {
		crash.Go(func() {
			ctx := context.Background()
			sh, err := d.openShared(ctx)
			if err == nil && sh != nil {
				_, err = handover.Hand(ctx, sh.store, sh.box, id, sh.options(ctx, ""))
			}
			d.o.Do(func() {
				switch {
				case err != nil:
					d.inboxProblem(err)
				case sh == nil:
					d.problem("inboxes.hand.none", nil)
				default:
					d.problem("inboxes.hand.done", nil)
				}
			})
		})
	})
}

// inboxProblem says what went wrong with the folder.
func (d *Desk) inboxProblem(err error) {
	slog.Error("inbox", "err", err)
	ofFolder := slices.ContainsFunc(inbox.Problems(), func(p error) bool { return errors.Is(err, p) })
	if id := store.MessageID(err); id != "" && !ofFolder {
		d.problem(id, nil)
		return
	}
	d.ask(func(l translations.Language) string { return inbox.Message(l, err) }, nil, nil)
}

// forgetInbox ends the look at the folder, when its screen is left.
func (d *Desk) forgetInbox() {
	if d.inbox != nil {
		d.inbox.Close()
		d.inbox = nil
	}
}
