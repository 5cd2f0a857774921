package ui

import (
	"context"
	"errors"
	"log/slog"

	"recordaldesk/store"
	"recordaldesk/store/pagecode"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// A draft that somebody else has saved since it was opened here is not written over.
// What was typed here is kept as a draft of its own instead: when the person asks for
// it, or else as soon as the filing is left.

// disputed reports whether what is typed in the session is refused, since another
// window has saved the draft.
func disputed(s *session.Session) bool {
	return s != nil && errors.Is(s.Saving().Err, store.ErrConflict)
}

// sayConflict tells the person, once for each time a filing is opened, and offers the
// way out.
func (d *Desk) sayConflict() {
	s := d.session
	if !disputed(s) || d.disputed == s {
		return
	}
	d.disputed = s
	d.ask(voice.Message("conflict.found"), voice.Message("conflict.keep"), func() {
		if d.session == s {
			d.openCopy()
		}
	})
}

// openCopy goes on in a draft of its own with what was typed.
func (d *Desk) openCopy() {
	if id := d.end(); id != "" {
		d.Open(id)
	} else {
		d.Home()
	}
}

// keepCopy keeps the session's filing as a draft of its own, and returns its id. It
// has a reference of its own, since papers and packets with the old one belong to the
// draft as it is stored.
func (d *Desk) keepCopy(s *session.Session) (id string, err error) {
	r := s.Record().Clone()
	r.Filing.Reference, r.Exported = pagecode.NewReference(), nil
	copied, err := d.store().Copy(context.Background(), s.ID(), r)
	if err != nil {
		return "", err
	}
	d.keeper.Left(copied.ID)
	return copied.ID, nil
}

// closeDisputed asks before the window closes over a filing that was refused.
func (d *Desk) closeDisputed() {
	d.ask(voice.Message("conflict.found"), voice.Message("conflict.keep_close"), func() {
		if d.session != nil {
			if _, err := d.keepCopy(d.session); err != nil {
				d.failed("keep a copy", err)
				return
			}
		}
		d.window.Close()
	})
}

// rescueDisputed keeps what was refused where nobody can be asked; err is why the
// session could not be saved, nil if it could.
func (d *Desk) rescueDisputed(s *session.Session, err error) {
	if s == nil || !errors.Is(err, store.ErrConflict) {
		return
	}
	if _, err := d.keepCopy(s); err != nil {
		slog.Error("keep a copy at the end", "err", err)
	}
}
