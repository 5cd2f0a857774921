// Package fieldhelp is the panel beside a page that says why a field is asked: how it is
// filled in, what the guidance says of it in its own words, and which rules judge it.
package fieldhelp

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/wording/lookup"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Options are what the panel needs from around it.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas // of the window it is shown in
	Field  string      // of the rulebook, by its id
	Page   string      // on which it stands
	Help   lookup.FieldHelp
	Rule   func(id string) // shows a rule in the rulebook
	Close  func()          // takes the panel away
}

// Panel is what is said of one field. With the keyboard on it the arrow keys scroll.
type Panel struct {
	parts.Scrolled
	o    Options
	mode voice.Mode // in which it was said
}

var (
	_ fyne.Focusable = (*Panel)(nil)
	_ fyne.Tappable  = (*Panel)(nil)
)

// New makes the panel.
func New(o Options) *Panel {
	p := &Panel{o: o}
	p.Begin(p, o.Canvas, fyne.NewSize(200, 120))
	p.Retranslate()
	return p
}

// Field is the field that it speaks of.
func (p *Panel) Field() string { return p.o.Field }

// Retranslate says everything in the language chosen now.
func (p *Panel) Retranslate() {
	if p.mode == p.o.Voice.Mode() {
		return
	}
	p.mode = p.o.Voice.Mode()
	p.write()
}

// Focus puts the keyboard on the panel.
func (p *Panel) Focus() { p.o.Canvas.Focus(p) }

// write sets the panel: what the field is, what the guidance says, and the rules.
func (p *Panel) write() {
	closing := p.button(theme.CancelIcon(), voice.Message("dialog.close"), p.o.Close)
	all := []fyne.CanvasObject{
		container.New(parts.NewHead(), p.say(form.Heading, voice.Message("field."+p.o.Field)), closing),
		p.say(form.Body, voice.Message("field."+p.o.Field+".help")),
		p.say(form.Quiet, voice.Message("page."+p.o.Page+".intro")),
	}
	all = append(all, p.paragraphs()...)
	all = append(all, p.rules()...)
	if len(p.o.Help.Paragraphs) == 0 && len(p.o.Help.Rules) == 0 {
		all = append(all, p.say(form.Quiet, voice.Message("fieldhelp.nothing")))
	}
	all = append(all, p.say(form.Quiet, voice.Message("fieldhelp.keys")))
	p.Body.Objects = []fyne.CanvasObject{container.New(parts.Column{}, all...)}
	p.Settle()
}

func (p *Panel) say(style form.Style, say voice.Speaker) fyne.CanvasObject {
	return form.NewWords(p.o.Voice, style, say).Object()
}

func (p *Panel) rule() fyne.CanvasObject {
	return container.New(parts.Indent{}, widget.NewSeparator())
}

// button is one on the panel, which is brought into sight when it has the keyboard.
func (p *Panel) button(icon fyne.Resource, say voice.Speaker, tapped func()) *form.Button {
	b := form.NewButton(icon, tapped)
	b.Say(p.o.Voice, say)
	b.OnFocus = func() { p.Reveal(b) }
	b.OnEscape = p.o.Close
	return b
}

// TypedKey scrolls, or goes back to the field.
func (p *Panel) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape, fyne.KeyBackspace:
		p.o.Close()
	default:
		if !p.Goes(key.Name) {
			form.PassOn(p, key)
		}
	}
}

// TypedRune does nothing.
func (p *Panel) TypedRune(rune) {}

// TypedShortcut hands the window's own shortcuts on.
func (p *Panel) TypedShortcut(s fyne.Shortcut) {
	if c, ok := p.o.Canvas.(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// Dock lies over a window and has the panel at its right edge; the rest of the window stays
// as it is and can be worked with.
type Dock struct {
	object *fyne.Container
	panel  *Panel
}

// NewDock returns a dock with nothing in it.
func NewDock() *Dock {
	d := &Dock{}
	d.object = container.New(dockLayout{})
	return d
}

// Object returns what to put over the window.
func (d *Dock) Object() fyne.CanvasObject { return d.object }

// Panel returns the panel that is shown, nil for none.
func (d *Dock) Panel() *Panel { return d.panel }

// Show shows a panel; nil takes it away.
func (d *Dock) Show(p *Panel) {
	d.panel = p
	d.object.Objects = nil
	if p != nil {
		d.object.Objects = []fyne.CanvasObject{parts.NewShield(), parts.NewGround(look.ColorPaper, theme.ColorNameInputBorder), p}
	}
	d.object.Refresh()
}

// panelWidth is that of the panel, in heights of the text; mostShare is how much of the
// window it takes at most.
const (
	panelWidth = 31
	mostShare  = 0.5
)

type dockLayout struct{}

func (dockLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (dockLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := fyne.Min(panelWidth*theme.TextSize(), size.Width*mostShare)
	for _, o := range objects {
		o.Move(fyne.NewPos(size.Width-width, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}
