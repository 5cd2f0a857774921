package review

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/worth"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// facePhoto is the material that this tab is about.
const facePhoto = "face_photo"

// A photo must have this many pixels (domain.md 6.3).
const (
	photoLong  = 800
	photoShort = 600
)

// measures says by which faults of a picture a program warns of what is looked for.
var measures = map[rules.Measure][]worth.Fault{
	rules.MeasuredColour:    {worth.Grey},
	rules.MeasuredSize:      {worth.Small},
	rules.MeasuredDate:      {worth.Old},
	rules.MeasuredReuse:     {worth.Repeated},
	rules.MeasuredSharpness: {worth.Blurred},
	rules.MeasuredLight:     {worth.Dark, worth.Glare},
}

// photoTab lists what the face-to-face photo of each website is looked at for.
type photoTab struct {
	rowsOf
	screen *Screen
	checks []photoCheck
	sizes  map[string]scan.Info // of the photos that were drawn, by hash
	speech *parts.Speech
	entry  *form.Entry // number of the curtain
	box    fyne.CanvasObject
}

// photoCheck is one point, for the photo of one website.
type photoCheck struct {
	rules.PhotoCheck
	photo rules.Material
}

// id is under which a point is ticked: in a filing with several websites each has a photo
// of its own.
func (c photoCheck) id() string {
	if c.photo.Website == 0 {
		return c.ID
	}
	return c.ID + "@" + itoa(c.photo.Website)
}

func newPhotoTab(s *Screen) *photoTab {
	t := &photoTab{screen: s, sizes: map[string]scan.Info{}, speech: parts.NewSpeech(s.o.Voice), entry: form.NewEntry()}
	button := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := t.speech.Button(icon, voice.Message(id), do)
		b.OnEscape = s.Focus
		return b
	}
	t.entry.OnSubmitted = func(string) { s.Focus() }
	t.entry.OnBlur = t.keepCurtain
	t.entry.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			s.Focus()
		}
		return key == fyne.KeyEscape
	}
	t.box = container.New(parts.NewFlow(),
		t.speech.Label(widget.MediumImportance, voice.Message("review.curtain")),
		container.New(parts.Ems(12), t.entry),
		button(theme.FolderOpenIcon(), "review.photo.file", t.chooseFile),
		button(theme.MediaPhotoIcon(), "review.photo.camera", t.newest),
		button(theme.SettingsIcon(), "review.photo.folder", t.chooseFolder))
	return t
}

// gather lists the points under each photo that the filing needs or has; none where it
// needs none.
func (t *photoTab) gather() {
	s := t.screen.o.Session
	t.checks, t.all = nil, nil
	for _, m := range t.screen.places.materials {
		if m.ID != facePhoto || !m.Needed && !m.Advised && !m.Present {
			continue
		}
		t.all = append(t.all, row{heading: say.Material(s.Filing(), m)})
		for _, c := range s.Book().PhotoChecksFor(s.Filing()) {
			t.all = append(t.all, row{n: len(t.checks)})
			t.checks = append(t.checks, photoCheck{c, m})
		}
	}
	t.current = max(1, min(t.current, len(t.all)-1))
	if t.item() < 0 && len(t.checks) > 0 {
		t.to(0)
	}
}

// of is the fingerprint of the photo that a point is about.
func (t *photoTab) of(c photoCheck) string {
	return casework.Fingerprint(t.screen.o.Session.Filing(), casework.MaterialPlace(c.photo))
}

// ticked reports whether a point is ticked of this very photo.
func (t *photoTab) ticked(c photoCheck) bool {
	_, ok := casework.Standing(t.screen.work.Photo, c.id(), t.of(c))
	return ok
}

func (t *photoTab) count() int { return len(t.checks) }

func (t *photoTab) done() (n int) {
	for _, c := range t.checks {
		if t.ticked(c) {
			n++
		}
	}
	return n
}

// now is the current point, nil for none.
func (t *photoTab) now() *photoCheck {
	if n := t.item(); n >= 0 && n < len(t.checks) {
		return &t.checks[n]
	}
	return nil
}

func (t *photoTab) say(i int) line {
	c, v := t.checks[t.all[i].n], t.screen.o.Voice
	said := line{value: t.screen.line(voice.Message("photo." + c.ID))}
	said.sign, said.state, said.color = t.screen.ticked(t.screen.work.Photo, c.id(), t.of(c), false)
	warnings := t.warnings(c)
	switch {
	case len(warnings) > 0:
		said.note = "⚠ " + v.Line(voice.Message("review.photo.warns"))
		said.label = t.screen.line(warnings[0])
	case len(t.screen.places.attached(c.photo)) == 0:
		said.label = t.screen.line(voice.Message("review.photo.waiting"))
	case c.Measured == "":
		said.label = t.screen.line(voice.Message("review.photo.look"))
	case !t.measuredAll(c):
		said.label = t.screen.line(voice.Message("review.photo.measuring"))
	default:
		said.label = t.screen.line(voice.Message("review.photo.fine"))
	}
	return said
}

