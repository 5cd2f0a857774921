package ui

import (
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

// The rulebook, the settings, the history, a review and the keying sheet stand before
// another screen and lead back to it. What was left stays as it is meanwhile: no filing
// is closed.

// aside is a screen that was left for another one, which leads back to it.
type aside struct {
	back   wizard.Screen
	wizard *wizard.Wizard // which it is; nil for another screen
	mode   voice.Mode     // spoken when it was left
}

// putAside puts the screen that is shown aside; whoever calls it shows another one.
func (d *Desk) putAside() aside {
	a := aside{d.screen, d.wizard, d.voice.Mode()}
	if d.wizard != nil {
		d.wizard.Away(true)
		d.wizard = nil
	}
	return a
}

// takeUp has a screen aside no longer; whoever calls it shows that, or another one.
func (d *Desk) takeUp(a aside) {
	if d.wizard = a.wizard; d.wizard != nil {
		d.wizard.Away(false)
	}
}

// showAside shows a screen that was put aside, in the language spoken now.
func (d *Desk) showAside(a aside) {
	if a.mode != d.voice.Mode() {
		a.back.Retranslate()
	}
	d.show(a.back)
}
