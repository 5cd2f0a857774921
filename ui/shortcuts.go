package ui

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"recordaldesk/store/crash"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/wizard"
)

// shortcuts gives the window its keys (design: keyboard first). Screens that can
// print, export or search say so by having the method.
func (d *Desk) shortcuts() {
	c := d.window.Canvas()
	on := func(key fyne.KeyName, modifier fyne.KeyModifier, do func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: modifier}, func(fyne.Shortcut) {
			// Not while a dialog is open, and not what leads behind the lock.
			if c.Overlays().Top() == nil && (d.guard.screen == nil || key == fyne.KeyL && modifier == fyne.KeyModifierControl) {
				do()
			}
		})
	}
	ctrl, alt := fyne.KeyModifierControl, fyne.KeyModifierAlt
	on(fyne.KeyN, ctrl, d.newFiling)
	on(fyne.KeyO, ctrl, d.openFile)
	on(fyne.KeyL, ctrl, func() { d.voice.Switch(d.voice.Next()) })
	on(fyne.KeyL, ctrl|fyne.KeyModifierShift, d.lock)
	on(fyne.KeyComma, ctrl, d.showSettings)
	on(fyne.KeyI, ctrl, d.showAbout)
	d.zoomKeys(on)
	on(fyne.KeyS, ctrl, d.save)
	on(fyne.KeyF, ctrl, d.find)
	on(fyne.KeyR, ctrl, d.lookUp)
	on(fyne.KeyReturn, ctrl, d.checkLabel)
	on(fyne.KeyEnter, ctrl, d.checkLabel)
	on(fyne.KeyT, ctrl, func() { d.showLabels("") })
	on(fyne.KeyD, ctrl, d.showQueue)
	on(fyne.KeyP, ctrl, func() {
		if s, ok := d.check().(interface{ Print() }); ok {
			s.Print()
		}
	})
	on(fyne.KeyE, ctrl, d.export)
	on(fyne.KeyPeriod, ctrl, d.repair)
	on(fyne.KeyH, ctrl, d.showHistory)
	on(fyne.KeyJ, ctrl, d.reviewShown)
	on(fyne.KeyK, ctrl, d.typeShown)
	on(fyne.KeyZ, ctrl|fyne.KeyModifierShift, d.redo)
	d.turnKeys(c)
	on(fyne.KeyHome, alt, d.Home)
	on(fyne.KeyLeft, alt, func() { d.step(-1) })
	on(fyne.KeyRight, alt, func() { d.step(1) })
	on(fyne.KeyPageUp, ctrl, func() { d.step(-1) })
	on(fyne.KeyPageDown, ctrl, func() { d.step(1) })
	if dc, ok := c.(desktop.Canvas); ok { // while nothing has the keyboard
		dc.SetOnKeyDown(func(*fyne.KeyEvent) { presence.Sign() })
		dc.SetOnKeyUp(func(*fyne.KeyEvent) { presence.Sign() })
	}
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyF12 {
			d.pickLabel(false)
		}
		if c.Overlays().Top() != nil {
			return
		}
		switch key.Name {
		case fyne.KeyF1:
			d.help()
		case fyne.KeyF6:
			d.walk.turnTo()
		case fyne.KeyF8:
			if d.wizard != nil {
				d.wizard.NextProblem()
			}
		}
	})
}

// zoomKeys gives the window the keys for the size of its text, as browsers have them: a
// plus stands on a key of its own on some keyboards, on that of the equals sign on others.
func (d *Desk) zoomKeys(on func(key fyne.KeyName, modifier fyne.KeyModifier, do func())) {
	const ctrl, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	for _, key := range []fyne.KeyName{fyne.KeyPlus, fyne.KeyEqual} {
		on(key, ctrl, func() { d.zoom(1) })
		on(key, ctrl|shift, func() { d.zoom(1) })
	}
	on(fyne.KeyMinus, ctrl, func() { d.zoom(-1) })
	on(fyne.Key0, ctrl, func() { d.zoom(0) })
}

// step goes to another page of the filing, or to another part of the screen.
func (d *Desk) step(by int) {
	if d.wizard != nil {
		d.wizard.Step(by)
	} else if s, ok := d.screen.(interface{ Step(by int) }); ok {
		s.Step(by)
	}
}

// repair mends the field that has the keyboard, where the rulebook knows how.
func (d *Desk) repair() {
	if d.wizard != nil {
		d.wizard.Repair()
	}
}

// check opens the check page and returns its screen, nil while no filing is
// open.
func (d *Desk) check() wizard.Screen {
	if d.wizard == nil {
		return nil
	}
	d.wizard.Show("check")
	return d.wizard.Behind()
}

// export writes what the screen shows or, of an open filing, what the check page does.
func (d *Desk) export() {
	screen := d.screen
	if d.wizard != nil {
		screen = d.check()
	}
	if s, ok := screen.(interface{ Export() }); ok {
		s.Export()
	}
}

// find puts the keyboard into the search of the screen, where it has one.
func (d *Desk) find() {
	if s, ok := d.screen.(interface{ Find() }); ok {
		s.Find()
	}
}

// save brings what is unsaved to the disk now; it would be in a moment anyway.
func (d *Desk) save() {
	if d.session == nil {
		return
	}
	s := d.session
	crash.Go(func() {
		if err := s.Flush(context.Background()); err != nil {
			slog.Error("save draft", "err", err) // the header says it
		}
	})
}
