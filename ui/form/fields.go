package form

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// fieldsControl chooses which fields of the filing change: a box to tick for each,
// under the name of the page that asks for it. A person is one box; what that
// person is asked stands behind a button, since mostly it is all or one.
type fieldsControl struct {
	voice   *voice.Voice
	model   Model
	changed func(any)
	onFocus func()
	onBlur  func()

	picks   []rules.Pick // that the boxes were made for
	ticked  []string
	opened  map[string]bool // persons whose single fields are shown
	boxes   map[string]*Check
	near    string // path of the box that had the keyboard last
	relabel []func()
	body    *fyne.Container
	showing bool
}

func newFields(v *voice.Voice, m Model, changed func(any)) *fieldsControl {
	c := &fieldsControl{voice: v, model: m, changed: changed, opened: map[string]bool{}, body: container.NewVBox()}
	c.build()
	return c
}

func (c *fieldsControl) object() fyne.CanvasObject { return c.body }

// focus is the first box, or the one that had the keyboard before the boxes were
// made anew.
func (c *fieldsControl) focus() fyne.Focusable {
	if box := c.boxes[c.near]; box != nil {
		return box
	}
	for _, p := range c.picks {
		if box := c.boxes[p.Path]; box != nil {
			return box
		}
	}
	return NewCheck("", nil) // nothing can change
}

// part is what has the keyboard: a list of boxes may be longer than the window.
func (c *fieldsControl) part() fyne.CanvasObject {
	if box := c.boxes[c.focused()]; box != nil {
		return box
	}
	return nil
}

func (c *fieldsControl) show(value any) {
	ticked, _ := value.([]string)
	picks := c.model.Picks()
	if slices.Equal(ticked, c.ticked) && slices.EqualFunc(picks, c.picks, func(a, b rules.Pick) bool { return a.Path == b.Path }) {
		return
	}
	c.ticked = slices.Clone(ticked)
	c.build()
}

// build makes the boxes anew; the one that has the keyboard keeps it.
func (c *fieldsControl) build() {
	focused := c.focused()
	c.picks = c.model.Picks()
	c.boxes, c.relabel = map[string]*Check{}, nil
	c.body.Objects = nil
	var group *fyne.Container
	for i, p := range c.picks {
		if i == 0 || p.Page != c.picks[i-1].Page || p.Website != c.picks[i-1].Website {
			heading := NewWords(c.voice, Caption, c.sayGroup(p))
			c.relabel = append(c.relabel, heading.Retranslate)
			group = container.New(flow{new(float32)})
			c.body.Add(heading.Object())
			c.body.Add(group)
		}
		whole := p.Person == p.Path
		if p.Person != "" && !whole && !c.shown(p.Person) {
			continue
		}
		group.Add(c.box(p))
		if whole && !slices.Contains(c.ticked, p.Path) && !c.shown(p.Path) {
			group.Add(c.unfold(p))
		}
	}
	c.mark()
	c.body.Refresh()
	if box := c.boxes[focused]; box != nil {
		Focus(box)
	}
}

// focused returns the path of the box that has the keyboard.
func (c *fieldsControl) focused() string {
	for path, box := range c.boxes {
		if box.focused {
			return path
		}
	}
	return ""
}

// shown reports whether the single fields of a person have boxes: where somebody
// asked for them or ticked one, and not where the whole person changes.
func (c *fieldsControl) shown(person string) bool {
	if slices.Contains(c.ticked, person) {
		return false
	}
	return c.opened[person] || slices.ContainsFunc(c.ticked, func(path string) bool { return strings.HasPrefix(path, person+".") })
}

// sayGroup names a page and, where there are several websites, which one.
func (c *fieldsControl) sayGroup(p rules.Pick) voice.Speaker {
	return func(l translations.Language) string {
		said := translations.Text(l, "page."+p.Page.ID)
		if p.Website >= 0 && len(c.model.Filing().Websites) > 1 {
			said = translations.Text(l, "form.section_of", map[string]string{
				"section": said, "of": translations.Text(l, "member.websites", map[string]string{"number": strconv.Itoa(p.Website + 1)}),
			})
		}
		return said
	}
}

func (c *fieldsControl) box(p rules.Pick) fyne.CanvasObject {
	box := NewCheck("", func(on bool) {
		if !c.showing {
			c.tick(p, on)
		}
	})
	box.OnFocus = func() {
		c.near = p.Path
		if c.onFocus != nil {
			c.onFocus()
		}
	}
	box.OnBlur = func() {
		if c.onBlur != nil {
			c.onBlur()
		}
	}
	label := func() {
		box.Say(c.voice, func(l translations.Language) string { return wording.Label(l, p.FieldID) })
	}
	label()
	c.relabel = append(c.relabel, label)
	c.boxes[p.Path] = box
	return box
}

// unfold is the button that shows the single fields of a person.
func (c *fieldsControl) unfold(p rules.Pick) fyne.CanvasObject {
	b := NewButton(theme.MenuExpandIcon(), func() {
		c.opened[p.Path] = true
		c.build()
		for _, one := range c.picks {
			if one.Person == p.Path && one.Path != p.Path {
				Focus(c.boxes[one.Path])
				return
			}
		}
	})
	b.Importance = widget.LowImportance
	b.OnFocus = func() {
		if c.onFocus != nil {
			c.onFocus()
		}
	}
	label := func() { b.Say(c.voice, voice.Message("form.fields.single")) }
	label()
	c.relabel = append(c.relabel, label)
	return b
}

// tick says that one more field changes, or one less. A person who changes as a
// whole takes the ticks of that person's fields along.
func (c *fieldsControl) tick(p rules.Pick, on bool) {
	now := slices.DeleteFunc(slices.Clone(c.ticked), func(path string) bool {
		return path == p.Path || on && strings.HasPrefix(path, p.Path+".")
	})
	if on {
		now = append(now, p.Path)
	}
	c.ticked = now
	c.changed(slices.Clone(now))
	if p.Person == p.Path {
		c.build()
	}
}

// mark shows what is ticked.
func (c *fieldsControl) mark() {
	c.showing = true
	for path, box := range c.boxes {
		box.SetChecked(slices.Contains(c.ticked, path))
	}
	c.showing = false
}

func (c *fieldsControl) retranslate() {
	for _, label := range c.relabel {
		label()
	}
	c.body.Refresh()
}
