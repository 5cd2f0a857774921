package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
)

// Whatever has the keyboard, wherever in the program, F12 picks a label: a list that keeps
// the key to itself would hide its screen from translators.
func TestTheKeyPicksALabelWhateverHasTheKeyboard(t *testing.T) {
	usual := stops
	t.Cleanup(func() { stops = usual })
	stops = make([]stop, len(usual))
	pressed := 0
	for i, s := range usual {
		stops[i] = stop{s.name, func(g *guide) {
			s.lead(g)
			g.settle()
			w, l := g.window, g.labels.labelling
			switch {
			case g.refusing != nil:
				return // nothing is read by then
			case g.troubled != nil:
				w, l = g.troubled.window, g.troubled.labels
			}
			g.until(func() bool { return l.bench != nil })
			been := map[fyne.Focusable]bool{}
			for f := w.Canvas().Focused(); f != nil && !been[f] && len(been) < 60; f = w.Canvas().Focused() {
				been[f] = true
				f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF12})
				switch pressed++; {
				case l.endPick != nil:
					l.endPick()
				case strings.HasSuffix(fmt.Sprintf("%T", f), ".focusSelectable"):
					// An id that is being copied, in the panel of a label.
				default:
					t.Errorf("%s: a %T keeps the key", s.name, f)
				}
				w.Canvas().FocusNext()
			}
		}}
	}
	err := Tour(t.Context(), TourOptions{
		App: test.NewTempApp(t), Dir: t.TempDir(), Book: rules.Builtin, Now: time.Now, Program: "test",
		Modes: []voice.Mode{voice.Chinese}, Size: fyne.NewSize(tourWidth, tourHeight),
		Seen: func(places.View) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if pressed < 500 {
		t.Errorf("the key was pressed only %d times", pressed)
	}
}
