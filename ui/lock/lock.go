// Package lock is the screen that stands before everything while the store is locked:
// it asks for the passphrase, or for the recovery code and then a new passphrase.
package lock

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/passphrase"
	"recordaldesk/ui/voice"
)

// Store is the part of [store.Store] that opens it.
type Store interface {
	Unlock(ctx context.Context, passphrase string) error
	UnlockWithCode(ctx context.Context, code string) error
	SetPassphrase(ctx context.Context, passphrase string) error
}

// Options are what the screen needs from around it.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas // of the window the screen is shown in
	Store  Store
	Do     func(func()) // runs a function on the UI goroutine

	// Unlocked is called once the store is open. withCode says that it was opened with
	// the recovery code, which no longer counts.
	Unlocked func(withCode bool)

	// After calls f on the UI goroutine after a time; nil is the clock's way.
	After func(d time.Duration, f func())
}

// Screen asks for what opens the store. It begins by saying that the store is being
// locked, see [Screen.Ready].
type Screen struct {
	o Options

	speech *parts.Speech
	title  *form.Words
	intro  *form.Words
	status *form.Words // what is going on
	note   *form.Words // what must be known meanwhile
	typed  *passphrase.Field
	code   *passphrase.Field
	choice *passphrase.Choice
	unlock *form.Button
	other  *parts.Link
	scroll *container.Scroll

	phase phase
	wrong int // tries, one after the other
	wait  int // seconds until the next
}

// phase is what the screen is at.
type phase int

const (
	busy     phase = iota // the store is being locked, or what was typed is looked at
	asking                // for the passphrase
	byCode                // for the recovery code
	choosing              // a new passphrase
)

// New builds the screen.
func New(o Options) *Screen {
	if o.After == nil {
		o.After = func(d time.Duration, f func()) { time.AfterFunc(d, func() { o.Do(f) }) }
	}
	s := &Screen{o: o, speech: parts.NewSpeech(o.Voice)}
	s.title = s.speech.Words(form.Title, voice.Message("lock.title"))
	s.intro = s.speech.Words(form.Body, voice.Message("lock.intro"))
	s.status = s.speech.Words(form.Body, parts.Nothing)
	s.note = s.speech.Words(form.Body, parts.Nothing)
	s.note.Color(widget.DangerImportance)
	s.note.Object().Hide()
	s.typed = passphrase.NewField(o.Voice, o.Canvas, voice.Message("lock.passphrase"), nil)
	s.code = passphrase.NewField(o.Voice, o.Canvas, voice.Message("lock.code"), nil)
	s.choice = passphrase.NewChoice(o.Voice, o.Canvas, s.submit, nil)
	s.typed.Submit, s.code.Submit, s.code.Escape = s.submit, s.submit, s.turn
	s.unlock = s.speech.Button(nil, s.buttonSays, s.submit)
	s.unlock.Importance = widget.HighImportance
	s.other = s.speech.Link(s.otherSays, s.turn)
	fields := container.NewStack(s.typed.Object(), s.code.Object(), s.choice.Object())
	gap := theme.InnerPadding()
	buttons := container.New(layout.NewCustomPaddedLayout(2*gap, 0, gap, gap), container.NewHBox(s.unlock, s.other))
	s.scroll = container.NewVScroll(container.New(middle{}, container.New(parts.Stack{},
		s.title.Object(), s.intro.Object(), s.note.Object(), fields, s.status.Object(), buttons)))
	reveal := func(o fyne.CanvasObject) { parts.Reveal(s.scroll, s.scroll.Content, o, s.scroll.Offset.Y) }
	s.typed.OnFocus = func(fyne.CanvasObject) { reveal(s.typed.Object()) } // with what is wrong with it
	s.code.OnFocus = func(fyne.CanvasObject) { reveal(s.code.Object()) }
	s.choice.OnFocus(reveal)
	s.unlock.OnFocus, s.other.OnFocus = func() { reveal(buttons) }, func() { reveal(buttons) }
	s.phase = asking // what is asked first stands there from the beginning, and takes nothing yet
	s.show()
	s.Working(voice.Message("lock.closing"))
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.scroll }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.typed.Retranslate()
	s.code.Retranslate()
	s.choice.Retranslate()
	s.scroll.Refresh()
}

// Refresh does nothing: what the screen shows changes by itself.
func (s *Screen) Refresh() {}

// Focus puts the keyboard where something can be typed.
func (s *Screen) Focus() {
	switch s.phase {
	case asking:
		s.typed.Focus()
	case byCode:
		s.code.Focus()
	case choosing:
		s.choice.Focus()
	}
}

// Ready asks for the passphrase from now on. note is what has to be known besides, nil
// for nothing.
func (s *Screen) Ready(note voice.Speaker) {
	s.typed.Clear()
	s.code.Clear()
	s.choice.Clear()
	if note != nil {
		s.note.Say(note)
		s.note.Object().Show()
	}
	s.enter(asking)
}

// Working says what is being done, and takes nothing meanwhile.
func (s *Screen) Working(say voice.Speaker) {
	s.phase = busy
	s.status.Say(say)
	s.show()
}

