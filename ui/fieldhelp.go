package ui

import (
	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/store/crash"
	"recordaldesk/ui/fieldhelp"
)

// helpAtField shows a panel beside the page about the field that has the keyboard. The
// keyboard goes there, and back into the field with Esc, where the cursor was. What there is
// to say is found in the background.
func (d *Desk) helpAtField() {
	path := d.wizard.FieldAtHand()
	book, filing := d.o.Book(), d.session.Filing().Clone()
	var at *rules.Instance
	for _, i := range book.Shown(filing, d.session.Today()) {
		if i.Path == path {
			at = &i
			break
		}
	}
	if at == nil {
		return
	}
	before, screen := d.window.Canvas().Focused(), d.screen
	crash.Go(func() {
		help := lookup.OfField(book, at.Field.ID, filing)
		d.o.Do(func() {
			if d.screen == screen && d.wizard != nil { // and the person is still there
				d.dockFieldHelp(at, help, before)
			}
		})
	})
}

// dockFieldHelp shows the panel; before has the keyboard again when it is closed.
func (d *Desk) dockFieldHelp(at *rules.Instance, help lookup.FieldHelp, before fyne.Focusable) {
	panel := fieldhelp.New(fieldhelp.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Field: at.Field.ID, Page: at.Page.ID, Help: help,
		Rule: func(id string) {
			d.endFieldHelp()
			d.showRulebook(id)
		},
		Close: func() {
			d.endFieldHelp()
			if o, ok := before.(fyne.CanvasObject); ok && fyne.CurrentApp().Driver().CanvasForObject(o) != nil {
				d.window.Canvas().Focus(before)
				return
			}
			d.screen.Focus() // the page was made anew meanwhile
		},
	})
	d.helped.dock.Show(panel)
	panel.Focus()
}

// endFieldHelp takes the panel away.
func (d *Desk) endFieldHelp() {
	if d.helped.dock.Panel() != nil {
		d.helped.dock.Show(nil)
	}
}
