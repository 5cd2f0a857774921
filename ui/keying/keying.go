// Package keying is the screen from which a filing is typed into other platforms, value
// by value in their own order and words, and where stands what comes afterwards: the
// numbers, what a website shows of them, and what an ICP licence takes.
//
// Nothing of the filing is changed here. What was typed, given or seen to is noted in
// its [casework.Case].
package keying

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store/crash"
	"recordaldesk/store/paper"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wipe"
)

// Options are what the screen needs from around it.
type Options struct {
	Voice     *voice.Voice
	Book      *rules.Book
	Filing    *rules.Filing // which stays as it is
	Now       func() time.Time
	By        func() string // initials of who works here
	Program   string        // name and version, as papers carry it
	MailTo    string        // address of the ICP team; "" is the one that the guidance gives
	Canvas    fyne.Canvas
	Clipboard fyne.Clipboard

	// Case reads what is noted about the filing, and Change changes it. Both are called
	// off the UI goroutine.
	Case   func(context.Context) (*casework.Case, error)
	Change func(context.Context, func(*casework.Case) error) error
	Keep   func(work func()) // does work in the background that the end of the window waits for
	// Refuse is called in place of a change where nothing can be noted; nil where it can.
	Refuse func()

	Printer printer.Printer
	Folder  func(ctx context.Context, title, start string) (string, error) // asks for one
	Write   func(dir, name string, data []byte) (path string, err error)
	Open    func(path string) error // with the system's program

	Ask    func(say, yes voice.Speaker, do func()) // says something
	Failed func(what string, err error)            // says that the store failed
	Back   func()                                  // to where one was
	Do     func(func())                            // runs a function on the UI goroutine
}

// The pages of the screen.
const (
	pageKeying   = "keying"   // the sheet for the access provider's platform
	pageSecurity = "security" // that for the platform of the public security
	pageFooter   = "footer"
	pageLicence  = "licence"
)

// allPages are the pages in the order of their tabs.
var allPages = []string{pageKeying, pageSecurity, pageFooter, pageLicence}

// page is what the screen shows below its tabs.
type page interface {
	object() fyne.CanvasObject
	shown() // it is shown from now on
	focus() // puts the keyboard on it
	retranslate()
}

// Screen is the keying sheet with what belongs to it. It belongs to the UI goroutine.
type Screen struct {
	o     Options
	noted *casework.Case // nil until it is read
	notes notes

	chosen string
	pages  map[string]page
	closed bool

	speech *parts.Speech
	tabs   map[string]*form.Button
	row    *fyne.Container // of the tabs
	body   *fyne.Container
	object fyne.CanvasObject
}

// New builds the screen; what is noted is read in the background.
func New(o Options) *Screen {
	s := &Screen{o: o, chosen: pageKeying, pages: map[string]page{}, tabs: map[string]*form.Button{}, speech: parts.NewSpeech(o.Voice)}
	s.notes = notes{change: o.Change, failed: func(err error) { o.Do(func() { o.Failed("keep what was typed", err) }) }}
	back := s.button(theme.NavigateBackIcon(), voice.Message("typing.back"), o.Back)
	s.row = container.New(parts.NewFlow())
	for _, id := range allPages {
		b := s.button(nil, voice.Message("typing.tab."+id), func() { s.turn(id) })
		s.tabs[id] = b
		s.row.Add(b)
	}
	s.tabs[pageLicence].Hide()
	title := s.speech.Label(widget.MediumImportance, voice.Message("typing.title"))
	title.Strong, title.SizeName = true, theme.SizeNameSubHeadingText
	host := widget.NewLabel(o.Filing.Host.Name) // plain, since a name may have any character
	host.SizeName, host.Truncation = theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
	head := container.NewBorder(nil, nil, title, back, host)
	s.body = container.NewStack(s.speech.Words(form.Body, voice.Message("typing.reading")).Object())
	s.object = container.New(parts.Page{Body: 2}, head, s.row, s.body)
	crash.Go(func() {
		c, err := o.Case(context.Background())
		o.Do(func() { s.take(c, err) })
	})
	return s
}

// button returns a button from which Escape leads back.
func (s *Screen) button(icon fyne.Resource, say voice.Speaker, tapped func()) *form.Button {
	b := s.speech.Button(icon, say, tapped)
	b.OnEscape = s.o.Back
	return b
}

