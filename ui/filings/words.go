package filings

import (
	"strings"
	"time"

	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// name says whose filing it is.
func name(m store.Summary) voice.Speaker {
	return func(l translations.Language) string {
		switch {
		case m.Damaged:
			return translations.Text(l, "filings.damaged")
		case strings.TrimSpace(m.HostName) == "":
			return translations.Text(l, "filings.untitled")
		}
		return oneLine(m.HostName)
	}
}

// about says what the filing is for: its kind, the province, its domains or,
// before there are any, its websites.
func about(m store.Summary) voice.Speaker {
	return func(l translations.Language) string {
		if m.Damaged {
			return ""
		}
		parts := []string{kindOf(l, m.Kind)}
		if m.Province != "" {
			parts = append(parts, wording.Place(l, m.Province))
		}
		shown := m.Domains
		if len(shown) == 0 {
			shown = m.Websites
		}
		if len(shown) > 0 {
			parts = append(parts, oneLine(strings.Join(shown, translations.Text(l, "filings.comma"))))
		}
		return strings.Join(parts, translations.Text(l, "filings.between"))
	}
}

// kindOf names a kind; a filing from elsewhere may have one that is not known.
func kindOf(l translations.Language, kind string) string {
	switch {
	case kind == "":
		return translations.Text(l, "filings.kind.open")
	case !translations.Has(l, "kind."+kind):
		return translations.Text(l, "filings.kind.unknown")
	}
	return translations.Text(l, "kind."+kind)
}

// state says how far the filing is.
func state(m store.Summary, now time.Time) voice.Speaker {
	if m.State != store.StateExported || m.ExportedAt.IsZero() {
		return voice.Message("filings.state." + known(m.State))
	}
	return func(l translations.Language) string {
		return translations.Text(l, "filings.state.exported_at", map[string]string{"when": when(l, m.ExportedAt, now)})
	}
}

func known(s store.State) string {
	if s == store.StateExported {
		return "exported"
	}
	return "draft"
}

// changed says when the filing was changed last.
func changed(m store.Summary, now time.Time) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Text(l, "filings.changed", map[string]string{"when": when(l, m.Updated, now)})
	}
}

// when says a time as people do: today and yesterday by the clock, what is
// longer ago by the day. Days are those of the clock on the wall.
func when(l translations.Language, t, now time.Time) string {
	t = t.In(now.Location())
	clock := map[string]string{"time": t.Format("15:04")}
	switch t.Format(time.DateOnly) {
	case now.Format(time.DateOnly):
		return translations.Text(l, "filings.today", clock)
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return translations.Text(l, "filings.yesterday", clock)
	}
	return t.Format(time.DateOnly)
}

// farewell asks whether the filing is to be deleted, and says what goes with it.
func (s *Screen) farewell(m store.Summary) voice.Speaker {
	return func(l translations.Language) string {
		what := name(m)(l)
		if more := about(m)(l); more != "" {
			what += "\n" + more
		}
		return translations.Text(l, "filings.delete.ask") + "\n\n" + what + "\n\n" +
			translations.Text(l, "filings.delete.lost")
	}
}

// oneLine keeps a text from elsewhere on the line it has.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
