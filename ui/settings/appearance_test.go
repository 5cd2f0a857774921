package settings

import (
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/store/packet"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// looked is how a window looks that is none.
type looked struct {
	variant look.Variant
	percent int
	still   bool
}

func (l *looked) Variant() look.Variant     { return l.variant }
func (l *looked) SetVariant(v look.Variant) { l.variant = v }
func (l *looked) Percent() int              { return max(l.percent, look.Smallest) }
func (l *looked) SetPercent(percent int)    { l.percent = percent }
func (l *looked) Still() bool               { return l.still }
func (l *looked) SetStill(is bool)          { l.still = is }

// keeps waits until a setting is in the store.
func (p *person) keeps(key, want string) {
	p.T.Helper()
	p.Until(key+" is kept as "+want, func() bool {
		got, err := p.store.Setting(p.T.Context(), key)
		return err == nil && got == want
	})
	p.UntilSays("已保存")
}

func TestHowTheWindowLooksIsKept(t *testing.T) {
	p := before(t)
	p.look.percent = look.Usual
	p.screen.Focus()
	p.Window.Canvas().Focused().TypedRune('3') // side by side
	p.keeps(LanguageSetting, "both")
	if p.voice.Mode() != voice.Both {
		t.Errorf("it speaks %s", p.voice.Mode())
	}
	p.voice.Switch(voice.Chinese) // as the buttons at the top do
	p.screen.Retranslate()
	p.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	p.UntilSays("Saved")
	if got, err := p.store.Setting(t.Context(), LanguageSetting); err != nil || got != "en" { // from Chinese on, so the two were in step
		t.Errorf("kept is %q, %v", got, err)
	}
	p.voice.Switch(voice.Chinese)
	p.screen.Retranslate()

	p.Window.Canvas().FocusNext()
	p.Window.Canvas().Focused().TypedRune('3')
	p.keeps(VariantSetting, "system")
	if p.look.variant != look.System {
		t.Errorf("it looks %s", p.look.variant)
	}

	p.Window.Canvas().Focus(p.screen.appearance.larger)
	p.Press(fyne.KeyReturn)
	p.Press(fyne.KeyReturn)
	p.keeps(SizeSetting, "120")
	p.Reads("现在120%")
	p.look.percent = look.Smallest
	p.Window.Canvas().Focus(p.screen.appearance.smaller)
	p.Press(fyne.KeyReturn)
	if p.look.percent != look.Smallest {
		t.Errorf("the text is made %d%% large", p.look.percent)
	}
}

// An address that goes nowhere must not be kept: the whole packet would go to it.
func TestOnlyAnAddressIsKeptAsOne(t *testing.T) {
	p := before(t)
	p.Window.Canvas().Focus(p.screen.mailTo)
	for _, wrong := range []string{"sin-icp", "sin-icp@sinnnet.com.cn", "a@example.com, b@example.com"} {
		p.screen.mailTo.SetText("")
		p.Types(wrong)
		p.UntilSays("没有保存")
	}
	if got, err := p.store.Setting(t.Context(), MailToSetting); err != nil || got != "" {
		t.Fatalf("kept is %q, %v", got, err)
	}
	p.screen.mailTo.SetText("")
	p.Types("icp@example.com")
	p.keeps(MailToSetting, "icp@example.com")
	p.screen.mailTo.SetText("")
	p.Types("") // the one of the guidance
	p.keeps(MailToSetting, packet.DefaultMailTo)
	if p.screen.mailTo.Text != packet.DefaultMailTo {
		t.Errorf("the field says %q", p.screen.mailTo.Text)
	}
	for setting, want := range map[string]string{"": packet.DefaultMailTo, "x": packet.DefaultMailTo, "icp@example.com": "icp@example.com"} {
		if got := MailTo(setting); got != want {
			t.Errorf("%q is read as %q", setting, got)
		}
	}
}

func TestTheKeysLeadFromSectionToSection(t *testing.T) {
	p := before(t)
	p.screen.Focus()
	p.screen.Step(1)
	if p.Window.Canvas().Focused() != p.screen.name {
		t.Errorf("the keyboard is at %T, not at the name of the desk", p.Window.Canvas().Focused())
	}
	p.screen.Step(1)
	if p.Window.Canvas().Focused() != p.screen.mailTo {
		t.Errorf("the keyboard is at %T, not at the address", p.Window.Canvas().Focused())
	}
	p.screen.Step(1)
	if at := p.Window.Canvas().Focused(); at == p.screen.mailTo || at == p.screen.passphrase.set {
		t.Errorf("the keyboard is at %T, not at the data folder", at)
	}
	p.screen.Step(100)
	p.screen.Step(-100)
	if p.Window.Canvas().Focused() != p.screen.appearance.languages || p.screen.scroll.Offset.Y != 0 {
		t.Errorf("the keyboard is at %T, the page at %v", p.Window.Canvas().Focused(), p.screen.scroll.Offset)
	}
}
