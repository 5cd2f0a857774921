// Package ui is the window of the program: it opens the screens of its
// subpackages, keeps what stands around them (language, look, the state of
// saving, shortcuts) and hands each what it needs.
package ui

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/edition"
	"recordaldesk/store/intake"
	"recordaldesk/store/recheck"
	"recordaldesk/store/scan/pdfpage"
	"recordaldesk/translations"
	"recordaldesk/ui/chooser"
	"recordaldesk/ui/fieldhelp"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/imports"
	inboxui "recordaldesk/ui/inbox"
	"recordaldesk/ui/look"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/ready"
	"recordaldesk/ui/rulebook"
	"recordaldesk/ui/session"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wipe"
	"recordaldesk/ui/wizard"
)

// Options are what the window needs from around it.
type Options struct {
	App     fyne.App
	Store   *store.Store       // that the window begins with
	Book    func() *rules.Book // the rulebook in force; waited for only when a filing is opened
	Now     func() time.Time
	Program string       // name and version, as packets carry it
	Begun   func()       // called once the window can be used; may be nil
	Do      func(func()) // runs a function on the UI goroutine; nil is the toolkit's way
	Files   []string     // to be opened once the window is there
	Found   store.Found  // the data folder, and why it is that one

	// AfterCrash counts the panics that ended the program just before: after one, the
	// person is told; after several, no filing is opened, which may be the cause.
	AfterCrash int

	// Rulebook tells how the book came to be in force. It is waited for in the
	// background; nil stands for the built-in book.
	Rulebook func() *edition.InForce

	// Keyring says why the system's keyring cannot be used, nil where it can; nil for no
	// keyring at all.
	Keyring func() error

	// Graphics names what draws the window, while it is being drawn; nil where nobody knows.
	Graphics func() string

	Pictures *Pictures // of all screens, for the page of labels; nil for none

	// Closed is called when the window closes, just before [Desk.Run] comes back; nil does
	// nothing.
	Closed func()

	// Replace closes the store, has its data folder worked on, and opens it again. It
	// returns the store that is open then, also where the work failed; nil for none.
	Replace func(ctx context.Context, work func(dir string) error) (*store.Store, error)

	Window   fyne.Window // to go on in; nil for a new one
	Language voice.Mode  // that was chosen there; "" for the one that the store has

	// Rescued says that the filings were salvaged or restored: where the last window
	// was may be no more.
	Rescued bool
}

// Desk is the program's window. It belongs to the UI goroutine.
type Desk struct {
	o       Options
	opened  atomic.Pointer[store.Store] // see [Desk.store]
	voice   *voice.Voice
	look    look.Look
	window  fyne.Window
	chooser choosing
	pages   *pdfpage.Renderer // draws PDFs
	keeper  *recheck.Keeper   // knows how all filings are judged, and what they share

	header    *header
	body      *fyne.Container
	screen    wizard.Screen
	session   *session.Session   // nil while no filing is open
	opinions  *opinions.Opinions // of its scans
	disputed  *session.Session   // of whose conflict the person was told; nil for none
	wizard    *wizard.Wizard     // nil while another screen is shown
	drop      func(paths []string)
	arrival   *intake.Arrival // what came in and waits for an answer; nil for nothing
	inbox     *inboxui.Screen // nil while it is not shown
	importing *imports.Screen // nil while it is not shown
	home      string          // see [settingHome]
	worklist  *queue          // nil until the queue is first shown
	left      *aside          // for the rulebook or the settings; nil while neither is shown
	past      *past           // the history of the open filing; nil while it is not shown
	reviewed  *reviewed       // the review of the open filing; nil while it is not shown
	typing    *typing         // the keying sheet; nil while it is not shown

	labels     *translating
	helped     helping
	walk       *walking         // through the sample filing
	rulebook   *rulebook.Screen // nil until it is first shown
	rulebookOf *rules.Book      // the book it shows
	inForce    *edition.InForce // how the book came to be in force; nil until it is known

	condition condition              // of the data folder
	renderer  atomic.Pointer[string] // what draws the window; nil until it is known
	unready   []ready.Line           // what is to be seen to on this PC, which the person does not know
	due       []*store.Summary       // filings whose retention time is over
	dueDays   int                    // that time

	beginning  bool        // a draft is being made
	asking     bool        // the system is being asked for its look
	crashed    bool        // the person is being told of a panic
	restarting atomic.Bool // the program is to begin again; see [Desk.WantsRestart]
	repairing  bool        // the damaged store is to be repaired once the window is closed
	kept       tasks       // settings and notes on their way
	over       sync.Once   // see [Desk.Finish]
	guard      guard
}

