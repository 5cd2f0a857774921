package filings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// empty stands where the list would: before there is a filing it says what to
// prepare, and where the list cannot be read it says why.
type empty struct {
	speech  *parts.Speech
	title   *form.Words
	lines   []fyne.CanvasObject // what to prepare
	buttons *fyne.Container     // begin a filing
	walk    fyne.CanvasObject   // offers the walk through the sample
	secure  fyne.CanvasObject   // offers a passphrase
	begin   *form.Button        // the first of them
	retry   *form.Button
	start   *form.Button // what the keyboard begins with: begin or retry
	object  fyne.CanvasObject
}

// toPrepare are the things to have at hand, in the order of the forms
// (guidance.md, section 4).
var toPrepare = []string{
	"filings.empty.intro", "filings.empty.licence", "filings.empty.persons", "filings.empty.domain",
	"filings.empty.account", "filings.empty.saved",
}

func newEmpty(s *Screen) *empty {
	e := &empty{speech: parts.NewSpeech(s.o.Voice)}
	e.title = e.speech.Words(form.Heading, voice.Message("filings.empty"))
	body := container.New(parts.Page{Body: -1}, e.title.Object())
	for _, id := range toPrepare {
		line := e.speech.Words(form.Body, voice.Message(id)).Object()
		e.lines = append(e.lines, line)
		body.Add(line)
	}
	e.buttons, e.begin = beginnings(s, e.speech)
	e.retry = e.speech.Button(theme.ViewRefreshIcon(), voice.Message("filings.retry"), s.load)
	e.retry.Importance = widget.HighImportance
	for _, button := range []fyne.CanvasObject{e.buttons, e.retry} {
		body.Add(container.New(edge{}, container.NewHBox(button)))
	}
	e.walk = container.NewHBox()
	if s.o.Actions.Walk != nil {
		e.walk = container.NewHBox(e.speech.Link(voice.Message("walk.offer"), s.o.Actions.Walk))
	}
	body.Add(e.walk)
	e.secure = container.NewHBox()
	if s.o.Actions.Passphrase != nil {
		e.secure = container.NewHBox(e.speech.Link(voice.Message("filings.empty.passphrase"), s.o.Actions.Passphrase))
	}
	body.Add(e.secure)
	e.object = container.NewVScroll(body)
	e.invite()
	return e
}

// invite says what to prepare.
func (e *empty) invite() {
	e.title.Say(voice.Message("filings.empty"))
	e.starts(e.begin)
}

// fail says why the list cannot be read.
func (e *empty) fail(err error) {
	e.title.Say(voice.Message(store.MessageID(err)))
	e.starts(e.retry)
}

func (e *empty) starts(with *form.Button) {
	e.start = with
	for _, line := range e.lines {
		parts.SetVisible(line, with == e.begin)
	}
	parts.SetVisible(e.buttons, with == e.begin)
	parts.SetVisible(e.walk, with == e.begin)
	parts.SetVisible(e.secure, with == e.begin)
	parts.SetVisible(e.retry, with == e.retry)
}

// edge sets its object off to where the words above it begin.
type edge struct{}

func (edge) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(theme.InnerPadding(), theme.InnerPadding())
}

func (edge) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	by := theme.InnerPadding()
	objects[0].Move(fyne.NewPos(by, by))
	objects[0].Resize(size.SubtractWidthHeight(by, by))
}
