package filings

import (
	"strings"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules/ident"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Name says whose filing it is.
func Name(m *store.Summary) voice.Speaker {
	return func(l translations.Language) string {
		switch {
		case m.Damaged:
			return translations.Text(l, "filings.damaged")
		case strings.TrimSpace(m.HostName) == "":
			return translations.Text(l, "filings.untitled")
		}
		return ident.MaskText(oneLine(m.HostName)) // somebody may have put a number there
	}
}

// says turns a speaker into words: in one language, or on one line in all that
// are spoken.
type says func(voice.Speaker) string

// about says what the filing is for: its kind, the province, its domains or,
// before there are any, its websites. That it is the sample is said first, and briefly,
// so that the kind has room.
func about(say, briefly says, m *store.Summary) string {
	if m.Damaged {
		return ""
	}
	parts := []string{say(Kind(m.Kind))}
	if sample.Is(m.HostName, "") {
		parts = append([]string{briefly(voice.Message("filings.a_sample"))}, parts...)
	}
	if m.Province != "" {
		parts = append(parts, say(func(l translations.Language) string { return wording.Place(l, m.Province) }))
	}
	shown := m.Domains
	if len(shown) == 0 {
		shown = m.Websites
	}
	if len(shown) > 0 {
		parts = append(parts, ident.MaskText(oneLine(strings.Join(shown, ", "))))
	}
	return strings.Join(parts, " · ")
}

// Kind names a kind of recordal; a filing from elsewhere may have one that is not known.
func Kind(kind string) voice.Speaker {
	switch {
	case kind == "":
		return voice.Message("filings.kind.open")
	case !translations.Has(translations.Chinese, "kind."+kind):
		return voice.Message("filings.kind.unknown")
	}
	return voice.Message("kind." + kind)
}

// state says how far the filing is, and by which rulebook it was judged when it
// was exported; nothing of one that cannot be read.
func state(say says, m *store.Summary, now time.Time) string {
	switch {
	case m.Damaged:
		return ""
	case m.ExportedAt.IsZero():
		return say(voice.Message("filings.draft"))
	}
	said := say(voice.Message("filings.exported")) + " " + when(say, m.ExportedAt, now)
	if m.Rulebook != "" {
		said += " · " + say(voice.Message("book.exported_under", map[string]string{"version": oneLine(m.Rulebook)}))
	}
	return said
}

// changed says when the filing was changed last.
func changed(say says, m *store.Summary, now time.Time) string {
	return say(voice.Message("filings.changed")) + " " + when(say, m.Updated, now)
}

// when says a time as people do: today and yesterday by the clock, what is
// longer ago by the day. Days are those of the clock on the wall.
func when(say says, t, now time.Time) string {
	t = t.In(now.Location())
	clock := t.Format(" 15:04")
	switch t.Format(time.DateOnly) {
	case now.Format(time.DateOnly):
		return say(voice.Message("filings.today")) + clock
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return say(voice.Message("filings.yesterday")) + clock
	}
	return t.Format(time.DateOnly)
}

// farewell asks whether the filing is to be deleted, and says what goes with it.
func farewell(m *store.Summary) voice.Speaker {
	return func(l translations.Language) string {
		what := Name(m)(l)
		if more := about(in(l), in(l), m); more != "" {
			what += "\n" + more
		}
		return translations.Text(l, "filings.delete.ask") + "\n\n" + what + "\n\n" +
			translations.Text(l, "filings.delete.lost")
	}
}

// in says things in one language.
func in(l translations.Language) says { return func(s voice.Speaker) string { return s(l) } }

// oneLine keeps a text from elsewhere on the line it has.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
