package say

import (
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Returned says what a reviewer said of a thing that came back: what the reason says, and
// the reviewer's own words. Numbers of persons are masked, wherever they come from.
func Returned(f *rules.Filing, i casework.Item) voice.Speaker {
	return func(l translations.Language) string {
		said := i.Said.Chinese
		if translations.Base(l) == translations.English && i.Said.English != "" || said == "" {
			said = i.Said.English
		}
		switch {
		case i.Words == "" && said == "":
			return translations.Text(l, "paper.notice.unsaid."+string(i.Verdict))
		case i.Words != "" && said != "":
			said = translations.Text(l, "returning.said", map[string]string{"reason": said, "words": i.Words})
		case said == "":
			said = i.Words
		}
		return wording.PrivacyOf(f).Text(said)
	}
}

// ReturnedBy says who returned something, and when.
func ReturnedBy(n *casework.Notice) voice.Speaker {
	return func(l translations.Language) string {
		args := map[string]string{"by": n.By, "desk": n.Desk, "date": n.At.Local().Format("2006-01-02")}
		switch {
		case n.Desk != "" && n.By != "":
			return translations.Text(l, "returning.by", args)
		case n.Desk != "":
			args["by"] = n.Desk
			return translations.Text(l, "returning.by.one", args)
		case n.By != "":
			return translations.Text(l, "returning.by.one", args)
		}
		return translations.Text(l, "returning.by.nobody", args)
	}
}

// ReturnedAs says what is asked for: a correction, or a confirmation.
func ReturnedAs(v casework.Verdict) voice.Speaker {
	return voice.Message("returning.verdict." + string(v))
}

// StateOf says how far a thing that came back is. What was only asked about may stay.
func StateOf(v casework.Verdict, s casework.State) voice.Speaker {
	if v == casework.Queried && s == casework.ToMend {
		return voice.Message("returning.state.to_confirm")
	}
	return voice.Message("returning.state." + string(s))
}

// ReturnedAt says, at a place that came back, what is asked for there, and aside by whom
// and how far it is.
func ReturnedAt(f *rules.Filing, n *casework.Notice, i casework.Item, s casework.State) (words, aside voice.Speaker) {
	words = func(l translations.Language) string {
		return translations.Text(l, "returning.at_field", map[string]string{"verdict": ReturnedAs(i.Verdict)(l), "words": Returned(f, i)(l)})
	}
	aside = func(l translations.Language) string {
		return translations.Text(l, "returning.aside", map[string]string{"by": ReturnedBy(n)(l), "state": StateOf(i.Verdict, s)(l)})
	}
	return words, aside
}

// ReturnedLine says in a list of what came back where something stands, how far it is and
// what the reviewer said of it.
func ReturnedLine(f *rules.Filing, places *wording.Places, i casework.Item, s casework.State) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Text(l, "returning.line", map[string]string{
			"place": places.Name(l, i.Place), "state": StateOf(i.Verdict, s)(l), "words": Returned(f, i)(l),
		})
	}
}
