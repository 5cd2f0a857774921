package walk

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/look"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// The panel must leave room for what it is about, whatever the letters are like, and a ring
// belongs around what is seen alone.
func TestThePanelLeavesTheWindowToWhatItIsAbout(t *testing.T) {
	p := uitest.Before(t)
	for _, scale := range []float32{1, 2} {
		fyne.CurrentApp().Settings().SetTheme(look.Look{Scale: scale})
		for _, mode := range voice.Modes {
			w := New(Options{Voice: voice.New(mode), Canvas: p.Window.Canvas(), Next: func() {}, Back: func() {}, End: func() {}})
			near, far := widget.NewLabel("near"), widget.NewLabel("far")
			list := container.NewVBox(near)
			for range 60 {
				list.Add(widget.NewLabel("between"))
			}
			list.Add(far)
			p.Window.SetContent(w.Around(container.NewVScroll(list)))
			p.Window.Resize(fyne.NewSize(1366, 730))
			w.Say("packet", 12, 12)
			p.Window.Content().Refresh()
			if high := w.bar.Size().Height; high < 3*theme.TextSize() || high > 730*0.4 {
				t.Errorf("%s, letters of %v: the panel is %v high", mode, theme.TextSize(), high)
			}
			if bottom := w.bar.Position().Y + w.bar.Size().Height; bottom > 731 {
				t.Errorf("%s: it ends at %v", mode, bottom)
			}
			for o, want := range map[fyne.CanvasObject]bool{near: true, far: false} {
				if w.Point(o); w.Pointing() != want {
					t.Errorf("%s: the ring around %s is seen: %v", mode, o.(*widget.Label).Text, !want)
				}
			}
			if w.Point(near); w.ring.Position().X > near.Position().X || w.ring.Size().Height < near.Size().Height {
				t.Errorf("%s: the ring stands at %v, %v", mode, w.ring.Position(), w.ring.Size())
			}
			if w.Hide(); w.Pointing() || w.Shown() {
				t.Errorf("%s: it does not go", mode)
			}
		}
	}
}
