package keying

import (
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// nothing says nothing.
func nothing(translations.Language) string { return "" }

// withWhat says a message that names something.
func withWhat(id string, what voice.Speaker) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Text(l, id, map[string]string{"what": what(l)})
	}
}
