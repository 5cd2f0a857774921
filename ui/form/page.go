package form

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Lists adds and removes members of a filing's lists, as a second domain.
type Lists interface {
	Append(path string)
	Remove(path string)
}

// Page is one page of the wizard: its fields under their headings, in a scroll
// that follows the focus.
type Page struct {
	voice   *voice.Voice
	model   Model
	lists   Lists
	fields  []*Field
	words   []*Words
	relabel []func()
	body    *fyne.Container
	scroll  *container.Scroll
	object  fyne.CanvasObject
}

// Plan is what a page is built from: the fields it has as the filing stands,
// and the lists a person can add to on it.
type Plan struct {
	Title   voice.Speaker
	Intro   voice.Speaker
	Fields  []rules.Instance
	Appends []Append
	Rule    func(id string) // shows what a rule says, and why; nil where nothing does
}

// Append offers a button that adds a member to a list: the message
// form.add.<list>.
type Append struct {
	List    string // path of the list
	Section string // the section behind whose last member the button stands
}

// NewPage builds a page.
func NewPage(v *voice.Voice, m Model, lists Lists, plan Plan) *Page {
	p := &Page{voice: v, model: m, lists: lists}
	body := container.NewVBox(p.say(Title, plan.Title))
	if plan.Intro != nil {
		body.Add(p.say(Quiet, plan.Intro))
	}
	section, member := "", ""
	for _, i := range plan.Fields {
		base := strings.TrimSuffix(i.Path, "."+i.Field.Name)
		if i.Section.ID != section || base != member && i.Section.Repeats() {
			if section != "" && i.Section.ID != section {
				p.addButtons(body, plan.Appends, section)
			}
			body.Add(p.heading(i, base, section != ""))
			section, member = i.Section.ID, base
		}
		f := newField(v, m, i, p.reveal, plan.Rule)
		p.fields = append(p.fields, f)
		body.Add(f.object)
	}
	p.addButtons(body, plan.Appends, section)
	for _, a := range plan.Appends {
		if !slices.ContainsFunc(plan.Fields, func(i rules.Instance) bool { return i.Section.ID == a.Section }) {
			p.addButtons(body, []Append{a}, a.Section)
		}
	}
	p.body = body
	p.scroll = container.NewVScroll(container.NewPadded(body))
	p.object = container.New(sight{p}, p.scroll)
	return p
}

func (p *Page) say(style Style, speaker voice.Speaker) fyne.CanvasObject {
	w := NewWords(p.voice, style, speaker)
	p.words = append(p.words, w)
	return w.Object()
}

// heading names a section and, where it repeats, its member, with a button that
// takes the member away while it is not the only one.
func (p *Page) heading(i rules.Instance, base string, ruled bool) fyne.CanvasObject {
	speaker := voice.Message("section." + i.Section.ID)
	var remove fyne.CanvasObject
	if i.Section.Repeats() {
		dot := strings.LastIndexByte(base, '.')
		n, _ := strconv.Atoi(base[dot+1:])
		list := base[:dot]
		of := "member." + list[strings.LastIndexByte(list, '.')+1:]
		speaker = capital(voice.Message(of, map[string]string{"number": strconv.Itoa(n + 1)}))
		if p.model.Filing().Len(list) > 1 || list[strings.LastIndexByte(list, '.')+1:] == "pre_approvals" {
			remove = p.button("form.remove", theme.DeleteIcon(), func() { p.lists.Remove(base) })
		}
	}
	row := container.NewBorder(nil, nil, nil, remove, p.say(Heading, speaker))
	if !ruled {
		return row
	}
	return container.NewVBox(widget.NewSeparator(), row)
}

// capital says the same beginning with a capital letter, as a heading does.
func capital(say voice.Speaker) voice.Speaker {
	return func(l translations.Language) string {
		first, size := utf8.DecodeRuneInString(say(l))
		return string(unicode.ToUpper(first)) + say(l)[size:]
	}
}

