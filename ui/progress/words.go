package progress

import (
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

type language = translations.Language

func plain(text string) voice.Speaker { return func(language) string { return text } }

// Stage names a stage; a case from elsewhere may have one that is not known.
func Stage(id string) voice.Speaker {
	if !translations.Has(translations.Chinese, "stage."+id) {
		return voice.Message("desk.stage.unknown")
	}
	return voice.Message("stage." + id)
}

// when says when a stage was reached, and who noted it.
func when(e casework.Event) voice.Speaker {
	at := e.At.Local().Format("2006-01-02 15:04")
	if e.By == "" {
		return plain(at)
	}
	return voice.Message("progress.when", map[string]string{"at": at, "by": e.By})
}

// deadline says by when, who acts, and whether it is over.
func deadline(d rules.Deadline, now time.Time) voice.Speaker {
	return func(l language) string {
		day := d.Day
		if !d.Until.IsZero() {
			day = d.Until.In(now.Location()).Format("2006-01-02 15:04")
		}
		args := map[string]string{"day": day, "by": translations.Text(l, "actor."+d.Clock.By)}
		switch {
		case d.Clock.Expected:
			return translations.Text(l, "progress.by.expected", args)
		case d.Over(now):
			return translations.Text(l, "progress.by.over", args)
		}
		return translations.Text(l, "progress.by", args)
	}
}

// lastDay says until when something is good.
func lastDay(s rules.Staleness, now time.Time) voice.Speaker {
	id := "progress.good"
	if s.Over(now.Format(time.DateOnly)) {
		id = "progress.good.over"
	}
	return voice.Message(id, map[string]string{"day": s.Last})
}
