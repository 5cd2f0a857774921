package ui

import (
	"context"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"recordaldesk/store/bench"
	"recordaldesk/store/crash"
	"recordaldesk/store/private"
	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/places"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/seen"
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
	album   *places.Album // nil until there are pictures
	taking  bool          // they are being taken
	saying  *time.Timer   // all is said anew when it ends; nil while nothing is typed
	endPick func()        // ends the picking of a text; nil while none is picked
	held    bool          // it lasts as long as Ctrl and Shift are held down
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

// showPlace leads to a place where a label stands, with its panel.
func (d *Desk) showPlace(place labelsui.Place, id string) {
	lead := live(place.Stop)
	if lead == nil {
		return
	}
	d.labels.dock.Show(nil)
	if d.left != nil {
		d.leaveRulebook()
	}
	lead(d)
	d.labels.dock.Left = false
	d.showLabel([]string{id}, false)
}

// places are where a label stands, with pictures where there are any yet.
func (t *translating) places(id string) []labelsui.Place {
	if t.album == nil {
		return nil
	}
	var all []labelsui.Place
	for _, stop := range t.album.Stops(id) {
		all = append(all, labelsui.Place{Stop: stop, Leads: live(stop) != nil, Picture: func() fyne.Resource {
			picture, err := t.album.Around(stop, id)
			if err != nil {
				slog.Error("show where a label stands", "err", err)
			}
			if picture == nil {
				return nil
			}
			return fyne.NewStaticResource(stop+"-"+id+".png", picture)
		}})
	}
	return all
}

// Pictures takes pictures of all screens, for the page of labels.
type Pictures struct {
	Key string // tells pictures of other versions apart
	// Take puts an album into an empty folder, with the edits in a folder spoken, and tells
	// how far it is.
	Take func(ctx context.Context, dir, edits string, progress func(n, all int)) error
}

// takePictures has the pictures of all screens taken in the background, unless they are
// there from before.
func (d *Desk) takePictures() {
	t := d.labels
	if t.album != nil || t.taking || d.o.Pictures == nil {
		return
	}
	t.taking = true
	dir := filepath.Join(d.store().Scratch(), "cache", "pictures-"+d.o.Pictures.Key)
	edits := t.folder()
	crash.Go(func() {
		var album *places.Album
		err := func() error {
			if places.IsAlbum(dir) {
				var err error
				album, err = places.Open(dir)
				return err
			}
			if err := private.Make(dir); err != nil {
				return err
			}
			err := d.o.Pictures.Take(context.Background(), dir, edits, func(n, all int) {
				d.o.Do(func() { t.tell(n, all) })
			})
			if err == nil {
				album, err = places.Open(dir)
			}
			return err
		}()
		d.o.Do(func() {
			t.taking = false
			t.tell(0, 0)
			if err != nil {
				slog.Error("take pictures of all screens", "err", err) // the page is of use without
				return
			}
			t.album = album
			if t.screen != nil {
				t.screen.Placed()
			}
		})
	})
}

// tell says on the page of labels how far the pictures are.
func (t *translating) tell(n, all int) {
	if t.screen == nil {
		return
	}
	if all == 0 {
		t.screen.Tell(nil)
		return
	}
	t.screen.Tell(voice.Message("labels.pictures", map[string]string{"count": strconv.Itoa(n), "total": strconv.Itoa(all)}))
}

// pickLabel has one of the texts in the window picked, and shows its message. With held it
// lasts as long as Ctrl and Shift are held down.
func (d *Desk) pickLabel(held bool) {
	t := d.labels
	if t.bench == nil || t.endPick != nil {
		return
	}
	c := d.window.Canvas()
	before := c.Focused()
	over := held && c.Overlays().Top() == nil // the keyboard stays where it is
	var picker *labelsui.Picker
	end := func() {
		t.endPick = nil
		if over {
			t.dock.Over(nil)
			return
		}
		c.Overlays().Remove(picker)
		if before != nil {
			c.Focus(before)
		}
	}
	picker = labelsui.NewPicker(seen.In(c), func(text *seen.Text) {
		end()
		if text == nil {
			return
		}
		for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
			c.Overlays().Remove(top) // the panel would lie under a dialog
		}
		d.showLabel(d.narrow(text, labelsui.Which(text.Says, d.overhear(), t.bench)), text.Box.X > c.Size().Width/2)
	})
	t.endPick, t.held = end, held
	if over {
		t.dock.Over(picker)
		return
	}
	c.Overlays().Add(picker)
	picker.Resize(c.Size())
	c.Focus(picker)
}

// most is how many messages that say the same are told apart by trying.
const most = 6

// narrow puts the message first that a text in the window is, of those that say the same:
// the one with which the text changes when it says something else. Nobody sees that, as
// no picture is drawn meanwhile.
func (d *Desk) narrow(text *seen.Text, ids []string) []string {
	if len(ids) < 2 {
		return ids
	}
	t := d.labels
	at := slices.IndexFunc(ids[:min(most, len(ids))], func(id string) bool {
		r, _ := t.bench.Record(id)
		for l, said := range r.Texts {
			marked := translations.Forms{}
			for form, words := range said.Forms {
				marked[form] = words + "※"
			}
			if t.bench.Try(l, id, marked) == nil {
				d.sayAnew()
				changed := !slices.ContainsFunc(seen.In(d.window.Canvas()), func(now seen.Text) bool {
					return now.Says == text.Says && now.Box.X == text.Box.X && now.Box.Y == text.Box.Y
				})
				if changed {
					return true
				}
			}
		}
		return false
	})
	d.speakLabels()
	if at <= 0 {
		return ids
	}
	return slices.Insert(slices.Delete(slices.Clone(ids), at, at+1), 0, ids[at])
}

// overhear has all that is shown said anew and returns what was said.
func (d *Desk) overhear() []translations.Saying {
	var mu sync.Mutex
	said := map[translations.Saying]bool{}
	translations.Overhear(func(s translations.Saying) {
		mu.Lock()
		defer mu.Unlock()
		said[s] = true
	})
	d.sayAnew()
	translations.Overhear(nil)
	mu.Lock()
	defer mu.Unlock()
	return slices.Collect(maps.Keys(said))
}

// watchPicking begins to pick while Ctrl and Shift are held down.
func (d *Desk) watchPicking() {
	driver, ok := d.o.App.Driver().(desktop.Driver)
	if !ok {
		return
	}
	const both = fyne.KeyModifierControl | fyne.KeyModifierShift
	presence.Watch(func() {
		switch down := driver.CurrentKeyModifiers() == both; {
		case down:
			d.pickLabel(true)
		case d.labels.held && d.labels.endPick != nil:
			d.labels.endPick()
		}
	})
}
