package ui

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wipe"
)

// What a person hears after a panic, and after a session that did not end as it
// should.

// rescueWithin is how long after a panic is waited for what is unsaved. It is saved
// on a goroutine of its own, which the panic has not touched.
const rescueWithin = 3 * time.Second

// Crashed is told of each panic that was caught; file is its crash file. What is
// unsaved is brought to the disk, the screen is built anew, since it may be half of
// one, and the person is told. It may be called from any goroutine.
func (d *Desk) Crashed(file string) {
	d.o.Do(func() {
		if d.crashed { // one sentence is enough, also where telling fails
			return
		}
		d.crashed = true
		s := d.session
		crash.Go(func() {
			err := flush(s)
			d.o.Do(func() {
				if err == nil {
					crash.Guard(d.again)
				}
				d.sayCrash(file, err)
			})
		})
	})
}

// again opens what was open.
func (d *Desk) again() {
	d.beginning = false
	if d.guard.screen != nil {
		d.guard.screen.Ready(nil) // which asks again, whatever it was at
		return
	}
	s := d.session
	if s == nil || !crash.Guard(func() { d.Open(s.ID()) }) {
		d.Home()
	}
}

func (d *Desk) sayCrash(file string, unsaved error) {
	id := "crash.saved"
	if unsaved != nil {
		slog.Error("save after a panic", "err", unsaved)
		id = "crash.unsaved"
	}
	d.informIn(voice.New(voice.Both), crashWords(id, file), func() { d.crashed = false })
}

// crashWords says what happened and where it is noted.
func crashWords(id, file string) voice.Speaker {
	return func(l translations.Language) string {
		said := []string{translations.Text(l, id)}
		if file != "" {
			said = append(said, translations.Text(l, "crash.note", map[string]string{"file": file}))
		}
		return strings.Join(said, "\n")
	}
}

// Rescue brings what is unsaved to the disk after a panic has ended [Desk.Run].
func (d *Desk) Rescue() {
	crash.Catch(wipe.Now) // the toolkit may have nothing left to do it with
	if err := flush(d.session); err != nil {
		slog.Error("save after a panic", "err", err)
		d.rescueDisputed(d.session, err)
	}
}

// Save brings what is unsaved to the disk, as before the computer is shut down, and returns
// when it is there or cannot be brought there soon. It is called from another goroutine than
// the window's.
func (d *Desk) Save() {
	open := make(chan *session.Session, 1)
	d.o.Do(func() { open <- d.session })
	select {
	case s := <-open:
		if err := flush(s); err != nil {
			slog.Error("save before the end of the session", "err", err)
		}
	case <-time.After(rescueWithin):
		slog.Error("save before the end of the session: the window does not answer")
	}
}

// Leave ends the program in order, as when the computer is shut down. It may be
// called from any goroutine.
func (d *Desk) Leave() {
	d.o.Do(func() {
		s := d.session
		crash.Go(func() {
			err := flush(s)
			if err != nil {
				slog.Error("save at the end", "err", err)
			}
			d.o.Do(func() {
				d.rescueDisputed(s, err)
				if d.guard.moving {
					d.guard.closing = true
					return
				}
				d.window.Close()
			})
		})
	})
}

// flush brings what is unsaved in the session, nil for none, to the disk, if that can
// be done soon.
func flush(s *session.Session) error {
	if s == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), rescueWithin)
	defer cancel()
	return s.Flush(ctx)
}

// sayBefore says how the last session ended where it did not end in order: by a
// crash, after which the program has started itself, or by whatever else.
func (d *Desk) sayBefore(unfinished bool) {
	file := ""
	if !d.viewing() { // then it is elsewhere
		file = crash.Newest(d.store().Dir())
	}
	switch {
	case d.o.AfterCrash > 1:
		d.informIn(voice.New(voice.Both), crashWords("crash.list", file), nil)
	case d.o.AfterCrash == 1:
		d.informIn(voice.New(voice.Both), crashWords("crash.restarted", file), nil)
	case unfinished:
		d.header.tell(d.recovered())
	}
}

// recovered says up to when there is what was typed.
func (d *Desk) recovered() voice.Speaker {
	if d.session == nil {
		return voice.Message("recovered.list")
	}
	at, now := d.session.Saving().At.Local(), d.o.Now().Local()
	layout := time.DateTime
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		layout = time.TimeOnly
	}
	return voice.Message("recovered.filing", map[string]string{"time": at.Format(layout)})
}
