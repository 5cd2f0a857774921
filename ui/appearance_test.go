package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/settings"
)

// Whoever makes the text larger in the middle of a word goes on with the word.
func TestAnotherSizeOfTextKeepsFocusPlaceAndWhatWasTyped(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.window.Resize(fyne.NewSize(1366, 730))
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("websites.0.remark")
	entry := d.window.Canvas().Focused().(*form.Entry)
	for _, r := range "刚刚输" {
		entry.TypedRune(r)
	}
	typed := entry.Text
	// The window of the test hears no shortcuts.
	keys := map[fyne.KeyName]func(){}
	d.zoomKeys(func(key fyne.KeyName, _ fyne.KeyModifier, do func()) { keys[key] = do })
	press := func(key fyne.KeyName, times int) {
		for range times {
			keys[key]()
		}
	}
	for _, c := range []struct {
		key     fyne.KeyName
		times   int
		percent string
		scale   float32
	}{
		{fyne.KeyEqual, 12, "200", 2},
		{fyne.KeyMinus, 20, "90", 0.9},
		{fyne.KeyPlus, 3, "120", 1.2},
		{fyne.Key0, 1, "100", 1},
	} {
		press(c.key, c.times)
		if d.look.Scale != c.scale {
			t.Fatalf("%s: the text is %v of its usual size", c.key, d.look.Scale)
		}
		if d.window.Canvas().Focused() != entry || entry.Text != typed {
			t.Errorf("%s%%: the keyboard is at %T, the field says %q", c.percent, d.window.Canvas().Focused(), entry.Text)
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(entry)
		if at.Y < d.header.object.Size().Height || at.Y+entry.Size().Height > 730 {
			t.Errorf("%s%%: the field stands at %v, out of sight", c.percent, at)
		}
		d.until(t, "the size is kept", func() bool {
			got, err := s.Setting(t.Context(), settings.SizeSetting)
			return err == nil && got == c.percent
		})
	}
}

// The window begins as it was left, from its first picture on.
func TestTheWindowBeginsWithTheLookThatWasChosen(t *testing.T) {
	s := openStore(t)
	for key, value := range map[string]string{
		settings.SizeSetting: "130", settings.VariantSetting: "system", settingSystem: "dark", settings.LanguageSetting: "both",
	} {
		if err := s.SetSetting(t.Context(), key, value); err != nil {
			t.Fatal(err)
		}
	}
	d := newDesk(t, s)
	if d.look.Scale != 1.3 || d.look.Shown() != look.Dark || d.voice.Mode() != "both" {
		t.Errorf("it begins with %+v, and speaks %s", d.look, d.voice.Mode())
	}
	d.switchVariant() // from what is seen
	if d.look.Variant != look.Light {
		t.Errorf("it goes on with %s", d.look.Variant)
	}
	for setting, want := range map[string]int{"": 100, "95": 90, "210": 100, "x": 100, "90": 90, "200": 200} {
		if got := look.Percent(setting); got != want {
			t.Errorf("%q is read as %d%%", setting, got)
		}
	}
}
