package rescue

import (
	"log/slog"
	"path/filepath"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/voice"
)

// elsewhere asks for the folder in which the filings are now, and begins there.
func (s *Screen) elsewhere() {
	title := s.o.Voice.Text("rescue.elsewhere")
	s.say(nil, false)
	s.chosen(title, func(chosen string) {
		crash.Go(func() { // it may be on a slow stick
			dir := ""
			for _, one := range []string{chosen, filepath.Join(chosen, filepath.Base(store.UsualDir()))} {
				if dir == "" && store.HasFilings(one) {
					dir = one
				}
			}
			s.o.Do(func() {
				if dir == "" {
					s.say(voice.Message("rescue.elsewhere.none"), true)
					s.offer()
					return
				}
				s.begin(dir)
			})
		})
	}, func() {
		s.say(voice.Message("rescue.choose.failed"), true)
		s.offer()
	})
}

// begin has the program begin again with another data folder, "" being the usual one.
func (s *Screen) begin(dir string) {
	crash.Go(func() {
		err := s.o.Elsewhere(dir)
		s.o.Do(func() {
			if err != nil {
				slog.Error("choose another data folder", "err", err)
				s.say(failure(err), true)
				s.offer()
				return
			}
			s.o.Close()
		})
	})
}