// choosing asks for files and folders, as [chooser.Chooser] does.
type choosing interface {
	Files(ctx context.Context, title string, multiple bool) ([]string, error)
	Folder(ctx context.Context, title, start string) (string, error)
}

// Settings the window keeps in the store.
const (
	settingLanguage  = settings.LanguageSetting
	settingOpen      = "open"                    // id of the draft that is open
	settingRetention = settings.RetentionSetting // how long exported filings stay; "" for ever
	settingRunning   = "running"                 // "yes" until the window is closed in order
)

// New makes the window, with nothing but its grounds: they can be shown at once,
// while fonts and texts are still being read. [Desk.Begin] fills it.
func New(ctx context.Context, o Options) *Desk {
	do := o.Do
	if do == nil {
		do = fyne.Do
	}
	o.Do = func(f func()) { do(func() { crash.Guard(f) }) }
	d := &Desk{o: o, body: container.NewStack()}
	d.opened.Store(o.Store)
	d.voice = voice.New(cmp.Or(o.Language, voice.Mode(d.setting(ctx, settingLanguage))))
	d.look = appearance(func(key string) string { return d.setting(ctx, key) })
	o.App.Settings().SetTheme(d.look)
	if d.window = o.Window; d.window == nil {
		d.window = newWindow(o.App)
	}
	d.chooser = chooser.Chooser{Window: d.window}
	d.keeper = d.newKeeper()
	d.pages = &pdfpage.Renderer{CacheDir: filepath.Join(o.Store.Scratch(), "cache")}
	d.window.SetContent(container.New(wizard.Split{}, parts.NewGround(theme.ColorNameBackground, ""), parts.NewGround(look.ColorRail, "")))
	d.window.SetCloseIntercept(d.window.Close)
	d.window.SetOnClosed(func() {
		wipe.Now()
		if d.walk != nil {
			d.walk.halt()
		}
		if o.Closed != nil {
			o.Closed()
		}
	})
	return d
}

// store is what is open now. Any goroutine can ask for it: one that works with the store
// before, when another has taken its place, fails as with any that is closed.
func (d *Desk) store() *store.Store { return d.opened.Load() }

// newWindow makes the window of the program, for an office screen of 1366×768.
func newWindow(a fyne.App) fyne.Window {
	w := a.NewWindow("")
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1366, 730))
	return w
}

// Begin fills the window as the last one was left: with the filing that was
// open, at its page, or with the list of filings.
func (d *Desk) Begin(ctx context.Context) {
	d.beginMotion(ctx)
	d.header = newHeader(d)
	d.labels = newTranslating(d)
	d.helped.dock = fieldhelp.NewDock()
	d.walk = newWalking(d)
	// The screen comes first in the order of the Tab key, then the header.
	d.window.SetContent(container.NewStack(d.pixel(), presence.NewPointer(), d.walk.around(container.New(parts.Below{}, container.NewStack(d.body, d.helped.dock.Object()), d.header.object)), d.labels.dock.Object()))
	d.window.SetCloseIntercept(d.close)
	d.window.SetOnDropped(d.dropped)
	d.voice.OnChange(d.retranslate)
	d.speakToolkit()
	d.shortcuts()
	d.labels.watch(d.pickLabel)
	d.labels.read(d.setting(ctx, settingTranslator))
	d.watch(ctx)
	d.watchSystem()
	unfinished := d.setting(ctx, settingRunning) != "" && !d.viewing() && !d.o.Rescued
	d.keep(settingRunning, "yes")
	d.guard.first = func() {
		d.sayBefore(unfinished)
		d.o.AfterCrash = 0
		d.take(d.o.Files)
		d.beginBackground(ctx)
	}
	crash.Go(d.learn)
	if d.store().Locked() {
		d.startLocked(ctx)
		return
	}
	d.enter(ctx)
}

