package export

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// outcome is a packet that was written.
type outcome struct {
	zip, mail      string // paths; mail is "" where the draft is gone
	size, mailSize int64  // bytes
	sha256         string
	rulebook       string // version the filing was judged by; "" where it is not known
	entries        []packet.Entry
	incomplete     bool
	trouble        voice.Speaker // why an earlier packet cannot be shown; nil if it can
}

// largeMail is beyond what many mailboxes take, in bytes.
const largeMail = 20 << 20

// done is the last page: where the packet lies, that nothing has been sent, and
// what happens next.
type done struct {
	speech *parts.Speech
	first  *form.Button
	scroll *container.Scroll
}

func (d *done) focus() { form.Focus(d.first) }

// present shows the last page.
func (s *Screen) present(out outcome) {
	d := &done{speech: parts.NewSpeech(s.voice)}
	s.done = d
	title := "done.title"
	if out.incomplete {
		title = "done.title.draft"
	}
	body := container.NewVBox(
		container.New(parts.Stack{}, d.speech.Words(form.Title, voice.Message(title)).Object()),
		s.notSent(d, out))
	if out.trouble != nil {
		trouble := d.speech.Words(form.Body, out.trouble)
		trouble.Color(widget.DangerImportance)
		body.Add(trouble.Object())
	} else {
		body.Add(s.files(d, out))
	}
	back := d.button(theme.NavigateBackIcon(), voice.Message("done.back"), s.showCheck)
	body.Add(container.New(parts.Indent{}, container.NewHBox(back)))
	if !out.incomplete {
		body.Add(d.speech.Told(parts.ToldAt(rules.After, s.session.Report().Findings)))
		body.Add(s.timeline(d))
	}
	if len(out.entries) > 0 {
		body.Add(s.entries(d, out))
	}
	d.scroll = container.NewVScroll(container.NewPadded(body))
	s.show(d.scroll)
	d.focus()
}

func (d *done) button(icon fyne.Resource, label voice.Speaker, tapped func()) *form.Button {
	b := d.speech.Button(icon, label, tapped)
	b.OnFocus = func() {
		if d.scroll != nil {
			parts.Reveal(d.scroll, d.scroll.Content, b, d.scroll.Offset.Y)
		}
	}
	if d.first == nil {
		d.first = b
	}
	return b
}

// notSent says in words that nothing has been sent or filed.
func (s *Screen) notSent(d *done, out outcome) fyne.CanvasObject {
	id := "done.not_sent"
	if out.incomplete {
		id = "done.not_sent.draft"
	}
	text := d.speech.Words(form.Heading, voice.Message(id))
	text.Color(widget.WarningImportance)
	return container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameWarning), container.NewPadded(text.Object()))
}

// files says where the packet lies, and opens it.
func (s *Screen) files(d *done, out outcome) fyne.CanvasObject {
	zip := text(out.zip, widget.MediumImportance, "")
	zip.Wrapping = fyne.TextWrapBreak
	about := d.speech.Words(form.Quiet, func(l translations.Language) string {
		about := translations.Text(l, "done.file", map[string]string{"size": say.Size(out.size), "sha256": out.sha256})
		if out.rulebook == "" {
			return about
		}
		return about + "\n" + translations.Text(l, "book.version_judged", map[string]string{"version": out.rulebook})
	})
	buttons := container.New(parts.NewFlow())
	box := container.New(parts.Stack{}, d.speech.Words(form.Caption, voice.Message("done.zip")).Object(), zip, about.Object())
	if out.mail != "" {
		mail := text(out.mail, widget.MediumImportance, "")
		mail.Wrapping = fyne.TextWrapBreak
		box.Add(d.speech.Words(form.Caption, voice.Message("done.mail")).Object())
		box.Add(mail)
		if out.mailSize > largeMail {
			large := d.speech.Words(form.Body, voice.Message("done.mail.large", map[string]string{"size": say.Size(out.mailSize)}))
			large.Color(widget.WarningImportance)
			box.Add(large.Object())
		}
		open := d.button(theme.MailComposeIcon(), voice.Message("done.open_mail"), func() { s.open(out.mail) })
		open.Importance = widget.HighImportance
		buttons.Add(open)
	}
	buttons.Add(d.button(theme.FolderOpenIcon(), voice.Message("done.open_folder"), func() { s.open(filepath.Dir(out.zip)) }))
	buttons.Add(d.button(theme.ContentCopyIcon(), voice.Message("done.copy_path"), func() {
		fyne.CurrentApp().Clipboard().SetContent(out.zip)
	}))
	return container.NewVBox(box, container.New(parts.Indent{}, buttons))
}

