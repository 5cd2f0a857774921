package ui

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/recheck"
	"recordaldesk/ui/lock"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/session"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wipe"
	"recordaldesk/ui/wizard"
)

// guard is what stands between a store with a passphrase and who sits before the window.
type guard struct {
	screen  *lock.Screen  // nil while the window is open
	behind  wizard.Screen // of a filing that could not be brought to the disk before; nil for none
	warned  bool          // that closing the window loses what is behind
	first   func()        // what is done once, when the window is open; nil once it is
	files   []string      // to be opened when the window is
	moving  bool          // the store is closed, and another one will take its place
	closing bool          // the window is to be closed once it has
	stop    func()        // ends what works on the store in the background
	work    sync.WaitGroup
	after   atomic.Int64 // how long nobody must have been there until it locks; 0 for never
	keeping sync.Mutex   // held while the keeper is replaced, or read off the UI goroutine
}

// idleEvery is how often it is looked whether somebody is still there.
const idleEvery = 5 * time.Second

// watch locks the window once nobody has been there for the time that was set.
func (d *Desk) watch(ctx context.Context) {
	presence.Sign()
	if c, ok := d.window.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(*fyne.KeyEvent) { presence.Sign() }) // where no widget has the keyboard
	}
	d.applySettings()
	crash.Go(func() {
		ticker := time.NewTicker(idleEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				if d.idle(time.Now()) {
					d.o.Do(d.lock)
				}
			}
		}
	})
}

// applySettings takes in how long nobody must have been there until the window locks, and
// how long a copied number stays. Without a passphrase there is nothing to lock.
func (d *Desk) applySettings() {
	ctx := context.Background()
	wipe.KeepFor(settings.ClipboardAfter(d.setting(ctx, settings.ClipboardSetting)))
	after := settings.LockAfter(d.setting(ctx, settings.LockSetting))
	access, err := d.store().Access(ctx)
	if err != nil {
		slog.Error("read how the store opens", "err", err)
	}
	if !access.Passphrase {
		after = 0
	}
	d.guard.after.Store(int64(after))
}

// idle reports whether nobody has been there for the time that was set.
func (d *Desk) idle(now time.Time) bool {
	after := time.Duration(d.guard.after.Load())
	return after > 0 && presence.Away(now) >= after
}

// beginBackground begins what is to be done on an open store beside everything else.
func (d *Desk) beginBackground(ctx context.Context) {
	if d.viewing() {
		return // all of it keeps the data folder in order
	}
	ctx, d.guard.stop = context.WithCancel(ctx)
	for _, work := range []func(context.Context){d.sweepStore, d.watchRetention, d.lookAtReadiness, d.lookAtCondition, d.backUpDaily} {
		d.guard.work.Go(func() { crash.Guard(func() { work(ctx) }) })
	}
}

// endBackground ends it and waits for that. It is not called on the UI goroutine.
func (d *Desk) endBackground() {
	if d.guard.stop != nil {
		d.guard.stop()
	}
	d.guard.work.Wait()
}

// shown is the open filing; nil for none, and while the window is locked.
func (d *Desk) shown() *session.Session {
	if d.guard.screen != nil {
		return nil
	}
	return d.session
}

// checks is the keeper, for whoever is not on the UI goroutine.
func (d *Desk) checks() *recheck.Keeper {
	d.guard.keeping.Lock()
	defer d.guard.keeping.Unlock()
	return d.keeper
}

// startLocked asks for the passphrase before anything else. Where the store opens by
// itself, the keyring is asked first, in the background.
func (d *Desk) startLocked(ctx context.Context) {
	d.cover()
	access, err := d.store().Access(ctx)
	if err != nil {
		slog.Error("read how the store opens", "err", err)
	}
	if !access.Keyring {
		d.guard.screen.Ready(nil)
		return
	}
	d.guard.screen.Working(voice.Message("lock.keyring"))
	crash.Go(func() {
		err := d.store().UnlockWithKeyring(ctx)
		d.o.Do(func() {
			if err != nil {
				slog.Info("the keyring does not open the store", "err", err)
				d.guard.screen.Ready(nil)
				return
			}
			d.unlocked(false)
		})
	})
}

