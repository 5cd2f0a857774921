// Package settings is the screen on which a person decides how the program looks and
// speaks, where mails go, and how it keeps what it is trusted with: the name of the desk,
// the data folder, backups, passphrase and lock, how long filings stay.
package settings

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Store is the part of [store.Store] that the screen works with.
type Store interface {
	Access(ctx context.Context) (store.Access, error)
	Unlock(ctx context.Context, passphrase string) error
	SetPassphrase(ctx context.Context, passphrase string) error
	RemovePassphrase(ctx context.Context) error
	NewRecoveryCode(ctx context.Context) (written string, err error)
	Remember(ctx context.Context) error
	Forget(ctx context.Context) error
	Desk() string
	SetDesk(ctx context.Context, name string) error
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Options are what the screen needs from around it.
type Options struct {
	Voice   *voice.Voice
	Look    Look
	Canvas  fyne.Canvas // of the window the screen is shown in
	Store   Store
	Do      func(func()) // runs a function on the UI goroutine
	Keep    func(func()) // runs a function in the background, which the window outlives
	Now     func() time.Time
	Program string // name and version, as papers carry it

	// Keyring says why the system's keyring cannot be used, nil where it can. It is
	// called in the background and may take some seconds.
	Keyring func() error

	// Print puts the sheet of a recovery code before a person; the function returned
	// takes it away again. Print is called in the background.
	Print func(code string) (putAway func(), err error)

	Folder  *Folder // nil where nothing is known of it
	Certify func()  // prints what tells of purged filings; nil where there are none
	Backups Backups // nil where there are none to show

	// Restore puts a backup in the place of what is there, and then shows another screen,
	// with what became of it. It is called in the background.
	Restore func(ctx context.Context, b store.Backup)

	Choose func(ctx context.Context, title string) (folder string, err error)

	// Ask asks a question; do is what a yes does. The safe answer has the keyboard. With
	// neither it only tells something.
	Ask     func(say, yes voice.Speaker, do func())
	Changed func() // one of the settings below is another one
	About   func() // shows the page about the program; nil for none
	Labels  func() // shows the page of the program's texts; nil for none
	Back    func() // to where one was
}

// Settings kept in the store, and what they stand for.
const (
	LockSetting      = "lock.minutes"      // see [LockAfter]
	ClipboardSetting = "clipboard.seconds" // see [ClipboardAfter]
	RetentionSetting = "retention.days"    // after the export, from 7 to 365; "" for ever
	SecondSetting    = "originals.second"  // see [Second]
)

// off is the value of a setting that is switched off; "" is one nobody has set.
const off = "off"

// Screen shows the settings.
type Screen struct {
	o      Options
	speech *parts.Speech
	access store.Access
	away   bool // another screen is shown

	appearance *appearanceSection
	mailTo     *form.Entry // the address of the ICP team
	name       *form.Entry // of the desk
	folder     *folderSection
	passphrase *passphraseSection
	code       *codeSection
	comfort    *comfortSection
	backups    *backupSection

	sections []section
	links    *fyne.Container // to the sections
	column   *fyne.Container
	scroll   *container.Scroll
	object   fyne.CanvasObject
}

// New builds the screen.
func New(o Options) *Screen {
	s := &Screen{o: o, speech: parts.NewSpeech(o.Voice), column: container.New(parts.Column{Width: 58})}
	s.scroll, s.links = container.NewVScroll(s.column), container.New(parts.Column{})
	back := s.button(theme.NavigateBackIcon(), voice.Message("settings.back"), o.Back)
	title := s.speech.Words(form.Title, voice.Message("settings.title"))
	s.column.Add(container.New(parts.NewHead(), title.Object(), back))

	s.passphrase, s.code, s.comfort = newPassphraseSection(s), newCodeSection(s), newComfortSection(s)
	s.addAppearance()
	s.addDesk()
	s.addSecond()
	s.addMail()
	if o.Folder != nil {
		s.addFolder()
	}
	s.section("settings.passphrase")
	s.column.Add(s.passphrase.object)
	s.column.Add(s.code.object)
	s.column.Add(s.comfort.object)
	s.addClipboard()
	s.section("settings.retention")
	s.addRetention()
	if o.Backups != nil {
		s.section("settings.backup")
		s.backups = newBackupSection(s)
		s.column.Add(s.backups.object)
	}
	if o.Labels != nil {
		s.section("settings.labels")
		s.column.Add(s.speech.Words(form.Quiet, voice.Message("settings.labels.help")).Object())
		s.column.Add(container.NewHBox(s.button(nil, voice.Message("settings.labels.show"), o.Labels)))
	}
	if o.About != nil {
		s.section("settings.about")
		s.column.Add(s.speech.Words(form.Quiet, voice.Message("settings.about.help")).Object())
		s.column.Add(container.NewHBox(s.button(theme.InfoIcon(), voice.Message("settings.about.show"), o.About)))
	}
	keys := s.speech.Label(widget.LowImportance, voice.Message("settings.keys"))
	s.object = container.New(page{}, container.New(beside{}, s.scroll, container.NewVScroll(s.links)), keys)
	s.reload()
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.passphrase.retranslate()
	if s.backups != nil {
		s.backups.listed.Retranslate()
	}
	s.lay()
}

// Refresh does nothing: no report changes what the screen shows.
func (s *Screen) Refresh() {}

// Focus puts the keyboard on the first setting.
func (s *Screen) Focus() {
	s.away = false
	s.o.Canvas.Focus(s.appearance.languages)
}

// SetPassphrase asks for a new passphrase at once, where there is none.
func (s *Screen) SetPassphrase() {
	if !s.access.Passphrase {
		s.passphrase.open(choosing)
	}
}

// Close forgets what must not stay: passphrases that were typed, a code that is shown.
func (s *Screen) Close() {
	s.away = true
	s.passphrase.close()
	s.code.putAway()
}

// Leave takes the keyboard from the field that has it, which keeps what was typed there,
// as when the window is about to close.
func (s *Screen) Leave() { s.o.Canvas.Unfocus() }

// reload asks the store how it opens, and shows what goes with that.
func (s *Screen) reload() {
	access, err := s.o.Store.Access(context.Background())
	if err != nil {
		slog.Error("read how the store opens", "err", err)
	}
	s.access = access
	parts.SetVisible(s.passphrase.remove, access.Passphrase)
	parts.SetVisible(s.code.object, access.Passphrase)
	s.comfort.refresh()
	s.speech.Retranslate()
	s.lay()
}

// either says one thing or another, whichever goes with how the store opens by now.
func (s *Screen) either(is func(store.Access) bool, yes, no string) voice.Speaker {
	return func(l translations.Language) string {
		if is(s.access) {
			return translations.Text(l, yes)
		}
		return translations.Text(l, no)
	}
}

func withPassphrase(a store.Access) bool { return a.Passphrase }
func withCode(a store.Access) bool       { return a.Recovery }

// lay sets the page out anew after a part of it has grown or shrunk, at once, so that the
// part can be scrolled to.
func (s *Screen) lay() {
	s.column.Refresh()
	s.column.Layout.Layout(s.column.Objects, s.column.Size())
	s.scroll.Refresh()
}

// button returns a button that is brought into sight when it gets the keyboard.
func (s *Screen) button(icon fyne.Resource, say voice.Speaker, tapped func()) *form.Button {
	b := s.speech.Button(icon, say, tapped)
	b.OnEscape = s.o.Back
	b.OnFocus = func() { s.reveal(b) }
	return b
}

// segments returns a choice of a few, likewise. say says an id in words.
func (s *Screen) segments(ids []string, chosen func() string, say func(translations.Language, string) string, choose func(id string)) *form.Segments {
	var c *form.Segments
	offer := func() {
		var options []form.Option
		for _, id := range ids {
			options = append(options, form.NewOption(s.o.Voice, id, func(l translations.Language) string { return say(l, id) }))
		}
		c.Offer(options, chosen())
	}
	c = form.NewSegments(func(id string) {
		if id == "" {
			offer() // one of them always holds
			return
		}
		choose(id)
	})
	c.OnFocus = func() { s.reveal(c) }
	s.speech.Also(offer)
	return c
}

// option is a setting with its name and what it is for.
func (s *Screen) option(id string, control fyne.CanvasObject, below ...fyne.CanvasObject) *fyne.Container {
	box := container.New(parts.Column{},
		container.New(parts.Stack{}, s.speech.Words(form.Caption, voice.Message(id)).Object(),
			s.speech.Words(form.Quiet, voice.Message(id+".help")).Object()),
		container.New(parts.Indent{}, control))
	for _, o := range below {
		box.Add(o)
	}
	return box
}

// reveal scrolls so far that a part of the page is seen.
func (s *Screen) reveal(o fyne.CanvasObject) {
	parts.Reveal(s.scroll, s.scroll.Content, o, s.scroll.Offset.Y)
}

// setting reads a setting; one that cannot be read has its default.
func (s *Screen) setting(key string) string {
	value, err := s.o.Store.Setting(context.Background(), key)
	if err != nil {
		slog.Error("read setting", "key", key, "err", err)
	}
	return value
}

// keep keeps a setting and says at the place what became of it.
func (s *Screen) keep(at *said, set func(ctx context.Context) error) {
	s.o.Keep(func() {
		err := set(context.Background())
		s.o.Do(func() {
			if err != nil {
				slog.Error("keep setting", "err", err)
				s.speech.Retranslate() // a choice shows what holds
				at.problem(err)
				return
			}
			at.say(voice.Message("settings.saved"))
			s.o.Changed()
		})
	})
}

// said is a line that says what became of something. It takes no room before.
type said struct {
	screen *Screen
	words  *form.Words
}

func (s *Screen) said() *said {
	w := s.speech.Words(form.Quiet, parts.Nothing)
	w.Object().Hide()
	return &said{s, w}
}

func (w *said) object() fyne.CanvasObject { return w.words.Object() }

func (w *said) say(say voice.Speaker) { w.color(say, widget.MediumImportance) }

func (w *said) problem(err error) { w.wrong(voice.Message(store.MessageID(err))) }

func (w *said) wrong(say voice.Speaker) { w.color(say, widget.DangerImportance) }

func (w *said) color(say voice.Speaker, i widget.Importance) {
	w.words.Color(i)
	w.words.Say(say)
	w.words.Object().Show()
	w.screen.lay()
}

func (w *said) hide() {
	if w.words.Object().Visible() {
		w.words.Object().Hide()
		w.screen.lay()
	}
}
