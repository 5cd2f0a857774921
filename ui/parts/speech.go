// Package parts has small parts that several screens are made of: texts that are
// said anew when the language is switched, grounds that follow the look, and
// layouts.
package parts

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// Speech makes the texts of a screen, or of a part of it that comes and goes,
// and says them anew when the language is switched.
type Speech struct {
	Voice *voice.Voice
	again []func()
}

// NewSpeech returns a speech without texts.
func NewSpeech(v *voice.Voice) *Speech { return &Speech{Voice: v} }

// Words returns words that wrap.
func (s *Speech) Words(style form.Style, say voice.Speaker) *form.Words {
	w := form.NewWords(s.Voice, style, say)
	s.again = append(s.again, w.Retranslate)
	return w
}

// Label returns a label that does not wrap, small where it is quiet.
func (s *Speech) Label(importance widget.Importance, say voice.Speaker) *Label {
	l := NewLabel()
	l.Importance = importance
	if importance == widget.LowImportance {
		l.SizeName = theme.SizeNameCaptionText
	}
	s.Also(func() { l.Say(s.Voice, say) })
	return l
}

// Button returns a button; icon may be nil.
func (s *Speech) Button(icon fyne.Resource, say voice.Speaker, tapped func()) *form.Button {
	b := form.NewButton(icon, tapped)
	s.Also(func() { b.Say(s.Voice, say) })
	return b
}

// Link returns a text that leads somewhere in the program.
func (s *Speech) Link(say voice.Speaker, tapped func()) *Link {
	l := newLink(tapped)
	s.Also(func() { l.Say(s.Voice, say) })
	return l
}

// Languages returns a row of buttons that switch the language, each named in its own;
// chosen is called after a switch.
func (s *Speech) Languages(chosen func()) *fyne.Container {
	row := container.NewHBox()
	var modes []voice.Mode
	s.Also(func() {
		if now := s.Voice.Modes(); !slices.Equal(now, modes) {
			modes, row.Objects = now, nil
			for _, m := range modes {
				row.Add(form.NewButton(nil, func() {
					s.Voice.Switch(m)
					chosen()
				}))
			}
		}
		for i, m := range modes {
			b := row.Objects[i].(*form.Button)
			b.Importance = widget.LowImportance
			if s.Voice.Mode() == m {
				b.Importance = widget.MediumImportance
			}
			b.SetText(LanguageName(s.Voice, m))
		}
		row.Refresh()
	})
	return row
}

// LanguageName is what a mode is called: a language in its own words.
func LanguageName(v *voice.Voice, m voice.Mode) string {
	if slices.Contains(voice.Modes, m) {
		return v.Text("language." + string(m))
	}
	return display.Self.Name(language.Make(string(m)))
}

// Also calls f now and whenever the language was switched.
func (s *Speech) Also(f func()) {
	s.again = append(s.again, f)
	f()
}

// Retranslate says everything in the language chosen now.
func (s *Speech) Retranslate() {
	for _, say := range s.again {
		say()
	}
}
