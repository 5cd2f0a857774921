package review

import (
	"errors"
	"log/slog"
	"strconv"

	"recordaldesk/store"
	"recordaldesk/store/scan"
	"recordaldesk/translations"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// draw has the current scan drawn, and the first of the next row prepared.
func (s *Screen) draw() {
	if len(s.shots) == 0 {
		s.pictures.get0()
		s.viewer.set(nil, s.o.Voice.Line(s.nothing()))
		return
	}
	current := s.shots[s.shot]
	drew := false
	s.pictures.get(current, s.page, s.turn, s.following(), func(d drawn, err error) {
		drew = true
		if s.closed {
			return
		}
		if err != nil {
			s.viewer.set(nil, s.o.Voice.Line(unreadable(err)))
			return
		}
		if s.viewer.picture != d.shown {
			s.viewer.set(d.shown, "")
		}
		s.side.caption()
		s.viewer.trace()
		s.photo.measured(current, d.info)
	})
	if !drew {
		s.viewer.set(nil, s.o.Voice.Line(voice.Message("review.scan.loading")))
	}
}

// get0 stops what is being made: nothing is to be shown.
func (p *pictures) get0() {
	p.show, p.ahead, p.now = nil, nil, want{}
	for w, stop := range p.running {
		stop()
		delete(p.running, w)
	}
}

// nothing says why no scan is shown.
func (s *Screen) nothing() voice.Speaker {
	p := s.places.now()
	switch {
	case s.tab == tab(s.photo):
		return voice.Message("review.photo.none")
	case s.tab != tab(s.places) || p == nil:
		return voice.Message("review.scan.none")
	case p.IsMaterial():
		return none(*p)
	}
	if lacking := s.places.lacking(*p); len(lacking) > 0 {
		return func(l translations.Language) string {
			return translations.Text(l, "review.scan.lacking", map[string]string{"material": say.Material(s.o.Session.Filing(), lacking[0])(l)})
		}
	}
	return voice.Message("review.scan.none")
}

// unreadable says why a scan cannot be shown.
func unreadable(err error) voice.Speaker {
	slog.Info("scan not shown", "err", err)
	var unusable *scan.Error
	if errors.As(err, &unusable) {
		return voice.Message(unusable.Problem.MessageID())
	}
	if id := store.MessageID(err); id != "" {
		return voice.Message(id)
	}
	return voice.Message("review.scan.none")
}

// following is the scan that is likely wanted next: the next of these, or the first of
// the next place that has another.
func (s *Screen) following() *shot {
	if s.shot+1 < len(s.shots) {
		return &s.shots[s.shot+1]
	}
	if s.tab != tab(s.places) {
		return nil
	}
	for i := s.places.item() + 1; i < len(s.places.places); i++ {
		if next := s.places.shotsOf(s.places.places[i]); len(next) > 0 && next[0].name() != s.shots[s.shot].name() {
			return &next[0]
		}
	}
	return nil
}

// pages is how many pages the current scan has, 1 until it was read.
func (s *Screen) pages() int {
	for _, d := range s.pictures.kept {
		if len(s.shots) > 0 && d.scan == s.shots[s.shot].name() {
			return max(1, d.info.Pages)
		}
	}
	return 1
}

// leaf shows the next page or scan of the place, or the one before.
func (s *Screen) leaf(by int) {
	switch {
	case len(s.shots) == 0:
		return
	case s.page+by >= 0 && s.page+by < s.pages():
		s.page += by
	case s.shot+by >= 0 && s.shot+by < len(s.shots):
		s.shot, s.page = s.shot+by, 0
	default:
		return
	}
	s.turn = 0
	s.viewer.fit(whole)
	s.side.show()
	s.draw()
}

// turnScan turns the scan by a quarter, for looking only.
func (s *Screen) turnScan() {
	if len(s.shots) > 0 {
		s.turn = (s.turn + 1) % 4
		s.viewer.fit(whole)
		s.draw()
	}
}

// remarks are what is said against the scan that is shown.
func (s *Screen) remarks() []opinions.Remark {
	if len(s.shots) == 0 {
		return nil
	}
	all, _ := s.o.Opinions.Of(s.shots[s.shot].material, s.shots[s.shot].scan)
	return all
}

// traces are the lines around what is remarked on the page that is shown. On a turned
// picture they would lie elsewhere.
func (s *Screen) traces() (all []trace) {
	if s.turn != 0 || s.viewer.picture == nil {
		return nil
	}
	for i, r := range s.remarks() {
		for _, points := range r.Where {
			if r.Page == s.page {
				all = append(all, trace{points, i + 1})
			}
		}
	}
	return all
}

// named says which scan is shown: of what, which of how many, which page, which file.
func (s *Screen) named(l translations.Language) string {
	if len(s.shots) == 0 {
		return ""
	}
	one := s.shots[s.shot]
	said := translations.Text(l, "review.scan", map[string]string{
		"material": say.Material(s.o.Session.Filing(), one.material)(l), "file": say.File(one.scan.File),
		"number": strconv.Itoa(s.shot + 1), "count": strconv.Itoa(len(s.shots)),
	})
	if n := s.pages(); n > 1 {
		said += translations.Text(l, "review.scan.page", map[string]string{"page": strconv.Itoa(s.page + 1), "pages": strconv.Itoa(n)})
	}
	return said
}
