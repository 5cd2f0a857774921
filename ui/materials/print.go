package materials

import (
	"context"
	"log/slog"

	"recordaldesk/rules"
	"recordaldesk/store/crash"
	"recordaldesk/store/paper"
	"recordaldesk/ui/form"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/voice"
)

// englishSetting says whether papers have English small print: "no" where not.
const englishSetting = "print.english"

// printed is a paper that was made.
type printed struct {
	name string
	pdf  []byte
}

// printForm makes the form of one material and shows it in the system's viewer.
func (s *Screen) printForm(m rules.Material) {
	s.printThe(func(one rules.Material) bool { return keyOf(one) == keyOf(m) })
}

// printForms makes all forms that are needed and shows their folder.
func (s *Screen) printForms() { s.printThe(func(rules.Material) bool { return true }) }

func (s *Screen) printThe(wanted func(rules.Material) bool) {
	s.print(func(ctx context.Context, f *rules.Filing, r *rules.Report, o paper.Options) ([]printed, error) {
		chosen := *r
		chosen.Materials = nil
		for _, m := range r.Materials {
			if wanted(m) {
				chosen.Materials = append(chosen.Materials, m)
			}
		}
		forms, err := paper.Forms(ctx, f, &chosen, o)
		var all []printed
		for _, one := range forms {
			all = append(all, printed{one.Name, one.PDF})
		}
		return all, err
	})
}

// printCourier makes the cover sheet of what goes by post.
func (s *Screen) printCourier() { s.printSheet(paper.CourierName, paper.CourierSheet) }

// printSlip makes the slip that says what a client should come back with.
func (s *Screen) printSlip() { s.printSheet(paper.SlipName, paper.Slip) }

// printSheet makes a paper that is about the whole filing; there may be none to make.
func (s *Screen) printSheet(name string, draw func(context.Context, *rules.Filing, *rules.Report, paper.Options) ([]byte, error)) {
	s.print(func(ctx context.Context, f *rules.Filing, r *rules.Report, o paper.Options) ([]printed, error) {
		pdf, err := draw(ctx, f, r, o)
		if err != nil || pdf == nil {
			return nil, err
		}
		return []printed{{name, pdf}}, nil
	})
}

// print makes papers in the background and shows them.
func (s *Screen) print(draw func(context.Context, *rules.Filing, *rules.Report, paper.Options) ([]printed, error)) {
	f, today, book := s.session.Filing().Clone(), s.session.Today(), s.session.Book()
	report := book.Check(f, today)
	options := paper.Options{
		Incomplete: !report.Ready(), English: s.english, Date: today, Rulebook: report.Rulebook, Program: s.around.Program, Book: book,
	}
	ctx := s.begin()
	s.say(voice.Message("materials.printing"))
	s.keeping.Add(func() {
		var papers []printed
		var err error
		if options.Blanks, err = printer.Blanks(ctx, s.around.Store); err == nil {
			papers, err = draw(ctx, f, report, options)
		}
		var paths []string
		for _, one := range papers {
			if err != nil {
				break
			}
			var path string
			if path, err = s.around.Printer.Put(one.name, one.pdf); err == nil {
				paths = append(paths, path)
			}
		}
		s.around.Do(func() {
			stopped := ctx.Err() != nil
			s.end()
			switch {
			case stopped:
			case err != nil:
				s.around.Ask(printer.Problem(book, f, today, err), nil, nil)
			default:
				s.printed(paths, options.Incomplete)
			}
		})
	})
}

// printed shows what was made, and says where it lies: the system may have no
// program for it, and does not always say so.
func (s *Screen) printed(paths []string, draft bool) {
	show := s.around.Printer.Dir
	switch len(paths) {
	case 0:
		s.say(voice.Message("materials.print.none"))
		return
	case 1:
		show = paths[0]
	}
	err := s.around.Open(show)
	id := "materials.print.done"
	switch {
	case err != nil:
		id = "materials.print.not_opened"
	case draft:
		id = "materials.print.draft"
	}
	s.say(voice.Message(id, map[string]string{"path": show}))
}

// readEnglish reads how papers were printed the last time.
func (s *Screen) readEnglish() bool {
	value, err := s.around.Store.Setting(s.ctx, englishSetting)
	if err != nil {
		slog.Error("read setting", "key", englishSetting, "err", err)
	}
	return value != "no"
}

// englishChoice chooses whether papers have English small print.
func (s *Screen) englishChoice() *form.Segments {
	segments := form.NewSegments(func(id string) {
		s.english = id != "no"
		crash.Go(func() {
			if err := s.around.Store.SetSetting(s.ctx, englishSetting, id); err != nil {
				slog.Error("keep setting", "key", englishSetting, "err", err)
			}
		})
	})
	s.speech.Also(func() {
		chosen := "no"
		if s.english {
			chosen = "yes"
		}
		segments.Offer([]form.Option{
			form.NewOption(s.voice, "yes", voice.Message("materials.print.english")),
			form.NewOption(s.voice, "no", voice.Message("materials.print.chinese")),
		}, chosen)
	})
	return segments
}
