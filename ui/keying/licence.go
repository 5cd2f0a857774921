package keying

import (
	"cmp"
	"context"
	"log/slog"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store/crash"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// licence is the page with what an ICP licence takes, and the mail that asks the ICP team
// for what only the access provider has.
type licence struct {
	screen *Screen
	speech *parts.Speech
	points []*form.Button
	scroll *container.Scroll

	written *fyne.Container // what is said once the mail lies in a folder
}

func newLicence(s *Screen) *licence {
	p := &licence{screen: s, speech: parts.NewSpeech(s.o.Voice)}
	box := container.New(parts.Column{Width: 76}, p.speech.Words(form.Quiet, voice.Message("typing.licence.intro")).Object())
	if s.o.Book.Commercial(s.o.Filing) {
		looks := p.speech.Words(form.Body, voice.Message("typing.licence.commercial"))
		looks.Color(widget.WarningImportance)
		box.Add(looks.Object())
	}
	for _, point := range s.o.Book.LicencePoints {
		box.Add(p.point(point))
	}
	p.mail(box)
	p.scroll = container.NewVScroll(box)
	return p
}

func (p *licence) object() fyne.CanvasObject { return p.scroll }
func (p *licence) shown()                    {}
func (p *licence) retranslate()              { p.speech.Retranslate() }

func (p *licence) focus() {
	if len(p.points) > 0 {
		p.screen.o.Canvas.Focus(p.points[0])
	}
}

// button returns a button that is seen when it has the keyboard.
func (p *licence) button(icon fyne.Resource, say voice.Speaker, tapped func()) *form.Button {
	b := p.speech.Button(icon, say, tapped)
	b.OnEscape = p.screen.o.Back
	b.OnFocus = func() { parts.Reveal(p.scroll, p.scroll.Content, b, p.scroll.Offset.Y) }
	return b
}

// point is an entry of the checklist, with who saw to it and when. Pressed, it is ticked.
func (p *licence) point(of rules.LicencePoint) fyne.CanvasObject {
	s := p.screen
	by := widget.NewLabel("")
	by.SizeName, by.Importance = theme.SizeNameCaptionText, widget.SuccessImportance
	b := p.button(theme.CheckButtonIcon(), voice.Message("licence."+of.ID), nil)
	b.Importance, b.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	show := func() {
		tick, ticked := casework.TickOf(s.noted.Licence, of.ID)
		b.SetIcon(theme.CheckButtonIcon())
		by.SetText("")
		if ticked {
			b.SetIcon(theme.NewSuccessThemedResource(theme.CheckButtonCheckedIcon()))
			by.SetText(s.o.Voice.Text("typing.licence.by", map[string]string{"by": tick.By, "at": say.Moment(tick.At)}))
		}
	}
	b.OnTapped = func() {
		if !s.mayNote() {
			return
		}
		id, who, now := of.ID, s.o.By(), s.o.Now()
		_, ticked := casework.TickOf(s.noted.Licence, id)
		s.note(func(c *casework.Case) {
			if ticked {
				c.Licence = casework.ClearTick(c.Licence, id)
			} else {
				c.Licence = casework.SetTick(c.Licence, casework.Tick{ID: id, By: who, At: now})
			}
		})
		show()
	}
	show()
	p.points = append(p.points, b)
	return container.New(parts.Stack{}, container.NewHBox(b, by), p.speech.Words(form.Quiet, voice.Message("licence."+of.ID+".help")).Object())
}

// mail adds the mail to the ICP team as it will be written, and the button that does so.
func (p *licence) mail(box *fyne.Container) {
	s := p.screen
	letter := packet.NewLicenceMail(s.noted.WithNumbers(s.o.Filing), s.today(), cmp.Or(s.o.MailTo, packet.DefaultMailTo))
	box.Add(widget.NewSeparator())
	box.Add(container.New(parts.Stack{}, p.speech.Words(form.Heading, voice.Message("typing.licence.mail")).Object(),
		p.speech.Words(form.Quiet, voice.Message("typing.licence.mail.help")).Object()))
	chinese, english := p.letter(letter, translations.Chinese), p.letter(letter, translations.English)
	columns := container.New(parts.Columns{Shares: []float32{1, 1}}, chinese, english)
	single := container.NewStack(p.letter(letter, translations.Chinese))
	p.speech.Also(func() {
		parts.SetVisible(columns, s.o.Voice.Mode() != voice.Chinese)
		parts.SetVisible(single, s.o.Voice.Mode() == voice.Chinese)
	})
	box.Add(columns)
	box.Add(single)
	write := p.button(theme.MailComposeIcon(), voice.Message("typing.licence.write"), func() { p.write(letter) })
	write.Importance = widget.HighImportance
	box.Add(container.New(parts.Indent{}, container.NewHBox(write)))
	p.written = container.New(parts.Column{})
	box.Add(p.written)
}

// letter shows the mail in a language, without the numbers of persons.
func (p *licence) letter(m packet.LicenceMail, l translations.Language) fyne.CanvasObject {
	text := translations.Text(l, "typing.licence.to", map[string]string{"to": m.To()}) + "\n" +
		translations.Text(l, "typing.licence.subject", map[string]string{"subject": m.Subject(l)}) + "\n\n" + wording.PrivacyOf(p.screen.o.Filing).Text(m.Body(l))
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameSeparator), container.NewPadded(label))
}

// write asks for a folder and writes the draft of the mail into it.
func (p *licence) write(m packet.LicenceMail) {
	s := p.screen
	title := s.o.Voice.Text("typing.licence.folder")
	crash.Go(func() {
		dir, err := s.o.Folder(context.Background(), title, "")
		var path string
		if err == nil && dir != "" {
			var draft []byte
			if draft, err = m.Draft(); err == nil {
				path, err = s.o.Write(dir, m.FileName(), draft)
			}
		}
		s.o.Do(func() {
			switch {
			case err != nil:
				slog.Error("write the mail for a licence", "err", err)
				s.o.Ask(voice.Message("typing.licence.failed"), nil, nil)
			case path != "" && !s.closed:
				p.tell(path)
			}
		})
	})
}

// tell says where the draft lies, and opens it.
func (p *licence) tell(path string) {
	open := func(path string) func() {
		return func() {
			if err := p.screen.o.Open(path); err != nil {
				slog.Error("open the mail for a licence", "err", err)
				p.screen.o.Ask(voice.Message("done.not_opened", map[string]string{"path": path}), nil, nil)
			}
		}
	}
	first := p.button(theme.MailComposeIcon(), voice.Message("typing.licence.open"), open(path))
	first.Importance = widget.HighImportance
	p.written.Objects = []fyne.CanvasObject{
		p.speech.Words(form.Body, voice.Message("typing.licence.written", map[string]string{"path": path})).Object(),
		container.New(parts.Indent{}, container.NewHBox(first,
			p.button(theme.FolderOpenIcon(), voice.Message("typing.licence.open_folder"), open(filepath.Dir(path))))),
	}
	p.scroll.Content.Refresh()
	p.scroll.ScrollToBottom()
	p.screen.o.Canvas.Focus(first)
}
