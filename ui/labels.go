package ui

import (
	"context"
	"log/slog"
	"time"

	"recordaldesk/store/bench"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

// settingTranslator is the name of who checks labels.
const settingTranslator = "labels.by"

// translating is a translator's work on the labels of the program: the edits that are
// spoken, the page of all labels, and the panel that shows one beside the screen.
type translating struct {
	desk    *Desk
	bench   *labels.Bench // nil until it was read
	by      string
	screen  *labelsui.Screen // nil until it is first shown
	dock    *labelsui.Dock
	album   *places.Album      // nil until there are pictures
	taking  bool               // they are being taken
	stop    context.CancelFunc // ends that; nil before it was begun
	saying  *time.Timer        // all is said anew when it ends; nil while nothing is typed
	endPick func()             // ends the picking of a text; nil while none is picked
	held    bool               // it lasts as long as Ctrl and Shift are held down
}

// folder is where the edits lie.
func (t *translating) folder() string { return bench.In(t.desk.store().Dir()) }

// readLabels reads a translator's edits in the background and has the window speak with
// them.
func (d *Desk) readLabels(ctx context.Context) {
	by := d.setting(ctx, settingTranslator)
	crash.Go(func() {
		b, wrong, err := bench.Open(d.labels.folder(), d.o.Now)
		if err != nil {
			slog.Error("read the edits of labels", "err", err)
			return
		}
		for _, w := range wrong {
			slog.Warn("leave out an edit of a label", "err", w)
		}
		d.o.Do(func() {
			d.labels.bench, d.labels.by = b, by
			if languages := b.Languages(); len(languages) > 0 {
				d.speakLabels()
			}
		})
	})
}

// speakLabels has the program speak with the edits, and the window say all it shows anew.
func (d *Desk) speakLabels() {
	t := d.labels
	if err := t.bench.Speak(); err != nil {
		slog.Error("speak with the edits of labels", "err", err)
		return
	}
	var others []voice.Mode
	for _, l := range t.bench.Languages() {
		if !translations.Is(l) {
			others = append(others, voice.Mode(l))
		}
		for _, r := range t.bench.EditedIn(l) {
			for _, text := range r {
				d.draw(text)
			}
		}
	}
	d.voice.Offer(others)
	d.sayAnew()
}

// pause is how long is waited for the next letter before all is said anew: less than a
// person notices, and more than it takes to type on.
const pause = 60 * time.Millisecond

// saySoon has all that is shown said anew when no letter follows.
func (t *translating) saySoon() {
	if t.saying != nil {
		t.saying.Stop()
	}
	t.saying = time.AfterFunc(pause, func() { t.desk.o.Do(t.desk.sayAnew) })
}

// sayAnew has all that is shown said anew.
func (d *Desk) sayAnew() { d.voice.Switch(d.voice.Mode()) }

// labelOptions are what the page of labels and the panel need.
func (d *Desk) labelOptions() labelsui.Options {
	t := d.labels
	return labelsui.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Bench: t.bench, Now: d.o.Now,
		By: func() string { return t.by },
		Named: func(by string) {
			t.by = by
			d.keep(settingTranslator, by)
		},
		Changed: d.labelsChanged,
		Try: func(l translations.Language, id string, forms translations.Forms) error {
			if err := t.bench.Try(l, id, forms); err != nil {
				return err
			}
			for _, text := range forms {
				d.draw(text)
			}
			t.saySoon()
			return nil
		},
		Places: t.places,
		Show:   d.showPlace,
		Note:   labelsui.Note, Elsewhere: labelsui.Elsewhere,
		Lint:   labelsui.Lint,
		Do:     d.o.Do,
		Export: d.exportLabels, Import: d.importLabels, HandBack: d.handBackLabels, Begin: d.beginLanguage,
		Back:   d.leaveRulebook,
		Refuse: func() bool { return !d.mayChange() },
	}
}

// labelsChanged keeps the edits, and has the window speak with them.
func (d *Desk) labelsChanged() {
	t := d.labels
	d.speakLabels()
	folder := t.folder()
	d.keeping(func() {
		if err := bench.Save(folder, t.bench); err != nil {
			slog.Error("keep the edits of labels", "err", err)
			d.o.Do(func() { d.problem("labels.not_kept", nil) })
		}
	})
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
	o := d.labelOptions()
	p := labelsui.NewPanel(o, d.hideLabel)
	t.dock.Left = left
	t.dock.Show(p)
	p.Read(ids[0])
	p.Also(ids[1:])
	p.Focus()
}

// hideLabel takes the panel away.
func (d *Desk) hideLabel() {
	if p := d.labels.dock.Panel(); p != nil {
		p.Leave()
		d.labels.dock.Show(nil)
		d.screen.Focus()
	}
}
