package rulebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/rules"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// newNames makes the list of the entries found: the name of each and what it is for.
func newNames(s *Screen) *parts.Names {
	return parts.NewNames(parts.NamesOptions{
		Voice: s.o.Voice,
		Count: func() int { return len(s.found) },
		Says: func(i int) parts.NameSays {
			e := s.found[i]
			name, other := s.o.Voice.Pair(voice.Speaker(e.Name))
			return parts.NameSays{Name: name, Other: other, About: about(s.o.Voice, e), AboutColor: shade(e.Severity)}
		},
		Current: func() int { return s.current },
		Choose:  s.choose,
		Clicked: func() { s.o.Canvas.Focus(s.finder.entry) }, // from where the arrow keys go on
		Open:    s.open,
		Leave:   s.leave,
		Find:    s.Find,
		Type: func(r rune) {
			s.Find()
			s.finder.entry.TypedRune(r)
		},
	})
}

// shade is the colour that tells how grave a rule is; words tell it too.
func shade(s rules.Severity) fyne.ThemeColorName {
	switch s {
	case rules.Error:
		return theme.ColorNameError
	case rules.Warning:
		return theme.ColorNameWarning
	}
	return theme.ColorNamePlaceHolder
}
