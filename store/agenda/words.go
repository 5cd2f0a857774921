package agenda

import (
	"strings"
	"time"

	"recordaldesk/rules/ident"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
)

// Title says in a few words what has to have happened. A rulebook from elsewhere may have
// a clock for which there are none: then it is the whole sentence.
func (e *Entry) Title(l translations.Language) string {
	if id := e.What + ".short"; translations.Has(translations.Chinese, id) {
		return translations.Text(l, id)
	}
	return translations.Text(l, e.What)
}

// Sentence says what has to have happened and, once that is late, what to do about it.
func (e *Entry) Sentence(l translations.Language) string {
	said := translations.Text(l, e.What)
	if e.stale() {
		return translations.Text(l, "calendar.stale", map[string]string{"what": said, "day": e.Day})
	}
	if late := e.What + ".late"; (e.Section == Over || e.Section == Passed) && translations.Has(translations.Chinese, late) {
		said += between(l) + translations.Text(l, late)
	}
	return said
}

// between two sentences stands a space where the language has them.
func between(l translations.Language) string {
	if translations.Base(l) == translations.English {
		return " "
	}
	return ""
}

// Actor names who acts.
func (e *Entry) Actor(l translations.Language) string { return translations.Text(l, "actor."+e.By) }

// Client names whose filing it is: on one line, with the numbers masked that somebody may
// have put there.
func (e *Entry) Client(l translations.Language) string {
	name := packet.OneLine(e.HostName)
	if name == "" {
		return translations.Text(l, "filings.untitled")
	}
	return ident.MaskText(name)
}

// Initial is the first character of the client's name, for where the name must not stand.
func (e *Entry) Initial(l translations.Language) string {
	for _, first := range strings.TrimSpace(e.HostName) {
		return string(first) + "…"
	}
	return translations.Text(l, "filings.untitled")
}

// When says the day as a person reads it, with the time where hours are counted and the
// year where it is another than now.
func (e *Entry) When(now time.Time) string {
	day, err := time.Parse(time.DateOnly, e.Day)
	if err != nil {
		return e.Day
	}
	said := e.Day
	if day.Year() == now.Year() {
		said = day.Format("01-02")
	}
	if !e.Moment.IsZero() {
		said += e.Moment.In(now.Location()).Format(" 15:04")
	}
	return said
}
