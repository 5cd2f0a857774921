// Package look is how the program looks: its font, its colours in light and
// dark, and sizes tightened to what an office screen of 1366×768 can hold.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/assets/fonts"
)

// Variant is the light or the dark look.
type Variant string

// The variants. Their values are kept in the settings; anything else is light,
// as paper is.
const (
	Light  Variant = "light"
	Dark   Variant = "dark"
	System Variant = "system" // as the system has it
)

// Variants are those that a person can choose.
var Variants = []Variant{Light, Dark, System}

// Look is the theme of the program.
type Look struct {
	Variant Variant
	System  Variant // what the system has, as far as it tells
	Full    bool    // draw text with the full face, which has the rare characters too
	Scale   float32 // of text, 1 is normal
}

// Shown is the variant that is seen: light or dark.
func (l Look) Shown() Variant {
	if l.Variant == Dark || l.Variant == System && l.System == Dark {
		return Dark
	}
	return Light
}

var _ fyne.Theme = Look{}

// The faces are bundled, so that Chinese is drawn with Chinese letter forms on a
// PC that has no Chinese font, and alike on all others.
var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.otf", fonts.Regular())
	full    = fyne.NewStaticResource("NotoSansSC-Full.ttf", fonts.Full())
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.otf", fonts.Bold())
)

// Font returns the face for a style. The bold one holds the program's own words
// and the common characters; text that a person typed is set in it by [Strong] alone.
func (l Look) Font(style fyne.TextStyle) fyne.Resource {
	if style.Symbol {
		return theme.DefaultTheme().Font(style)
	}
	switch {
	case style.Bold:
		return bold
	case l.Full:
		return full
	}
	return regular
}

// Strong is the style of a text that is to stand out: bold, unless it has a character that
// the bold face has not, as the name of a company may.
func Strong(text string) fyne.TextStyle {
	_, ok := fonts.Covers(fonts.FaceBold, text)
	return fyne.TextStyle{Bold: ok}
}

// Needs reports whether a text has a character that only the full face has. That
// face takes some 60 MB of memory, so it is used only for those who need it.
func Needs(text string) bool {
	for _, r := range text {
		if _, ok := fonts.Covers(fonts.FaceRegular, string(r)); ok {
			continue
		}
		if _, ok := fonts.Covers(fonts.FaceFull, string(r)); ok {
			return true
		}
	}
	return false
}

// Icon returns the toolkit's own icons.
func (Look) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Color names of the program's own.
const (
	ColorRail    fyne.ThemeColorName = "rail"    // behind the rail
	ColorCurrent fyne.ThemeColorName = "current" // behind the rail's current page
	ColorPaper   fyne.ThemeColorName = "paper"   // behind what reads like a printed page
	ColorRing    fyne.ThemeColorName = "ring"    // around what has the keyboard
	ColorAside   fyne.ThemeColorName = "aside"   // the second language on a button
)

type shades struct{ light, dark color.NRGBA }

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// colors are chosen for a contrast of 4.5:1 and more for text on its ground.
var colors = map[fyne.ThemeColorName]shades{
	theme.ColorNameBackground: {rgb(0xfafaf8), rgb(0x1b1d21)},
	theme.ColorNameForeground: {rgb(0x1d2126), rgb(0xe9eaec)},
	theme.ColorNamePrimary:    {rgb(0x1f5fa8), rgb(0x6fa8e6)},
	// Written on a button of that colour.
	theme.ColorNameForegroundOnPrimary: {rgb(0xffffff), rgb(0x0d1b2a)},
	theme.ColorNameForegroundOnError:   {rgb(0xffffff), rgb(0x2b0a08)},
	theme.ColorNameForegroundOnSuccess: {rgb(0xffffff), rgb(0x0a1f13)},
	theme.ColorNameForegroundOnWarning: {rgb(0xffffff), rgb(0x241800)},

	theme.ColorNameHyperlink:       {rgb(0x1f5fa8), rgb(0x82b5ec)},
	theme.ColorNameFocus:           {color.NRGBA{R: 0xe0, G: 0x93, B: 0x2a, A: 0x24}, color.NRGBA{R: 0xf0, G: 0xa8, B: 0x48, A: 0x2c}},
	theme.ColorNameError:           {rgb(0xb3261e), rgb(0xff8a80)},
	theme.ColorNameWarning:         {rgb(0x8a5a00), rgb(0xf2b84b)},
	theme.ColorNameSuccess:         {rgb(0x1e6f43), rgb(0x74c796)},
	theme.ColorNamePlaceHolder:     {rgb(0x5b636e), rgb(0xa3a9b2)},
	theme.ColorNameDisabled:        {rgb(0x6b727c), rgb(0x8f959e)},
	theme.ColorNameInputBackground: {rgb(0xffffff), rgb(0x26292f)},
	theme.ColorNameInputBorder:     {rgb(0x8b929c), rgb(0x737a85)},
	theme.ColorNameButton:          {rgb(0xe8eaed), rgb(0x34383f)},
	theme.ColorNameSeparator:       {rgb(0xd9dce0), rgb(0x3a3e45)},
	theme.ColorNameHover:           {color.NRGBA{A: 0x12}, color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x14}},
	theme.ColorNameSelection:       {rgb(0xbfd7f2), rgb(0x2f5680)},
	ColorRing:                      {rgb(0xc97a12), rgb(0xf0a848)},
	ColorAside:                     {rgb(0x545c66), rgb(0xc2c6cc)},
	ColorRail:                      {rgb(0xeef0f2), rgb(0x22252a)},
	ColorCurrent:                   {rgb(0xd5e3f3), rgb(0x2c4058)},
	ColorPaper:                     {rgb(0xffffff), rgb(0x24272c)},
}

// Color returns the colour of a name in the look's own variant; what the toolkit
// takes for the system's is not asked, see [OfSystem].
func (l Look) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	variant := theme.VariantLight
	if l.Shown() == Dark {
		variant = theme.VariantDark
	}
	if c, ok := colors[name]; ok {
		if variant == theme.VariantDark {
			return c.dark
		}
		return c.light
	}
	return theme.DefaultTheme().Color(name, variant)
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           14,
	theme.SizeNameCaptionText:    12,
	theme.SizeNameSubHeadingText: 16,
	theme.SizeNameHeadingText:    20,
	theme.SizeNamePadding:        4,
	theme.SizeNameInnerPadding:   6,
	theme.SizeNameLineSpacing:    3,
	theme.SizeNameInputRadius:    3,
	theme.SizeNameInputBorder:    1,
}

// Size returns the size of a name; text and what surrounds it grow with Scale.
func (l Look) Size(name fyne.ThemeSizeName) float32 {
	size, ok := sizes[name]
	if !ok {
		size = theme.DefaultTheme().Size(name)
	}
	if l.Scale > 0 {
		switch name {
		case theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNameSubHeadingText,
			theme.SizeNameHeadingText, theme.SizeNameInlineIcon, theme.SizeNameInnerPadding:
			return size * l.Scale
		}
	}
	return size
}
