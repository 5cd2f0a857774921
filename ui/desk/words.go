package desk

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/rules/wording"
	"recordaldesk/store/worklist"
	"recordaldesk/translations"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/progress"
	"recordaldesk/ui/voice"
)

// words are what a row says in a column.
type words struct {
	say   voice.Speaker
	same  bool // in all languages, or too long to stand twice
	color fyne.ThemeColorName
}

// wordsOf says what stands in a column. Numbers that somebody put into a name are masked.
func wordsOf(r *worklist.Row, c worklist.Column, now time.Time) words {
	w := words{say: plain(""), color: theme.ColorNameForeground}
	if r.Damaged && c != worklist.ByClient {
		return w
	}
	switch c {
	case worklist.ByStage:
		w.say = progress.Stage(r.Stage)
	case worklist.ByClient:
		w.say, w.same = filings.Name(r.Summary), true
		if r.Damaged {
			w.color = theme.ColorNameError
		}
	case worklist.ByKind:
		w.say = filings.Kind(r.Kind)
	case worklist.ByProvince:
		if r.Province != "" {
			w.say = func(l translations.Language) string { return wording.Place(l, r.Province) }
		}
	case worklist.ByDomain:
		w.say, w.same = plain(ident.MaskText(strings.Join(r.Domains, ", "))), true
	case worklist.ByDesk:
		w.say, w.same = plain(r.Case.Desk), true
	case worklist.ByAge:
		w.say = age(r.Age(now))
	case worklist.ByDue:
		if r.Due.Clock != nil {
			w.say = due(r.Due, now)
			switch {
			case r.Over(now):
				w.color = theme.ColorNameError
			case r.Due.Clock.Expected:
				w.color = theme.ColorNamePlaceHolder
			}
		}
	}
	return w
}

func age(days int) voice.Speaker {
	if days == 0 {
		return voice.Message("filings.today")
	}
	return func(l translations.Language) string { return translations.Count(l, "desk.days", days, nil) }
}

// due says by which day, and whether that is over or how many days are left.
func due(d rules.Deadline, now time.Time) voice.Speaker {
	return func(l translations.Language) string {
		day, err := time.ParseInLocation(time.DateOnly, d.Day, now.Location())
		if err != nil {
			return d.Day
		}
		left := daysUntil(now, day)
		said := day.Format("01-02")
		if day.Year() != now.Year() {
			said = d.Day
		}
		if !d.Until.IsZero() {
			said += d.Until.In(now.Location()).Format(" 15:04")
		}
		switch {
		case d.Clock.Expected:
			return said + " " + translations.Text(l, "desk.due.expected")
		case d.Over(now):
			if left == 0 {
				return said + " " + translations.Text(l, "desk.due.over_now")
			}
			return said + " " + translations.Count(l, "desk.due.over", -left, nil)
		case left == 0:
			return said + " " + translations.Text(l, "desk.due.today")
		}
		return said + " " + translations.Count(l, "desk.due.left", left, nil)
	}
}

func daysUntil(now, day time.Time) int {
	y, m, d := now.Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	y, m, d = day.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(today) / (24 * time.Hour))
}

// nextStep says who has to do what.
func nextStep(by, what string) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Text(l, "desk.next", map[string]string{
			"by": translations.Text(l, "actor."+by), "what": translations.Text(l, what),
		})
	}
}
