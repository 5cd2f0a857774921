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
// are spoken. Words that stand by themselves have the second language small beneath: see
// the Words, Button, Check and Picker of ui/form, and the Label, Link and Cell of ui/parts. A
// line is for where a second one makes no sense:
//   - a row of a list that has several things to say, each on a line of its own: with twice
//     the lines half the rows would be seen;
//   - the heading of a section within such a list, since its rows are all of one height;
//   - the name of an answer that has its explanation beneath it in both languages;
//   - counts that stand behind one another;
//   - what stands in an empty field, which is as high as what is typed there;
//   - the labels of a low panel, in which the reasons to choose from need the room;
//   - what is drawn over a picture, and text that is copied or written to a file.
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
