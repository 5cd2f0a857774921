// Package arrival is the screen on which a person sees what came in as a file, a
// packet or a workbook that a client filled in, and how it differs from the draft it
// was once made from, and says what shall become of it.
package arrival

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/store/intake"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// Options are what the screen needs from around it.
type Options struct {
	Voice   *voice.Voice
	Book    *rules.Book
	Today   string
	Name    string // of the file
	Arrival *intake.Arrival
	Draft   *rules.Filing // the draft it was made from; nil where there is none here
	Do      func(func())  // runs a function on the UI goroutine
	Keep    func()        // as a new draft
	Update  func()        // in the draft's place
	Cancel  func()
}

// Screen shows what came in. It belongs to the UI goroutine.
type Screen struct {
	o      Options
	speech *parts.Speech
	scroll *container.Scroll
	first  *form.Button
	object fyne.CanvasObject
}

// New builds the screen.
func New(o Options) *Screen {
	s := &Screen{o: o, speech: parts.NewSpeech(o.Voice)}
	body := container.NewVBox(s.head(), s.buttons())
	for _, part := range []fyne.CanvasObject{s.mistakes(), s.changes(), s.scans()} {
		if part != nil {
			body.Add(part)
		}
	}
	s.scroll = container.NewVScroll(container.NewPadded(container.NewPadded(body)))
	s.object = s.scroll
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Focus puts the keyboard on the first button.
func (s *Screen) Focus() { form.Focus(s.first) }

// Refresh has nothing to do: what came in does not change.
func (s *Screen) Refresh() {}

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() { s.speech.Retranslate() }

// head says what came in, from whom and when.
func (s *Screen) head() fyne.CanvasObject {
	a, f := s.o.Arrival, s.o.Arrival.Filing
	box := container.New(parts.Stack{}, s.speech.Words(form.Title, s.title()).Object())
	name := widget.NewLabel(say.File(s.o.Name))
	name.Truncation = fyne.TextTruncateEllipsis
	box.Add(name)
	add := func(id string, args map[string]string) {
		box.Add(s.speech.Words(form.Body, voice.Message(id, args)).Object())
	}
	box.Add(s.speech.Words(form.Heading, func(l translations.Language) string { return s.what(l, f) }).Object())
	if p := a.Packet; p != nil {
		add("arrival.packet", map[string]string{
			"count": strconv.Itoa(len(p.Manifest.Entries)), "date": p.Manifest.AsOf, "program": p.Manifest.Program,
		})
		if p.Manifest.Part > 0 {
			add("arrival.part", map[string]string{
				"number": strconv.Itoa(p.Manifest.Part), "of": strconv.Itoa(len(p.Manifest.Others) + 1),
			})
		}
		if p.Manifest.Incomplete {
			add("arrival.draft", nil)
		}
	}
	if s.o.Draft != nil {
		words := s.speech.Words(form.Body, voice.Message("arrival.known"))
		words.Color(widget.WarningImportance)
		box.Add(words.Object())
	}
	return box
}

func (s *Screen) title() voice.Speaker {
	switch {
	case s.o.Arrival.Packet != nil:
		return voice.Message("arrival.title.packet")
	case s.o.Arrival.Workbook:
		return voice.Message("arrival.title.workbook")
	}
	return voice.Message("arrival.title.filing")
}

// what names the filing: its company and its kind.
func (s *Screen) what(l translations.Language, f *rules.Filing) string {
	name, kind := f.Host.Name, translations.Text(l, "arrival.kind.unknown")
	if name == "" {
		name = translations.Text(l, "arrival.company.unknown")
	}
	if id := "kind." + f.Kind; f.Kind != "" && translations.Has(l, id) {
		kind = translations.Text(l, id)
	}
	return translations.Text(l, "arrival.what", map[string]string{"company": name, "kind": kind})
}

// buttons are what can be done with it.
func (s *Screen) buttons() fyne.CanvasObject {
	row := container.New(parts.NewFlow())
	add := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := s.speech.Button(icon, voice.Message(id), do)
		b.OnEscape = s.o.Cancel
		row.Add(b)
		return b
	}
	if s.o.Draft != nil {
		s.first = add(theme.ViewRefreshIcon(), "arrival.update", s.o.Update)
		add(theme.ContentAddIcon(), "arrival.keep_new", s.o.Keep)
	} else {
		s.first = add(theme.ConfirmIcon(), "arrival.keep", s.o.Keep)
	}
	s.first.Importance = widget.HighImportance
	add(theme.CancelIcon(), "arrival.cancel", s.o.Cancel)
	return container.New(parts.Indent{}, row)
}

