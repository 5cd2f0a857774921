package keying

import (
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// withWhat says a message that names something.
func withWhat(id string, what voice.Speaker) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Text(l, id, map[string]string{"what": what(l)})
	}
}