// lock locks the window and the store. Without a passphrase it says how to get one.
func (d *Desk) lock() {
	if s := d.guard.screen; s != nil {
		if s.Choosing() { // whoever had the recovery code went away
			s.Working(voice.Message("lock.closing"))
			d.forgetKeys(s)
		}
		return
	}
	if d.guard.moving {
		return
	}
	access, err := d.store().Access(context.Background())
	if err == nil && !access.Passphrase {
		if !d.mayChange() {
			return
		}
		d.ask(voice.Message("lock.none"), voice.Message("lock.none.set"), d.setPassphrase)
		return
	}
	was := d.screen
	d.cover()
	d.forgetNumbers()
	s := d.session
	crash.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		var err error
		if s != nil {
			err = s.Flush(ctx)
		}
		d.o.Do(func() {
			if err != nil && !errors.Is(err, store.ErrConflict) { // of which a copy is kept
				// Closing it would lose what was typed. It stays in memory, out of sight.
				slog.Error("save draft before the window is locked", "err", err)
				d.guard.behind = was
				d.guard.screen.Ready(voice.Message("lock.unsaved"))
				return
			}
			d.shut()
		})
	})
}

// cover puts the lock before everything: no screen and no dialog stays.
func (d *Desk) cover() {
	d.labels.end()
	c := d.window.Canvas()
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		c.Overlays().Remove(top)
	}
	c.Unfocus() // a field that is left is saved
	d.guard.screen = lock.New(lock.Options{
		Voice: d.voice, Canvas: c, Store: d.store(), Do: d.o.Do, Unlocked: d.unlocked,
	})
	d.guard.behind, d.guard.warned, d.crashed = nil, false, false
	d.show(d.guard.screen)
}

// shut closes what is open behind the lock and forgets the keys.
func (d *Desk) shut() {
	d.leave()
	d.rulebook, d.due, d.worklist = nil, nil, nil // the queue's rows name clients
	keeper := d.keeper
	d.guard.keeping.Lock()
	d.keeper = d.newKeeper()
	d.guard.keeping.Unlock()
	screen := d.guard.screen
	crash.Go(func() {
		if !d.kept.WaitFor(leaveWithin) { // what was noted could not be kept without the keys
			slog.Error("the window is locked although something is still being kept")
		}
		keeper.Close() // keeps what it found, sealed
		d.o.Do(func() { d.forgetKeys(screen) })
	})
}

// forgetKeys locks the store and asks for the passphrase.
func (d *Desk) forgetKeys(s *lock.Screen) {
	crash.Go(func() {
		err := d.store().Lock(context.Background())
		d.o.Do(func() {
			if err != nil {
				slog.Error("lock the store", "err", err)
				s.Ready(voice.Message("lock.not_locked"))
				return
			}
			s.Ready(nil)
		})
	})
}

// unlocked goes on where the window was locked.
func (d *Desk) unlocked(withCode bool) {
	was, again := d.guard.behind, d.guard.first == nil
	d.guard.screen, d.guard.behind = nil, nil
	presence.Sign()
	if was != nil {
		d.show(was)
	} else {
		d.enter(context.Background())
	}
	d.applySettings()
	if again { // the first time it is looked for anyway
		crash.Go(func() { d.lookForDue(context.Background()) })
	}
	d.takeKept()
	if withCode {
		d.inform(voice.Message("lock.new.done"), parts.Answer{Say: voice.Message("settings.title"), Do: d.showSettings})
	}
}

// closeUnsaved closes the locked window although what is behind it cannot be saved because
// of err, when it is asked to a second time: the lock says what that means.
func (d *Desk) closeUnsaved(err error) {
	if d.guard.warned {
		d.rescueDisputed(d.session, err)
		d.window.Close()
	}
	d.guard.warned = true
}

// forgetNumbers clears the clipboard where it holds a number: every other program can
// read it.
func (d *Desk) forgetNumbers() {
	wipe.Now()
	if c := d.o.App.Clipboard(); holdsNumber(c.Content()) {
		c.SetContent("")
	}
}

// holdsNumber reports whether a text has enough digits for a telephone or a document.
func holdsNumber(text string) bool {
	digits := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return digits >= 7
}