// mistakes lists the cells of a workbook that do not fit.
func (s *Screen) mistakes() fyne.CanvasObject {
	mistakes := s.o.Arrival.Mistakes
	if len(mistakes) == 0 {
		return nil
	}
	box := s.part(func(l translations.Language) string {
		return translations.Count(l, "arrival.mistakes", len(mistakes), nil)
	})
	for _, m := range mistakes {
		words := s.speech.Words(form.Body, m.Message)
		words.Color(widget.DangerImportance)
		box.Add(words.Object())
	}
	return paper(box)
}

// changes lists in which fields the draft differs from what came in.
func (s *Screen) changes() fyne.CanvasObject {
	if s.o.Draft == nil {
		return nil
	}
	zh := wording.Between(translations.Chinese, s.o.Book, s.o.Draft, s.o.Arrival.Filing, s.o.Today)
	en := wording.Between(translations.English, s.o.Book, s.o.Draft, s.o.Arrival.Filing, s.o.Today)
	if len(zh) == 0 {
		return paper(s.part(voice.Message("arrival.alike")))
	}
	box := s.part(func(l translations.Language) string { return translations.Count(l, "arrival.changes", len(zh), nil) })
	columns := parts.Columns{Shares: []float32{28, 36, 36}}
	words := func(style form.Style, say voice.Speaker) fyne.CanvasObject {
		return s.speech.Words(style, say).Object()
	}
	box.Add(container.New(columns, words(form.Caption, voice.Message("arrival.field")),
		words(form.Caption, voice.Message("arrival.here")), words(form.Caption, voice.Message("arrival.there"))))
	here, there := wording.PrivacyOf(s.o.Draft), wording.PrivacyOf(s.o.Arrival.Filing)
	veiled := false
	for i := range zh {
		in := func(pick func(wording.Comparison) string) voice.Speaker {
			return func(l translations.Language) string {
				said := pick(zh[i])
				if translations.Base(l) == translations.English && i < len(en) {
					said = pick(en[i])
				}
				if said == "" {
					return translations.Text(l, "output.not_given")
				}
				return said
			}
		}
		value := func(privacy *wording.Privacy, pick func(wording.Comparison) string) fyne.CanvasObject {
			full := pick(zh[i])
			if masked := privacy.Value(zh[i].FieldID, full); masked != full {
				veiled = true
				return parts.NewVeil(masked, full, s.o.Do)
			}
			return words(form.Body, in(pick))
		}
		box.Add(container.New(columns, words(form.Body, in(func(c wording.Comparison) string { return c.Label })),
			value(here, func(c wording.Comparison) string { return c.Before }),
			value(there, func(c wording.Comparison) string { return c.After })))
	}
	if veiled {
		box.Add(words(form.Quiet, voice.Message("privacy.hint")))
	}
	return paper(box)
}

// scans lists the scans that came along.
func (s *Screen) scans() fyne.CanvasObject {
	p := s.o.Arrival.Packet
	if p == nil {
		return paper(s.part(voice.Message("arrival.no_scans")))
	}
	count := 0
	for _, a := range p.Filing.Attachments {
		if p.Here(a) {
			count++
		}
	}
	box := s.part(func(l translations.Language) string { return translations.Count(l, "arrival.scans", count, nil) })
	if s.o.Draft != nil {
		box.Add(s.speech.Words(form.Quiet, voice.Message("arrival.scans.update")).Object())
	}
	return paper(box)
}

func (s *Screen) part(title voice.Speaker) *fyne.Container {
	return container.New(parts.Stack{}, s.speech.Words(form.Heading, title).Object())
}

func paper(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameSeparator), container.NewPadded(o))
}
