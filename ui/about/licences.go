package about

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/assets/licences"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// LicencesOptions are what the screen needs from around it.
type LicencesOptions struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas // of the window the screen is shown in
	All    []licences.Licence
	Back   func() // to where one was
}

// Licences is the screen with the licences of others: a search, the list, and the text of
// the one chosen.
type Licences struct {
	o      LicencesOptions
	speech *parts.Speech
	found  []licences.Licence
	entry  *form.Entry
	count  *parts.Label
	list   *parts.Rows
	reader *reader
	object fyne.CanvasObject
}

// NewLicences builds the screen.
func NewLicences(o LicencesOptions) *Licences {
	s := &Licences{o: o, speech: parts.NewSpeech(o.Voice), found: o.All, list: parts.NewRows()}
	title := s.speech.Words(form.Title, voice.Message("about.licences"))
	back := s.speech.Button(theme.NavigateBackIcon(), voice.Message("settings.back"), o.Back)
	back.OnEscape = o.Back
	top := container.New(parts.NewHead(), title.Object(), back)

	s.entry = form.NewEntry()
	s.entry.OnChanged = func(string) { s.search() }
	s.entry.OnKey = func(key fyne.KeyName) bool {
		switch key {
		case fyne.KeyEscape:
			o.Back()
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
			s.list.TypedKey(&fyne.KeyEvent{Name: key})
			s.read()
		default:
			return false
		}
		return true
	}
	label := s.speech.Label(widget.MediumImportance, voice.Message("about.licences.find"))
	s.count = s.speech.Label(widget.MediumImportance, func(l translations.Language) string {
		return translations.Count(l, "about.licences.count", len(s.found), nil)
	})
	finder := container.New(parts.NewFlow(), label, container.New(parts.Ems(20), s.entry), s.count)

	s.list.Says = func(i int) parts.RowSays {
		if i >= len(s.found) {
			return parts.RowSays{}
		}
		one := s.found[i]
		return parts.RowSays{First: one.Name, Second: strings.TrimSpace(one.Version + "  " + one.SPDX)}
	}
	s.list.OnChoose = s.read
	s.list.OnEscape = o.Back
	s.list.Enter = func(int) { o.Canvas.Focus(s.reader) }
	s.reader = newReader(o.Back)
	keys := s.speech.Label(widget.LowImportance, voice.Message("about.licences.keys"))
	s.object = container.New(beneath{}, finder, s.list, s.reader.whole, top, keys)
	s.search()
	return s
}

// Object returns what to put into the window.
func (s *Licences) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now. The licences have their own.
func (s *Licences) Retranslate() {
	s.speech.Retranslate()
	s.list.Refill()
	s.object.Refresh()
}

// Refresh does nothing: no report changes what the screen shows.
func (s *Licences) Refresh() {}

// Focus puts the keyboard into the search.
func (s *Licences) Focus() { s.Find() }

// Find does the same.
func (s *Licences) Find() { s.o.Canvas.Focus(s.entry) }

// search lists those whose name or licence has what was typed.
func (s *Licences) search() {
	wanted := strings.ToLower(strings.TrimSpace(s.entry.Text))
	s.found = nil
	for _, one := range s.o.All {
		if strings.Contains(strings.ToLower(one.Name+" "+one.SPDX), wanted) {
			s.found = append(s.found, one)
		}
	}
	s.list.Fill(len(s.found))
	s.list.Choose(0)
	s.speech.Retranslate()
	s.read()
}

// read shows the text of the one that is chosen.
func (s *Licences) read() {
	if i := s.list.Current(); i >= 0 && i < len(s.found) {
		s.reader.read(s.found[i])
	} else {
		s.reader.read(licences.Licence{})
	}
}
