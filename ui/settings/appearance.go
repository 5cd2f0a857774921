package settings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Settings of how the window speaks and looks.
const (
	LanguageSetting = "language"  // a [voice.Mode]
	VariantSetting  = "variant"   // a [look.Variant]
	SizeSetting     = "text.size" // see [look.Percent]
	MotionSetting   = "motion"    // see [Still]
)

// Reduced is [MotionSetting] where nothing is to move by itself.
const Reduced = "reduced"

// Still reads [MotionSetting]: whether nothing is to move by itself.
func Still(setting string) bool { return setting == Reduced }

// Look is how the window looks. What is set is seen at once; whoever sets it keeps it.
type Look interface {
	Variant() look.Variant
	SetVariant(look.Variant)
	Percent() int // of the usual size of text
	SetPercent(int)
	Still() bool // nothing moves by itself
	SetStill(bool)
}

// appearanceSection is how the window speaks and looks.
type appearanceSection struct {
	screen          *Screen
	languages       *form.Segments
	smaller, larger *form.Button
}

// addAppearance adds the language, light and dark, the size of text and whether anything
// moves.
func (s *Screen) addAppearance() {
	a := &appearanceSection{screen: s}
	s.appearance = a
	s.section("settings.look")
	a.addLanguage()
	a.addVariant()
	a.addSize()
	a.addMotion()
}

// kept returns what keeps a setting that was set already, and says so.
func (s *Screen) kept(key string) (keep func(value string), became *said) {
	became = s.said()
	return func(value string) {
		s.keep(became, func(ctx context.Context) error { return s.o.Store.SetSetting(ctx, key, value) })
	}, became
}

func (a *appearanceSection) addLanguage() {
	s := a.screen
	keep, became := s.kept(LanguageSetting)
	a.languages = form.NewSegments(func(id string) {
		if id == "" {
			s.speech.Retranslate() // one of them always holds
			return
		}
		s.o.Voice.Switch(voice.Mode(id)) // has all said anew, this too
		keep(id)
	})
	a.languages.OnFocus = func() { s.reveal(a.languages) }
	s.speech.Also(func() {
		var options []form.Option
		for _, m := range s.o.Voice.Modes() {
			options = append(options, form.Option{ID: string(m), Text: parts.LanguageName(s.o.Voice, m)})
		}
		a.languages.Offer(options, string(s.o.Voice.Mode()))
	})
	s.column.Add(s.option("settings.language", container.NewHBox(a.languages), became.object()))
}

func (a *appearanceSection) addVariant() {
	s := a.screen
	keep, became := s.kept(VariantSetting)
	var ids []string
	for _, v := range look.Variants {
		ids = append(ids, string(v))
	}
	control := s.segments(ids, func() string { return string(s.o.Look.Variant()) },
		func(l translations.Language, id string) string { return translations.Text(l, "settings.variant."+id) },
		func(id string) {
			s.o.Look.SetVariant(look.Variant(id))
			keep(id)
		})
	s.column.Add(s.option("settings.variant", container.NewHBox(control), became.object()))
}

// addSize adds the size of text: a step smaller, a step larger, and what it is now.
func (a *appearanceSection) addSize() {
	s := a.screen
	keep, became := s.kept(SizeSetting)
	set := func(percent int) {
		if percent == s.o.Look.Percent() {
			return
		}
		s.o.Look.SetPercent(percent)
		s.Relooked()
		keep(strconv.Itoa(percent))
	}
	a.smaller = s.button(nil, voice.Message("settings.size.smaller"), func() { set(look.Next(s.o.Look.Percent(), -1)) })
	a.larger = s.button(nil, voice.Message("settings.size.larger"), func() { set(look.Next(s.o.Look.Percent(), 1)) })
	usual := s.button(nil, voice.Message("settings.size.usual"), func() { set(look.Usual) })
	now := s.speech.Label(widget.MediumImportance, func(l translations.Language) string {
		return translations.Text(l, "settings.size.now", map[string]string{"percent": strconv.Itoa(s.o.Look.Percent())})
	})
	row := container.New(parts.NewFlow(), a.smaller, a.larger, now, usual)
	s.column.Add(s.option("settings.size", row, became.object()))
}

func (a *appearanceSection) addMotion() {
	s := a.screen
	keep, became := s.kept(MotionSetting)
	control := s.segments([]string{off, Reduced},
		func() string {
			if s.o.Look.Still() {
				return Reduced
			}
			return off
		},
		func(l translations.Language, id string) string { return translations.Text(l, "settings.motion."+id) },
		func(id string) {
			s.o.Look.SetStill(id == Reduced)
			keep(id)
		})
	s.column.Add(s.option("settings.motion", container.NewHBox(control), became.object()))
}

// Relooked shows how the window looks by now: somebody has changed that, here or with a key.
func (s *Screen) Relooked() {
	s.speech.Retranslate()
	s.lay()
	if focused, ok := s.o.Canvas.Focused().(fyne.CanvasObject); ok && holds(s.column, focused) {
		s.reveal(focused)
	}
}
