package calendar

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store/agenda"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

func plain(text string) voice.Speaker { return func(translations.Language) string { return text } }

// words are what a row says in a column.
type words struct {
	say   voice.Speaker
	same  bool // in all languages
	color fyne.ThemeColorName
}

// column is one of the columns of the list.
type column string

const (
	byDay    column = "day"
	byLeft   column = "left"
	byClient column = "client"
	byWhat   column = "what"
	byActor  column = "by"
	byDesk   column = "desk"
)

var columns = []column{byDay, byLeft, byClient, byWhat, byActor, byDesk}

// wordsOf says what stands in a column of an entry.
func wordsOf(e *agenda.Entry, c column, now time.Time) words {
	w := words{say: plain(""), color: theme.ColorNameForeground}
	switch c {
	case byDay:
		w.say, w.same = plain(e.When(now)), true
	case byLeft:
		w.say = left(e, now)
		switch {
		case e.Section == agenda.Over:
			w.color = theme.ColorNameError
		case e.Expected:
			w.color = theme.ColorNamePlaceHolder
		}
	case byClient:
		w.say, w.same = e.Client, len(e.HostName) > 0
	case byWhat:
		w.say = e.Title
	case byActor:
		w.say = e.Actor
	case byDesk:
		w.say, w.same = plain(e.Case.Desk), true
	}
	return w
}

// left says how much time there is, or since when there is none.
func left(e *agenda.Entry, now time.Time) voice.Speaker {
	return func(l translations.Language) string {
		said := leftIn(l, e, now)
		if e.Expected && e.Section != agenda.Passed { // the heading says it of those
			said = translations.Text(l, "calendar.left.expected", map[string]string{"left": said})
		}
		return said
	}
}

func leftIn(l translations.Language, e *agenda.Entry, now time.Time) string {
	days := e.Left(now)
	hours := int(e.Moment.Sub(now).Hours())
	switch {
	case days < 0:
		return translations.Count(l, "calendar.left.over", -days, nil)
	case e.Section == agenda.Over:
		return translations.Text(l, "calendar.left.over_now")
	case !e.Moment.IsZero() && hours < 24 && hours > 0:
		return translations.Count(l, "calendar.left.hours", hours, nil)
	case days == 0:
		return translations.Text(l, "calendar.left.today")
	}
	return translations.Count(l, "calendar.left.days", days, nil)
}

// heading names a section, and says how many entries there are in it.
func heading(of line) voice.Speaker {
	return func(l translations.Language) string {
		name := translations.Text(l, "calendar.section."+sectionNames[of.section])
		return translations.Count(l, "calendar.section.count", of.count, map[string]string{"section": name})
	}
}

var sectionNames = map[agenda.Section]string{
	agenda.Over: "over", agenda.Today: "today", agenda.Week: "week", agenda.Later: "later", agenda.Passed: "passed",
}
