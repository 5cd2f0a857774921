package settings

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/passphrase"
	"recordaldesk/ui/voice"
)

// passphraseSection says whether there is a passphrase, and sets, changes or removes it
// in a panel of its own.
type passphraseSection struct {
	screen *Screen
	set    *form.Button // or change
	remove *form.Button
	became *said

	panel   *fyne.Container
	intro   *form.Words
	present *passphrase.Field
	choice  *passphrase.Choice
	ok      *form.Button
	cancel  *form.Button
	working bool
	does    deed
	object  *fyne.Container
}

// deed is what the panel does.
type deed int

const (
	choosing deed = iota
	changing
	removing
)

// id is the deed as its messages have it.
func (d deed) id() string {
	return map[deed]string{choosing: "choose", changing: "change", removing: "remove"}[d]
}

func newPassphraseSection(s *Screen) *passphraseSection {
	p := &passphraseSection{screen: s, became: s.said()}
	state := s.speech.Words(form.Body, s.either(withPassphrase, "settings.passphrase.set", "settings.passphrase.unset"))
	p.set = s.button(nil, s.either(withPassphrase, "settings.passphrase.change", "settings.passphrase.choose"), func() {
		if s.access.Passphrase {
			p.open(changing)
		} else {
			p.open(choosing)
		}
	})
	p.remove = s.button(nil, voice.Message("settings.passphrase.remove"), func() { p.open(removing) })
	p.makePanel()
	p.object = container.New(parts.Column{},
		container.New(parts.Stack{}, state.Object(),
			s.speech.Words(form.Quiet, voice.Message("settings.passphrase.protects")).Object(),
			s.speech.Words(form.Quiet, voice.Message("settings.passphrase.warning")).Object(),
			s.speech.Words(form.Quiet, voice.Message("settings.passphrase.disk")).Object()),
		container.New(parts.Indent{}, container.NewHBox(p.set, p.remove)),
		p.panel, p.became.object())
	return p
}

func (p *passphraseSection) makePanel() {
	s := p.screen
	p.intro = s.speech.Words(form.Body, voice.Message("settings.passphrase.warning"))
	p.present = passphrase.NewField(s.o.Voice, s.o.Canvas, voice.Message("passphrase.present"), nil)
	p.choice = passphrase.NewChoice(s.o.Voice, s.o.Canvas, p.submit, p.leave)
	p.present.OnFocus = s.reveal
	p.choice.OnFocus(s.reveal)
	p.present.Escape = p.leave
	p.present.Submit = func() {
		if p.does == removing {
			p.submit()
		} else {
			p.choice.Focus()
		}
	}
	p.ok = s.speech.Button(nil, func(l translations.Language) string {
		return translations.Text(l, "settings.passphrase.do."+p.does.id())
	}, p.submit)
	p.ok.Importance = widget.HighImportance
	p.cancel = s.speech.Button(nil, voice.Message("dialog.cancel"), p.leave)
	for _, b := range []*form.Button{p.ok, p.cancel} {
		b.OnEscape, b.OnFocus = p.leave, func() { s.reveal(b) }
	}
	p.panel = container.NewPadded(container.New(parts.Column{},
		p.intro.Object(), p.present.Object(), p.choice.Object(),
		container.New(parts.Indent{}, container.NewHBox(p.ok, p.cancel))))
	p.panel.Hide()
}

func (p *passphraseSection) retranslate() {
	p.present.Retranslate()
	p.choice.Retranslate()
}

// open opens the panel for a deed.
func (p *passphraseSection) open(d deed) {
	if p.working {
		return
	}
	p.does = d
	p.became.hide()
	if d != choosing { // what that means stands above
		p.intro.Say(voice.Message("settings.passphrase." + d.id() + ".intro"))
	}
	parts.SetVisible(p.intro.Object(), d != choosing)
	parts.SetVisible(p.present.Object(), d != choosing)
	parts.SetVisible(p.choice.Object(), d != removing)
	p.panel.Show()
	p.screen.speech.Retranslate()
	p.screen.lay()
	if d == choosing {
		p.choice.Focus()
	} else {
		p.present.Focus()
	}
}

// close puts the panel away and forgets what was typed.
func (p *passphraseSection) close() {
	p.present.Clear()
	p.choice.Clear()
	p.panel.Hide()
	p.screen.lay()
}

// leave closes the panel and goes back to the button that opened it.
func (p *passphraseSection) leave() {
	if p.working {
		return
	}
	p.close()
	p.screen.o.Canvas.Focus(p.set)
}

// submit does what the panel is for.
func (p *passphraseSection) submit() {
	if p.working {
		return
	}
	if p.does != choosing && p.present.Text() == "" {
		p.present.Say(voice.Message("passphrase.empty"))
		p.present.Focus()
		return
	}
	chosen := ""
	if p.does != removing {
		text, ok := p.choice.Passphrase()
		if !ok {
			return
		}
		chosen = text
	}
	p.work(true)
	p.became.say(voice.Message("settings.passphrase.working"))
	does, present := p.does, p.present.Text()
	crash.Go(func() {
		err := p.do(does, present, chosen)
		p.screen.o.Do(func() { p.done(does, err) })
	})
}

// do does it; it runs in the background.
func (p *passphraseSection) do(does deed, present, chosen string) error {
	ctx, s := context.Background(), p.screen.o.Store
	if does != choosing {
		// The store is open: this asks only whether it is the right person.
		if err := s.Unlock(ctx, present); err != nil {
			return err
		}
	}
	if does == removing {
		return s.RemovePassphrase(ctx)
	}
	return s.SetPassphrase(ctx, chosen)
}

func (p *passphraseSection) done(does deed, err error) {
	p.work(false)
	became := voice.Message("settings.passphrase." + map[deed]string{choosing: "chosen", changing: "changed", removing: "removed"}[does])
	switch {
	case p.screen.away: // what became of it must be known all the same
		if err != nil {
			slog.Error("change the passphrase", "err", err)
			became = voice.Message(store.MessageID(err))
		} else {
			p.screen.reload()
			p.screen.o.Changed()
		}
		p.became.hide()
		p.screen.o.Ask(became, nil, nil)
		return
	case errors.Is(err, store.ErrWrongPassphrase):
		p.became.hide()
		p.present.Say(voice.Message(store.MessageID(err)))
		p.present.Focus()
		return
	case err != nil:
		slog.Error("change the passphrase", "err", err)
		p.became.problem(err)
		return
	}
	p.close()
	p.screen.code.putAway()
	p.screen.reload()
	p.became.say(became)
	p.screen.o.Changed()
	if does == removing {
		p.screen.o.Canvas.Focus(p.set)
	} else {
		p.screen.o.Canvas.Focus(p.screen.code.make)
	}
}

// work takes nothing while something is done, or takes it again.
func (p *passphraseSection) work(on bool) {
	p.working = on
	p.present.Enable(!on)
	p.choice.Enable(!on)
	for _, b := range []*form.Button{p.ok, p.cancel, p.set, p.remove} {
		if on {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}
