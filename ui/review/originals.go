package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// originalsTab lists what is compared with originals, to be ticked with who and when.
type originalsTab struct {
	rowsOf
	screen *Screen
	points []rules.Original
	second bool // two people must tick
}

func newOriginalsTab(s *Screen) *originalsTab { return &originalsTab{screen: s} }

func (t *originalsTab) gather() {
	s := t.screen.o.Session
	t.second = t.screen.o.Second()
	t.points = s.Book().OriginalsFor(s.Filing(), s.Today())
	t.all = nil
	for n := range t.points {
		t.all = append(t.all, row{n: n})
	}
	t.current = max(0, min(t.current, len(t.points)-1))
}

func (t *originalsTab) now() *rules.Original {
	if n := t.item(); n >= 0 {
		return &t.points[n]
	}
	return nil
}

// of is the fingerprint of the scans that a point compares with the original.
func (t *originalsTab) of(o rules.Original) string {
	return casework.ScansPrint(t.screen.o.Session.Filing(), o.Material)
}

// ticked returns the tick of a point, as long as the scans are those that were compared.
func (t *originalsTab) ticked(o rules.Original) (casework.Tick, bool) {
	return casework.Standing(t.screen.work.Originals, o.ID, t.of(o))
}

func (t *originalsTab) done() (n int) {
	for _, o := range t.points {
		if tick, _ := t.ticked(o); tick.Done(t.second) {
			n++
		}
	}
	return n
}

func (t *originalsTab) say(i int) line {
	o := t.points[t.all[i].n]
	said := line{label: t.screen.line(t.paper(o)), value: t.screen.line(voice.Message("original." + o.ID))}
	said.sign, said.state, said.color = t.screen.ticked(t.screen.work.Originals, o.ID, t.of(o), t.second)
	return said
}

// paper names the paper that a point belongs to.
func (t *originalsTab) paper(o rules.Original) voice.Speaker {
	if o.Material == "" {
		return voice.Message("review.original.of_filing")
	}
	return voice.Message("material." + o.Material)
}

// ticked says how far an entry of a list is ticked: a sign, by whom and when, and a colour
// that repeats it.
func (s *Screen) ticked(list []casework.Tick, id, of string, second bool) (sign, state string, color fyne.ThemeColorName) {
	tick, ok := casework.TickOf(list, id)
	args := map[string]string{"by": tick.By, "at": say.Moment(tick.At), "second": tick.Second, "second_at": say.Moment(tick.SecondAt)}
	v := s.o.Voice
	switch {
	case !ok:
		return signUnticked, "", colorQuiet
	case tick.Of != of:
		return signUnticked, v.Line(voice.Message("review.ticked.before", args)), colorDoubt
	case tick.Second != "":
		return signTicked, v.Line(voice.Message("review.ticked.twice", args)), colorGood
	case second:
		return signHalf, v.Line(voice.Message("review.ticked.once", args)), colorDoubt
	}
	return signTicked, v.Line(voice.Message("review.ticked", args)), colorGood
}

// importanceOf is how what ticked says is shown beside the list.
func importanceOf(color fyne.ThemeColorName) widget.Importance {
	if color == colorDoubt {
		return widget.WarningImportance
	}
	return widget.SuccessImportance
}

// shots are the scans of the paper that is compared.
func (t *originalsTab) shots() (all []shot) {
	o := t.now()
	if o == nil || o.Material == "" {
		return nil
	}
	for _, m := range t.screen.places.materials {
		if m.ID != o.Material {
			continue
		}
		for _, a := range t.screen.places.attached(m) {
			all = append(all, shot{m, a})
		}
	}
	return all
}

func (t *originalsTab) tell(b *side) {
	o := t.now()
	if o == nil {
		b.say(form.Body, widget.MediumImportance, voice.Message("review.originals.none"))
		return
	}
	b.title(t.paper(*o), voice.Message("original."+o.ID), widget.MediumImportance)
	if _, state, color := t.screen.ticked(t.screen.work.Originals, o.ID, t.of(*o), t.second); state != "" {
		b.say(form.Body, importanceOf(color), func(translations.Language) string { return state })
	}
	b.say(form.Body, widget.MediumImportance, t.missing)
	b.say(form.Quiet, widget.LowImportance, func(l translations.Language) string {
		return translations.Text(l, "form.source", map[string]string{"source": wording.Source(l, o.Source)})
	})
}

// missing says what of the check is still to be done, and by whom.
func (t *originalsTab) missing(l translations.Language) string {
	once, twice := 0, 0
	for _, o := range t.points {
		switch tick, ok := t.ticked(o); {
		case !ok:
			once++
		case t.second && tick.Second == "":
			twice++
		}
	}
	switch {
	case once == 0 && twice == 0:
		return translations.Text(l, "review.originals.done")
	case twice == 0:
		return translations.Count(l, "review.originals.left", once, nil)
	case once == 0:
		return translations.Count(l, "review.originals.second", twice, nil)
	}
	return say.Sentences(l, translations.Count(l, "review.originals.left", once, nil), translations.Count(l, "review.originals.second", twice, nil))
}

func (t *originalsTab) key(key fyne.KeyName) bool {
	o := t.now()
	switch key {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if o != nil {
			t.screen.known(func() { t.tick(*o) })
		}
	case fyne.KeyZ:
		if o != nil {
			t.screen.note(func(c *casework.Case) { c.Originals = casework.ClearTick(c.Originals, o.ID) })
		}
	default:
		return false
	}
	return true
}

// tick ticks a point for who reviews and goes on. What the same person has ticked alone is
// unticked: a second press takes the first one back.
func (t *originalsTab) tick(o rules.Original) {
	s := t.screen
	id, by, at, of := o.ID, s.by, s.o.Now(), t.of(o)
	tick, ok := t.ticked(o)
	switch {
	case ok && tick.By == by && tick.Second == "":
		s.note(func(c *casework.Case) { c.Originals = casework.ClearTick(c.Originals, id) })
		return
	case ok && (tick.Second != "" || !t.second):
		return // by others, which Z takes back
	}
	s.note(func(c *casework.Case) {
		c.Originals = casework.SetTick(c.Originals, casework.Tick{ID: id, By: by, At: at, Of: of})
	})
	s.choose(t.at() + 1)
}

func (t *originalsTab) keys() voice.Speaker {
	if t.second {
		return voice.Message("review.keys.originals.second")
	}
	return voice.Message("review.keys.originals")
}

func (t *originalsTab) bar() fyne.CanvasObject { return nil }

func (t *placesTab) bar() fyne.CanvasObject { return nil }
