// Package voice is the language the window speaks: Chinese, English, both side by
// side, or one that a translator has begun, switched at any moment.
//
// Screens keep what they say as message ids and ask the voice for the words
// each time [Voice.OnChange] calls, so that a switch changes words and nothing
// else.
package voice

import (
	"slices"

	"golang.org/x/text/language"

	"recordaldesk/translations"
)

// Mode is a way to speak: one of those below or, as the code of a language, one that a
// translator has begun or [translations.Pseudo]. Its values are kept in the settings.
type Mode string

// The modes that everybody has.
const (
	Chinese Mode = "zh"
	English Mode = "en"
	Both    Mode = "both"
)

// Modes are those that everybody has, in the order in which a key goes round.
var Modes = []Mode{Chinese, English, Both}

// Voice says messages in the chosen mode. It belongs to the UI goroutine.
type Voice struct {
	mode      Mode
	others    []Mode
	listeners []func()
}

// New returns a voice in the given mode; what is no mode is Chinese, the language that
// is filed.
func New(mode Mode) *Voice { return &Voice{mode: valid(mode)} }

func valid(mode Mode) Mode {
	if slices.Contains(Modes, mode) {
		return mode
	}
	if _, err := language.Parse(string(mode)); mode == "" || err != nil {
		return Chinese
	}
	return mode
}

// Offer adds the modes that a translator's work brings; they come after those that
// everybody has.
func (v *Voice) Offer(others []Mode) { v.others = others }

// Modes returns the modes that can be chosen.
func (v *Voice) Modes() []Mode { return slices.Concat(Modes, v.others) }

// Mode returns the mode spoken now.
func (v *Voice) Mode() Mode { return v.mode }

// Switch speaks in another mode from now on and tells all listeners.
func (v *Voice) Switch(mode Mode) {
	if v.mode = valid(mode); v.listeners != nil {
		for _, tell := range v.listeners {
			tell()
		}
	}
}

// OnChange calls f after each switch.
func (v *Voice) OnChange(f func()) { v.listeners = append(v.listeners, f) }

// Next returns the mode that a key which goes round the modes chooses.
func (v *Voice) Next() Mode {
	all := v.Modes()
	return all[(slices.Index(all, v.mode)+1)%len(all)]
}

// Language returns the language that comes first.
func (v *Voice) Language() translations.Language {
	if v.mode == Both {
		return translations.Chinese
	}
	return translations.Language(v.mode)
}

// Speaker says one thing in a language.
type Speaker func(translations.Language) string

// Message is a speaker of the message id with the arguments.
func Message(id string, args ...map[string]string) Speaker {
	return func(l translations.Language) string { return translations.Text(l, id, args...) }
}

// Pair says a thing in the language that comes first and, side by side, in the
// other; second is "" otherwise and where both say the same.
func (v *Voice) Pair(say Speaker) (first, second string) {
	first = say(v.Language())
	if v.mode == Both {
		if second = say(translations.English); second == first {
			second = ""
		}
	}
	return first, second
}

// Line says a thing on one line, both languages behind one another where both
// are spoken. It is for buttons and other short words.
func (v *Voice) Line(say Speaker) string {
	first, second := v.Pair(say)
	if second == "" {
		return first
	}
	return first + "  " + second
}

// First is a speaker that says a thing in the language that comes first alone, for where
// there is no room for both.
func (v *Voice) First(say Speaker) Speaker {
	return func(translations.Language) string { return say(v.Language()) }
}

// Text says the message in the language that comes first.
func (v *Voice) Text(id string, args ...map[string]string) string {
	return translations.Text(v.Language(), id, args...)
}