// take shows what can be typed, with what is noted about it.
func (s *Screen) take(c *casework.Case, err error) {
	if s.closed {
		return
	}
	if err != nil {
		s.o.Failed("read what was typed", err)
		s.o.Back()
		return
	}
	s.noted = c
	s.pages[pageKeying] = newSheet(s, false)
	s.pages[pageSecurity] = newSheet(s, true)
	s.pages[pageFooter] = newFooter(s)
	parts.SetVisible(s.tabs[pageLicence], s.o.Book.Commercial(s.o.Filing) || len(c.Licence) > 0)
	s.turn(s.chosen)
}

// turn shows another page, once there are any.
func (s *Screen) turn(id string) {
	if s.noted == nil {
		return
	}
	s.chosen = id
	s.tabs[id].Show() // the licence is there for who asks for it
	for other, b := range s.tabs {
		b.Importance = widget.LowImportance
		if other == id {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
	}
	if id == pageLicence {
		s.pages[id] = newLicence(s) // its mail names the numbers that were entered meanwhile
	}
	p := s.pages[id]
	s.body.Objects = []fyne.CanvasObject{p.object()}
	s.object.Refresh()
	p.shown()
	p.focus()
}

// turnBy goes so many pages on among those that are offered.
func (s *Screen) turnBy(by int) {
	var offered []string
	at := 0
	for _, id := range allPages {
		if s.tabs[id].Visible() {
			if id == s.chosen {
				at = len(offered)
			}
			offered = append(offered, id)
		}
	}
	s.turn(offered[max(0, min(len(offered)-1, at+by))])
}

// Close is called when the screen is left: nothing that was copied stays.
func (s *Screen) Close() {
	s.closed = true
	wipe.Now()
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Refresh has nothing to do: the filing does not change while it is typed.
func (s *Screen) Refresh() {}

// Focus puts the keyboard on the page. Until it is there nothing has the keyboard: what
// is typed would go into a field of the screen before.
func (s *Screen) Focus() {
	if p := s.pages[s.chosen]; p != nil {
		p.focus()
	} else {
		s.o.Canvas.Unfocus()
	}
}

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	for _, p := range s.pages {
		p.retranslate()
	}
	s.object.Refresh()
}

// note changes what is noted about the filing, at once here and in the background in the
// store. f holds no state of the screen.
func (s *Screen) note(f func(*casework.Case)) {
	f(s.noted)
	if s.o.Refuse == nil {
		s.notes.add(f)
		s.o.Keep(s.notes.write)
	}
}

// mayNote reports whether something can be noted; where it cannot, the person is told.
func (s *Screen) mayNote() bool {
	if s.o.Refuse != nil {
		s.o.Refuse()
		return false
	}
	return true
}

// copyPublic puts on the clipboard what everybody may read; it stays there.
func (s *Screen) copyPublic(text string) { s.o.Clipboard.SetContent(text) }

// copyPrivate puts on the clipboard what is to leave it again by itself.
func (s *Screen) copyPrivate(text string) {
	s.o.Clipboard.SetContent(text)
	wipe.Copied(s.o.Clipboard, text)
}

// today is the day on which the filing is looked at.
func (s *Screen) today() string { return s.o.Now().Format(time.DateOnly) }

// print shows a sheet on paper in the system's viewer; told is called with what became
// of it.
func (s *Screen) print(security bool, rows []wording.Typed, done func(wording.Typed) bool, told func(voice.Speaker)) {
	f, today := s.o.Filing.Clone(), s.today()
	file := "typing.print.file"
	if security {
		file += ".security"
	}
	name := s.o.Voice.Text(file)
	options := paper.Options{English: true, Date: today, Rulebook: s.o.Book.Version, Program: s.o.Program}
	ticked := map[string]bool{}
	for _, t := range rows {
		ticked[t.Key] = done(t)
	}
	told(voice.Message("materials.printing"))
	crash.Go(func() {
		pdf, err := paper.TypingSheet(context.Background(), f, paper.Typing{
			Security: security, Rows: rows, Done: func(t wording.Typed) bool { return ticked[t.Key] },
		}, options)
		var path string
		if err == nil {
			path, err = s.o.Printer.Put(name, pdf)
		}
		s.o.Do(func() {
			if err != nil {
				slog.Error("print the keying sheet", "err", err)
				told(nil)
				s.o.Ask(printer.Problem(s.o.Book, f, today, err), nil, nil)
				return
			}
			id := "materials.print.done"
			if err := s.o.Open(path); err != nil {
				slog.Error("open the keying sheet", "err", err)
				id = "materials.print.not_opened"
			}
			told(voice.Message(id, map[string]string{"path": path}))
		})
	})
}
