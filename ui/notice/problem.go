package notice

import (
	"errors"

	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/returning"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Problem says why a filing was not handed back, and what to do.
func Problem(err error) voice.Speaker {
	switch {
	case errors.Is(err, returning.ErrNothing):
		return voice.Message("returning.nothing")
	case errors.Is(err, casework.ErrReturnTooLong):
		return voice.Message("returning.too_many")
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrDraftDamaged), errors.Is(err, store.ErrViewing):
		return voice.Message(store.MessageID(err))
	}
	return func(l translations.Language) string { return packet.Message(l, err) }
}
