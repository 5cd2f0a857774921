package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/rules"
	"recordaldesk/ui/voice"
)

// control is what a person works a field with. It shows a value of the filing
// and says when a person has given another.
type control interface {
	object() fyne.CanvasObject
	focus() fyne.Focusable // what takes the keyboard
	show(value any)        // a value from elsewhere
	retranslate()          // after the language was switched
}

// dateWidth holds a day as 2018年05月21日 writes it, in Latin characters.
const dateWidth = 16

// textControl is an entry of one or several lines.
type textControl struct {
	entry   *Entry
	width   int
	showing bool
}

func newText(f *rules.Field, changed func(any)) *textControl {
	c := &textControl{entry: NewEntry(), width: f.Width}
	if c.width == 0 {
		c.width = dateWidth
	}
	if f.Type == rules.TypeLongText {
		c.entry = NewLongEntry()
		c.entry.SetMinRowsVisible(3)
	}
	c.entry.Number = f.Type == rules.TypeCode || f.Type == rules.TypePhone
	c.entry.OnChanged = func(s string) {
		if !c.showing {
			changed(s)
		}
	}
	return c
}

func (c *textControl) object() fyne.CanvasObject { return container.New(wide{c.width}, c.entry) }
func (c *textControl) focus() fyne.Focusable     { return c.entry }
func (c *textControl) retranslate()              {}

func (c *textControl) show(value any) {
	text, _ := value.(string)
	if c.entry.Text == text {
		return
	}
	c.showing = true
	c.entry.SetText(text)
	c.showing = false
}

// toEnd puts the cursor behind the text.
func (c *textControl) toEnd() {
	for _, key := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyEnd} {
		c.entry.Entry.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// untilControl is a date with a box for long-term beside it.
type untilControl struct {
	textControl
	box   *Check
	voice *voice.Voice
	tell  func(any)
}

func newUntil(v *voice.Voice, f *rules.Field, changed func(any)) *untilControl {
	c := &untilControl{voice: v, tell: changed}
	c.textControl = *newText(f, changed)
	c.entry.OnChanged = func(s string) {
		if !c.showing {
			changed(s)
		}
	}
	c.box = NewCheck("", func(on bool) {
		if c.showing {
			return
		}
		value := c.entry.Text
		if on {
			value = rules.LongTerm
		}
		c.enable(!on)
		changed(value)
	})
	c.retranslate()
	return c
}

func (c *untilControl) enable(on bool) {
	if on {
		c.entry.Enable()
	} else {
		c.entry.Disable()
	}
}

func (c *untilControl) object() fyne.CanvasObject {
	return container.NewHBox(container.New(fixed{dateWidth}, c.entry), c.box)
}

func (c *untilControl) show(value any) {
	text, _ := value.(string)
	long := text == rules.LongTerm
	c.showing = true
	c.box.SetChecked(long)
	c.enable(!long)
	c.showing = false
	if !long {
		c.textControl.show(text)
	}
}

func (c *untilControl) retranslate() {
	c.box.Say(c.voice, voice.Message("value.long_term"))
}

// flagControl is a box to tick: the label of the field stands beside it.
type flagControl struct {
	box     *Check
	voice   *voice.Voice
	label   voice.Speaker
	showing bool
}

func newFlag(v *voice.Voice, label voice.Speaker, changed func(any)) *flagControl {
	c := &flagControl{voice: v, label: label}
	c.box = NewCheck("", func(on bool) {
		if !c.showing {
			changed(on)
		}
	})
	c.retranslate()
	return c
}

func (c *flagControl) object() fyne.CanvasObject { return c.box }
func (c *flagControl) focus() fyne.Focusable     { return c.box }

func (c *flagControl) show(value any) {
	on, _ := value.(bool)
	c.showing = true
	c.box.SetChecked(on)
	c.showing = false
}

func (c *flagControl) retranslate() {
	c.box.Say(c.voice, c.label)
}
