package ui

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/chooser"
	"recordaldesk/ui/look"
	"recordaldesk/ui/motion"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/rescue"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
)

// Trouble is what the window needs from around it where the store does not open.
type Trouble struct {
	App     fyne.App
	Dir     string // the data folder
	Err     error  // why its store does not open
	Options store.Options
	Now     func() time.Time
	Begun   func()       // called once the window can be used; may be nil
	Closed  func()       // as in [Options]
	Do      func(func()) // as in [Options]

	Open func(ctx context.Context) (*store.Store, error) // as at the start

	// Elsewhere has the program begin again, once the window is closed, with another data
	// folder, "" being the usual one; nil where the folder is not one that was chosen.
	Elsewhere func(dir string) error

	// Desk makes the window's contents for a store that is open at last, in the window
	// that is there.
	Desk func(s *store.Store, o Options) *Desk
}

// Troubled is the window over a store that does not open. It belongs to the UI
// goroutine.
type Troubled struct {
	o      Trouble
	ctx    context.Context
	voice  *voice.Voice
	window fyne.Window
	screen *rescue.Screen
	still  bool       // nothing is to move by itself
	chosen voice.Mode // the language the person has chosen here; "" for none
	labels *labelling
	kept   tasks // edits of labels on their way
	desk   *Desk // what has the window by now; nil while there is trouble
}

// NewTroubled makes the window. It speaks and looks as the person is used to, as far as
// the data folder still tells.
func NewTroubled(ctx context.Context, o Trouble) *Troubled {
	do := o.Do
	if do == nil {
		do = fyne.Do
	}
	o.Do = func(f func()) { do(func() { crash.Guard(f) }) }
	t := &Troubled{o: o, ctx: ctx, window: newWindow(o.App)}
	known := store.SettingsOf(ctx, o.Dir, settingLanguage, settings.VariantSetting, settingSystem, settings.SizeSetting, settings.MotionSetting, settingTranslator)
	mode := voice.Mode(known[settingLanguage])
	if len(known) == 0 && (store.HasFilings(o.Dir) || errors.Is(o.Err, store.ErrNoDatabase)) {
		mode = voice.Both // nobody knows who reads it
	}
	t.voice = voice.New(mode)
	shown := appearance(func(key string) string { return known[key] })
	o.App.Settings().SetTheme(shown)
	t.still = settings.Still(known[settings.MotionSetting])
	t.labels = newLabelling(labelled{
		app: o.App, window: t.window, voice: t.voice, now: o.Now, do: t.o.Do,
		dir: func() string { return o.Dir },
		draw: func(text string) {
			if !shown.Full && look.Needs(text) {
				shown.Full = true
				o.App.Settings().SetTheme(shown)
			}
		},
		anew:    func() { t.voice.Switch(t.voice.Mode()) },
		focus:   func() { t.screen.Focus() },
		refuse:  t.refuse,
		problem: t.problem,
		keeping: t.kept.Go,
	})
	c := chooser.Chooser{Window: t.window}
	t.screen = rescue.New(rescue.Options{
		Voice: t.voice, Canvas: t.window.Canvas(), Folder: folder{t.o}, Err: o.Err, Do: t.o.Do, Now: o.Now,
		Elsewhere: o.Elsewhere,
		Opened:    t.opened, Close: t.window.Close,
		Choose: func(ctx context.Context, title string) (string, error) { return c.Folder(ctx, title, "") },
	})
	t.voice.OnChange(func() {
		if t.desk != nil {
			return
		}
		if t.voice.Mode() != mode {
			t.chosen = t.voice.Mode()
		}
		t.screen.Retranslate()
		t.window.SetTitle(t.voice.Text("app.name"))
	})
	t.window.SetTitle(t.voice.Text("app.name"))
	t.window.SetContent(container.NewStack(presence.NewPointer(), parts.NewGround(theme.ColorNameBackground, ""), t.screen.Object(), t.labels.dock.Object()))
	t.window.SetCloseIntercept(t.screen.Leave)
	t.window.SetOnClosed(o.Closed)
	t.shortcuts()
	t.labels.watch(t.pickLabel)
	t.labels.read(known[settingTranslator])
	t.screen.Focus()
	return t
}

