package ui

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/keyring"
	"recordaldesk/store/paper"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

var _ wizard.Screen = (*settings.Screen)(nil)

// showSettings shows the settings, which lead back to the screen that was left for them,
// as the rulebook does.
func (d *Desk) showSettings() {
	if _, ok := d.screen.(*settings.Screen); ok || !d.mayChange() {
		return
	}
	d.leaveForLook()
	d.show(d.settingsScreen())
}

// setPassphrase shows the settings with the question for a new passphrase.
func (d *Desk) setPassphrase() {
	d.showSettings()
	if s, ok := d.screen.(*settings.Screen); ok {
		s.SetPassphrase()
	}
}

// offerPassphrase is what sets a passphrase; nil where there is one.
func (d *Desk) offerPassphrase() func() {
	access, err := d.store().Access(context.Background())
	if err != nil {
		slog.Error("read how the store opens", "err", err)
	}
	if access.Passphrase || d.viewing() {
		return nil
	}
	return d.setPassphrase
}

// closeSettings has the settings forget what must not stay, once another screen is shown.
func (d *Desk) closeSettings(next wizard.Screen) {
	if s, ok := d.screen.(*settings.Screen); ok && next != d.screen {
		s.Close()
	}
}

// settingsScreen is made anew each time: how the store opens may have changed.
func (d *Desk) settingsScreen() wizard.Screen {
	ring := d.o.Keyring
	if ring == nil {
		ring = func() error { return keyring.ErrNone }
	}
	var kept settings.Backups
	if d.o.Replace != nil {
		kept = d.store()
	}
	return settings.New(settings.Options{
		Look:    looks{d},
		Backups: kept, Restore: d.restore,
		Certify: d.certificates(),
		Voice:   d.voice, Canvas: d.window.Canvas(), Store: d.store(), Do: d.o.Do, Keep: d.keeping, Now: d.o.Now, Program: d.o.Program,
		Labels:  func() { d.showLabels("") },
		About:   d.showAbout,
		Folder:  d.folder(),
		Keyring: ring, Print: d.printCode, Ask: d.ask, Changed: d.settingChanged, Back: d.leaveRulebook,
		Choose: func(ctx context.Context, title string) (string, error) { return d.chooser.Folder(ctx, title, "") },
	})
}

// settingChanged takes in what was set, at once.
func (d *Desk) settingChanged() {
	d.applySettings()
	crash.Go(func() {
		d.lookForDue(context.Background())
		d.lookAtReadiness(context.Background())
	})
}

// certificates prints what tells of all that was purged; nil where nothing was.
func (d *Desk) certificates() func() {
	all, err := d.store().Certificates(context.Background())
	if err != nil {
		slog.Error("read the certificates", "err", err)
	}
	if len(all) == 0 {
		return nil
	}
	return func() { d.printCertificate(all) }
}

// printCode shows the sheet with a recovery code in the system's viewer. What it returns
// removes the file: whoever finds it has the filings. It is called off the UI goroutine.
func (d *Desk) printCode(code string) (putAway func(), err error) {
	pdf, err := paper.RecoverySheet(context.Background(),
		paper.Recovery{Code: code, Store: d.store().Dir(), Desk: d.store().Desk()},
		paper.Options{English: true, Date: d.o.Now().Format(time.DateOnly), Rulebook: d.o.Book().Version, Program: d.o.Program})
	if err != nil {
		return nil, err
	}
	path, err := d.printer().Put(paper.RecoveryName, pdf)
	if err != nil {
		return nil, err
	}
	remove := func() {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			slog.Error("remove the printed recovery code", "err", err) // the next start does
		}
	}
	d.wait(func() { err = d.openOutside(path) })
	if err != nil {
		remove()
		return nil, err
	}
	return remove, nil
}

// replaceStore has the data folder worked on while no store is open in it, as when a
// backup takes its place, and shows the list of what is there then. The person is told
// that it is done, or why it is not. It is called off the UI goroutine.
func (d *Desk) replaceStore(ctx context.Context, done voice.Speaker, work func(dir string) error) {
	left := false
	d.wait(func() {
		again := func() { crash.Go(func() { d.replaceStore(ctx, done, work) }) }
		if left = d.mayLeave(again); left {
			d.guard.moving = true
			d.leave()
		}
	})
	if !left { // a person is asked
		return
	}
	d.endBackground()
	d.kept.Wait()
	d.checks().Close()
	var s *store.Store
	err := errReplacing
	crash.Guard(func() { s, err = d.o.Replace(ctx, work) }) // else nothing would follow
	if err != nil {
		slog.Error("replace the store", "err", err)
		done = voice.Message(store.MessageID(err))
	}
	d.wait(func() { d.reopened(ctx, s, done) })
}

// errReplacing stands for what nobody foresaw.
var errReplacing = errors.New("the program failed while the store was replaced")

// reopened goes on with a store that has taken the place of the one before. Without one
// there is nothing to go on with.
func (d *Desk) reopened(ctx context.Context, s *store.Store, done voice.Speaker) {
	d.guard.moving = false
	if d.guard.closing {
		defer d.close()
	}
	if s == nil && d.restarting.Load() {
		d.window.Close()
		return
	}
	if s == nil {
		d.informIn(d.voice, done, d.window.Close)
		return
	}
	d.opened.Store(s)
	d.guard.keeping.Lock()
	d.keeper = d.newKeeper()
	d.guard.keeping.Unlock()
	if d.restarting.Load() {
		d.window.Close()
		return
	}
	if err := s.SetSetting(ctx, settingOpen, ""); err != nil {
		slog.Error("keep setting", "key", settingOpen, "err", err)
	}
	d.applySettings()
	d.guard.first = func() {
		d.ask(done, nil, nil)
		d.takeKept()
		d.beginBackground(ctx)
	}
	if s.Locked() {
		d.startLocked(ctx)
		return
	}
	d.enter(ctx)
}

// wait runs a function on the UI goroutine and returns when it has ended.
func (d *Desk) wait(f func()) {
	ended := make(chan struct{})
	d.o.Do(func() {
		defer close(ended)
		f()
	})
	<-ended
}
