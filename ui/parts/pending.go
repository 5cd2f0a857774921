package parts

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Pending keeps what keys ask for of a list until it shows what was searched for: who types
// and presses Return at once means what is found, not what is still shown.
type Pending struct {
	stale bool // the list still shows what was searched for before
	later []func()
}

// Stale says that something else is searched for by now. What keys have asked for of the
// search before is dropped.
func (p *Pending) Stale() { p.stale, p.later = true, nil }

// Once does something with the list as soon as it shows what is searched for.
func (p *Pending) Once(do func()) {
	if !p.stale {
		do()
		return
	}
	p.later = append(p.later, do)
}

// Shown says that the list shows what is searched for, and does what keys have asked for
// meanwhile, as long as the keyboard is on one of those it was on then.
func (p *Pending) Shown(canvas fyne.Canvas, on ...fyne.Focusable) {
	later := p.later
	p.stale, p.later = false, nil
	for _, do := range later {
		if slices.Contains(on, canvas.Focused()) {
			do()
		}
	}
}
