package keying

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/ident"
	"recordaldesk/rules/wording"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// footer is the page with the numbers that the websites were given, and what each shows
// of them at the foot of its home page.
type footer struct {
	screen  *Screen
	speech  *parts.Speech
	first   *form.Entry
	licence *parts.Link
	status  *form.Words
	scroll  *container.Scroll
	whole   fyne.CanvasObject
}

func newFooter(s *Screen) *footer {
	f := &footer{screen: s, speech: parts.NewSpeech(s.o.Voice)}
	box := container.New(parts.Column{Width: 70}, f.speech.Words(form.Quiet, voice.Message("typing.footer.intro")).Object())
	for i := range s.o.Filing.Websites {
		f.website(box, i)
	}
	f.licence = f.speech.Link(voice.Message("typing.footer.licence"), func() { s.turn(pageLicence) })
	f.licence.Wrapping = fyne.TextWrapWord
	box.Add(f.licence)
	f.status = f.speech.Words(form.Body, parts.Nothing)
	f.status.Object().Hide()
	f.scroll = container.NewVScroll(box)
	f.whole = container.NewBorder(nil, f.status.Object(), nil, nil, f.scroll)
	return f
}

func (f *footer) object() fyne.CanvasObject { return f.whole }
func (f *footer) shown()                    {}
func (f *footer) retranslate()              { f.speech.Retranslate() }

func (f *footer) focus() {
	if f.first != nil {
		f.screen.o.Canvas.Focus(f.first)
	} else {
		f.screen.o.Canvas.Focus(f.licence)
	}
}

// website adds the numbers of a website.
func (f *footer) website(box *fyne.Container, i int) {
	s := f.screen
	w := s.o.Filing.Websites[i]
	name := w.Name
	if len(w.Domains) > 0 && w.Domains[0].Name != "" && w.Domains[0].Name != name {
		name = strings.TrimSpace(name + "  " + w.Domains[0].Name)
	}
	if name == "" {
		name = wording.WebsiteName(s.o.Voice.Language(), s.o.Filing, i)
	}
	title := widget.NewLabel(name) // plain, since a name may have any character
	title.SizeName, title.Wrapping = theme.SizeNameSubHeadingText, fyne.TextWrapBreak
	box.Add(widget.NewSeparator())
	box.Add(title)
	given := s.noted.GrantedTo(s.o.Filing, i)
	f.number(box, "typing.footer.icp", given.ICP, isRecordal, func(g *casework.Granted, number string) {
		if g.ICP = number; number == w.RecordalNumber {
			g.ICP = "" // which the filing says itself
		}
	}, i)
	f.number(box, "typing.footer.security", given.Security, isSecurity, func(g *casework.Granted, number string) { g.Security = number }, i)
}

// isRecordal and isSecurity tell the two numbers from one another: the rulebook knows a
// footer for both.
func isRecordal(number string) bool { _, err := ident.ParseRecordalNumber(number); return err == nil }

func isSecurity(number string) bool { return !isRecordal(number) }

// number adds one number of a website, with what is shown of it. of reports whether a
// number that the rulebook knows is of this sort; set puts it among those given.
func (f *footer) number(box *fyne.Container, id, number string, of func(string) bool, set func(*casework.Granted, string), website int) {
	s := f.screen
	entry := form.NewEntry()
	entry.Text = number
	wrong := f.speech.Words(form.Quiet, voice.Message(id+".wrong"))
	wrong.Color(widget.DangerImportance)
	wrong.Object().Hide()
	snippet := newSnippet(f)
	mark := func(number string) (rules.Mark, bool) {
		m, ok := s.o.Book.Footer(number)
		return m, ok && of(number)
	}
	show := func(number string) {
		m, ok := mark(number)
		snippet.show(m, ok, number)
		if ok || number == "" {
			wrong.Object().Hide()
		}
		box.Refresh()
	}
	entry.OnChanged = func(text string) {
		number := strings.TrimSpace(text)
		show(number)
		site := casework.SiteOf(s.o.Filing, website)
		s.note(func(c *casework.Case) {
			g := casework.Granted{Site: site}
			for _, one := range c.Granted {
				if one.Site == site {
					g = one
				}
			}
			set(&g, number)
			c.Grant(g)
		})
	}
	// What is wrong is said once the number is there, not while it is being typed.
	entry.OnBlur = func() {
		number := strings.TrimSpace(entry.Text)
		_, ok := mark(number)
		parts.SetVisible(wrong.Object(), number != "" && !ok)
		box.Refresh()
	}
	entry.OnSubmitted = func(string) { s.o.Canvas.FocusNext() }
	entry.OnFocus = func() { parts.Reveal(f.scroll, f.scroll.Content, entry, f.scroll.Offset.Y) }
	entry.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			s.o.Back()
		}
		return key == fyne.KeyEscape
	}
	if s.o.Refuse != nil {
		entry.Disable()
	}
	if f.first == nil {
		f.first = entry
	}
	box.Add(container.New(parts.Stack{}, f.speech.Words(form.Caption, voice.Message(id)).Object(), f.speech.Words(form.Quiet, voice.Message(id+".help")).Object()))
	box.Add(container.New(parts.Indent{}, container.NewHBox(container.New(parts.Ems(24), entry))))
	box.Add(wrong.Object())
	box.Add(snippet.object)
	show(number)
}

// snippet is what a website shows of a number: the text, where it leads, and both as HTML,
// each to be copied.
type snippet struct {
	texts   [3]*widget.Label
	subject *form.Words
	object  *fyne.Container
}

func newSnippet(f *footer) *snippet {
	s := &snippet{object: container.New(parts.Column{})}
	for i, id := range []string{"text", "link", "html"} {
		said := widget.NewLabel("")
		said.Wrapping = fyne.TextWrapBreak
		s.texts[i] = said
		what := voice.Message("typing.footer." + id)
		b := f.screen.button(theme.ContentCopyIcon(), voice.Message("typing.footer.copy_"+id), nil)
		b.OnTapped = func() {
			f.screen.copyPublic(said.Text)
			f.status.Say(withWhat("typing.footer.copied", what))
			f.status.Object().Show()
			f.whole.Refresh()
		}
		b.OnFocus = func() { parts.Reveal(f.scroll, f.scroll.Content, b, f.scroll.Offset.Y) }
		s.object.Add(container.New(parts.Columns{Shares: []float32{22, 53, 25}},
			f.speech.Words(form.Body, what).Object(), said, container.NewVBox(container.NewHBox(b))))
	}
	s.subject = f.speech.Words(form.Quiet, voice.Message("typing.footer.subject"))
	s.object.Add(s.subject.Object())
	return s
}

// show says what is shown of a number; nothing where ok is false.
func (s *snippet) show(m rules.Mark, ok bool, number string) {
	parts.SetVisible(s.object, ok)
	for i, text := range []string{m.Text, m.Link, m.HTML} {
		s.texts[i].SetText(text)
	}
	n, err := ident.ParseRecordalNumber(number)
	parts.SetVisible(s.subject.Object(), err == nil && n.String() != m.Text)
}
