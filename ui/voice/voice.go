// Package voice is the language the window speaks: Chinese, English, or both
// side by side, switched at any moment.
//
// Screens keep what they say as message ids and ask the voice for the words
// each time [Voice.OnChange] calls, so that a switch changes words and nothing
// else.
package voice

import (
	"recordaldesk/translations"
)

// Mode is one of the three ways to speak.
type Mode string

// The modes. Their values are kept in the settings.
const (
	Chinese Mode = "zh"
	English Mode = "en"
	Both    Mode = "both"
)

// Voice says messages in the chosen mode. It belongs to the UI goroutine.
type Voice struct {
	mode      Mode
	listeners []func()
}

// New returns a voice in the given mode; anything unknown is Chinese, the
// language that is filed.
func New(mode Mode) *Voice {
	v := &Voice{mode: Chinese}
	v.mode = valid(mode)
	return v
}

func valid(mode Mode) Mode {
	if mode == English || mode == Both {
		return mode
	}
	return Chinese
}

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
	return map[Mode]Mode{Chinese: English, English: Both, Both: Chinese}[v.mode]
}

// Language returns the language that comes first.
func (v *Voice) Language() translations.Language {
	if v.mode == English {
		return translations.English
	}
	return translations.Chinese
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
