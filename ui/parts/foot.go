package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// Foot stands below a list: it says what there is to know of the current row, and the
// keys.
type Foot struct {
	Keys   fyne.CanvasObject // those of its words that say the keys
	Object fyne.CanvasObject

	voice *voice.Voice
	say   voice.Speaker
	short bool // there is room for one language
	words []*form.Words
	room  *Room
}

// NewFoot returns a foot that says the keys, and nothing of a row.
func NewFoot(v *voice.Voice, keys voice.Speaker) *Foot {
	f := &Foot{voice: v, say: Nothing, room: NewRoom()}
	f.words = []*form.Words{form.NewWords(v, form.Body, f.say), form.NewWords(v, form.Quiet, keys)}
	f.words[0].Steady(true)
	f.Keys = f.words[1].Object()
	f.Object = container.New(Stack{}, container.New(f.room, f.words[0].Object()), f.Keys)
	return f
}

// Nothing is what says nothing.
func Nothing(translations.Language) string { return "" }

// Tell says what there is to know of a row.
func (f *Foot) Tell(say voice.Speaker) {
	if f.say = say; f.short {
		say = f.voice.First(say)
	}
	f.words[0].Say(say)
}

// Cramped leaves the second language out where there is no room for it, or says it again.
func (f *Foot) Cramped(is bool) {
	if f.short != is {
		f.short = is
		f.room.Forget()
		f.words[0].Steady(!is)
		f.Tell(f.say)
	}
}

// Retranslate says everything in the language chosen now.
func (f *Foot) Retranslate() {
	f.room.Forget()
	for _, w := range f.words {
		w.Retranslate()
	}
}