func (p *Page) addButtons(body *fyne.Container, appends []Append, section string) {
	for _, a := range appends {
		if a.Section == section {
			add := p.button("form.add."+a.List[strings.LastIndexByte(a.List, '.')+1:], theme.ContentAddIcon(), func() { p.lists.Append(a.List) })
			body.Add(container.NewHBox(add))
		}
	}
}

func (p *Page) button(id string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(icon, tapped)
	b.SetText(p.voice.Line(voice.Message(id)))
	b.OnFocus = func() { p.revealButton(b) }
	p.relabel = append(p.relabel, func() { b.SetText(p.voice.Line(voice.Message(id))) })
	return b
}

// Object returns what to put into the window.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Paths lists the fields of the page in reading order.
func (p *Page) Paths() []string {
	paths := make([]string, len(p.fields))
	for i, f := range p.fields {
		paths[i] = f.Path
	}
	return paths
}

// Focus puts the keyboard into the field at path, or into the first field.
func (p *Page) Focus(path string) {
	var first *Field
	for _, f := range p.fields {
		if f.Path == path {
			f.Focus()
			return
		}
		if first == nil && f.control != nil {
			first = f
		}
	}
	if first != nil {
		first.Focus()
	}
}

// RuleAt returns the rule of the first finding shown at the field; "" for none.
func (p *Page) RuleAt(path string) string {
	for _, f := range p.fields {
		if f.Path == path && len(f.findings) > 0 {
			return f.findings[0].Rule
		}
	}
	return ""
}

// revealFocused brings the field that has the keyboard into sight.
func (p *Page) revealFocused() {
	for _, f := range p.fields {
		if f.focused {
			p.reveal(f)
		}
	}
}

// reveal scrolls so far that the field is seen whole.
func (p *Page) reveal(f *Field) {
	p.show(p.body.Position().Y+f.object.Position().Y, f.object.Size().Height)
}

// revealButton does the same for a button, which stands deeper.
func (p *Page) revealButton(b *Button) {
	driver := fyne.CurrentApp().Driver()
	p.show(driver.AbsolutePositionForObject(b).Y-driver.AbsolutePositionForObject(p.scroll.Content).Y, b.Size().Height)
}

// show scrolls so far that a part of the page is seen, and a little around it.
func (p *Page) show(top, height float32) {
	if p.scroll == nil {
		return
	}
	top -= theme.Padding()
	bottom := top + height + 3*theme.Padding()
	offset := p.scroll.Offset.Y
	switch {
	case top < offset:
		offset = top
	case bottom > offset+p.scroll.Size().Height:
		offset = bottom - p.scroll.Size().Height
	default:
		return
	}
	p.scroll.ScrollToOffset(fyne.NewPos(0, fyne.Max(0, offset)))
}

// Find shows the findings at their fields; those that only say that something is
// missing, when missing is true.
func (p *Page) Find(findings []rules.Finding, missing bool) {
	changed := false
	for _, f := range p.fields {
		var mine []rules.Finding
		for _, one := range findings {
			if one.Field == f.Path && (missing || !one.Missing) {
				mine = append(mine, one)
			}
		}
		changed = f.Find(mine) || changed
	}
	if changed {
		p.settle()
	}
}

// settle sets the fields out anew after some of them have grown or shrunk. The
// toolkit would do so before it paints, but forgets it where text is typed into
// a field further down at the same moment.
func (p *Page) settle() {
	p.body.Layout.Layout(p.body.Objects, p.body.Size())
	p.scroll.Refresh()
	p.revealFocused()
}

// Refresh shows the filing's values.
func (p *Page) Refresh() {
	for _, f := range p.fields {
		if !f.focused {
			f.Refresh()
		}
	}
}

// Retranslate says the page in the language chosen now.
func (p *Page) Retranslate() {
	for _, w := range p.words {
		w.Retranslate()
	}
	for _, f := range p.fields {
		f.Retranslate()
	}
	for _, say := range p.relabel {
		say()
	}
	p.settle()
}
