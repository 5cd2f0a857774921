package filings

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// top is the title with the ways to begin beside it.
type top struct {
	speech  *parts.Speech
	title   fyne.CanvasObject
	buttons *fyne.Container
	object  fyne.CanvasObject
}

func newTop(s *Screen) *top {
	t := &top{speech: parts.NewSpeech(s.o.Voice)}
	title := t.speech.Words(form.Title, voice.Message("filings.title"))
	t.buttons, _ = beginnings(s, t.speech)
	t.title = title.Object()
	t.object = container.New(parts.NewHead(), append([]fyne.CanvasObject{t.title}, t.buttons.Objects...)...)
	return t
}

// beginnings makes the buttons that begin a filing, the first being the one most
// people need.
func beginnings(s *Screen, speech *parts.Speech) (row *fyne.Container, first *form.Button) {
	a := s.o.Actions
	first = speech.Button(theme.ContentAddIcon(), voice.Message("filings.new"), a.New)
	first.Importance = widget.HighImportance
	return container.NewHBox(first,
		speech.Button(theme.FolderOpenIcon(), voice.Message("filings.file"), a.OpenFile),
		speech.Button(theme.ListIcon(), voice.Message("filings.client_form"), a.ClientForm),
		speech.Button(theme.DocumentIcon(), voice.Message("filings.sample"), a.OpenSample),
		speech.Button(theme.GridIcon(), voice.Message("desk.open"), a.Queue),
	), first
}

// finder is the search over the list.
type finder struct {
	screen *Screen
	speech *parts.Speech
	entry  *form.Entry
	found  *parts.Label
	object fyne.CanvasObject
}

func newFinder(s *Screen) *finder {
	f := &finder{screen: s, speech: parts.NewSpeech(s.o.Voice), entry: form.NewEntry()}
	label := f.speech.Label(widget.MediumImportance, voice.Message("filings.find"))
	label.Strong = true
	hint := f.speech.Label(widget.LowImportance, voice.Message("filings.find.help"))
	f.found = f.speech.Label(widget.MediumImportance, f.count)
	f.entry.OnChanged = func(string) { s.search() }
	f.entry.OnSubmitted = func(string) { s.open() }
	f.entry.OnKey = f.key
	f.object = container.New(parts.Searching{}, container.NewBorder(nil, nil, label, nil, container.New(parts.Ems(22), f.entry)), hint, f.found)
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
	return f.screen.list.Moved(key)
}

// count says how many filings there are, or how many of them were found.
func (f *finder) count(l translations.Language) string {
	s := f.screen
	if f.entry.Text == "" {
		return translations.Count(l, "filings.count", s.total, nil)
	}
	return translations.Count(l, "filings.found", len(s.found), map[string]string{"total": strconv.Itoa(s.total)})
}

// recount says how many there are by now.
func (f *finder) recount() { f.found.Say(f.screen.o.Voice, f.count) }
