package agenda

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"recordaldesk/translations"
)

// FileName is that of the calendar that is handed on.
const FileName = "备案日程.ics"

// ICSOptions say what of the entries goes into the file.
type ICSOptions struct {
	Languages []translations.Language // in which it speaks, at least one
	Now       time.Time
	Initials  bool // of a client's name its first character alone
}

// ICS writes entries as a calendar that other programs take in (iCalendar, RFC 5545):
// each an event of its day with a reminder in the morning of the day before or, where
// hours are counted, of its moment with a reminder three hours before. Taken in again,
// the events take the place of the earlier ones.
func ICS(entries []*Entry, o ICSOptions) ([]byte, error) {
	c := ics.NewCalendarFor("Recordal Desk")
	c.SetMethod(ics.MethodPublish)
	c.SetCalscale("GREGORIAN")
	c.SetXWRCalName(o.say(func(l translations.Language) string { return translations.Text(l, "calendar.title") }))
	for _, e := range entries {
		if err := o.add(c, e); err != nil {
			return nil, fmt.Errorf("write calendar: %w", err)
		}
	}
	var out bytes.Buffer
	if err := c.SerializeTo(&out, ics.WithNewLine("\r\n")); err != nil {
		return nil, fmt.Errorf("write calendar: %w", err)
	}
	return out.Bytes(), nil
}

// say says something in all languages of the file, on one line.
func (o ICSOptions) say(say func(translations.Language) string) string {
	var all []string
	for _, l := range o.Languages {
		all = append(all, say(l))
	}
	return strings.Join(all, " · ")
}

// The values of properties that the library has no names for.
const (
	dateForm   = "20060102"
	dateOnly   = "DATE"
	dayBefore  = "-PT15H" // from the beginning of the day: 9 in the morning
	hoursAhead = "-PT3H"
)

// add puts an entry into the calendar.
func (o ICSOptions) add(c *ics.Calendar, e *Entry) error {
	event := c.AddEvent(e.ID() + "@recordaldesk")
	event.SetDtStampTime(o.Now)
	event.SetLastModifiedAt(o.Now)
	// A program takes an event for a newer one where its number is higher: minutes are.
	event.SetSequence(int(o.Now.Unix() / 60))
	reminder := dayBefore
	if e.Moment.IsZero() {
		day, err := time.Parse(time.DateOnly, e.Day)
		if err != nil {
			return err
		}
		event.SetProperty(ics.ComponentPropertyDtStart, day.Format(dateForm), ics.WithValue(dateOnly))
		event.SetProperty(ics.ComponentPropertyDtEnd, day.AddDate(0, 0, 1).Format(dateForm), ics.WithValue(dateOnly))
	} else {
		event.SetStartAt(e.Moment)
		reminder = hoursAhead
	}
	summary := o.summary(e)
	event.SetSummary(summary)
	var about []string
	for _, l := range o.Languages {
		about = append(about, translations.Text(l, "desk.next", map[string]string{"by": e.Actor(l), "what": e.Sentence(l)}))
	}
	event.SetDescription(strings.Join(about, "\n"))
	event.SetClass(ics.ClassificationPrivate)
	event.SetTimeTransparency(ics.TransparencyTransparent) // a deadline takes up no time
	if e.Section != Over && e.Section != Passed {
		alarm := event.AddAlarm()
		alarm.SetAction(ics.ActionDisplay)
		alarm.SetTrigger(reminder)
		alarm.SetDescription(summary)
	}
	return nil
}

// summary is the line that a calendar shows: whose filing, and what of it.
func (o ICSOptions) summary(e *Entry) string {
	first := o.Languages[0]
	client := e.Client(first)
	if o.Initials {
		client = e.Initial(first)
	}
	id := "calendar.event"
	if e.Expected {
		id = "calendar.event.expected"
	}
	return translations.Text(first, id, map[string]string{"client": client, "what": o.say(e.Title)})
}
