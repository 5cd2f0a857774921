// Package passphrase asks for passphrases: one that is there, or a new one, typed twice.
package passphrase

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Field is one passphrase or code to be typed: its name, the entry with a button that
// shows what was typed, and below it what is wrong with it.
type Field struct {
	Submit  func()                  // Return was pressed; nil does nothing
	Escape  func()                  // Escape was pressed; nil does nothing
	OnFocus func(fyne.CanvasObject) // a part of the field has got the keyboard; nil does nothing

	canvas fyne.Canvas
	speech *parts.Speech
	entry  *form.Entry
	eye    *form.Button
	wrong  *form.Words
	object *fyne.Container
}

// NewField returns a field with a name and, unless help is nil, a hint.
func NewField(v *voice.Voice, c fyne.Canvas, name, help voice.Speaker) *Field {
	f := &Field{canvas: c, speech: parts.NewSpeech(v), entry: form.NewEntry()}
	f.entry.Password = true
	// The toolkit's own eye cannot be reached by keyboard; this takes its place.
	f.entry.ActionItem = canvas.NewRectangle(color.Transparent)
	f.entry.OnSubmitted = func(string) { call(f.Submit) }
	f.entry.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			call(f.Escape)
		}
		return key == fyne.KeyEscape
	}
	focused := func(o fyne.CanvasObject) func() {
		return func() {
			if f.OnFocus != nil {
				f.OnFocus(o)
			}
		}
	}
	f.entry.OnFocus = focused(f.entry)
	f.entry.OnChanged = func(string) { f.Say(nil) }
	f.eye = f.speech.Button(theme.VisibilityIcon(), f.eyeSays, f.turn)
	f.eye.Importance, f.eye.OnEscape = widget.LowImportance, func() { call(f.Escape) }
	f.eye.OnFocus = focused(f.eye)
	f.wrong = f.speech.Words(form.Body, parts.Nothing)
	f.wrong.Color(widget.DangerImportance)
	f.wrong.Object().Hide()
	words := container.New(parts.Stack{}, f.speech.Words(form.Caption, name).Object())
	if help != nil {
		words.Add(f.speech.Words(form.Quiet, help).Object())
	}
	row := container.NewHBox(container.New(parts.Ems(26), f.entry), f.eye)
	f.object = container.New(parts.Stack{}, words, container.New(parts.Indent{}, row), f.wrong.Object())
	return f
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// Object returns what to put on a screen.
func (f *Field) Object() fyne.CanvasObject { return f.object }

// Retranslate says everything in the language chosen now.
func (f *Field) Retranslate() { f.speech.Retranslate() }

// Text is what was typed.
func (f *Field) Text() string { return f.entry.Text }

// Clear empties the field and hides what will be typed.
func (f *Field) Clear() {
	f.entry.SetText("")
	if !f.entry.Password {
		f.turn()
	}
	f.Say(nil)
}

// Focus puts the keyboard into the field, with what was typed ready to be typed over.
func (f *Field) Focus() {
	f.canvas.Focus(f.entry)
	if f.entry.Text != "" {
		f.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// Enable lets the field be typed into, or not. A field that has the keyboard keeps it.
func (f *Field) Enable(on bool) {
	if on {
		f.entry.Enable()
	} else {
		f.entry.Disable()
	}
}

// Say says what is wrong with what was typed, until it is changed; nil for nothing.
func (f *Field) Say(wrong voice.Speaker) {
	if wrong == nil {
		if f.wrong.Object().Visible() {
			f.wrong.Object().Hide()
			f.object.Refresh()
		}
		return
	}
	f.wrong.Say(wrong)
	f.wrong.Object().Show()
	f.object.Refresh()
}

func (f *Field) eyeSays(l translations.Language) string {
	if f.entry.Password {
		return translations.Text(l, "passphrase.show")
	}
	return translations.Text(l, "passphrase.hide")
}

// turn shows what was typed, or hides it.
func (f *Field) turn() {
	f.entry.Password = !f.entry.Password
	if f.entry.Password {
		f.eye.SetIcon(theme.VisibilityIcon())
	} else {
		f.eye.SetIcon(theme.VisibilityOffIcon())
	}
	f.speech.Retranslate()
	f.entry.Refresh()
}
