package form

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/composing"
	"recordaldesk/ui/look"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// Option is one thing a picker offers.
type Option struct {
	ID    string
	Text  string // in the language that comes first
	Aside string // in the other, side by side
}

// NewOption returns the option that says something in the languages that are spoken now.
func NewOption(v *voice.Voice, id string, say voice.Speaker) Option {
	text, aside := v.Pair(say)
	return Option{ID: id, Text: text, Aside: aside}
}

// Line is the option on one line.
func (o Option) Line() string {
	if o.Aside == "" || o.Aside == o.Text {
		return o.Text
	}
	return o.Text + "  " + o.Aside
}

// Picker chooses one of many: it looks like a field, and opens a list that a
// person searches by typing. It works with the keyboard alone: any letter,
// Space, Return or Down opens it, Up and Down move, Return takes, Escape leaves.
type Picker struct {
	widget.BaseWidget
	presence.Keys

	Search  func(query string) []Option // what to offer for what was typed
	Picked  func(id string)
	None    func() string // says that nothing was found
	OnFocus func()
	OnBlur  func()

	OnEscape func() // pressed while the list is not open; nil for nothing

	chosen  Option // "" for nothing
	prompt  Option // what to show while nothing is chosen
	voice   *voice.Voice
	both    bool // two languages are spoken
	focused bool
	late    bool // see [Picker.ExpectLate]
	list    *pickList
}

var (
	_ fyne.Focusable    = (*Picker)(nil)
	_ composing.Field   = (*Picker)(nil)
	_ fyne.Tappable     = (*Picker)(nil)
	_ desktop.Hoverable = (*Picker)(nil)
)

// NewPicker returns a picker with nothing chosen.
func NewPicker(v *voice.Voice, search func(string) []Option, picked func(string)) *Picker {
	p := &Picker{Search: search, Picked: picked, voice: v}
	p.None = func() string { return v.Line(voice.Message("form.none_found")) }
	p.ExtendBaseWidget(p)
	return p
}

// SetChosen shows what is chosen, or what to do while nothing is.
func (p *Picker) SetChosen(chosen, prompt Option) {
	both := p.voice.Mode() == voice.Both
	if p.chosen == chosen && p.prompt == prompt && p.both == both {
		return
	}
	p.chosen, p.prompt, p.both = chosen, prompt, both
	p.Refresh()
}

// Tapped opens the list.
func (p *Picker) Tapped(*fyne.PointEvent) {
	if c := canvasOf(p); c != nil {
		c.Focus(p)
	}
	p.open("")
}

// TypedRune opens the list with what was typed.
func (p *Picker) TypedRune(r rune) {
	if !p.late {
		p.open(strings.TrimSpace(string(r)))
	}
}

// ExpectLate keeps letters out until a key goes down in the picker: where a key has put
// the keyboard here, its character may arrive only now.
func (p *Picker) ExpectLate() { p.late = true }

// KeyDown notes that a key is meant for the picker.
func (p *Picker) KeyDown(key *fyne.KeyEvent) {
	p.late = false
	p.Keys.KeyDown(key)
}

// TypedKey opens the list.
func (p *Picker) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter || key.Name == fyne.KeyDown:
		p.open("")
	case key.Name == fyne.KeyEscape && p.OnEscape != nil:
		p.OnEscape()
	default:
		PassOn(p, key)
	}
}

// Caret is where the picker's words begin: what is typed there opens the list with it.
func (p *Picker) Caret() composing.Caret {
	letters := theme.TextSize()
	return composing.Caret{
		In: p, At: fyne.NewSquareOffsetPos(theme.InnerPadding()), Text: letters,
		Size: fyne.NewSize(theme.InputBorderSize(), lineHeight(letters)),
	}
}

// FocusGained draws the focus ring.
func (p *Picker) FocusGained() {
	p.focused = true
	p.Refresh()
	composing.Follow(p)
	if p.OnFocus != nil {
		p.OnFocus()
	}
}

// FocusLost takes the focus ring away.
func (p *Picker) FocusLost() {
	p.focused = false
	p.Refresh()
	composing.Leave(p)
	if p.OnBlur != nil && p.list == nil {
		p.OnBlur()
	}
}

// MouseIn, MouseMoved and MouseOut make the picker hoverable.
func (p *Picker) MouseIn(*desktop.MouseEvent)    {}
func (p *Picker) MouseMoved(*desktop.MouseEvent) {}
func (p *Picker) MouseOut()                      {}

func (p *Picker) open(query string) {
	c := canvasOf(p)
	if c == nil || p.list != nil {
		return
	}
	p.list = newPickList(p, c)
	p.list.show(query)
}

func (p *Picker) close(id string, picked bool) {
	list := p.list
	p.list = nil
	list.popup.Hide()
	list.canvas.Focus(p)
	if picked {
		p.Picked(id)
	}
}

// CreateRenderer draws the picker as a field with an arrow.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	r := &pickerRenderer{
		picker: p,
		back:   canvas.NewRectangle(nil),
		words:  newTwin(false),
		arrow:  widget.NewIcon(theme.MenuDropDownIcon()),
	}
	r.Refresh()
	return r
}

type pickerRenderer struct {
	picker *Picker
	back   *canvas.Rectangle
	words  *twin
	arrow  *widget.Icon
}

func (r *pickerRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	icon := theme.IconInlineSize()
	edge := theme.InnerPadding()
	r.words.place(fyne.NewPos(edge, 0), fyne.NewSize(fyne.Max(0, size.Width-2*edge-icon-theme.Padding()), size.Height), fyne.TextAlignLeading)
	r.arrow.Resize(fyne.NewSquareSize(icon))
	r.arrow.Move(fyne.NewPos(size.Width-icon-theme.Padding(), (size.Height-icon)/2))
}

func (r *pickerRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, shortHeight(r.picker.both))
}

func (r *pickerRenderer) Refresh() {
	th := fyne.CurrentApp().Settings().Theme()
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor = th.Color(theme.ColorNameInputBackground, variant)
	r.back.StrokeColor = th.Color(theme.ColorNameInputBorder, variant)
	r.back.StrokeWidth = theme.InputBorderSize()
	r.back.CornerRadius = theme.InputRadiusSize()
	if r.picker.focused {
		r.back.StrokeColor = th.Color(look.ColorRing, variant)
		r.back.StrokeWidth = 2
	}
	said, ink := r.picker.chosen, theme.ColorNameForeground
	if said.Text == "" {
		said, ink = r.picker.prompt, theme.ColorNamePlaceHolder
	}
	r.words.say(said.Text, said.Aside, r.picker.both)
	r.Layout(r.picker.Size())
	r.words.color(th.Color(ink, variant), th.Color(theme.ColorNamePlaceHolder, variant))
	r.back.Refresh()
	r.arrow.Refresh()
}

func (r *pickerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.words.first, r.words.second, r.arrow}
}

func (r *pickerRenderer) Destroy() {}
