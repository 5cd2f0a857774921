package review

import (
	"cmp"
	"context"
	"log/slog"

	"fyne.io/fyne/v2"

	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// load reads in the background what was noted before, and who reviews at this machine.
func (s *Screen) load() {
	s.sent.Add(func() {
		work, err := s.o.Store.Case(s.ctx, s.o.Session.ID())
		by, failed := s.o.Store.Sealed(s.ctx, InitialsSetting)
		if failed != nil && s.ctx.Err() == nil {
			slog.Warn("read initials", "err", failed) // they are asked for again
		}
		s.o.Do(func() {
			s.live(func() {
				s.by = cmp.Or(s.by, string(by))
				if s.lost = err; err != nil {
					s.failed(err)
					return
				}
				s.work, s.read = *work, true
				s.refresh()
			})
		})
	})
}

// note changes what is noted: at once on the screen, and in the background in the store.
// The change is made on what the store has by then, so that nothing is lost that another
// window noted.
func (s *Screen) note(change func(*casework.Case)) { s.noteThen(change, func() {}) }

// noteThen is note, and does something once it is kept.
func (s *Screen) noteThen(change func(*casework.Case), then func()) {
	if !s.ready() {
		return
	}
	change(&s.work)
	s.open++
	id, kept := s.o.Session.ID(), make(chan struct{})
	s.o.Keep(func() { <-kept })
	s.sent.Add(func() {
		defer close(kept)
		work, err := s.o.Store.ChangeCase(context.Background(), id, func(c *casework.Case) error {
			change(c)
			return nil
		})
		s.o.Do(func() {
			s.open--
			s.live(func() {
				s.kept(work, err)
				if err == nil {
					then()
				}
			})
		})
	})
	s.refresh()
}

// ready reports whether what was noted before is known. Where it cannot be read, that is
// said again: nothing is noted over it.
func (s *Screen) ready() bool {
	if s.lost != nil {
		s.failed(s.lost)
	}
	return s.read && s.lost == nil
}

// kept takes in what the store has now. What failed is said, and not shown as noted.
func (s *Screen) kept(work *casework.Case, err error) {
	switch {
	case err != nil:
		s.failed(err)
		s.load()
	case s.open == 0:
		s.work = *work
	}
	s.refresh()
}

// failed tells what went wrong in the background.
func (s *Screen) failed(err error) {
	id := store.MessageID(err)
	if id == "" {
		return // it was stopped
	}
	slog.Error("review", "err", err)
	s.o.Ask(voice.Message(id), nil, nil)
}

// judged says what was said of a place: a sign, a word, and a colour that repeats them.
func (s *Screen) judged(p casework.Place) (sign, state string, color fyne.ThemeColorName) {
	m, ok := s.work.MarkAt(p)
	v := s.o.Voice
	switch {
	case !ok:
		return signOpen, "", colorQuiet
	case !m.Stands(s.o.Session.Filing()):
		return signChanged, v.Line(func(l translations.Language) string {
			return translations.Text(l, "review.changed", map[string]string{"verdict": translations.Text(l, "review.verdict."+string(m.Verdict))})
		}), colorDoubt
	case m.Verdict == casework.Accepted:
		sign, color = signAccepted, colorGood
	case m.Verdict == casework.Queried:
		sign, color = signQueried, colorDoubt
	default:
		sign, color = signReturned, colorBad
	}
	return sign, v.Line(voice.Message("review.verdict." + string(m.Verdict))), color
}

// known does something once it is known who reviews.
func (s *Screen) known(do func()) {
	switch {
	case !s.ready():
	case s.by == "":
		s.panel.askInitials(do)
	default:
		do()
	}
}

// accept says of the current place that it is good, and goes on.
func (s *Screen) accept() {
	p := s.places.now()
	if p == nil {
		return
	}
	if p.IsMaterial() && len(s.places.attached(p.material)) == 0 && p.material.Needed {
		s.o.Ask(voice.Message("review.accept.missing"), nil, nil)
		return
	}
	s.known(func() { s.mark(casework.Mark{Place: p.Place, Verdict: casework.Accepted}) })
}

// mark says something of a place, and goes on to the next one.
func (s *Screen) mark(m casework.Mark) {
	f := s.o.Session.Filing()
	m.Of, m.By, m.At = casework.Fingerprint(f, m.Place), s.by, s.o.Now()
	s.note(func(c *casework.Case) { c.SetMark(m) })
	s.choose(s.places.at() + 1)
}

// takeBack takes the mark at the current place back.
func (s *Screen) takeBack() {
	p := s.places.now()
	if p == nil {
		return
	}
	if _, ok := s.work.MarkAt(p.Place); ok {
		s.note(func(c *casework.Case) { c.ClearMark(p.Place) })
	}
}

// ask asks for the reason why the current place is queried or returned.
func (s *Screen) ask(v casework.Verdict) {
	if p := s.places.now(); p != nil {
		s.known(func() { s.panel.askReason(*p, v) })
	}
}

// nextOpen goes to the next place that nobody has judged.
func (s *Screen) nextOpen() {
	if !s.places.next() {
		s.o.Ask(voice.Message("review.all_marked"), nil, nil)
		return
	}
	s.list.Refresh()
	s.list.reveal()
	s.look()
}

// counts are how many places stand as they were judged, and how many are left.
type counts struct{ accepted, queried, returned, left int }

func (s *Screen) counts() (n counts) {
	f := s.o.Session.Filing()
	for _, p := range s.places.places {
		m, ok := s.work.MarkAt(p.Place)
		switch {
		case !ok || !m.Stands(f):
			n.left++
		case m.Verdict == casework.Accepted:
			n.accepted++
		case m.Verdict == casework.Queried:
			n.queried++
		default:
			n.returned++
		}
	}
	return n
}

// unmarked are the places that nobody has judged and nothing stands against.
func (s *Screen) unmarked() (all []casework.Place) {
	f := s.o.Session.Filing()
	for _, p := range s.places.places {
		m, ok := s.work.MarkAt(p.Place)
		if ok && m.Stands(f) {
			continue
		}
		if n, _ := s.places.doubts(p); n == 0 && s.places.looked(p) {
			all = append(all, p.Place)
		}
	}
	return all
}

// looked reports whether the scans of a place were looked at for what may stand against
// them.
func (t *placesTab) looked(p place) bool {
	if !p.IsMaterial() {
		return true
	}
	for _, a := range t.attached(p.material) {
		if _, looked := t.screen.o.Opinions.Of(p.material, a); !looked {
			return false
		}
	}
	return true
}

// acceptRest accepts all that is left and that nothing stands against, after asking.
func (s *Screen) acceptRest() {
	all := s.unmarked()
	if len(all) == 0 {
		s.o.Ask(voice.Message("review.rest.none"), nil, nil)
		return
	}
	s.known(func() {
		s.o.Ask(func(l translations.Language) string { return translations.Count(l, "review.rest.ask", len(all), nil) },
			voice.Message("review.rest.yes"), func() {
				f, at := s.o.Session.Filing(), s.o.Now()
				var marks []casework.Mark
				for _, p := range all {
					marks = append(marks, casework.Mark{Place: p, Verdict: casework.Accepted, Of: casework.Fingerprint(f, p), By: s.by, At: at})
				}
				s.note(func(c *casework.Case) {
					for _, m := range marks {
						c.SetMark(m)
					}
				})
				s.nextOpenQuietly()
			})
	})
}

// nextOpenQuietly goes to the next place that is left, where one is.
func (s *Screen) nextOpenQuietly() {
	if s.places.next() {
		s.list.reveal()
		s.look()
	}
}

// returnFiling has the filing returned once all that was marked is kept: the notice is made
// of what the store has.
func (s *Screen) returnFiling() {
	s.sent.Add(func() { s.o.Do(func() { s.live(s.o.Return) }) })
}
