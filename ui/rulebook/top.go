package rulebook

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

// top is the title with the version of the book, and what there is to say of it.
type top struct {
	screen  *Screen
	speech  *parts.Speech
	notice  *form.Words
	changes *form.Button
	object  *fyne.Container
}

func newTop(s *Screen) *top {
	t := &top{screen: s, speech: parts.NewSpeech(s.o.Voice)}
	title := t.speech.Words(form.Title, voice.Message("rulebook.title"))
	version := t.speech.Label(widget.LowImportance, voice.Message("rulebook.version", map[string]string{
		"version": s.o.Book.Version, "date": s.o.Book.Date,
	}))
	t.changes = t.speech.Button(theme.InfoIcon(), voice.Message("rulebook.changes"), s.readChanges)
	back := t.speech.Button(theme.NavigateBackIcon(), voice.Message("rulebook.back"), s.o.Back)
	t.changes.OnEscape, back.OnEscape = s.leave, s.leave
	t.notice = form.NewWords(s.o.Voice, form.Body, t.sayNotice)
	t.notice.Color(widget.WarningImportance)
	t.object = container.New(parts.Stack{},
		container.New(parts.NewHead(), title.Object(), t.changes, back),
		version, t.notice.Object())
	t.retranslate()
	return t
}

// retranslate says all of it anew; what there is nothing to say of goes.
func (t *top) retranslate() {
	t.speech.Retranslate()
	t.notice.Retranslate()
	parts.SetVisible(t.notice.Object(), says(t.screen.o.Notice))
	parts.SetVisible(t.changes, says(t.screen.o.Changes))
}

func (t *top) sayNotice(l translations.Language) string {
	if t.screen.o.Notice == nil {
		return ""
	}
	return t.screen.o.Notice(l)
}

// says reports whether there is something to say.
func says(s voice.Speaker) bool { return s != nil && s(translations.Chinese) != "" }

// finder is the search.
type finder struct {
	screen *Screen
	speech *parts.Speech
	entry  *form.Entry
	found  *parts.Label
	object fyne.CanvasObject
}

func newFinder(s *Screen) *finder {
	f := &finder{screen: s, speech: parts.NewSpeech(s.o.Voice), entry: form.NewEntry()}
	label := f.speech.Label(widget.MediumImportance, voice.Message("rulebook.find"))
	label.Strong = true
	hint := f.speech.Label(widget.LowImportance, voice.Message("rulebook.find.help"))
	f.found = f.speech.Label(widget.MediumImportance, f.count)
	f.entry.OnChanged = func(string) { s.search() }
	f.entry.OnSubmitted = func(string) { s.open() }
	f.entry.OnKey = f.key
	f.object = container.New(parts.Searching{}, container.NewBorder(nil, nil, label, nil, container.New(parts.Ems(24), f.entry)), hint, f.found)
	return f
}

// key moves through what was found while the keyboard stays in the search.
func (f *finder) key(key fyne.KeyName) bool {
	if key == fyne.KeyEscape {
		f.screen.leave()
		return true
	}
	return f.screen.list.Moved(key)
}

// count says how many entries the book has, or how many of them were found.
func (f *finder) count(l translations.Language) string {
	s := f.screen
	if f.entry.Text == "" {
		return translations.Count(l, "rulebook.count", len(s.entries), nil)
	}
	return translations.Count(l, "rulebook.found", len(s.found), map[string]string{"total": strconv.Itoa(len(s.entries))})
}

// recount says how many there are by now.
func (f *finder) recount() {
	f.found.Say(f.screen.o.Voice, f.count)
	f.object.Refresh() // it is as wide as what it says
}
