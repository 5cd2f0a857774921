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

// Languages returns those that are spoken now, the one that comes first before the other.
func (v *Voice) Languages() []translations.Language {
	if v.mode == Both {
		return translations.Languages
	}
	return []translations.Language{v.Language()}
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
