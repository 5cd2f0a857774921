package form

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// Check is a box to tick that says when it gets and loses the focus. Side by side what it
// is about stands beside it in the second language too, small beneath.
type Check struct {
	widget.Check // its Text stays empty: the texts are drawn here
	presence.Keys

	Text  string // in the language that comes first
	Aside string // in the other, side by side

	OnFocus func()
	OnBlur  func()

	focused bool
	both    bool // two languages are spoken
}

// NewCheck returns a box with a text beside it.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// Say says what the box is about in the languages that are spoken now.
func (c *Check) Say(v *voice.Voice, say voice.Speaker) {
	c.Text, c.Aside = v.Pair(say)
	c.both = v.Mode() == voice.Both
	c.Refresh()
}

// CreateRenderer draws the box and the texts beside it.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{WidgetRenderer: c.Check.CreateRenderer(), check: c, words: newTwin(false)}
	r.Refresh()
	return r
}

// FocusGained tells OnFocus.
func (c *Check) FocusGained() {
	c.focused = true
	c.Check.FocusGained()
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

// FocusLost tells OnBlur.
func (c *Check) FocusLost() {
	c.focused = false
	c.Check.FocusLost()
	if c.OnBlur != nil {
		c.OnBlur()
	}
}

// TypedKey ticks the box with Return as well as with the space bar.
func (c *Check) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter {
		c.SetChecked(!c.Checked)
		return
	}
	if !PassOn(c, key) {
		c.Check.TypedKey(key)
	}
}

// checkRenderer draws the toolkit's box and the texts beside it.
type checkRenderer struct {
	fyne.WidgetRenderer
	check *Check
	words *twin
}

// box is the width that the toolkit gives the box and what is around it.
func (r *checkRenderer) box() float32 {
	return theme.IconInlineSize() + theme.InnerPadding() + 2*theme.InputBorderSize()
}

func (r *checkRenderer) MinSize() fyne.Size {
	r.words.say(r.check.Text, r.check.Aside, r.check.both)
	words := r.words.minSize().AddWidthHeight(r.box()+theme.InnerPadding(), theme.InnerPadding())
	return words.Max(r.WidgetRenderer.MinSize())
}

func (r *checkRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.words.say(r.check.Text, r.check.Aside, r.check.both)
	r.words.place(fyne.NewPos(r.box(), 0), fyne.NewSize(fyne.Max(0, size.Width-r.box()), size.Height), fyne.TextAlignLeading)
}

func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.words.first, r.words.second)
}

func (r *checkRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	first, second := theme.ColorNameForeground, theme.ColorNamePlaceHolder
	if r.check.Disabled() {
		first, second = theme.ColorNameDisabled, theme.ColorNameDisabled
	}
	r.Layout(r.check.Size())
	r.words.color(theme.Color(first), theme.Color(second))
}
