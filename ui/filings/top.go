package filings

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// top is the title with the ways to begin beside it.
type top struct {
	title   *form.Words
	relabel []func()
	buttons *fyne.Container
	object  fyne.CanvasObject
}

func newTop(s *Screen) *top {
	t := &top{title: form.NewWords(s.o.Voice, form.Title, voice.Message("filings.title"))}
	t.buttons, t.relabel, _ = beginnings(s)
	t.object = container.NewBorder(nil, nil, nil, container.NewVBox(t.buttons), t.title.Object())
	return t
}

func (t *top) retranslate() {
	t.title.Retranslate()
	for _, say := range t.relabel {
		say()
	}
}

// beginnings makes the buttons that begin a filing, the first being the one most
// people need.
func beginnings(s *Screen) (row *fyne.Container, relabel []func(), first *button) {
	row = container.NewHBox()
	add := func(id string, icon fyne.Resource, importance widget.Importance, do func()) *button {
		b := newButton(icon, importance, do)
		say := func() { b.SetText(s.o.Voice.Line(voice.Message(id))) }
		say()
		relabel = append(relabel, say)
		row.Add(b)
		return b
	}
	first = add("filings.new", theme.ContentAddIcon(), widget.HighImportance, func() { s.o.Actions.New() })
	add("filings.file", theme.FolderOpenIcon(), widget.MediumImportance, func() { s.o.Actions.OpenFile() })
	add("filings.sample", theme.DocumentIcon(), widget.MediumImportance, func() { s.o.Actions.OpenSample() })
	return row, relabel, first
}

// finder is the search over the list.
type finder struct {
	screen *Screen
	label  *widget.Label
	entry  *form.Entry
	found  *widget.Label
	hint   *widget.Label
	object fyne.CanvasObject
}

func newFinder(s *Screen) *finder {
	f := &finder{screen: s, label: widget.NewLabel(""), entry: form.NewEntry(), found: widget.NewLabel(""), hint: widget.NewLabel("")}
	f.label.TextStyle.Bold = true
	f.hint.SizeName, f.hint.Importance, f.hint.Truncation = theme.SizeNameCaptionText, widget.LowImportance, fyne.TextTruncateEllipsis
	f.entry.OnChanged = func(string) { s.find() }
	f.entry.OnSubmitted = func(string) { s.open() }
	f.entry.OnKey = f.key
	f.object = container.NewBorder(nil, nil, container.NewHBox(f.label, container.New(searchWidth{}, f.entry)), f.found, f.hint)
	f.retranslate()
	return f
}

// key moves through what was found while the keyboard stays in the search, and
// leaves the search.
func (f *finder) key(key fyne.KeyName) bool {
	if key == fyne.KeyEscape {
		f.entry.SetText("")
		f.screen.Focus()
		return true
	}
	return f.screen.list.moved(key)
}

func (f *finder) retranslate() {
	f.label.SetText(f.screen.o.Voice.Line(voice.Message("filings.find")))
	f.hint.SetText(f.screen.o.Voice.Line(voice.Message("filings.find.help")))
	f.count()
}

// count says how many filings there are, or how many of them were found.
func (f *finder) count() {
	s := f.screen
	f.found.SetText(s.o.Voice.Line(func(l translations.Language) string {
		if f.entry.Text == "" {
			return translations.Count(l, "filings.count", s.total, nil)
		}
		return translations.Count(l, "filings.found", len(s.found), map[string]string{"total": strconv.Itoa(s.total)})
	}))
}

// empty stands where the list would: before there is a filing it says what to
// prepare, and where the list cannot be read it says why.
type empty struct {
	screen  *Screen
	title   *form.Words
	lines   []*form.Words
	start   *button // begins a filing, or tries again
	first   *button
	retry   *button
	buttons *fyne.Container
	relabel []func()
	object  fyne.CanvasObject
}

// toPrepare are the things to have at hand, in the order of the forms
// (guidance.md, section 4).
var toPrepare = []string{
	"filings.empty.intro", "filings.empty.licence", "filings.empty.persons", "filings.empty.domain",
	"filings.empty.account", "filings.empty.saved",
}

func newEmpty(s *Screen) *empty {
	e := &empty{screen: s, title: form.NewWords(s.o.Voice, form.Heading, voice.Message("filings.empty"))}
	body := container.New(stacked{body: -1}, e.title.Object())
	for _, id := range toPrepare {
		line := form.NewWords(s.o.Voice, form.Body, voice.Message(id))
		e.lines = append(e.lines, line)
		body.Add(line.Object())
	}
	e.buttons, e.relabel, e.first = beginnings(s)
	e.retry = newButton(theme.ViewRefreshIcon(), widget.HighImportance, s.load)
	say := func() { e.retry.SetText(s.o.Voice.Line(voice.Message("filings.retry"))) }
	say()
	e.relabel = append(e.relabel, say)
	body.Add(container.NewHBox(container.NewPadded(e.buttons)))
	body.Add(container.NewHBox(container.NewPadded(e.retry)))
	e.object = container.NewVScroll(body)
	e.invite()
	return e
}

// invite says what to prepare.
func (e *empty) invite() {
	e.start = e.first
	e.title.Say(voice.Message("filings.empty"))
	e.shows(true)
}

// fail says why the list cannot be read.
func (e *empty) fail(err error) {
	e.start = e.retry
	e.title.Say(voice.Message(store.MessageID(err)))
	e.shows(false)
}

func (e *empty) shows(invites bool) {
	for _, line := range e.lines {
		setVisible(line.Object(), invites)
	}
	setVisible(e.buttons, invites)
	setVisible(e.retry, !invites)
}

func (e *empty) retranslate() {
	e.title.Retranslate()
	for _, line := range e.lines {
		line.Retranslate()
	}
	for _, say := range e.relabel {
		say()
	}
}