// Choosing reports whether the store is open, and waits for a new passphrase.
func (s *Screen) Choosing() bool { return s.phase == choosing }

// enter goes to another phase, with the keyboard in its first field.
func (s *Screen) enter(p phase) {
	s.phase = p
	s.show()
	s.Focus()
}

// show shows what belongs to the phase. While the screen is busy its fields stay as they
// are, but take nothing.
func (s *Screen) show() {
	if s.phase != busy {
		parts.SetVisible(s.typed.Object(), s.phase == asking)
		parts.SetVisible(s.code.Object(), s.phase == byCode)
		parts.SetVisible(s.choice.Object(), s.phase == choosing)
		parts.SetVisible(s.other, s.phase != choosing)
		title, intro := "lock.title", "lock.intro"
		switch s.phase {
		case byCode:
			intro = "lock.intro.code"
		case choosing:
			title, intro = "lock.new.title", "lock.new.intro"
		}
		s.title.Say(voice.Message(title))
		s.intro.Say(voice.Message(intro))
	}
	open := s.phase != busy && s.wait == 0
	s.typed.Enable(open)
	s.code.Enable(open)
	s.choice.Enable(open)
	if open {
		s.unlock.Enable()
	} else {
		s.unlock.Disable()
	}
	parts.SetVisible(s.status.Object(), !open)
	s.speech.Retranslate()
	s.scroll.Refresh()
}

func (s *Screen) buttonSays(l translations.Language) string {
	if s.phase == choosing {
		return translations.Text(l, "settings.passphrase.do.choose")
	}
	return translations.Text(l, "lock.unlock")
}

func (s *Screen) otherSays(l translations.Language) string {
	if s.phase == byCode {
		return translations.Text(l, "lock.by_passphrase")
	}
	return translations.Text(l, "lock.by_code")
}

// turn goes from the passphrase to the recovery code, or back.
func (s *Screen) turn() {
	switch {
	case s.wait > 0:
	case s.phase == asking:
		s.typed.Clear()
		s.enter(byCode)
	case s.phase == byCode:
		s.code.Clear()
		s.enter(asking)
	}
}

// submit tries what was typed.
func (s *Screen) submit() {
	if s.wait > 0 {
		return
	}
	ctx := context.Background()
	switch s.phase {
	case asking:
		if text := s.typed.Text(); text == "" {
			s.typed.Say(voice.Message("passphrase.empty"))
		} else {
			s.try(s.typed, asking, func() error { return s.o.Store.Unlock(ctx, text) }, func() { s.finish(false) })
		}
	case byCode:
		if text := s.code.Text(); text == "" {
			s.code.Say(voice.Message("passphrase.empty.code"))
		} else {
			s.try(s.code, byCode, func() error { return s.o.Store.UnlockWithCode(ctx, text) }, func() { s.enter(choosing) })
		}
	case choosing:
		if text, ok := s.choice.Passphrase(); ok {
			s.set(text)
		}
	}
}

// try has something looked at, which takes a tenth of a second, and goes on where it
// opens the store.
func (s *Screen) try(f *passphrase.Field, p phase, open func() error, on func()) {
	s.Working(voice.Message("lock.busy"))
	crash.Go(func() {
		err := open()
		s.o.Do(func() {
			s.phase = p
			if err == nil {
				s.wrong = 0
				f.Clear()
				on()
				return
			}
			if errors.Is(err, store.ErrWrongPassphrase) || errors.Is(err, store.ErrBadCode) {
				s.wrong++
				s.wait = pause(s.wrong)
			} else {
				slog.Error("unlock", "err", err)
			}
			s.show()
			f.Say(voice.Message(store.MessageID(err)))
			if s.wait > 0 {
				s.count()
			} else {
				f.Focus()
			}
		})
	})
}

// pause is how many seconds to wait after so many wrong tries: a person who mistypes
// twice does not feel it, one who guesses does.
func pause(wrong int) int {
	const free, most = 2, 30
	if wrong <= free {
		return 0
	}
	return min(1<<min(wrong-free, 5), most)
}

// count says each second how long is still to wait.
func (s *Screen) count() {
	left := s.wait
	s.status.Say(func(l translations.Language) string { return translations.Count(l, "lock.wait", left, nil) })
	s.o.After(time.Second, func() {
		if s.wait--; s.wait > 0 {
			s.count()
			return
		}
		s.show()
		s.Focus()
	})
}

// set keeps the new passphrase.
func (s *Screen) set(text string) {
	s.Working(voice.Message("settings.passphrase.working"))
	crash.Go(func() {
		err := s.o.Store.SetPassphrase(context.Background(), text)
		s.o.Do(func() {
			if err != nil {
				slog.Error("set passphrase", "err", err)
				s.enter(choosing)
				s.choice.Refuse(err)
				return
			}
			s.finish(true)
		})
	})
}

// finish forgets what was typed and hands the window back.
func (s *Screen) finish(withCode bool) {
	s.typed.Clear()
	s.code.Clear()
	s.choice.Clear()
	s.o.Unlocked(withCode)
}
