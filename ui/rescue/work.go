package rescue

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/form"
	"recordaldesk/ui/motion"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/passphrase"
	"recordaldesk/ui/voice"
)

// work is something that is done off the UI goroutine.
type work struct {
	ctx   context.Context
	wrong error // what the passphrase that was typed last failed with; nil for none yet
	s     *Screen
	again func() // shows that it goes on
}

// work shows that something is done, which can be stopped or not, does it, and goes on
// with done, on the UI goroutine. Where the passphrase was wrong it does it again.
func (s *Screen) work(id string, stoppable bool, do func(*work) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	w := &work{ctx: ctx, s: s}
	w.again = func() { s.working(id, stoppable) }
	w.again()
	crash.Go(func() {
		defer cancel()
		err := do(w)
		for errors.Is(err, store.ErrWrongPassphrase) {
			w.wrong = err
			err = do(w)
		}
		s.o.Do(func() {
			s.stop = nil
			if err != nil && ctx.Err() == nil {
				slog.Error("rescue", "doing", id, "err", err)
			}
			done(err)
			if s.closing {
				s.o.Close()
			}
		})
	})
}

// working shows that something goes on.
func (s *Screen) working(id string, stoppable bool) {
	p := s.newPage(nil)
	p.message(form.Title, "rescue.working."+id)
	hint := "rescue.working.hint"
	if stoppable {
		hint = "rescue.working.stoppable"
	}
	p.message(form.Body, hint)
	if !motion.Reduced() { // the words say that something goes on
		bar := widget.NewProgressBarInfinite()
		p.column.Add(container.New(parts.Indent{}, bar))
		p.left = bar.Stop // it would go on moving out of sight
	}
	if stoppable {
		p.row(p.button(voice.Message("rescue.stop"), s.stop))
	}
	s.show(p)
}

// ask asks for the passphrase, and waits for it.
func (w *work) ask() (string, error) {
	typed := make(chan string, 1)
	wrong := w.wrong
	w.s.o.Do(func() { w.s.askPassphrase(wrong, typed, w.again) })
	select {
	case text := <-typed:
		return text, nil
	case <-w.ctx.Done():
		return "", w.ctx.Err()
	}
}

// askPassphrase shows the question; what was typed goes to typed, and then again is
// called.
func (s *Screen) askPassphrase(wrong error, typed chan<- string, again func()) {
	p := s.newPage(s.stop)
	p.message(form.Title, "rescue.passphrase.title")
	p.message(form.Body, "rescue.passphrase.what")
	p.typed = passphrase.NewField(s.o.Voice, s.o.Canvas, voice.Message("rescue.passphrase.name"), nil)
	p.column.Add(p.typed.Object())
	submit := func() {
		text := p.typed.Text()
		if text == "" {
			p.typed.Say(voice.Message("passphrase.empty"))
			return
		}
		s.opens = text
		again()
		typed <- text
	}
	p.typed.Submit, p.typed.Escape = submit, s.stop
	on := p.button(voice.Message("rescue.passphrase.go"), submit)
	on.Importance = widget.HighImportance
	p.row(on, p.button(voice.Message("rescue.back"), s.stop))
	if wrong != nil {
		p.typed.Say(voice.Message(store.MessageID(wrong)))
	}
	s.show(p)
}

// failed goes back to the first page and says what became of the try.
func (s *Screen) failed(err error) {
	if errors.Is(err, context.Canceled) {
		s.say(voice.Message("rescue.stopped"), false)
	} else {
		s.say(failure(err), true)
	}
	s.offer()
}

// chosen asks for a folder and goes on with it, or with failed where nobody can be asked.
func (s *Screen) chosen(title string, on func(folder string), failed func()) {
	crash.Go(func() {
		folder, err := s.o.Choose(context.Background(), title)
		s.o.Do(func() {
			switch {
			case err != nil:
				slog.Error("choose a folder", "err", err)
				failed()
			case folder != "":
				on(folder)
			}
		})
	})
}

// salvage reads out what can be read.
func (s *Screen) salvage() {
	var got store.Salvaged
	s.work("salvage", true, func(w *work) (err error) {
		got, err = s.o.Folder.Salvage(w.ctx, w.ask)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, store.ErrDamaged):
			s.hopeless = true
			s.say(voice.Message("rescue.hopeless"), true)
			s.offer()
		case err != nil:
			s.failed(err)
		default:
			s.rescued = true
			s.salvaged(got)
		}
	})
}

// restore puts a backup in the place of what is there.
func (s *Screen) restore(b store.Backup) {
	var got store.Restoration
	s.work("restore", true, func(w *work) (err error) {
		got, err = s.o.Folder.Restore(w.ctx, b.Path)
		return err
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.rescued = true
		s.restored(b, got)
	})
}

// anew sets the damaged file aside and begins with an empty store.
func (s *Screen) anew() {
	s.work("open", false, func(w *work) error { return s.o.Folder.BeginAnew(w.ctx) }, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.rescued = true
		s.open()
	})
}

// view opens the filings to be looked at.
func (s *Screen) view() {
	s.enter("view", true, func(w *work) (*store.Store, error) { return s.o.Folder.View(w.ctx, w.ask) })
}

// again tries to open the store once more.
func (s *Screen) again() { s.open() }

// open opens the store as at every start.
func (s *Screen) open() {
	s.enter("open", false, func(w *work) (*store.Store, error) { return s.o.Folder.Open(w.ctx) })
}

// enter has a store opened and hands it over, with the passphrase that was typed.
func (s *Screen) enter(id string, stoppable bool, open func(*work) (*store.Store, error)) {
	var got *store.Store
	s.work(id, stoppable, func(w *work) (err error) {
		if got, err = open(w); err == nil && got.Locked() && s.opens != "" {
			if err := got.Unlock(w.ctx, s.opens); err != nil {
				slog.Info("the passphrase is asked for again", "err", err)
			}
		}
		return err
	}, func(err error) {
		switch {
		case err == nil && s.closing:
			if err := got.Close(); err != nil {
				slog.Error("close store", "err", err)
			}
		case err == nil:
			s.opens = ""
			s.leavePage()
			s.o.Opened(got, s.rescued)
		case id == "open" && !s.closing:
			s.stillClosed(err)
		default:
			s.failed(err)
		}
	})
}

// stillClosed says that the store does not open, which may have another reason by now.
func (s *Screen) stillClosed(err error) {
	s.err, s.hopeless = err, false
	at := s.o.Now().Local().Format(time.TimeOnly)
	s.say(voice.Message("rescue.still", map[string]string{"time": at}), true)
	s.offer()
	s.look()
}
