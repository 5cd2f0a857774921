package passphrase

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/store"
	"recordaldesk/store/seal"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Choice is a new passphrase, typed twice so that a slip of a finger locks nobody out.
type Choice struct {
	first, again *Field
	object       *fyne.Container
}

// NewChoice returns a choice; submit is called when Return is pressed in the second
// field, and escape when Escape is in either.
func NewChoice(v *voice.Voice, c fyne.Canvas, submit, escape func()) *Choice {
	n := &Choice{
		first: NewField(v, c, voice.Message("passphrase.new"), voice.Message("passphrase.new.help")),
		again: NewField(v, c, voice.Message("passphrase.again"), nil),
	}
	n.first.Submit, n.again.Submit = n.again.Focus, submit
	n.first.Escape, n.again.Escape = escape, escape
	n.object = container.New(parts.Stack{}, n.first.Object(), n.again.Object())
	return n
}

// OnFocus has f called when a part of the fields has got the keyboard.
func (n *Choice) OnFocus(f func(fyne.CanvasObject)) { n.first.OnFocus, n.again.OnFocus = f, f }

// Object returns what to put on a screen.
func (n *Choice) Object() fyne.CanvasObject { return n.object }

// Retranslate says everything in the language chosen now.
func (n *Choice) Retranslate() {
	n.first.Retranslate()
	n.again.Retranslate()
}

// Focus puts the keyboard into the first field.
func (n *Choice) Focus() { n.first.Focus() }

// Clear empties both fields.
func (n *Choice) Clear() {
	n.first.Clear()
	n.again.Clear()
}

// Enable lets the fields be typed into, or not.
func (n *Choice) Enable(on bool) {
	n.first.Enable(on)
	n.again.Enable(on)
}

// Passphrase returns what was chosen. Where it cannot be taken, it says so at the field
// concerned, puts the keyboard there, and returns false.
func (n *Choice) Passphrase() (text string, ok bool) {
	first, err := seal.Passphrase(n.first.Text())
	if err != nil {
		n.Refuse(store.ErrBadPassphrase)
		return "", false
	}
	// Two keyboards may write one passphrase in two ways.
	if again, err := seal.Passphrase(n.again.Text()); err != nil || again != first {
		n.again.Say(voice.Message("passphrase.differ"))
		n.again.Focus()
		return "", false
	}
	return n.first.Text(), true
}

// Refuse says why the store did not take the passphrase.
func (n *Choice) Refuse(err error) {
	n.first.Say(voice.Message(store.MessageID(err)))
	n.first.Focus()
}
