package blanks

import (
	"errors"

	"recordaldesk/store/paper"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Problem says why a blank, or one of its places, cannot be used.
func Problem(err error) voice.Speaker {
	var refused *paper.BlankError
	if errors.As(err, &refused) {
		return func(l translations.Language) string { return refused.Message(l) }
	}
	return voice.Message("blanks.unreadable")
}
