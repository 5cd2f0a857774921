package ui

import (
	"maps"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"recordaldesk/translations"
	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/seen"
)

// Which text of the window a person means, and which message it is.

// pick has one of the texts in the window picked, and gives its messages to show, with
// whether they are to be shown at the left. With held it lasts as long as Ctrl and Shift
// are held down.
func (t *labelling) pick(held bool, show func(ids []string, left bool)) {
	if t.bench == nil || t.endPick != nil {
		return
	}
	c := t.in.window.Canvas()
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
		ids := t.narrow(text, labelsui.Which(text.Says, t.overhear(), t.bench))
		if len(ids) == 0 {
			t.in.problem("labels.not_found")
			return
		}
		show(ids, text.Box.X > c.Size().Width/2)
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
func (t *labelling) narrow(text *seen.Text, ids []string) []string {
	if len(ids) < 2 {
		return ids
	}
	spoken := t.in.voice.Languages()
	at := slices.IndexFunc(ids[:min(most, len(ids))], func(id string) bool {
		r, _ := t.bench.Record(id)
		for l, said := range r.Texts {
			if !slices.Contains(spoken, l) {
				continue
			}
			marked := translations.Forms{}
			for form, words := range said.Forms {
				marked[form] = words + "※"
			}
			if t.bench.Try(l, id, marked) == nil {
				t.in.anew()
				changed := !slices.ContainsFunc(seen.In(t.in.window.Canvas()), func(now seen.Text) bool {
					return now.Says == text.Says && now.Box.X == text.Box.X && now.Box.Y == text.Box.Y
				})
				if changed {
					return true
				}
			}
		}
		return false
	})
	t.speak()
	if at <= 0 {
		return ids
	}
	return slices.Insert(slices.Delete(slices.Clone(ids), at, at+1), 0, ids[at])
}

// overhear has all that is shown said anew and returns what was said.
func (t *labelling) overhear() []translations.Saying {
	var mu sync.Mutex
	said := map[translations.Saying]bool{}
	translations.Overhear(func(s translations.Saying) {
		mu.Lock()
		defer mu.Unlock()
		said[s] = true
	})
	t.in.anew()
	translations.Overhear(nil)
	mu.Lock()
	defer mu.Unlock()
	return slices.Collect(maps.Keys(said))
}

// watch has pick called while Ctrl and Shift are held down.
func (t *labelling) watch(pick func(held bool)) {
	driver, ok := t.in.app.Driver().(desktop.Driver)
	if !ok {
		return
	}
	const both = fyne.KeyModifierControl | fyne.KeyModifierShift
	presence.Watch(func() {
		switch down := driver.CurrentKeyModifiers() == both; {
		case down:
			pick(true)
		case t.held && t.endPick != nil:
			t.endPick()
		}
	})
}
