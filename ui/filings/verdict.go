package filings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store"
	"recordaldesk/store/recheck"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Checks is what is known of how the filings are judged. It answers from memory.
type Checks interface {
	Of(id string, seq int64) (last recheck.Verdict, current bool)
	State() recheck.State
	All()  // judge all filings again
	Rest() // go on where it was stopped
	Stop()
}

// verdict is what a row says of how its filing is judged: first what is most
// pressing.
type verdict struct {
	first, rest string
	color       fyne.ThemeColorName // of the first
}

// judged says how a filing is judged, and by which rulebook where a newer one is
// in force. Of a filing whose kind is not chosen, or that cannot be read, there
// is nothing to say.
func judged(say says, m *store.Summary, v recheck.Verdict, current bool, inForce string) verdict {
	if m.Damaged || m.Kind == "" {
		return verdict{}
	}
	if !current {
		return verdict{first: say(voice.Message("desk.unjudged")), color: theme.ColorNamePlaceHolder}
	}
	var parts []string
	said := verdict{color: theme.ColorNameSuccess}
	for _, one := range []struct {
		id    string
		n     int
		color fyne.ThemeColorName
	}{
		{"desk.errors", v.Errors, theme.ColorNameError},
		{"desk.missing", v.Outstanding, theme.ColorNameWarning},
		{"desk.warnings", v.Warnings, theme.ColorNameWarning},
	} {
		if one.n == 0 {
			continue
		}
		if len(parts) == 0 {
			said.color = one.color
		}
		parts = append(parts, say(func(l translations.Language) string { return translations.Count(l, one.id, one.n, nil) }))
	}
	if len(parts) == 0 {
		parts = append(parts, say(voice.Message("desk.ready")))
	}
	if v.Otherwise {
		parts = append(parts, say(voice.Message("desk.otherwise")))
	}
	if v.Rulebook != inForce && inForce != "" {
		parts = append(parts, say(voice.Message("desk.older_book", map[string]string{"rulebook": v.Rulebook})))
	}
	said.first, said.rest = parts[0], strings.Join(parts[1:], " · ")
	return said
}

// verdictOf asks how a filing is judged; nothing where nobody knows.
func (s *Screen) verdictOf(m *store.Summary) verdict {
	if s.o.Checks == nil {
		return verdict{}
	}
	v, current := s.o.Checks.Of(m.ID, m.Seq)
	return judged(s.o.Voice.Line, m, v, current, s.foot.state.Rulebook)
}

// Judged shows how the filings are judged by now. It costs next to nothing where
// nothing is new.
func (s *Screen) Judged() {
	s.foot.refresh()
	for i, r := range s.list.Seen {
		if i < len(s.found) && r.judge(s.found[i]) {
			r.Refresh()
		}
	}
}
