package notice

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store/intake"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// ReceivedOptions are what the client's screen needs from around it.
type ReceivedOptions struct {
	Voice    *voice.Voice
	Book     *rules.Book
	Today    string
	Name     string // of the file
	Notice   *casework.Notice
	Filing   *rules.Filing // the draft that it is about
	Standing intake.Standing
	Show     func() // keeps the notice and shows its items at the fields
	Open     func() // opens the filing as it is
	Cancel   func()
}

// Received shows a return notice that came in. It belongs to the UI goroutine.
type Received struct {
	speech *parts.Speech
	first  *form.Button
	object fyne.CanvasObject
}

// NewReceived builds the screen.
func NewReceived(o ReceivedOptions) *Received {
	r := &Received{speech: parts.NewSpeech(o.Voice)}
	sp := r.speech
	head := container.New(parts.Stack{}, sp.Words(form.Title, voice.Message("returning.title")).Object())
	name := widget.NewLabel(say.File(o.Name))
	name.Truncation = fyne.TextTruncateEllipsis
	head.Add(name)
	head.Add(sp.Words(form.Heading, what(o.Filing)).Object())
	head.Add(sp.Words(form.Body, say.ReturnedBy(o.Notice)).Object())
	head.Add(sp.Words(form.Body, counted(o.Notice.Items)).Object())
	if o.Standing != intake.NoticeFirst {
		words := sp.Words(form.Body, voice.Message("returning.standing."+string(o.Standing)))
		words.Color(widget.WarningImportance)
		head.Add(words.Object())
	}
	row := container.New(parts.NewFlow())
	add := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := sp.Button(icon, voice.Message(id), do)
		b.OnEscape = o.Cancel
		row.Add(b)
		return b
	}
	if o.Standing == intake.NoticeOlder {
		r.first = add(theme.FolderOpenIcon(), "returning.open", o.Open)
	} else {
		r.first = add(theme.NavigateNextIcon(), "returning.show", o.Show)
	}
	r.first.Importance = widget.HighImportance
	add(theme.CancelIcon(), "arrival.cancel", o.Cancel)
	body := container.NewVBox(head, container.New(parts.Indent{}, row), list(sp, o.Book, o.Filing, o.Today, o.Notice.Items))
	r.object = container.NewVScroll(container.NewPadded(container.NewPadded(body)))
	return r
}

// Object returns what to put into the window.
func (r *Received) Object() fyne.CanvasObject { return r.object }

// Focus puts the keyboard on the first button.
func (r *Received) Focus() { form.Focus(r.first) }

// Refresh has nothing to do: what came in does not change.
func (r *Received) Refresh() {}

// Retranslate says everything in the language chosen now.
func (r *Received) Retranslate() { r.speech.Retranslate() }
