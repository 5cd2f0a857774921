package ui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/paper"
	"recordaldesk/translations"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/form"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
)

const passphrase = "窗口三 的 长口令"

// secured opens the window over a store with a passphrase, at a field of the sample.
func secured(t *testing.T) *desk {
	t.Helper()
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("websites.0.domains.0.holder")
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	d.applySettings()
	return d
}

// locks waits until the window asks for the passphrase.
func (d *desk) locks(t *testing.T) {
	t.Helper()
	d.lock()
	d.until(t, "the store is locked", func() bool { return d.store().Locked() })
	d.until(t, "the passphrase can be typed", func() bool { _, ok := d.window.Canvas().Focused().(*form.Entry); return ok })
}

func (d *desk) types(t *testing.T, text string) {
	t.Helper()
	entry := d.window.Canvas().Focused().(*form.Entry)
	for _, r := range text {
		entry.TypedRune(r)
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// written is every text in the window, shown or not.
func written(d *desk) string {
	var all []string
	for _, o := range everything(d.window.Content()) {
		switch w := o.(type) {
		case *widget.Label:
			all = append(all, w.Text)
		case *form.Entry:
			all = append(all, w.Text)
		case *form.Button:
			all = append(all, w.Text)
		}
	}
	return strings.Join(all, "\n")
}

// everything is an object and all that it is made of, hidden or not.
func everything(o fyne.CanvasObject) []fyne.CanvasObject {
	all := []fyne.CanvasObject{o}
	switch o := o.(type) {
	case *fyne.Container:
		for _, part := range o.Objects {
			all = append(all, everything(part)...)
		}
	case fyne.Widget:
		for _, part := range test.WidgetRenderer(o).Objects() {
			all = append(all, everything(part)...)
		}
	}
	return all
}

// What was noted just before the window is locked, or because it is, is on its way then.
func TestWhatIsBeingKeptIsKeptBeforeTheStoreIsLocked(t *testing.T) {
	d := secured(t)
	failed := make(chan error, 1)
	begun := make(chan struct{})
	d.keeping(func() {
		close(begun)
		var err error
		for range 200 { // longer than the lock takes
			err = errors.Join(err, d.store().SetSealed(context.Background(), "noted", []byte("x")))
		}
		failed <- err
	})
	<-begun
	d.locks(t)
	if err := <-failed; err != nil {
		t.Errorf("not kept: %.200v", err)
	}
}

func TestNothingOfAFilingStandsInALockedWindow(t *testing.T) {
	d := secured(t)
	host, id := d.session.Filing().Host, d.session.ID()
	if !strings.Contains(d.window.Title(), host.Name) || !strings.Contains(written(d), host.Name) {
		t.Fatal("the window does not show the filing before it is locked")
	}
	d.session.Set("websites.0.remark", "刚刚输入的备注")
	d.o.App.Clipboard().SetContent(host.LegalRepresentative.Mobile)
	d.ask(func(translations.Language) string { return host.Name }, nil, nil)
	d.locks(t)
	for _, secret := range []string{host.Name, host.LegalRepresentative.Name, "刚刚输入"} {
		if strings.Contains(written(d), secret) || strings.Contains(d.window.Title(), secret) {
			t.Errorf("the locked window shows %q:\n%s", secret, written(d))
		}
	}
	if d.session != nil || d.wizard != nil || d.window.Canvas().Overlays().Top() != nil {
		t.Error("the filing is still open, or a dialog is")
	}
	if got := d.o.App.Clipboard().Content(); got != "" {
		t.Errorf("the clipboard holds %q", got)
	}
	d.newFiling() // what was begun before comes too late
	d.until(t, "it is refused", func() bool { return !d.beginning })
	d.Home()
	d.dropped(fyne.Position{}, nil)
	d.failed("test", errors.New("late"))
	if d.screen != d.guard.screen || d.window.Canvas().Overlays().Top() != nil {
		t.Fatalf("the lock is gone for %T", d.screen)
	}

	d.types(t, "a guess")
	d.until(t, "the guess is refused", func() bool { return strings.Contains(written(d), "口令不正确") })
	d.types(t, passphrase)
	d.until(t, "the window is open", func() bool { return d.guard.screen == nil })
	if d.session == nil || d.session.ID() != id {
		t.Fatal("the filing is not open again")
	}
	if r := d.session.Record(); r.Page != "domains.0" || r.Field != "websites.0.domains.0.holder" || r.Filing.Websites[0].Remark != "刚刚输入的备注" {
		t.Errorf("at page %q, field %q, with the remark %q", r.Page, r.Field, r.Filing.Websites[0].Remark)
	}
	if d.window.Canvas().Focused() == nil || !strings.Contains(d.window.Title(), host.Name) {
		t.Error("nothing has the keyboard, or the title does not name the filing")
	}
	d.session.Edit(func(f *rules.Filing) { f.Websites[0].Remark = "继续输入" })
	if err := d.session.Flush(t.Context()); err != nil {
		t.Errorf("typing on: %v", err)
	}
}

func TestTheListIsNotBehindTheLock(t *testing.T) {
	d := secured(t)
	name := d.session.Filing().Host.Name
	d.Home()
	d.until(t, "the list is read", func() bool { return len(d.store().Search("")) > 0 })
	d.locks(t)
	if _, ok := d.screen.(*filings.Screen); ok || len(d.store().Search("")) > 0 || strings.Contains(written(d), name) {
		t.Error("the list is still there")
	}
	d.types(t, passphrase)
	d.until(t, "the list is shown", func() bool { _, ok := d.screen.(*filings.Screen); return ok })
}

func TestNobodyThereLocksTheWindow(t *testing.T) {
	d := secured(t)
	now := time.Now()
	if d.idle(now.Add(4*time.Minute)) || !d.idle(now.Add(6*time.Minute)) {
		t.Error("it does not lock after five minutes")
	}
	if err := d.store().SetSetting(t.Context(), settings.LockSetting, "30"); err != nil {
		t.Fatal(err)
	}
	d.applySettings()
	if d.idle(now.Add(29*time.Minute)) || !d.idle(now.Add(31*time.Minute)) {
		t.Error("it does not lock after the time that was chosen")
	}
	for name, there := range map[string]func(){
		"a key in an entry":     func() { form.NewEntry().KeyDown(&fyne.KeyEvent{Name: fyne.KeyA}) },
		"a composed character":  func() { form.NewEntry().TypedRune('备') },
		"a key on a button":     func() { form.NewButton(nil, nil).KeyDown(&fyne.KeyEvent{Name: fyne.KeyTab}) },
		"a key in a choice":     func() { form.NewSegments(nil).KeyDown(&fyne.KeyEvent{Name: fyne.KeyLeft}) },
		"a movement of a mouse": func() { presence.NewPointer().Cursor() },
	} {
		before := time.Now()
		there()
		if presence.Away(before) > 0 {
			t.Errorf("%s is no sign of somebody", name)
		}
	}
	if err := d.store().RemovePassphrase(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.applySettings()
	if d.idle(now.Add(100 * time.Hour)) {
		t.Error("it locks without a passphrase")
	}
}

func TestWithoutAPassphraseTheLockLeadsToOne(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.lock()
	if d.guard.screen != nil || !strings.Contains(dialogText(d), "还没有设置口令") {
		t.Fatalf("the window says %q", dialogText(d))
	}
	d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
	d.setPassphrase()
	if _, ok := d.screen.(*settings.Screen); !ok {
		t.Fatalf("the settings are asked for, and %T shown", d.screen)
	}
	d.press(fyne.KeyEscape) // the question
	d.press(fyne.KeyEscape)
	if _, ok := d.screen.(*filings.Screen); !ok {
		t.Errorf("Esc leads to %T", d.screen)
	}
}

// Whoever has unlocked with the code and gone away has not left the window open to the
// next person.
func TestAWindowThatWaitsForANewPassphraseLocksAgain(t *testing.T) {
	d := secured(t)
	code, err := d.store().NewRecoveryCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.locks(t)
	d.window.Canvas().FocusNext() // the eye
	d.window.Canvas().FocusNext()
	d.window.Canvas().FocusNext() // the way to the code
	d.press(fyne.KeyReturn)
	d.types(t, code)
	d.until(t, "a new passphrase is asked for", func() bool { return d.guard.screen.Choosing() })
	chosen := d.window.Canvas().Focused()
	d.lock()
	d.until(t, "the store is locked again", func() bool { return d.store().Locked() && !d.guard.screen.Choosing() })
	d.until(t, "the passphrase can be typed", func() bool {
		entry, ok := d.window.Canvas().Focused().(*form.Entry)
		return ok && fyne.Focusable(entry) != chosen
	})
	d.types(t, passphrase)
	d.until(t, "the window is open", func() bool { return d.guard.screen == nil })
}

// A disk that is full must not cost what was typed, nor leave it in sight.
func TestWhatCannotBeSavedIsKeptOutOfSight(t *testing.T) {
	d := secured(t)
	before := d.session
	was := before.Filing().Host.Name
	if err := d.store().Delete(t.Context(), before.ID()); err != nil { // nothing can be saved to it
		t.Fatal(err)
	}
	before.Set("websites.0.remark", "刚刚输入的备注")
	d.lock()
	d.until(t, "the window says so", func() bool { return strings.Contains(written(d), "没有写入磁盘") })
	if strings.Contains(written(d), was) || strings.Contains(d.window.Title(), was) {
		t.Error("the filing is in sight")
	}
	d.types(t, passphrase)
	d.until(t, "the window is open", func() bool { return d.guard.screen == nil })
	if d.session != before || d.session.Filing().Websites[0].Remark != "刚刚输入的备注" {
		t.Error("what was typed is lost")
	}
}

func TestAWindowBeginsLocked(t *testing.T) {
	dir := t.TempDir()
	open := func(o store.Options) *store.Store {
		s, err := store.Open(t.Context(), dir, o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	ring := &ring{}
	s := open(store.Options{Keyring: ring})
	if err := errors.Join(s.SetPassphrase(t.Context(), passphrase), s.Close()); err != nil {
		t.Fatal(err)
	}
	s = open(store.Options{Keyring: ring, KeyringLater: true})
	d := newDesk(t, s)
	if d.guard.screen == nil {
		t.Fatal("the window is open")
	}
	d.types(t, passphrase)
	d.until(t, "the list is shown", func() bool { _, ok := d.screen.(*filings.Screen); return ok })
	if err := s.Remember(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.end(t)

	s = open(store.Options{Keyring: ring, KeyringLater: true})
	again := newDesk(t, s)
	again.until(t, "the keyring opens it", func() bool { return again.guard.screen == nil })
	again.end(t)
}

// end closes the window and its store.
func (d *desk) end(t *testing.T) {
	t.Helper()
	d.leave()
	d.endBackground()
	d.kept.Wait()
	d.keeper.Close()
	if err := d.store().Close(); err != nil {
		t.Fatal(err)
	}
}

// ring is a keyring in memory.
type ring struct{ secret []byte }

func (r *ring) Secret() ([]byte, error) {
	if r.secret == nil {
		return nil, store.ErrNotFound
	}
	return r.secret, nil
}
func (r *ring) SetSecret(secret []byte) error { r.secret = secret; return nil }
func (r *ring) RemoveSecret() error           { r.secret = nil; return nil }

// replaceable is a window over a data folder in which another store can take the place of
// the one that is open, as the program lets it.
func replaceable(t *testing.T) *desk {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, s)
	t.Cleanup(func() { _ = s.Close() }) // the one that is open last
	d.o.Replace = func(ctx context.Context, work func(dir string) error) (*store.Store, error) {
		err := errors.Join(s.Close(), work(dir))
		again, openErr := store.Open(ctx, dir, store.Options{})
		if openErr == nil {
			s = again
		}
		return again, errors.Join(err, openErr)
	}
	return d
}

func TestTheStoreIsReplacedWhileTheWindowIsOpen(t *testing.T) {
	d := replaceable(t)
	before := d.store()
	d.openSample()
	d.opened(t, "")
	worked := false
	done := make(chan bool, 1)
	go func() {
		d.replaceStore(t.Context(), voice.Message("settings.backup.restored", map[string]string{"at": "2026-11-29 09:30"}), func(at string) error {
			probe, err := store.Open(t.Context(), at, store.Options{}) // nobody has it
			worked = err == nil
			return errors.Join(err, probe.Close())
		})
		done <- true
	}()
	d.until(t, "the list is shown", func() bool { _, ok := d.screen.(*filings.Screen); return ok && d.store() != before && len(done) > 0 })
	if !worked || d.session != nil || !strings.Contains(dialogText(d), "2026-11-29 09:30") {
		t.Errorf("worked on: %v; the window says %q", worked, dialogText(d))
	}
}

// A window that is closed while a backup takes the place of what is there stays until it
// has: nothing is left half done, and nothing else is begun meanwhile.
func TestTheWindowStaysUntilTheStoreIsReplaced(t *testing.T) {
	for name, shut := range map[string]func(*desk){
		"by a click":    func(d *desk) { d.close() },
		"by the system": func(d *desk) { d.Leave() },
	} {
		t.Run(name, func(t *testing.T) {
			d := replaceable(t)
			before := d.store()
			closed := false
			d.window.SetOnClosed(func() { closed = true })
			d.showSettings()
			begun, on := make(chan struct{}), make(chan struct{})
			go func() {
				d.replaceStore(t.Context(), voice.Message("settings.saved"), func(string) error {
					close(begun)
					<-on
					return nil
				})
			}()
			d.until(t, "the store is being replaced", func() bool {
				select {
				case <-begun:
					return true
				default:
					return false
				}
			})
			d.Home()
			d.newFiling()
			shut(d)
			d.until(t, "the wish is heard", func() bool { return d.guard.closing })
			if _, ok := d.screen.(*settings.Screen); !ok || d.beginning || closed || dialogText(d) != "" {
				t.Errorf("the window shows %T, is closed: %v, and says %q", d.screen, closed, dialogText(d))
			}
			close(on)
			d.until(t, "the window is closed", func() bool { return closed })
			if d.store() == before {
				t.Error("it was closed over the store of before")
			}
		})
	}
}

// A failure of the program meanwhile must not leave a window that cannot be closed.
func TestAFailureWhileTheStoreIsReplacedIsToldAndEndsTheWindow(t *testing.T) {
	t.Cleanup(crash.Begin(t.TempDir(), "test", func(string) {}))
	d := newDesk(t, openStore(t))
	d.o.Replace = func(context.Context, func(string) error) (*store.Store, error) { panic("test") }
	closed := false
	d.window.SetOnClosed(func() { closed = true })
	go d.replaceStore(t.Context(), voice.Message("settings.saved"), nil)
	d.until(t, "it is told", func() bool { return dialogText(d) != "" })
	if said := dialogText(d); strings.Contains(said, "已保存。") {
		t.Errorf("the window says %q", said)
	}
	d.press("Return")
	if !closed {
		t.Error("the window is still open")
	}
}

// The sheet lies in the clear beside what it opens, so it goes with the settings.
func TestThePrintedCodeGoesWithTheSettings(t *testing.T) {
	for name, leave := range map[string]func(*testing.T, *desk){
		"left":   func(_ *testing.T, d *desk) { d.leaveRulebook() },
		"locked": func(t *testing.T, d *desk) { d.locks(t) },
	} {
		t.Run(name, func(t *testing.T) {
			d := secured(t)
			d.showSettings()
			d.tap(t, "生成恢复码")
			d.until(t, "there is a code", func() bool {
				access, err := d.store().Access(t.Context())
				return err == nil && access.Recovery && strings.Contains(written(d), "重新生成恢复码")
			})
			d.tap(t, "打印")
			d.until(t, "it is printed", func() bool { return strings.Contains(written(d), "已在阅读程序中打开") })
			sheet := filepath.Join(d.printer().Dir, paper.RecoveryName)
			if _, err := os.Stat(sheet); err != nil {
				t.Fatalf("nothing was printed: %v", err)
			}
			leave(t, d)
			if _, err := os.Stat(sheet); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the sheet is still there: %v", err)
			}
		})
	}
}
