package about

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/ready"
	"recordaldesk/ui/voice"
)

// Options are what the screen needs from around it.
type Options struct {
	Voice     *voice.Voice
	Canvas    fyne.Canvas // of the window the screen is shown in
	Clipboard fyne.Clipboard
	Do        func(func()) // runs a function on the UI goroutine
	Folder    string       // of the data

	Facts func() []Fact // as they are now
	// Check looks whether this PC has what is needed. It is called in the background.
	Check func() []ready.Line

	// Still has nothing move any more.
	Still    func()
	Settings func() // shows the settings; nil where they cannot be
	Licences func() // shows those of others
	Back     func() // to where one was
}

// Screen shows the page.
type Screen struct {
	o      Options
	speech *parts.Speech
	column *fyne.Container
	scroll *container.Scroll
	object fyne.CanvasObject

	facts  *form.Words
	copied *form.Words
	copy   *form.Button
	lines  *fyne.Container // what was found about this PC
	found  *parts.Speech   // of those
	known  []ready.Line
	again  *form.Button
	still  *form.Button
}

// New builds the screen, and has this PC looked at.
func New(o Options) *Screen {
	s := &Screen{o: o, speech: parts.NewSpeech(o.Voice), found: parts.NewSpeech(o.Voice), column: container.New(parts.Column{Width: 62, From: 0.3})}
	s.scroll = container.NewVScroll(s.column)
	s.copy = s.button(theme.ContentCopyIcon(), voice.Message("about.copy"), s.keep)
	back := s.button(theme.NavigateBackIcon(), voice.Message("settings.back"), o.Back)
	title := s.speech.Words(form.Title, voice.Message("about.title"))
	s.column.Add(container.New(parts.NewHead(), title.Object(), s.copy, back))
	s.column.Add(s.speech.Words(form.Body, voice.Message("about.what")).Object())
	s.copied = s.speech.Words(form.Quiet, voice.Message("about.copy.help"))
	s.column.Add(s.copied.Object())
	s.facts = s.speech.Words(form.Body, s.sayFacts)
	s.column.Add(s.facts.Object())

	s.heading("ready.title")
	s.lines = container.New(parts.Column{})
	s.column.Add(s.lines)
	s.again = s.button(theme.ViewRefreshIcon(), voice.Message("ready.again"), s.look)
	s.still = s.button(nil, voice.Message("ready.still"), func() {
		o.Still()
		s.look()
	})
	s.still.Hide()
	row := container.New(parts.NewFlow(), s.again, s.still)
	if o.Settings != nil {
		row.Add(s.button(theme.SettingsIcon(), voice.Message("settings.title"), o.Settings))
	}
	s.column.Add(container.New(parts.Indent{}, row))

	s.heading("about.licence")
	s.column.Add(s.speech.Words(form.Body, voice.Message("about.licence.own", map[string]string{"name": "MIT"})).Object())
	s.column.Add(container.New(parts.Indent{}, container.NewHBox(s.button(theme.DocumentIcon(), voice.Message("about.licences"), o.Licences))))
	keys := s.speech.Label(widget.LowImportance, voice.Message("about.keys"))
	s.object = container.New(parts.Page{Body: 0}, s.scroll, keys)
	s.look()
	return s
}

func (s *Screen) heading(id string) {
	s.column.Add(widget.NewSeparator())
	s.column.Add(s.speech.Words(form.Heading, voice.Message(id)).Object())
}

// button returns a button that is brought into sight when it gets the keyboard.
func (s *Screen) button(icon fyne.Resource, say voice.Speaker, tapped func()) *form.Button {
	b := s.speech.Button(icon, say, tapped)
	b.OnEscape = s.o.Back
	b.OnFocus = func() { parts.Reveal(s.scroll, s.scroll.Content, b, s.scroll.Offset.Y) }
	return b
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.found.Retranslate()
	s.lay()
}

// Refresh does nothing: no report changes what the screen shows.
func (s *Screen) Refresh() {}

// Focus puts the keyboard on what copies the facts.
func (s *Screen) Focus() { s.o.Canvas.Focus(s.copy) }

func (s *Screen) lay() {
	s.column.Refresh()
	s.column.Layout.Layout(s.column.Objects, s.column.Size())
	s.scroll.Refresh()
}

// sayFacts says what is known, and where the data folder is.
func (s *Screen) sayFacts(l translations.Language) string {
	facts := append(s.o.Facts(), Fact{ID: "folder", Value: s.o.Folder})
	lines := make([]string, len(facts))
	for i, f := range facts {
		lines[i] = f.line(l)
	}
	return strings.Join(lines, "\n")
}

// keep puts what may be told to anybody on the clipboard.
func (s *Screen) keep() {
	l := s.o.Voice.Language()
	var lines []string
	for _, f := range s.o.Facts() {
		lines = append(lines, f.line(l))
	}
	for _, one := range s.known {
		lines = append(lines, said(l, one))
	}
	s.o.Clipboard.SetContent(strings.Join(lines, "\n") + "\n")
	s.copied.Color(widget.MediumImportance)
	s.copied.Say(voice.Message("about.copied"))
	s.lay()
}

// look looks at this PC in the background, and shows what was found.
func (s *Screen) look() {
	crash.Go(func() {
		all := s.o.Check()
		s.o.Do(func() { s.show(all) })
	})
}

// colors are those of the states that should be seen.
var colors = map[ready.State]widget.Importance{
	ready.Hint: widget.WarningImportance, ready.Problem: widget.DangerImportance,
}

// show shows what was found about this PC.
func (s *Screen) show(all []ready.Line) {
	s.known = all
	s.lines.Objects, s.found = nil, parts.NewSpeech(s.o.Voice)
	slow := false
	for _, one := range all {
		w := s.found.Words(form.Body, func(l translations.Language) string { return said(l, one) })
		if color, ok := colors[one.State]; ok {
			w.Color(color)
		}
		s.lines.Add(w.Object())
		slow = slow || one.About == "graphics" && one.State != ready.OK
	}
	parts.SetVisible(s.still, slow)
	s.lay()
}

// said says a line: what it is about, how that is, and what to do.
func said(l translations.Language, one ready.Line) string {
	return translations.Text(l, "ready.line", map[string]string{
		"name": translations.Text(l, "ready."+one.About), "state": translations.Text(l, "ready.state."+string(one.State)),
		"what": translations.Text(l, one.Message, one.Args),
	})
}
