package kind

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// page is what stands in the window at one time.
type page struct {
	voice   *voice.Voice
	objects []fyne.CanvasObject
	answers []*answer
	buttons []*button
	relabel []func()       // say everything in the language chosen now
	first   fyne.Focusable // what the keyboard begins with
}

// say adds words to the page.
func (p *page) say(style form.Style, speaker voice.Speaker) *form.Words {
	w := form.NewWords(p.voice, style, speaker)
	p.objects = append(p.objects, w.Object())
	p.relabel = append(p.relabel, w.Retranslate)
	return w
}

// button makes a button that says the message; row puts it on the page.
func (p *page) button(id string, icon fyne.Resource, importance widget.Importance, tapped func()) *button {
	b := newButton(icon, importance, tapped)
	say := func() { b.SetText(p.voice.Line(voice.Message(id))) }
	say()
	p.buttons = append(p.buttons, b)
	p.relabel = append(p.relabel, say)
	return b
}

// row adds the buttons, of which some may be nil, beside one another.
func (p *page) row(buttons ...*button) {
	row := container.NewHBox()
	for _, b := range buttons {
		if b != nil {
			row.Add(b)
		}
	}
	p.objects = append(p.objects, container.NewPadded(row))
}

// escape tells the buttons of the page what Escape does.
func (p *page) escape(leave func()) {
	for _, b := range p.buttons {
		b.escape = leave
	}
}
