package rescue

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// errBroken stands for what nobody foresaw.
var errBroken = errors.New("the program failed")

// trouble is what is said and offered of an error.
type trouble struct {
	id     string
	offers []string // the most useful first; closing comes last always
	safe   bool     // nothing has happened to the filings
}

// troubles goes by the sentence of the error.
var troubles = map[string]trouble{
	"store.problem.damaged":      {"damaged", []string{"salvage", "restore", "backups", "view"}, false},
	"store.problem.no_database":  {"no_database", []string{"restore", "again", "backups"}, false},
	"store.problem.newer_schema": {"newer_schema", []string{"view"}, true},
	"store.problem.read_only":    {"read_only", []string{"view", "again"}, true},
	"store.problem.no_space":     {"no_space", []string{"again", "view"}, true},
	"store.problem.in_use":       {"in_use", []string{"again", "view"}, true},
	"store.problem.not_ours":     {"not_ours", []string{"again"}, false},
	"store.problem.gone":         {"gone", []string{"again", "elsewhere", "standard"}, false},
	"store.problem.held":         {"held", []string{"again"}, true},
	"store.problem.disk":         {"disk", []string{"again", "view"}, false},
}

// unforeseen is for any other error.
var unforeseen = trouble{"other", []string{"again", "view"}, false}

func (s *Screen) trouble() trouble {
	if t, ok := troubles[store.MessageID(s.err)]; ok {
		return t
	}
	return unforeseen
}

func (s *Screen) damaged() bool { return errors.Is(s.err, store.ErrDamaged) }

// lost reports whether the database is gone, and others of its folder are not.
func (s *Screen) lost() bool { return errors.Is(s.err, store.ErrNoDatabase) }

// offer shows what happened and what can be done. The keyboard stays at what it was at,
// where that is offered still.
func (s *Screen) offer() {
	at := ""
	if s.page != nil && s.page.offers {
		for _, b := range s.page.buttons {
			if s.o.Canvas.Focused() == b {
				at = b.Text
			}
		}
	}
	t, filings := s.trouble(), s.o.Folder.HasFilings()
	p := s.newPage(nil)
	p.offers = true
	p.message(form.Title, "rescue."+t.id+".title")
	if s.note != nil {
		w := p.words(form.Body, s.note)
		w.Color(widget.MediumImportance)
		if s.grave {
			w.Color(widget.DangerImportance)
		}
	}
	switch {
	case t.safe && filings:
		p.message(form.Body, "rescue.safe").Color(widget.SuccessImportance)
	case s.damaged() && !s.hopeless:
		p.message(form.Body, "rescue.damaged.safe").Color(widget.SuccessImportance)
	}
	if !s.hopeless { // then what to do was just said
		p.message(form.Body, "rescue."+t.id+".what")
	}
	for _, one := range t.offers {
		s.add(p, one, filings)
	}
	if (s.hopeless || s.lost() && s.sought) && len(s.sound()) == 0 {
		s.add(p, "anew", filings)
	}
	p.choice(voice.Message("rescue.close"), voice.Message("rescue.close.help"), s.o.Close)
	p.message(form.Quiet, "rescue.folder", map[string]string{"folder": s.o.Folder.Path()})
	s.show(p)
	for _, b := range p.buttons {
		if b.Text == at {
			s.o.Canvas.Focus(b)
		}
	}
}

// add adds an offer to the page, unless there is no use in it.
func (s *Screen) add(p *page, one string, filings bool) {
	what, help := voice.Message("rescue."+one), voice.Message("rescue."+one+".help")
	switch one {
	case "salvage":
		if !s.hopeless {
			p.choice(what, help, s.salvage)
		}
	case "restore":
		if sound := s.sound(); len(sound) > 0 {
			p.choice(describe("rescue.restore", sound[0]), help, func() { s.restore(sound[0]) })
		}
	case "backups":
		p.choice(what, help, func() {
			s.say(nil, false)
			s.chooseBackup(s.found, len(s.found) == 0)
		})
	case "view":
		if filings && !s.hopeless {
			p.choice(what, help, s.view)
		}
	case "again":
		p.choice(what, help, s.again)
	case "elsewhere":
		if s.o.Elsewhere != nil {
			p.choice(what, help, s.elsewhere)
		}
	case "standard":
		if s.o.Elsewhere != nil {
			p.choice(what, help, func() { s.begin("") })
		}
	case "anew":
		p.choice(what, help, s.anew)
	}
}

// sound are the backups that can be restored, the newest first.
func (s *Screen) sound() (all []store.Backup) {
	for _, b := range s.found {
		if b.Sound {
			all = append(all, b)
		}
	}
	return all
}

// describe names a backup by its time and by how many filings are in it.
func describe(id string, b store.Backup) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Count(l, id, b.Drafts, map[string]string{"at": say.Moment(b.At)})
	}
}

// chooseBackup lists backups. nothing says that there are none in the data folder.
func (s *Screen) chooseBackup(all []store.Backup, nothing bool) {
	p := s.newPage(s.back)
	p.message(form.Title, "rescue.choose.title")
	if s.note != nil {
		p.words(form.Body, s.note).Color(widget.DangerImportance)
	}
	if nothing {
		p.message(form.Body, "rescue.choose.none")
	} else {
		p.message(form.Body, "rescue.choose.what")
	}
	for _, b := range all {
		restore := p.button(voice.Message("settings.backup.restore"), func() { s.restore(b) })
		p.column.Add(parts.BackupRow(p.speech, b, restore))
	}
	p.row(p.button(voice.Message("rescue.choose.elsewhere"), s.lookElsewhere), p.button(voice.Message("rescue.back"), s.back))
	s.show(p)
}

// back shows the first page, without what was said of the last try.
func (s *Screen) back() {
	s.say(nil, false)
	s.offer()
}

// lookElsewhere lists the backups in a folder that the person names.
func (s *Screen) lookElsewhere() {
	title := s.o.Voice.Text("rescue.choose.folder")
	s.say(nil, false)
	s.chosen(title, func(folder string) {
		var all []store.Backup
		s.work("backups", true, func(w *work) (err error) {
			all, err = s.o.Folder.BackupsIn(w.ctx, folder)
			return err
		}, func(err error) {
			if err != nil {
				s.say(failure(err), true)
			}
			s.chooseBackup(append(all, s.found...), len(all)+len(s.found) == 0)
		})
	}, func() {
		s.say(voice.Message("rescue.choose.failed"), true)
		s.offer()
	})
}

// failure says that something was not done, and why.
func failure(err error) voice.Speaker {
	return func(l translations.Language) string {
		return strings.TrimSpace(translations.Text(l, "rescue.failed", map[string]string{"why": translations.Text(l, store.MessageID(err))}))
	}
}
