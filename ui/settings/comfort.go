package settings

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/store/crash"
	"recordaldesk/store/keyring"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// lockMinutes are the times after which the window can lock by itself.
var lockMinutes = []string{"1", "5", "10", "30", off}

// LockAfter reads [LockSetting]: how long nobody must have been there until the window
// locks, 0 for never.
func LockAfter(setting string) time.Duration { return duration(setting, "5", time.Minute) }

// comfortSection is how a store with a passphrase opens by itself, and locks by itself.
type comfortSection struct {
	screen  *Screen
	refused *form.Words // why it cannot open by itself
	choice  fyne.CanvasObject
	became  *said
	asked   bool  // the keyring was asked
	keyring error // what it said
	object  *fyne.Container
}

func newComfortSection(s *Screen) *comfortSection {
	c := &comfortSection{screen: s, became: s.said()}
	opens := s.segments([]string{"no", "yes"}, c.chosen,
		func(l translations.Language, id string) string { return translations.Text(l, "value."+id) }, c.choose)
	c.refused = s.speech.Words(form.Quiet, c.why)
	c.choice = container.New(parts.Indent{}, container.NewHBox(opens))
	c.choice.Hide()
	c.refused.Object().Hide()
	byItself := container.New(parts.Column{},
		container.New(parts.Stack{}, s.speech.Words(form.Caption, voice.Message("settings.keyring")).Object(),
			s.speech.Words(form.Quiet, voice.Message("settings.keyring.help")).Object()),
		c.choice, c.refused.Object(), c.became.object())

	locked := s.said()
	locks := s.segments(lockMinutes,
		func() string { return chosen(s.setting(LockSetting), "5", lockMinutes) },
		counted("settings.lock.minutes"),
		func(id string) {
			s.keep(locked, func(ctx context.Context) error { return s.o.Store.SetSetting(ctx, LockSetting, id) })
		})
	c.object = container.New(parts.Column{}, byItself, s.option("settings.lock", container.NewHBox(locks), locked.object()))
	return c
}

func (c *comfortSection) chosen() string {
	if c.screen.access.Keyring {
		return "yes"
	}
	return "no"
}

// why says why the store cannot open by itself; "" where it can.
func (c *comfortSection) why(l translations.Language) string {
	switch {
	case c.keyring == nil:
		return ""
	case errors.Is(c.keyring, keyring.ErrSlow):
		return translations.Text(l, "settings.keyring.slow")
	}
	return translations.Text(l, "settings.keyring.none")
}

// refresh shows what goes with how the store opens by now. The keyring, another program,
// is asked when there is a passphrase, and once.
func (c *comfortSection) refresh() {
	there := c.screen.access.Passphrase
	parts.SetVisible(c.object, there)
	if !there || c.asked {
		return
	}
	c.asked = true
	crash.Go(func() {
		err := c.screen.o.Keyring()
		c.screen.o.Do(func() {
			c.keyring = err
			parts.SetVisible(c.choice, err == nil)
			parts.SetVisible(c.refused.Object(), err != nil)
			c.refused.Retranslate()
			c.screen.lay()
		})
	})
}

// choose has the store open by itself, or no longer.
func (c *comfortSection) choose(id string) {
	crash.Go(func() {
		var err error
		if id == "yes" {
			err = c.screen.o.Store.Remember(context.Background())
		} else {
			err = c.screen.o.Store.Forget(context.Background())
		}
		c.screen.o.Do(func() {
			c.screen.reload()
			if err != nil {
				slog.Error("change how the store opens by itself", "err", err)
				c.became.wrong(voice.Message("settings.keyring.failed"))
				return
			}
			c.became.say(voice.Message("settings.saved"))
		})
	})
}