// shortcuts gives the window the keys of a translator.
func (t *Troubled) shortcuts() {
	c := t.window.Canvas()
	check := func(fyne.Shortcut) {
		if p := t.labels.dock.Panel(); p != nil && c.Overlays().Top() == nil {
			p.Check()
		}
	}
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}, check)
	}
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyF12 {
			t.pickLabel(false)
		}
	})
}

// pickLabel has one of the texts in the window picked, and shows its message.
func (t *Troubled) pickLabel(held bool) {
	if t.desk == nil {
		t.labels.pick(held, func(ids []string, left bool) { t.labels.show(t.labels.options(), ids, left) })
	}
}

// refuse reports whether no label may be edited, since the data folder is another
// program's or cannot be written to, and says so.
func (t *Troubled) refuse() bool {
	for _, not := range []error{store.ErrInUse, store.ErrHeld, store.ErrReadOnly, store.ErrNoSpace, store.ErrGone} {
		if errors.Is(t.o.Err, not) {
			t.problem("labels.not_now")
			return true
		}
	}
	return false
}

func (t *Troubled) problem(id string) {
	if t.desk == nil && t.window.Canvas().Overlays().Top() == nil { // once is enough
		showDialog(t.window, t.voice, voice.Message(id), "dialog.close", nil, nil)
	}
}

// Run shows the window until it is closed, with the filings in it once they are open.
func (t *Troubled) Run() {
	t.o.App.Lifecycle().SetOnStarted(func() {
		motion.Reduce(t.still)
		if t.o.Begun != nil {
			t.o.Begun()
		}
	})
	ctx, stop := context.WithCancel(t.ctx)
	defer stop()
	t.ctx = ctx
	t.window.ShowAndRun()
	if t.desk != nil {
		t.desk.Finish(ctx)
	}
}

// Broken is told of a panic that was caught while there is trouble still.
func (t *Troubled) Broken() {
	t.o.Do(func() {
		if t.desk == nil {
			t.screen.Broken()
		}
	})
}

// opened hands the window over to the filings.
func (t *Troubled) opened(s *store.Store, rescued bool) {
	if rescued { // the window begins with the list
		if err := s.SetSetting(t.ctx, settingOpen, ""); err != nil {
			slog.Error("keep setting", "key", settingOpen, "err", err)
		}
	}
	t.labels.end()
	t.kept.Wait() // the window is going to read them
	t.desk = t.o.Desk(s, Options{App: t.o.App, Store: s, Window: t.window, Language: t.chosen, Rescued: rescued})
	t.desk.start(t.ctx)
}

// folder is the data folder that does not open.
type folder struct{ o Trouble }

var _ rescue.Folder = folder{}

// Path is where it is.
func (f folder) Path() string { return f.o.Dir }

// HasFilings reports whether there is anything in it.
func (f folder) HasFilings() bool { return store.HasFilings(f.o.Dir) }

// Open opens it as at the start.
func (f folder) Open(ctx context.Context) (*store.Store, error) { return f.o.Open(ctx) }

// View opens it to be looked at.
func (f folder) View(ctx context.Context, ask rescue.Ask) (*store.Store, error) {
	return store.View(ctx, f.o.Dir, f.o.Options, ask)
}

// Salvage reads out what can be read.
func (f folder) Salvage(ctx context.Context, ask rescue.Ask) (store.Salvaged, error) {
	return store.Salvage(ctx, f.o.Dir, store.SalvageOptions{Passphrase: ask, Now: f.o.Now})
}

// Backups lists those of the folder.
func (f folder) Backups(ctx context.Context) ([]store.Backup, error) {
	return store.BackupsOf(ctx, f.o.Dir)
}

// BackupsIn lists those elsewhere.
func (f folder) BackupsIn(ctx context.Context, elsewhere string) ([]store.Backup, error) {
	return store.BackupsIn(ctx, elsewhere)
}

// Restore puts a backup in the place of what is there.
func (f folder) Restore(ctx context.Context, backup string) (store.Restoration, error) {
	return store.Restore(ctx, f.o.Dir, backup, store.RestoreOptions{Now: f.o.Now})
}

// BeginAnew takes what is damaged out of the way and makes an empty store.
func (f folder) BeginAnew(ctx context.Context) error {
	_, err := store.BeginAnew(ctx, f.o.Dir)
	return err
}