// warnings says what a program found in the photo about a point.
func (t *photoTab) warnings(c photoCheck) (all []voice.Speaker) {
	for _, a := range t.screen.places.attached(c.photo) {
		remarks, _ := t.screen.o.Opinions.Of(c.photo, a)
		for _, r := range remarks {
			if slices.Contains(measures[c.Measured], r.Fault) {
				all = append(all, r.Say)
			}
		}
		if info, known := t.sizes[a.SHA256]; known && c.Measured == rules.MeasuredSize && tooSmall(info) {
			all = append(all, voice.Message("review.photo.small", map[string]string{"width": itoa(info.Width), "height": itoa(info.Height)}))
		}
	}
	return all
}

// tooSmall reports whether a picture has fewer pixels than a photo must have.
func tooSmall(info scan.Info) bool {
	return max(info.Width, info.Height) < photoLong || min(info.Width, info.Height) < photoShort
}

// measuredAll reports whether the photo is there and was looked at.
func (t *photoTab) measuredAll(c photoCheck) bool {
	attached := t.screen.places.attached(c.photo)
	for _, a := range attached {
		if _, looked := t.screen.o.Opinions.Of(c.photo, a); !looked {
			return false
		}
		if _, known := t.sizes[a.SHA256]; !known && c.Measured == rules.MeasuredSize {
			return false
		}
	}
	return len(attached) > 0
}

// measured takes in how many pixels a photo has that was drawn.
func (t *photoTab) measured(s shot, info scan.Info) {
	if s.material.ID != facePhoto {
		return
	}
	if _, known := t.sizes[s.scan.SHA256]; known {
		return
	}
	t.sizes[s.scan.SHA256] = info
	if t.screen.tab == tab(t) {
		t.screen.list.Refresh()
		t.screen.side.show()
	}
}

func (t *photoTab) shots() (all []shot) {
	c := t.now()
	if c == nil {
		return nil
	}
	for _, a := range t.screen.places.attached(c.photo) {
		all = append(all, shot{c.photo, a})
	}
	return all
}

func (t *photoTab) tell(b *side) {
	c := t.now()
	if c == nil {
		return
	}
	v := t.screen.o.Voice
	b.title(say.Material(t.screen.o.Session.Filing(), c.photo), voice.Message("photo."+c.ID), widget.MediumImportance)
	for _, w := range t.warnings(*c) {
		b.say(form.Body, widget.WarningImportance, w)
	}
	if _, state, color := t.screen.ticked(t.screen.work.Photo, c.id(), t.of(*c), false); state != "" {
		b.say(form.Body, importanceOf(color), func(translations.Language) string { return state })
	}
	left := len(t.checks) - t.done()
	if left > 0 {
		b.say(form.Body, widget.MediumImportance, func(l translations.Language) string {
			return translations.Count(l, "review.photo.left", left, nil)
		})
	} else {
		b.say(form.Body, widget.MediumImportance, voice.Message("review.photo.done"))
	}
	b.say(form.Quiet, widget.LowImportance, func(l translations.Language) string {
		return translations.Text(l, "form.source", map[string]string{"source": wording.Source(l, c.Source)})
	})
	if t.entry.Text == "" && t.screen.o.Canvas.Focused() != fyne.Focusable(t.entry) {
		t.entry.SetText(t.screen.work.Curtain)
	}
	t.entry.SetPlaceHolder(v.Line(voice.Message("review.curtain.hint")))
}

func (t *photoTab) key(key fyne.KeyName) bool {
	s, c := t.screen, t.now()
	switch key {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		switch {
		case c == nil:
		case len(t.shots()) == 0:
			s.o.Ask(voice.Message("review.photo.none"), nil, nil)
		default:
			s.known(func() { t.tick(*c) })
		}
	case fyne.KeyZ:
		if c != nil {
			s.note(func(w *casework.Case) { w.Photo = casework.ClearTick(w.Photo, c.id()) })
		}
	case fyne.KeyM:
		t.entry.ExpectLate()
		s.o.Canvas.Focus(t.entry)
	case fyne.KeyF:
		t.chooseFile()
	case fyne.KeyL:
		t.newest()
	case fyne.KeyD:
		t.chooseFolder()
	default:
		return false
	}
	return true
}

// tick ticks a point, or takes the tick back.
func (t *photoTab) tick(c photoCheck) {
	s := t.screen
	id, by, at, of := c.id(), s.by, s.o.Now(), t.of(c)
	if t.ticked(c) {
		s.note(func(c *casework.Case) { c.Photo = casework.ClearTick(c.Photo, id) })
		return
	}
	s.note(func(c *casework.Case) {
		c.Photo = casework.SetTick(c.Photo, casework.Tick{ID: id, By: by, At: at, Of: of})
	})
	s.choose(t.at() + 1)
}

// keepCurtain keeps the number that is printed on the curtain.
func (t *photoTab) keepCurtain() {
	number := strings.TrimSpace(t.entry.Text)
	if t.screen.read && !t.screen.closed && number != t.screen.work.Curtain {
		t.screen.note(func(c *casework.Case) { c.Curtain = number })
	}
}

func (t *photoTab) keys() voice.Speaker { return voice.Message("review.keys.photo") }

func (t *photoTab) bar() fyne.CanvasObject { return t.box }
