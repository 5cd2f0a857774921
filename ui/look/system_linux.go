package look

import (
	"fyne.io/fyne/v2"
	"github.com/rymdport/portal/settings/appearance"
)

// OfSystem asks which variant the system has, and reports whether it tells. It may take
// its time. What the toolkit takes it for does not count: that is dark where a system does
// not tell.
func OfSystem(fyne.ThemeVariant) (v Variant, tells bool) {
	switch scheme, err := appearance.GetColorScheme(); {
	case err != nil:
		return Light, false
	case scheme == appearance.Dark:
		return Dark, true
	}
	return Light, true
}
