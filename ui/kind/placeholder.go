package kind

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// Placeholder stands in the wizard's place for a filing from elsewhere whose kind
// the rulebook does not know.
type Placeholder struct {
	page   *page
	canvas fyne.Canvas
	object fyne.CanvasObject
}

// PlaceholderActions are what the screen hands on to the window.
type PlaceholderActions struct {
	Again func() // answer the questions again
	Close func() // back to the filings
}

// NewPlaceholder returns the screen.
func NewPlaceholder(v *voice.Voice, canvas fyne.Canvas, a PlaceholderActions) *Placeholder {
	p := &Placeholder{page: newPage(v), canvas: canvas}
	p.page.say(form.Title, voice.Message("kindpage.unknown"))
	p.page.say(form.Body, voice.Message("kindpage.unknown.help"))
	again := p.page.button("kindpage.again", theme.ViewRefreshIcon(), widget.MediumImportance, a.Again)
	home := p.page.button("kindpage.close", theme.HomeIcon(), widget.HighImportance, a.Close)
	p.page.first = home
	p.page.row(home, again)
	p.page.escape(a.Close)
	body := container.New(column{gap: theme.Padding()}, p.page.objects...)
	p.object = container.NewVScroll(container.New(middle{}, body))
	return p
}

// Object returns what to put into the window.
func (p *Placeholder) Object() fyne.CanvasObject { return p.object }

// Retranslate says the screen in the language chosen now.
func (p *Placeholder) Retranslate() {
	p.page.speech.Retranslate()
	p.object.Refresh()
}

// Refresh does nothing: what was chosen does not change here.
func (p *Placeholder) Refresh() {}

// Focus puts the keyboard on the way back to the filings.
func (p *Placeholder) Focus() { p.canvas.Focus(p.page.first) }
