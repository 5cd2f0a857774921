package export

import (
	"context"
	"log/slog"

	"recordaldesk/store/crash"
	"recordaldesk/store/paper"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/voice"
)

// Print makes the review sheet of the filing and shows it in the system's
// viewer.
func (s *Screen) Print() {
	f, today := s.session.Filing().Clone(), s.session.Today()
	book := s.session.Book()
	report := book.Check(f, today)
	options := paper.Options{
		Incomplete: !report.Ready(), English: true, Date: today, Rulebook: report.Rulebook, Program: s.around.Program,
	}
	name := s.voice.Text("check.print.file")
	s.status.Say(voice.Message("materials.printing"))
	crash.Go(func() {
		pdf, err := paper.Review(context.Background(), f, report, book, options)
		var path string
		if err == nil {
			path, err = s.around.Printer.Put(name, pdf)
		}
		s.around.Do(func() {
			if err != nil {
				slog.Error("print the review sheet", "err", err)
				s.status.Say(voice.Message("check.intro"))
				s.around.Ask(printer.Problem(book, f, today, err), nil, nil)
				return
			}
			id := "materials.print.done"
			if err := s.around.Open(path); err != nil {
				slog.Error("open the review sheet", "err", err)
				id = "materials.print.not_opened"
			}
			s.status.Say(voice.Message(id, map[string]string{"path": path}))
		})
	})
}
