package settings

import (
	"context"
	"log/slog"
	"strconv"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// Folder is where the filings are, and what can be done about that.
type Folder struct {
	Found store.Found
	Usual string // the folder where nobody says anything
	Open  func() // shows it in the system's window

	// These are called in the background. Move and Use end the window where they succeed:
	// the program goes on in the other folder. Move tells where it does not.
	Plan func(chosen string) (store.Plan, error)
	Move func(ctx context.Context, to string, progress func(done, total int64))
	Use  func(dir string) error
}

// folderSection shows where the data folder is, opens it, and moves it.
type folderSection struct {
	screen *Screen
	change *form.Button
	usual  *form.Button
	stop   *form.Button
	became *said
	ended  context.CancelFunc // stops the move; nil for none
}

// addFolder adds where the data folder is.
func (s *Screen) addFolder() {
	f := &folderSection{screen: s, became: s.said()}
	s.folder = f
	s.section("settings.folder")
	of := s.o.Folder
	where := s.speech.Words(form.Body, func(translations.Language) string { return of.Found.Dir })
	f.change = s.button(theme.FolderIcon(), voice.Message("settings.folder.choose"), f.choose)
	f.usual = s.button(nil, voice.Message("settings.folder.usual"), func() { f.look(of.Usual) })
	f.stop = s.button(theme.MediaStopIcon(), voice.Message("settings.folder.stop"), func() {
		if f.ended != nil {
			f.ended()
		}
	})
	f.stop.Hide()
	open := s.button(theme.FolderOpenIcon(), voice.Message("settings.folder.open"), of.Open)
	row := container.New(parts.NewFlow(), open)
	help := "settings.folder.help"
	switch of.Found.By {
	case store.Named:
		help = "settings.folder.named"
	case store.Portable:
		help = "settings.folder.portable"
	case store.Chosen:
		row.Add(f.change)
		row.Add(f.usual)
	default:
		row.Add(f.change)
	}
	row.Add(f.stop)
	s.column.Add(container.New(parts.Column{}, where.Object(), s.speech.Words(form.Quiet, voice.Message(help)).Object(),
		container.New(parts.Indent{}, row), f.became.object()))
}

// choose asks for another folder.
func (f *folderSection) choose() {
	s := f.screen
	title := s.o.Voice.Text("settings.folder.choose")
	crash.Go(func() {
		chosen, err := s.o.Choose(context.Background(), title)
		s.o.Do(func() {
			switch {
			case err != nil:
				f.problem("choose a data folder", err)
			case chosen != "":
				f.look(chosen)
			}
		})
	})
}

func (f *folderSection) problem(what string, err error) {
	slog.Error(what, "err", err)
	f.became.problem(err)
}

// look finds out what a chosen folder comes to, and asks whether it is to be so.
func (f *folderSection) look(chosen string) {
	s := f.screen
	if f.ended != nil {
		return
	}
	crash.Go(func() {
		plan, err := s.o.Folder.Plan(chosen)
		s.o.Do(func() {
			if err != nil {
				f.problem("look at a folder", err)
				return
			}
			f.ask(plan)
		})
	})
}

func (f *folderSection) ask(plan store.Plan) {
	s := f.screen
	if plan.Dir == s.o.Folder.Found.Dir {
		f.became.say(voice.Message("settings.folder.same"))
		return
	}
	args := map[string]string{"folder": say.Path(plan.Dir), "size": say.Size(plan.Bytes)}
	id, do := "settings.folder.move", func() { f.move(plan.Dir) }
	if plan.Filings {
		id, do = "settings.folder.use", func() { f.use(plan.Dir) }
	}
	question := func(l translations.Language) string {
		said := translations.Text(l, id+".ask", args)
		if plan.Place == store.Network || plan.Place == store.Synchronised {
			said += "\n\n" + translations.Text(l, "condition.place."+string(plan.Place))
		}
		return said
	}
	s.o.Ask(question, voice.Message(id+".yes"), do)
}

// use opens the filings of another folder.
func (f *folderSection) use(dir string) {
	s := f.screen
	crash.Go(func() {
		err := s.o.Folder.Use(dir)
		if err != nil {
			s.o.Do(func() { f.problem("open another data folder", err) })
		}
	})
}

// move moves the data folder, and says how far it is. It can be stopped.
func (f *folderSection) move(to string) {
	s := f.screen
	ctx, stop := context.WithCancel(context.Background())
	f.ended = stop
	f.change.Disable()
	f.usual.Disable()
	f.stop.Show()
	s.o.Canvas.Focus(f.stop)
	f.progress(0, 1)
	told := -1
	crash.Go(func() {
		defer stop()
		s.o.Folder.Move(ctx, to, func(done, total int64) {
			if now := percent(done, total); now != told { // not each file
				told = now
				s.o.Do(func() { f.progress(done, total) })
			}
		})
	})
}

func (f *folderSection) progress(done, total int64) {
	f.became.say(voice.Message("settings.folder.moving", map[string]string{"percent": strconv.Itoa(percent(done, total))}))
}
