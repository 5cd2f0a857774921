// Package motion keeps the window from moving by itself: no animation runs and no caret
// blinks where a person has it so. On a PC that draws without a graphics card a blinking
// caret alone takes a fifth of the processor.
package motion

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

var reduced atomic.Bool

// Reduce has things move no longer, or again. What has the keyboard goes on as it did
// until that is given to it anew.
func Reduce(is bool) { reduced.Store(is) }

// Reduced reports whether nothing is to move by itself.
func Reduced() bool { return reduced.Load() }

// Wrap returns the app, and makes it the current one, with settings that say so to the
// toolkit, which asks them whenever it would begin an animation. It has no switch of its
// own for one program, only one for all that are made with it.
func Wrap(a fyne.App) fyne.App {
	w := app{a}
	fyne.SetCurrentApp(w)
	return w
}

type app struct{ fyne.App }

// Settings are the app's own, except that they show no animations while motion is
// reduced. The toolkit compares them with its own when the app begins to run, and else
// would not follow the system's light and dark: until then nothing must be reduced.
func (a app) Settings() fyne.Settings {
	if Reduced() {
		return still{a.App.Settings()}
	}
	return a.App.Settings()
}

type still struct{ fyne.Settings }

// ShowAnimations is false.
func (still) ShowAnimations() bool { return false }
