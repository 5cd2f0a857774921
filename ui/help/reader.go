package help

import (
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// reader shows one page whole. With the keyboard on it the arrow keys scroll.
type reader struct {
	parts.Scrolled
	screen   *Screen
	page     *Page
	mode     voice.Mode // in which the page was said
	readings int        // counts the pages that were read, so that a picture decoded late is left out
}

var (
	_ fyne.Focusable = (*reader)(nil)
	_ fyne.Tappable  = (*reader)(nil)
)

func newReader(s *Screen) *reader {
	r := &reader{screen: s}
	r.Begin(r, s.o.Canvas, fyne.NewSize(240, 120))
	return r
}

// wide is how wide a page gets, in heights of the text: longer lines are hard to read.
const wide = 56

// read shows a page from its beginning; one that is shown already stays as it is.
func (r *reader) read(p *Page) {
	mode := r.screen.o.Voice.Mode()
	if p == r.page && mode == r.mode {
		return
	}
	another := p != r.page
	r.page, r.mode = p, mode
	r.readings++
	r.Body.Objects = nil
	if p != nil {
		r.Body.Add(container.New(parts.Column{Width: wide}, r.parts(p)...))
	}
	r.Settle()
	if another {
		r.ToTop()
	}
}

// parts are what stands on a page, one beneath the other.
func (r *reader) parts(p *Page) []fyne.CanvasObject {
	v := r.screen.o.Voice
	all := []fyne.CanvasObject{form.NewWords(v, form.Title, p.name()).Object()}
	if lead := r.screen.o.Leads(p.way()); lead != nil {
		b := r.button(theme.NavigateNextIcon(), voice.Message("help.go"), lead)
		all = append(all, container.NewHBox(container.New(parts.Indent{}, b)))
	}
	all = append(all, r.pictured(p)...)
	for _, one := range p.Sections {
		if section := r.section(p, one); section != nil {
			all = append(all, section)
		}
	}
	return append(all, r.links(p)...)
}

// section is a headed paragraph with its source; nil where the rulebook has nothing to say.
func (r *reader) section(p *Page, one Section) fyne.CanvasObject {
	v := r.screen.o.Voice
	text := p.text(one)
	if one.Fact != "" {
		if text = r.screen.o.Fact(one.Fact); text == nil {
			return nil
		}
	}
	section := container.New(parts.Stack{},
		form.NewWords(v, form.Heading, p.head(one)).Object(), form.NewWords(v, form.Body, text).Object())
	if one.Source != "" {
		section.Add(form.NewWords(v, form.Quiet, one.cited()).Object())
	}
	return section
}

// cited says where a section comes from, how well founded it is and of which day.
func (s Section) cited() voice.Speaker {
	return func(l translations.Language) string {
		said := translations.Text(l, "form.source", map[string]string{"source": wording.Source(l, s.Source)})
		return translations.Text(l, "help.cited", map[string]string{
			"source": said, "confidence": translations.Text(l, "confidence."+string(rules.Confidence(s.Confidence))), "date": s.AsOf,
		})
	}
}

// pictured is the picture of a page, and beneath it what is at its marks. The picture is
// decoded in the background.
func (r *reader) pictured(p *Page) []fyne.CanvasObject {
	v := r.screen.o.Voice
	name := PictureName(p.ID, translations.Base(v.Language()))
	known, ok := Pictures()[name]
	if !ok {
		return nil
	}
	shown, reading := newPicture(known), r.readings
	crash.Go(func() {
		decoded, err := decode(name)
		if err != nil {
			slog.Error("show a picture of the help", "err", err)
			return
		}
		r.screen.o.Do(func() {
			if reading == r.readings {
				shown.show(decoded)
			}
		})
	})
	all := []fyne.CanvasObject{shown}
	for i := range min(len(p.Marks), len(known.Marks)) {
		said := form.NewWords(v, form.Quiet, p.mark(i))
		said.Color(widget.MediumImportance)
		all = append(all, container.New(marked{}, newNumber(i+1), said.Object()))
	}
	return all
}

// links lead to other pages, and to the rulebook.
func (r *reader) links(p *Page) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	add := func(head string, row *fyne.Container) {
		if len(row.Objects) > 0 {
			all = append(all, container.New(parts.Stack{}, form.NewWords(r.screen.o.Voice, form.Caption, voice.Message(head)).Object(), container.New(parts.Indent{}, row)))
		}
	}
	pages, rules := container.New(parts.NewFlow()), container.New(parts.NewFlow())
	for _, id := range p.Pages {
		if other := ByID(id); other != nil {
			pages.Add(r.button(nil, other.name(), func() {
				r.screen.Open(id)
				r.screen.open()
			}))
		}
	}
	for _, key := range p.Rules {
		if name := r.screen.o.Rule(key); name != nil {
			rules.Add(r.button(theme.SearchIcon(), name, func() { r.screen.o.ShowRule(key) }))
		}
	}
	add("help.see", pages)
	add("help.rules", rules)
	if len(all) > 0 {
		all = append([]fyne.CanvasObject{container.New(parts.Indent{}, widget.NewSeparator())}, all...)
	}
	return all
}

// button is one on the page, which is brought into sight when it has the keyboard.
func (r *reader) button(icon fyne.Resource, say voice.Speaker, tapped func()) *form.Button {
	b := form.NewButton(icon, tapped)
	b.Say(r.screen.o.Voice, say)
	b.OnFocus = func() { r.Reveal(b) }
	b.OnEscape = r.screen.leave
	return b
}

// TypedKey scrolls or goes back to the search.
func (r *reader) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape, fyne.KeyBackspace:
		r.screen.leave()
	default:
		if !r.Goes(key.Name) {
			form.PassOn(r, key)
		}
	}
}

// TypedRune does nothing.
func (r *reader) TypedRune(rune) {}

// TypedShortcut hands the window's own shortcuts on.
func (r *reader) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok {
		if c, ok := r.screen.o.Canvas.(fyne.Shortcutable); ok {
			c.TypedShortcut(custom)
		}
	}
}

// marked sets a number before what is said of its mark.
type marked struct{}

func (marked) edge() float32 { return theme.InnerPadding() }

func (marked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	number, words := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(number.Width+words.Width, fyne.Max(number.Height, words.Height-theme.InnerPadding()))
}

func (m marked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	number := objects[0].MinSize()
	left := m.edge() + number.Width
	// The words have room of their own around them.
	objects[1].Move(fyne.NewPos(left, -theme.InnerPadding()/2))
	for range 2 { // what wraps knows its height once it has a width
		objects[1].Resize(fyne.NewSize(size.Width-left, objects[1].MinSize().Height))
	}
	objects[0].Move(fyne.NewPos(m.edge(), (size.Height-number.Height)/2))
	objects[0].Resize(number)
}
