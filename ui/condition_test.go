package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/seen"
)

// said is all that stands on the screen.
func (d *desk) said() string {
	var said []string
	for _, o := range seen.Objects(d.body) {
		if l, ok := o.(*widget.Label); ok {
			said = append(said, l.Text)
		}
	}
	return strings.Join(said, "\n")
}

func TestWhatIsWrongWithTheDataFolderIsSaidAboveTheList(t *testing.T) {
	d := newDesk(t, openStore(t))
	for name, c := range map[string]struct {
		found condition
		id    string
		args  map[string]string
	}{
		"network":      {condition{place: store.Network}, "condition.place.network", nil},
		"synchronised": {condition{place: store.Synchronised}, "condition.place.synchronised", nil},
		"clock":        {condition{clock: true}, "store.problem.clock", nil},
		"broken":       {condition{broken: true}, "condition.broken", nil},
		"damage": {condition{damage: store.Damage{Drafts: []string{"a", "b"}, Missing: 1}}, "condition.damage",
			map[string]string{"drafts": "2", "scans": "1", "other": "0"}},
	} {
		t.Run(name, func(t *testing.T) {
			d.found(func(now *condition) { *now = c.found })
			want := translations.Text(d.voice.Language(), c.id, c.args)
			d.until(t, "it is said", func() bool { return strings.Contains(d.said(), want) })
		})
	}
	d.found(func(c *condition) { c.broken = true })
	d.until(t, "a repair is offered", func() bool {
		return strings.Contains(written(d), "修复\n") || strings.HasSuffix(written(d), "修复")
	})
	closed := false
	d.window.SetOnClosed(func() { closed = true })
	d.tap(t, "修复")
	d.until(t, "the window is closed", func() bool { return closed })
	if !d.WantsRepair() {
		t.Error("it is closed for good")
	}
}