// enter opens what the last one had open, once the store is, and begins the work in the
// background.
func (d *Desk) enter(ctx context.Context) {
	d.home = d.setting(ctx, settingHome)
	if id := d.setting(ctx, settingOpen); id == "" || d.o.AfterCrash > 1 || d.o.Rescued || !d.Open(id) {
		d.Home()
	}
	d.keeper.Begin()
	if first := d.guard.first; first != nil {
		d.guard.first = nil
		first()
	}
}

func (d *Desk) setting(ctx context.Context, key string) string {
	value, err := d.store().Setting(ctx, key)
	if err != nil && ctx.Err() == nil {
		slog.Error("read setting", "key", key, "err", err)
	}
	return value
}

// keep stores a setting in the background; one that is lost is chosen again.
func (d *Desk) keep(key, value string) {
	d.keeping(func() {
		if err := d.store().SetSetting(context.Background(), key, value); err != nil {
			slog.Error("keep setting", "key", key, "err", err)
		}
	})
}

// keeping does something in the background that the end of the window waits for, and the
// lock.
func (d *Desk) keeping(work func()) { d.kept.Go(work) }

// show puts a screen into the window.
func (d *Desk) show(s wizard.Screen) {
	d.closeSettings(s)
	d.endFieldHelp()
	d.screen, d.drop = s, nil
	if dropper, ok := s.(interface{ Dropped([]string) }); ok {
		d.drop = dropper.Dropped
	}
	if home, ok := s.(*filings.Screen); ok {
		d.tellReady(home) // it may have been left for a while
	}
	d.body.Objects = []fyne.CanvasObject{s.Object()}
	d.body.Refresh()
	s.Refresh()
	d.header.refresh()
	d.title()
	s.Focus()
	d.walk.shown()
}

func (d *Desk) title() {
	title := d.voice.Text("app.name")
	if s := d.shown(); s != nil {
		if name := s.Filing().Host.Name; name != "" {
			title = ident.MaskText(name) + " - " + title // the task bar shows it to everybody
		}
	}
	d.window.SetTitle(title)
}

func (d *Desk) retranslate() {
	if mode := d.voice.Mode(); mode != voice.Mode(translations.Pseudo) { // that is for looking at
		d.keep(settingLanguage, string(mode))
	}
	d.speakToolkit()
	d.screen.Retranslate()
	if p := d.helped.dock.Panel(); p != nil {
		p.Retranslate()
	}
	d.walk.retranslate()
	if q := d.worklist; q != nil && d.screen == wizard.Screen(q.screen) {
		q.mode = d.voice.Mode()
	}
	d.header.refresh()
	d.title()
}

// close brings all to the disk and closes the window. Where that fails the
// person decides.
func (d *Desk) close() {
	if d.guard.moving {
		d.guard.closing = true
		return
	}
	if set, ok := d.screen.(*settings.Screen); ok {
		set.Leave()
	}
	s := d.session
	if s == nil {
		d.window.Close()
		return
	}
	crash.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		err := s.Flush(ctx)
		d.o.Do(func() {
			switch {
			case err == nil:
				d.window.Close()
			case d.guard.screen != nil: // nobody is asked there
				d.closeUnsaved(err)
			case errors.Is(err, store.ErrConflict):
				d.closeDisputed()
			default:
				d.confirm("app.close_unsaved", "app.close_anyway", d.window.Close)
			}
		})
	})
}

func (d *Desk) dropped(_ fyne.Position, uris []fyne.URI) {
	paths := make([]string, len(uris))
	for i, u := range uris {
		paths[i] = u.Path()
	}
	d.hand(paths)
}

// hand gives files to the screen, where it takes any.
func (d *Desk) hand(paths []string) {
	d.leaveRulebook() // files are for the screen behind it
	if len(paths) != 1 || !strings.EqualFold(filepath.Ext(paths[0]), ".json") {
		d.handOn(paths)
		return
	}
	crash.Go(func() { // the file may lie on a disk that takes its time
		notice := intake.IsNotice(paths[0])
		d.o.Do(func() {
			if notice && d.guard.screen == nil {
				d.importFile(paths[0]) // whatever is open, it is about one of the filings
				return
			}
			d.handOn(paths)
		})
	})
}

func (d *Desk) handOn(paths []string) {
	if d.drop != nil && d.guard.screen == nil {
		d.drop(paths)
	}
}
