package ui

import (
	"context"

	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/places"
	"recordaldesk/ui/wizard"
)

// translating is a translator's work on the labels of the desk: beside the panel, the page
// of all labels with pictures of where they stand.
type translating struct {
	*labelling
	desk   *Desk
	screen *labelsui.Screen   // nil until it is first shown
	album  *places.Album      // nil until there are pictures
	taking bool               // they are being taken
	stop   context.CancelFunc // ends that; nil before it was begun
}

func newTranslating(d *Desk) *translating {
	return &translating{desk: d, labelling: newLabelling(labelled{
		app: d.o.App, window: d.window, voice: d.voice, now: d.o.Now, do: d.o.Do,
		dir:     func() string { return d.store().Dir() },
		draw:    d.draw,
		anew:    d.sayAnew,
		focus:   func() { d.screen.Focus() },
		named:   func(by string) { d.keep(settingTranslator, by) },
		refuse:  func() bool { return !d.mayChange() },
		problem: func(id string) { d.problem(id, nil) },
		keeping: d.keeping,
	})}
}

// sayAnew has all that is shown said anew.
func (d *Desk) sayAnew() { d.voice.Switch(d.voice.Mode()) }

// labelOptions are what the page of labels and the panel need.
func (d *Desk) labelOptions() labelsui.Options {
	o := d.labels.options()
	o.Places, o.Show = d.labels.places, d.showPlace
	o.Export, o.Import, o.HandBack, o.Begin = d.exportLabels, d.importLabels, d.handBackLabels, d.beginLanguage
	o.Back = d.leaveRulebook
	return o
}

// checkLabel marks the label that is shown as checked.
func (d *Desk) checkLabel() {
	t := d.labels
	if p := t.dock.Panel(); p != nil {
		p.Check()
	} else if t.screen != nil && d.screen == wizard.Screen(t.screen) {
		t.screen.Check()
	}
}

// showLabels shows the page of all labels, open at one where an id is given.
func (d *Desk) showLabels(id string) {
	t := d.labels
	if d.guard.screen != nil || t.bench == nil {
		return
	}
	t.dock.Show(nil)
	if d.screen != wizard.Screen(t.screen) || t.screen == nil {
		d.leaveForLook()
		if t.screen == nil {
			t.screen = labelsui.New(d.labelOptions())
		} else {
			t.screen.Retranslate()
			t.screen.Refresh()
		}
		d.show(t.screen)
	}
	if id != "" {
		t.screen.Open(id)
	}
	d.takePictures()
}

// showLabel shows a label in a panel beside the screen that is shown, at the side where it
// does not hide the label.
func (d *Desk) showLabel(ids []string, left bool) {
	t := d.labels
	if len(ids) == 0 {
		d.problem("labels.not_found", nil)
		return
	}
	if d.screen == wizard.Screen(t.screen) && t.screen != nil {
		t.screen.Open(ids[0])
		return
	}
	t.show(d.labelOptions(), ids, left)
}

// pickLabel has one of the texts in the window picked, and shows its message.
func (d *Desk) pickLabel(held bool) { d.labels.pick(held, d.showLabel) }
