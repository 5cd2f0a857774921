// Package rescue is the screen that stands in the window's place where the filings
// cannot be opened: it says what happened and what is safe, and offers what helps, the
// safest and most useful first.
package rescue

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/passphrase"
	"recordaldesk/ui/voice"
)

// Ask asks for the passphrase where one is needed.
type Ask func() (string, error)

// Folder is the data folder whose store does not open.
type Folder interface {
	Path() string
	HasFilings() bool

	// These are called off the UI goroutine.
	Open(ctx context.Context) (*store.Store, error)
	View(ctx context.Context, ask Ask) (*store.Store, error)
	Salvage(ctx context.Context, ask Ask) (store.Salvaged, error)
	Backups(ctx context.Context) ([]store.Backup, error)
	BackupsIn(ctx context.Context, folder string) ([]store.Backup, error)
	Restore(ctx context.Context, backup string) (store.Restoration, error)
	BeginAnew(ctx context.Context) error // makes an empty store
}

// Options are what the screen needs from around it; all must be given.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas // of the window the screen is shown in
	Folder Folder
	Err    error        // why the store does not open
	Do     func(func()) // runs a function on the UI goroutine
	Now    func() time.Time

	// Opened takes the store that is open at last, or can be looked at. rescued says
	// that it is another one than the last window had.
	Opened func(s *store.Store, rescued bool)
	Close  func() // closes the window

	// Elsewhere has the program begin again, once the window is closed, with another data
	// folder, "" being the usual one. It is called off the UI goroutine. nil where that
	// cannot be.
	Elsewhere func(dir string) error

	// Choose asks for a folder; "" where the person thought better of it.
	Choose func(ctx context.Context, title string) (string, error)
}

// Screen shows one page after the other. It belongs to the UI goroutine.
type Screen struct {
	o      Options
	head   *parts.Speech
	body   *fyne.Container
	object fyne.CanvasObject
	page   *page

	err      error
	note     voice.Speaker  // what became of the last try; nil for nothing
	grave    bool           // it went wrong
	found    []store.Backup // the newest first
	looked   bool           // for backups
	sought   bool           // and all that there are have been found
	hopeless bool           // nothing can be read from the damaged file
	rescued  bool           // another store has taken the damaged one's place
	opens    string         // the passphrase that was typed; "" for none

	stop    context.CancelFunc // ends what is under way; nil for nothing
	closing bool               // the window is to be closed once that has ended
}

// New builds the screen.
func New(o Options) *Screen {
	s := &Screen{o: o, err: o.Err, head: parts.NewSpeech(o.Voice), body: container.NewStack()}
	name := s.head.Label(widget.MediumImportance, voice.Message("app.name"))
	languages := s.head.Languages(func() { s.Focus() }) // a click has taken the keyboard away
	bar := container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, name, languages)), widget.NewSeparator())
	// What is to be done comes first in the order of the Tab key, then the languages.
	s.object = container.New(parts.Below{}, s.body, bar)
	s.offer()
	s.look()
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.head.Retranslate()
	s.page.retranslate()
}

// Focus puts the keyboard where it is needed first.
func (s *Screen) Focus() { s.page.focus() }

// Leave ends what is under way, and then closes the window.
func (s *Screen) Leave() {
	if s.stop == nil {
		s.o.Close()
		return
	}
	s.closing = true
	s.stop()
}

// Broken says that the program itself failed, and offers everything anew.
func (s *Screen) Broken() {
	s.stop = nil
	s.say(voice.Message(store.MessageID(errBroken)), true)
	s.offer()
}

// say is what became of the last try.
func (s *Screen) say(what voice.Speaker, grave bool) { s.note, s.grave = what, grave }

// show puts a page into the window.
func (s *Screen) show(p *page) {
	s.leavePage()
	s.page = p
	s.body.Objects = []fyne.CanvasObject{p.object}
	s.body.Refresh()
	p.focus()
}

// leavePage ends what goes on on the page that is shown.
func (s *Screen) leavePage() {
	if s.page != nil && s.page.left != nil {
		s.page.left()
	}
}

// look looks for backups in the background, which may lie on a slow stick.
func (s *Screen) look() {
	if !s.damaged() && !s.lost() || s.looked {
		return
	}
	s.looked = true
	crash.Go(func() {
		all, err := s.o.Folder.Backups(context.Background())
		s.o.Do(func() {
			if err != nil { // there are none to offer; the page with all of them says so
				slog.Error("look for backups", "err", err)
				return
			}
			s.found, s.sought = all, true
			if s.page.offers {
				s.offer()
			}
		})
	})
}

// page is what the window shows at a time: words, and what can be done.
type page struct {
	screen  *Screen
	speech  *parts.Speech
	column  *fyne.Container
	scroll  *container.Scroll
	object  fyne.CanvasObject
	buttons []*form.Button
	typed   *passphrase.Field // nil for none
	escape  func()            // where Escape leads; nil for nowhere
	offers  bool              // it is the first page
	left    func()            // ends what moves on it; nil for nothing
}

func (s *Screen) newPage(escape func()) *page {
	p := &page{screen: s, speech: parts.NewSpeech(s.o.Voice), column: container.New(parts.Column{Width: 54, From: 0.5}), escape: escape}
	p.scroll = container.NewVScroll(p.column)
	keys := p.speech.Label(widget.LowImportance, voice.Message("rescue.keys"))
	gap := theme.Padding()
	p.object = container.New(layout.NewCustomPaddedLayout(gap+theme.InnerPadding(), gap, gap, gap),
		container.NewBorder(nil, keys, nil, nil, p.scroll))
	return p
}

func (p *page) words(style form.Style, say voice.Speaker) *form.Words {
	w := p.speech.Words(style, say)
	p.column.Add(w.Object())
	return w
}

func (p *page) message(style form.Style, id string, args ...map[string]string) *form.Words {
	return p.words(style, voice.Message(id, args...))
}

// button returns a button that is brought into sight when it gets the keyboard.
func (p *page) button(say voice.Speaker, do func()) *form.Button {
	b := p.speech.Button(nil, say, do)
	b.OnEscape = p.escape
	b.OnFocus = func() { parts.Reveal(p.scroll, p.column, b, p.scroll.Offset.Y) }
	p.buttons = append(p.buttons, b)
	return b
}

// choice adds something to be done, with what it is good for beneath.
func (p *page) choice(say, help voice.Speaker, do func()) *form.Button {
	b := p.button(say, do)
	b.Alignment = widget.ButtonAlignLeading
	if len(p.buttons) == 1 {
		b.Importance = widget.HighImportance
	}
	p.column.Add(container.New(parts.Stack{}, container.New(parts.Indent{}, container.NewHBox(b)), p.speech.Words(form.Quiet, help).Object()))
	return b
}

// row adds buttons beside one another.
func (p *page) row(buttons ...*form.Button) {
	row := container.NewHBox()
	for _, b := range buttons {
		row.Add(b)
	}
	p.column.Add(container.New(parts.Indent{}, row))
}

func (p *page) focus() {
	switch {
	case p.typed != nil:
		p.typed.Focus()
	case len(p.buttons) > 0:
		p.screen.o.Canvas.Focus(p.buttons[0])
	}
}

func (p *page) retranslate() {
	p.speech.Retranslate()
	if p.typed != nil {
		p.typed.Retranslate()
	}
	p.column.Refresh()
}
