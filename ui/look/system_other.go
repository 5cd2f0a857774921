//go:build !linux

package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// OfSystem is the variant that the system has, which here the toolkit knows.
func OfSystem(toolkit fyne.ThemeVariant) (v Variant, tells bool) {
	if toolkit == theme.VariantDark {
		return Dark, true
	}
	return Light, true
}
