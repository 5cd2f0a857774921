package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/store/crash"
	"recordaldesk/ui/look"
	"recordaldesk/ui/motion"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/settings"
)

// How the window looks: light or dark, how large its text is, whether anything moves by
// itself. All of it is known before the first picture, and changes at once.

// settingSystem is what the system had the last time, light or dark: it is asked only once
// the window is there.
const settingSystem = "variant.system"

// appearance is the look that was chosen, as setting returns the settings.
func appearance(setting func(key string) string) look.Look {
	return look.Look{
		Variant: look.Variant(setting(settings.VariantSetting)), System: look.Variant(setting(settingSystem)),
		Scale: look.Scale(look.Percent(setting(settings.SizeSetting))),
	}
}

// looks is what the settings change.
type looks struct{ *Desk }

var _ settings.Look = looks{}

// Variant is the one that was chosen.
func (l looks) Variant() look.Variant {
	if v := l.look.Variant; v != "" {
		return v
	}
	return look.Light
}

// SetVariant shows another one.
func (l looks) SetVariant(v look.Variant) {
	l.look.Variant = v
	l.askSystem()
	l.relook()
}

// Percent is the size of the text.
func (l looks) Percent() int {
	if l.look.Scale == 0 {
		return look.Usual
	}
	return int(l.look.Scale*look.Usual + 0.5)
}

// SetPercent shows it in another size.
func (l looks) SetPercent(percent int) {
	l.look.Scale = look.Scale(percent)
	l.relook()
	l.stay()
}

// Still reports whether nothing moves by itself.
func (looks) Still() bool { return motion.Reduced() }

// SetStill has nothing move, or again.
func (l looks) SetStill(is bool) { motion.Reduce(is) }

// relook shows everything in the look that holds now.
func (d *Desk) relook() { d.o.App.Settings().SetTheme(d.look) }

// beginMotion takes in whether anything may move. It is called once the app runs, and
// before anything is shown that would.
func (d *Desk) beginMotion(ctx context.Context) {
	motion.Reduce(settings.Still(d.setting(ctx, settings.MotionSetting)))
}

// zoom makes the text larger by so many steps, or smaller; 0 gives it its usual size.
func (d *Desk) zoom(steps int) {
	l := looks{d}
	percent := look.Next(l.Percent(), steps)
	if steps == 0 {
		percent = look.Usual
	}
	if percent == l.Percent() {
		return
	}
	d.keep(settings.SizeSetting, strconv.Itoa(percent))
	l.SetPercent(percent)
	if s, ok := d.screen.(*settings.Screen); ok {
		s.Relooked()
	}
}

// stay keeps in sight what has the keyboard, after the text has got another size.
func (d *Desk) stay() {
	if d.header == nil {
		return
	}
	d.header.widest.Forget()
	content := d.window.Content()
	for range 2 { // what wraps knows its height once it has a width
		content.Refresh()
	}
	focused, ok := d.window.Canvas().Focused().(fyne.CanvasObject)
	if !ok {
		return
	}
	for _, o := range seen.Objects(d.body) {
		if s, ok := o.(*container.Scroll); ok && holds(s.Content, focused) {
			parts.Reveal(s, s.Content, focused, s.Offset.Y)
		}
	}
}

// holds reports whether an object is part of another.
func holds(whole, part fyne.CanvasObject) bool {
	for _, o := range seen.Objects(whole) {
		if o == part {
			return true
		}
	}
	return false
}

// watchSystem follows the system from light to dark and back, where it was chosen so.
func (d *Desk) watchSystem() {
	d.o.App.Settings().AddListener(func(fyne.Settings) { d.askSystem() })
	d.askSystem()
}

// askSystem asks the system which variant it has, in the background, where the window is
// to have the same.
func (d *Desk) askSystem() {
	if d.look.Variant != look.System || d.asking {
		return
	}
	d.asking = true
	toolkit := d.o.App.Settings().ThemeVariant()
	crash.Go(func() {
		v, tells := look.OfSystem(toolkit)
		d.o.Do(func() {
			d.asking = false
			if !tells || v == d.look.System {
				return
			}
			d.look.System = v
			d.keep(settingSystem, string(v))
			d.relook()
		})
	})
}
