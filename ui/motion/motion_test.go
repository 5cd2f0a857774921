package motion

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The toolkit asks the current app, wherever it would begin an animation.
func TestReducedMotionIsToldToTheToolkit(t *testing.T) {
	own := test.NewTempApp(t)
	Wrap(own)
	t.Cleanup(func() { Reduce(false) })
	if fyne.CurrentApp().Settings() != own.Settings() {
		t.Error("the settings are not the app's own before anything is reduced: the toolkit would not follow the system's light and dark")
	}
	Reduce(true)
	if fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("animations are shown although motion is reduced")
	}
	if fyne.CurrentApp().Settings().Theme() != own.Settings().Theme() {
		t.Error("reduced motion changes the theme")
	}
	Reduce(false)
	if !fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("animations are not shown again")
	}
}
