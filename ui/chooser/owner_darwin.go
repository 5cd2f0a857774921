package chooser

import (
	"fyne.io/fyne/v2"
	"github.com/ncruces/zenity"
)

// owner says nothing of the window: here a dialog belongs to the program.
func owner(fyne.Window) []zenity.Option { return nil }
