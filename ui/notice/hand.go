package notice

import (
	"context"
	"log/slog"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store/crash"
	"recordaldesk/store/returning"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// HandOptions are what the desk's screen needs from around it.
type HandOptions struct {
	Voice  *voice.Voice
	Book   *rules.Book
	Today  string
	Draft  returning.Draft
	By     string // who returned it last, to begin with
	Desk   string
	Folder func(ctx context.Context, title string) (string, error) // asks for one; "" for none
	Write  func(ctx context.Context, dir string, o Handed) (returning.Files, error)
	Open   func(path string) error // shows a file or folder with the system's program
	Ask    func(say, yes voice.Speaker, do func())
	Do     func(func()) // runs a function on the UI goroutine
	Back   func()
}

// Handed is what a person said on the screen.
type Handed struct {
	Language returning.Language
	By, Desk string
}

// Hand shows what would be handed back of a filing, asks in which language and where to,
// and says where the files lie then. It belongs to the UI goroutine.
type Hand struct {
	o      HandOptions
	speech *parts.Speech
	said   Handed
	busy   bool
	first  fyne.Focusable
	body   *fyne.Container
}

// NewHand builds the screen.
func NewHand(o HandOptions) *Hand {
	h := &Hand{o: o, said: Handed{Language: returning.Chinese, By: o.By, Desk: o.Desk}, body: container.NewStack()}
	h.ask()
	return h
}

// Object returns what to put into the window.
func (h *Hand) Object() fyne.CanvasObject { return h.body }

// Focus puts the keyboard on the first control.
func (h *Hand) Focus() {
	if o, ok := h.first.(interface {
		fyne.CanvasObject
		fyne.Focusable
	}); ok {
		form.Focus(o)
	}
}

// Refresh has nothing to do: what is handed back is as it was marked.
func (h *Hand) Refresh() {}

// Retranslate says everything in the language chosen now.
func (h *Hand) Retranslate() { h.speech.Retranslate() }

// show puts one of the two faces of the screen into the window.
func (h *Hand) show(parts ...fyne.CanvasObject) {
	h.body.Objects = []fyne.CanvasObject{container.NewVScroll(container.NewPadded(container.NewPadded(container.NewVBox(parts...))))}
	h.body.Refresh()
}

// ask shows what goes back, and asks for what is not known.
func (h *Hand) ask() {
	h.speech = parts.NewSpeech(h.o.Voice)
	sp := h.speech
	languages := form.NewSegments(func(id string) {
		if id != "" {
			h.said.Language = returning.Language(id)
		}
	})
	sp.Also(func() {
		var all []form.Option
		for _, l := range []returning.Language{returning.Chinese, returning.English, returning.Both} {
			all = append(all, form.Option{ID: string(l), Text: h.o.Voice.Text("language." + string(l))})
		}
		languages.Offer(all, string(h.said.Language))
	})
	by, desk := h.entry(&h.said.By), h.entry(&h.said.Desk)
	write := sp.Button(theme.DocumentSaveIcon(), voice.Message("returning.hand.write"), h.choose)
	write.Importance, write.OnEscape = widget.HighImportance, h.o.Back
	back := sp.Button(theme.NavigateBackIcon(), voice.Message("returning.hand.back"), h.o.Back)
	back.OnEscape = h.o.Back
	h.first = write
	to := container.NewVBox()
	if h.o.Draft.To == "" {
		words := sp.Words(form.Quiet, voice.Message("returning.hand.no_mail"))
		to.Add(words.Object())
	}
	h.show(
		container.New(parts.Stack{}, sp.Words(form.Title, voice.Message("returning.hand.title")).Object(),
			sp.Words(form.Heading, what(h.o.Draft.Filing)).Object(), sp.Words(form.Body, counted(h.o.Draft.Items)).Object(),
			sp.Words(form.Quiet, voice.Message("returning.hand.intro")).Object()),
		h.field("returning.hand.language", languages), h.field("returning.hand.by", container.New(parts.Ems(18.5), by)),
		h.field("returning.hand.desk", container.New(parts.Ems(18.5), desk)), to,
		container.New(parts.Indent{}, container.New(parts.NewFlow(), write, back)),
		list(sp, h.o.Book, h.o.Draft.Filing, h.o.Today, h.o.Draft.Items),
	)
}

// entry edits a text.
func (h *Hand) entry(text *string) *form.Entry {
	e := form.NewEntry()
	e.SetText(*text)
	e.OnChanged = func(now string) { *text = now }
	e.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			h.o.Back()
			return true
		}
		return false
	}
	return e
}

// field is a control under its label.
func (h *Hand) field(id string, control fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(
		container.New(parts.Stack{}, h.speech.Words(form.Caption, voice.Message(id)).Object()),
		container.New(parts.Indent{}, container.NewHBox(control)))
}

// choose asks for the folder and writes the files into it.
func (h *Hand) choose() {
	if h.busy {
		return
	}
	h.busy = true
	title, said := h.o.Voice.Text("returning.hand.folder"), h.said
	crash.Go(func() {
		ctx := context.Background()
		dir, err := h.o.Folder(ctx, title)
		var files returning.Files
		if err == nil && dir != "" {
			files, err = h.o.Write(ctx, dir, said)
		}
		h.o.Do(func() {
			h.busy = false
			switch {
			case err != nil:
				slog.Error("hand back a filing", "err", err)
				h.o.Ask(Problem(err), nil, nil)
			case dir != "":
				h.done(files)
			}
		})
	})
}

// done says where the files lie, and opens them.
func (h *Hand) done(files returning.Files) {
	h.speech = parts.NewSpeech(h.o.Voice)
	sp := h.speech
	row := container.New(parts.NewFlow())
	add := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := sp.Button(icon, voice.Message(id), do)
		b.OnEscape = h.o.Back
		row.Add(b)
		return b
	}
	print := add(theme.DocumentPrintIcon(), "returning.hand.print", func() { h.open(files.Notice) })
	print.Importance = widget.HighImportance
	h.first = print
	add(theme.MailComposeIcon(), "done.open_mail", func() { h.open(files.Mail) })
	add(theme.FolderOpenIcon(), "done.open_folder", func() { h.open(filepath.Dir(files.Return)) })
	add(theme.NavigateBackIcon(), "returning.hand.back", h.o.Back)
	not := sp.Words(form.Heading, voice.Message("returning.hand.not_sent"))
	not.Color(widget.WarningImportance)
	paths := container.New(parts.Stack{})
	for _, one := range []struct{ id, path string }{
		{"returning.hand.file.notice", files.Notice}, {"returning.hand.file.return", files.Return}, {"returning.hand.file.mail", files.Mail},
	} {
		path := widget.NewLabel(one.path)
		path.Wrapping = fyne.TextWrapBreak
		paths.Add(sp.Words(form.Caption, voice.Message(one.id)).Object())
		paths.Add(path)
	}
	h.show(
		container.New(parts.Stack{}, sp.Words(form.Title, func(l translations.Language) string {
			return translations.Count(l, "returning.hand.done", files.Items, nil)
		}).Object()),
		container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameWarning), container.NewPadded(not.Object())),
		paths, container.New(parts.Indent{}, row),
	)
	h.Focus()
}

func (h *Hand) open(path string) {
	if err := h.o.Open(path); err != nil {
		slog.Error("open", "err", err)
		h.o.Ask(voice.Message("done.not_opened", map[string]string{"path": path}), nil, nil)
	}
}
