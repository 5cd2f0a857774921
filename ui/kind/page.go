package kind

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// page is what stands in the window at one time.
type page struct {
	speech  *parts.Speech
	objects []fyne.CanvasObject
	answers []*answer
	buttons []*form.Button
	first   fyne.Focusable // what the keyboard begins with
}

func newPage(v *voice.Voice) *page { return &page{speech: parts.NewSpeech(v)} }

// say adds words to the page.
func (p *page) say(style form.Style, speaker voice.Speaker) *form.Words {
	w := p.speech.Words(style, speaker)
	p.objects = append(p.objects, w.Object())
	return w
}

// button makes a button that says the message; row puts it on the page.
func (p *page) button(id string, icon fyne.Resource, importance widget.Importance, tapped func()) *form.Button {
	b := p.speech.Button(icon, voice.Message(id), tapped)
	b.Importance = importance
	p.buttons = append(p.buttons, b)
	return b
}

// row adds the buttons, of which some may be nil, beside one another.
func (p *page) row(buttons ...*form.Button) {
	row := container.NewHBox()
	for _, b := range buttons {
		if b != nil {
			row.Add(b)
		}
	}
	edge := theme.InnerPadding() // where the words above begin
	p.objects = append(p.objects, container.New(layout.NewCustomPaddedLayout(2*edge, 0, edge, 0), row))
}

// escape tells the buttons of the page what Escape does.
func (p *page) escape(leave func()) {
	for _, b := range p.buttons {
		b.OnEscape = leave
	}
}
