package materials

import (
	"recordaldesk/rules"
	"recordaldesk/store/paper"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/voice"
)

// printForm makes the form of one material and shows it in the system's viewer.
func (s *Screen) printForm(m rules.Material) {
	s.print(func(one rules.Material) bool { return keyOf(one) == keyOf(m) })
}

// printForms makes all forms that are needed and shows their folder.
func (s *Screen) printForms() {
	s.print(func(rules.Material) bool { return true })
}

func (s *Screen) print(wanted func(rules.Material) bool) {
	f, today := s.session.Filing().Clone(), s.session.Today()
	report := s.session.Book().Check(f, today)
	chosen := *report
	chosen.Materials = nil
	for _, m := range report.Materials {
		if wanted(m) {
			chosen.Materials = append(chosen.Materials, m)
		}
	}
	options := paper.Options{
		Incomplete: !report.Ready(), English: true, Date: today, Rulebook: report.Rulebook, Program: s.around.Program,
	}
	ctx := s.begin()
	s.say(voice.Message("materials.printing"))
	s.keeping.add(func() {
		paths, err := func() ([]string, error) {
			forms, err := paper.Forms(ctx, f, &chosen, options)
			if err != nil {
				return nil, err
			}
			var paths []string
			for _, form := range forms {
				path, err := s.around.Printer.Put(form.Name, form.PDF)
				if err != nil {
					return nil, err
				}
				paths = append(paths, path)
			}
			return paths, nil
		}()
		s.around.Do(func() {
			stopped := ctx.Err() != nil
			s.end()
			switch {
			case stopped:
			case err != nil:
				s.around.Ask(printer.Problem(s.session.Book(), f, today, err), nil, nil)
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
