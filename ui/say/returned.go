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
		if l == translations.English && i.Said.English != "" || said == "" {
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
