package ui

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
)

// The data folder moves, or another one is opened, by a new start of the program: nothing
// of the old folder is left in its memory then.

// settingMovedFrom is the folder that the filings have moved from; "" for none that the
// person has not been asked about.
const settingMovedFrom = "moved.from"

// aboutMoved is the subject of the notice that asks.
const aboutMoved = "moved"

// folder is what the settings show and do; nil where nobody knows how the folder was found.
func (d *Desk) folder() *settings.Folder {
	if d.o.Found.By == "" {
		return nil
	}
	return &settings.Folder{
		Found: d.o.Found, Usual: store.UsualDir(),
		Open: func() {
			if err := d.openOutside(d.store().Dir()); err != nil {
				d.failed("open the data folder", err)
			}
		},
		Plan: func(chosen string) (store.Plan, error) { return store.PlanMove(d.store().Dir(), chosen) },
		Move: d.moveFolder, Use: d.useFolder,
	}
}

// moveFolder moves the filings to another folder, and then has the program begin there. It
// is called off the UI goroutine.
func (d *Desk) moveFolder(ctx context.Context, to string, progress func(done, total int64)) {
	done := voice.Message("settings.folder.stopped") // said where it ends in the old folder
	d.replaceStore(context.WithoutCancel(ctx), done, func(dir string) error {
		err := store.Relocate(ctx, dir, to, progress)
		if errors.Is(err, context.Canceled) {
			return nil
		}
		if err == nil {
			err = noteMoved(to, dir)
		}
		if err == nil {
			err = store.Choose(to)
		}
		if err == nil {
			d.restarting.Store(true)
		}
		return err
	})
}

// noteMoved notes in the folder that there is now where it was before.
func noteMoved(to, from string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, to, store.Options{KeyringLater: true})
	if err != nil {
		return err
	}
	// The copy was made while the window was open, which is no crash.
	return errors.Join(s.SetSetting(ctx, settingMovedFrom, from), s.SetSetting(ctx, settingRunning, ""), s.Close())
}

// useFolder has the program begin again with the filings of another folder. It is called
// off the UI goroutine.
func (d *Desk) useFolder(dir string) error {
	if err := store.Choose(dir); err != nil {
		return err
	}
	d.o.Do(func() {
		d.restarting.Store(true)
		d.close()
	})
	return nil
}

// WantsRestart reports whether the program is to begin again, with the data folder that it
// finds by then, and with which files.
func (d *Desk) WantsRestart() (wants bool, files []string) {
	return d.restarting.Load(), d.guard.files
}

// tellMoved asks above the list what is to become of the folder that was moved.
func (d *Desk) tellMoved(home *filings.Screen) {
	from := d.setting(context.Background(), settingMovedFrom)
	if from == "" || d.viewing() {
		return
	}
	if !store.HasFilings(from) || filepath.Clean(from) == d.store().Dir() {
		d.keep(settingMovedFrom, "")
		return
	}
	home.Notify(aboutMoved, voice.Message("settings.folder.moved"), false,
		parts.Answer{Say: voice.Message("settings.folder.old"), Do: func() { d.askMoved(home, from) }})
}

// askMoved asks whether the folder from which the filings have moved is to stay.
func (d *Desk) askMoved(home *filings.Screen, from string) {
	forget := func() {
		d.keep(settingMovedFrom, "")
		home.Unsay(aboutMoved)
	}
	to := d.store().Dir()
	d.offer(voice.Message("settings.folder.old.ask", map[string]string{"old": say.Path(from), "folder": say.Path(to)}),
		parts.Answer{Say: voice.Message("settings.folder.old.keep"), Do: forget},
		parts.Answer{Say: voice.Message("settings.folder.old.remove"), Do: func() {
			crash.Go(func() {
				err := store.RemoveMoved(from, to)
				d.o.Do(func() {
					if err != nil {
						slog.Error("remove the data folder that was moved", "err", err)
						d.problem(store.MessageID(err), nil)
						return
					}
					forget()
				})
			})
		}})
}
