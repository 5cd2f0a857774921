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
	"recordaldesk/store/crash"
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
	files      []packed // one, or the parts of one packet
	locked     bool     // with a password
	small      packet.Small
	rulebook   string // version the filing was judged by; "" where it is not known
	entries    []packet.Entry
	incomplete bool
	trouble    voice.Speaker // why an earlier packet cannot be shown; nil if it can
}

// packed is a zip with its mail draft.
type packed struct {
	zip, mail      string // paths; mail is "" where the draft is gone
	size, mailSize int64  // bytes
	sha256         string
}

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

// files says where the packet lies, each part of it, and opens it.
func (s *Screen) files(d *done, out outcome) fyne.CanvasObject {
	all := container.NewVBox()
	if out.locked {
		words := d.speech.Words(form.Body, voice.Message("done.locked"))
		words.Color(widget.WarningImportance)
		all.Add(words.Object())
	}
	for i, f := range out.files {
		if len(out.files) > 1 {
			all.Add(d.speech.Words(form.Heading, partName(i+1, len(out.files))).Object())
		}
		all.Add(s.file(d, out, f))
	}
	if out.small.Folder != "" {
		all.Add(s.smallCopies(d, out.small))
	}
	return all
}

// file says where one zip lies.
func (s *Screen) file(d *done, out outcome, f packed) fyne.CanvasObject {
	zip := text(f.zip, widget.MediumImportance, "")
	zip.Wrapping = fyne.TextWrapBreak
	about := d.speech.Words(form.Quiet, func(l translations.Language) string {
		about := translations.Text(l, "done.file", map[string]string{"size": say.Size(f.size), "sha256": f.sha256})
		if out.rulebook == "" {
			return about
		}
		return about + "\n" + translations.Text(l, "book.version_judged", map[string]string{"version": out.rulebook})
	})
	buttons := container.New(parts.NewFlow())
	box := container.New(parts.Stack{}, d.speech.Words(form.Caption, voice.Message("done.zip")).Object(), zip, about.Object())
	if f.mail != "" {
		mail := text(f.mail, widget.MediumImportance, "")
		mail.Wrapping = fyne.TextWrapBreak
		box.Add(d.speech.Words(form.Caption, voice.Message("done.mail")).Object())
		box.Add(mail)
		if f.mailSize > s.options.bytes() {
			large := d.speech.Words(form.Body, voice.Message("done.mail.large", map[string]string{"size": say.Size(f.mailSize)}))
			large.Color(widget.WarningImportance)
			box.Add(large.Object())
		}
		open := d.button(theme.MailComposeIcon(), voice.Message("done.open_mail"), func() { s.open(f.mail) })
		open.Importance = widget.HighImportance
		buttons.Add(open)
	}
	buttons.Add(d.button(theme.FolderOpenIcon(), voice.Message("done.open_folder"), func() { s.open(filepath.Dir(f.zip)) }))
	buttons.Add(d.button(theme.ContentCopyIcon(), voice.Message("done.copy_path"), func() {
		fyne.CurrentApp().Clipboard().SetContent(f.zip)
	}))
	return container.NewVBox(box, container.New(parts.Indent{}, buttons))
}

// smallCopies says where the small copies for the national interface lie.
func (s *Screen) smallCopies(d *done, small packet.Small) fyne.CanvasObject {
	path := text(small.Folder, widget.MediumImportance, "")
	path.Wrapping = fyne.TextWrapBreak
	return container.NewVBox(
		container.New(parts.Stack{}, d.speech.Words(form.Caption, func(l translations.Language) string {
			return translations.Count(l, "done.small", len(small.Files), nil)
		}).Object(), path),
		container.New(parts.Indent{}, container.NewHBox(d.button(theme.FolderOpenIcon(), voice.Message("done.open_folder"), func() { s.open(small.Folder) }))))
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
	for i, one := range nextSteps(s.session.Filing(), s.session.Report(), s.options.mailTo()) {
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
	crash.Go(func() {
		out := s.reopen(context.Background(), name, sum)
		s.around.Do(func() {
			s.busy = false
			s.status.Say(voice.Message("check.intro"))
			s.present(out)
		})
	})
}

// reopen looks for a packet where the last one was put.
func (s *Screen) reopen(ctx context.Context, name, sum string) outcome {
	dir := s.lastFolder(ctx)
	f := packed{zip: filepath.Join(dir, filepath.Base(name)), sha256: sum}
	trouble := func(why voice.Speaker) outcome { return outcome{files: []packed{f}, trouble: why} }
	info, err := os.Stat(f.zip)
	if err != nil || dir == "" {
		return trouble(voice.Message("done.gone", map[string]string{"file": path.Base(name), "path": dir}))
	}
	f.size = info.Size()
	// An encrypted one cannot be looked into; its hash says that it is the same.
	proved, err := packet.Verify(ctx, f.zip)
	var refused *packet.Error
	locked := errors.As(err, &refused) && refused.Problem == packet.Encrypted
	if err != nil && !locked {
		return trouble(func(l translations.Language) string { return packet.Message(l, err) })
	}
	if now, err := hash(f.zip); err != nil || now != sum {
		return trouble(voice.Message("done.another", map[string]string{"file": path.Base(name), "path": dir}))
	}
	out := outcome{locked: locked}
	if proved != nil {
		out.entries, out.rulebook = proved.Manifest.Entries, proved.Manifest.Rulebook
	}
	mail := strings.TrimSuffix(f.zip, ".zip") + ".eml"
	switch info, err := os.Stat(mail); {
	case err == nil:
		f.mail, f.mailSize = mail, info.Size()
	case !errors.Is(err, os.ErrNotExist):
		slog.Error("look for the mail draft", "err", err)
	}
	out.files = []packed{f}
	return out
}