func (s *Screen) open(path string) {
	if err := s.around.Open(path); err != nil {
		slog.Error("open", "err", err)
		s.around.Ask(voice.Message("done.not_opened", map[string]string{"path": path}), nil, nil)
	}
}

// timeline numbers what happens next.
func (s *Screen) timeline(d *done) fyne.CanvasObject {
	box := container.NewVBox(widget.NewSeparator(), d.speech.Words(form.Heading, voice.Message("done.next")).Object())
	for i, one := range nextSteps(s.session.Filing(), s.session.Report()) {
		lines := container.New(parts.Stack{},
			d.speech.Words(form.Caption, func(l translations.Language) string {
				return translations.Text(l, "done.step", map[string]string{"number": strconv.Itoa(i + 1), "title": one.title(l)})
			}).Object(),
			d.speech.Words(form.Body, one.text).Object())
		box.Add(lines)
		if one.address != "" {
			copying := d.button(theme.ContentCopyIcon(), voice.Message("done.copy_address", map[string]string{"address": one.address}), func() {
				fyne.CurrentApp().Clipboard().SetContent(one.address)
			})
			copying.Importance = widget.LowImportance
			box.Add(container.NewHBox(copying))
		}
	}
	return box
}

// entries lists what is in the packet.
func (s *Screen) entries(d *done, out outcome) fyne.CanvasObject {
	box := container.NewVBox(widget.NewSeparator(), d.speech.Words(form.Heading, func(l translations.Language) string {
		return translations.Count(l, "done.entries", len(out.entries), nil)
	}).Object())
	columns := parts.Columns{Shares: []float32{80, 20}}
	for _, e := range out.entries {
		box.Add(container.New(columns, text(e.Path, widget.MediumImportance, ""), text(say.Size(e.Size), widget.LowImportance, "")))
	}
	return box
}

// showLast shows the page of the last export again, with the packet proved once
// more.
func (s *Screen) showLast() {
	last := s.session.Record().Exported
	if last == nil || s.busy {
		return
	}
	s.busy = true
	s.status.Say(voice.Message("materials.loading"))
	name, sum := last.File, last.SHA256
	go func() {
		out := s.reopen(context.Background(), name, sum)
		s.around.Do(func() {
			s.busy = false
			s.status.Say(voice.Message("check.intro"))
			s.present(out)
		})
	}()
}

// reopen looks for a packet where the last one was put.
func (s *Screen) reopen(ctx context.Context, name, sum string) outcome {
	dir := s.lastFolder(ctx)
	out := outcome{zip: filepath.Join(dir, filepath.Base(name)), sha256: sum}
	info, err := os.Stat(out.zip)
	if err != nil || dir == "" {
		out.trouble = voice.Message("done.gone", map[string]string{"file": path.Base(name), "path": dir})
		return out
	}
	out.size = info.Size()
	proved, err := packet.Verify(ctx, out.zip)
	if err != nil {
		out.trouble = func(l translations.Language) string { return packet.Message(l, err) }
		return out
	}
	if now, err := hash(out.zip); err != nil || now != sum {
		out.trouble = voice.Message("done.another", map[string]string{"file": path.Base(name), "path": dir})
		return out
	}
	out.entries, out.rulebook = proved.Manifest.Entries, proved.Manifest.Rulebook
	mail := strings.TrimSuffix(out.zip, ".zip") + ".eml"
	switch info, err := os.Stat(mail); {
	case err == nil:
		out.mail, out.mailSize = mail, info.Size()
	case !errors.Is(err, os.ErrNotExist):
		slog.Error("look for the mail draft", "err", err)
	}
	return out
}
