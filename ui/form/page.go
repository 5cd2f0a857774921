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
	"recordaldesk/ui/composing"
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
	about   func(l translations.Language, at string) string
	rule    func(id string)
	remark  func(path string) *Remark
	fields  []*Field
	members map[string]*notes // of lists, by path: what is wrong with them as a whole
	words   []*Words
	relabel []func()
	body    *fyne.Container
	scroll  *container.Scroll
	object  fyne.CanvasObject
	lower   float32 // how much lower it is about to stand, see [Page.Lowered]
}

// Plan is what a page is built from: the fields it has as the filing stands,
// and the lists a person can add to on it.
type Plan struct {
	Title   voice.Speaker
	Intro   voice.Speaker
	Fields  []rules.Instance
	Appends []Append
	Rule    func(id string) // shows what a rule says, and why; nil where nothing does

	// Remark returns what somebody else said of the field at a path, nil for nothing; it is
	// nil where nobody did.
	Remark func(path string) *Remark

	// About says which website or domain a section is about, by the path it stands
	// at; "" for none. It is nil where the page itself says so.
	About func(l translations.Language, at string) string
}

// Append offers a button that adds a member to a list: the message
// form.add.<list>.
type Append struct {
	List    string // path of the list
	Section string // the section behind whose last member the button stands
}

// NewPage builds a page.
func NewPage(v *voice.Voice, m Model, lists Lists, plan Plan) *Page {
	p := &Page{voice: v, model: m, lists: lists, about: plan.About, rule: plan.Rule, remark: plan.Remark, members: map[string]*notes{}}
	p.body = container.NewVBox(p.say(Title, plan.Title))
	if plan.Intro != nil {
		p.body.Add(p.say(Quiet, plan.Intro))
	}
	section, member := "", ""
	var before *Field // what is on record, waiting for the field that changes
	told := false     // what that is
	for _, i := range plan.Fields {
		if i.Section.ID != section || i.At() != member {
			if section != "" && i.Section.ID != section {
				p.addButtons(plan.Appends, section)
			}
			if heading := p.heading(i, section != ""); heading != nil {
				p.body.Add(heading)
			}
			section, member = i.Section.ID, i.At()
		}
		f := newField(v, m, i, p.reveal, plan.Rule)
		p.fields = append(p.fields, f)
		switch {
		case i.Field.Before && !i.Section.Repeats():
			if told { // once a page is enough
				f.hint.Object().Hide()
			}
			before, told = f, true
			continue
		case before != nil:
			pair := container.New(paired{}, newBar(), container.NewVBox(before.object, f.object))
			before.frame, f.frame, before = pair, pair, nil
			p.body.Add(pair)
		case i.Field.Before:
			f.frame = container.New(paired{}, newBar(), f.object)
			p.body.Add(f.frame)
		default:
			p.body.Add(f.object)
		}
	}
	p.addButtons(plan.Appends, section)
	for _, a := range plan.Appends {
		if !slices.ContainsFunc(plan.Fields, func(i rules.Instance) bool { return i.Section.ID == a.Section }) {
			p.addButtons([]Append{a}, a.Section)
		}
	}
	p.scroll = container.NewVScroll(container.NewPadded(p.body))
	p.scroll.OnScrolled = func(fyne.Position) { composing.Scrolled() }
	p.object = container.New(sight{p}, p.scroll)
	return p
}

func (p *Page) say(style Style, speaker voice.Speaker) fyne.CanvasObject {
	w := NewWords(p.voice, style, speaker)
	p.words = append(p.words, w)
	return w.Object()
}

// heading names a section and, where it stands at several places, which one it is.
// A member of a list has a button that takes it away while it is not the only one.
// There is none, nil, where the section is the page and has its name.
func (p *Page) heading(i rules.Instance, ruled bool) fyne.CanvasObject {
	if len(i.Page.Sections) == 1 && !i.Section.Repeats() &&
		translations.Text(translations.Chinese, "section."+i.Section.ID) == translations.Text(translations.Chinese, "page."+i.Page.ID) {
		return nil
	}
	speaker := voice.Message("section." + i.Section.ID)
	var remove fyne.CanvasObject
	switch {
	case i.Section.Repeats() && !i.Field.Before:
		at := i.At()
		dot := strings.LastIndexByte(at, '.')
		n, _ := strconv.Atoi(at[dot+1:])
		list := at[:dot]
		of := "member." + list[strings.LastIndexByte(list, '.')+1:]
		speaker = capital(voice.Message(of, map[string]string{"number": strconv.Itoa(n + 1)}))
		if p.model.Filing().Len(list) > 1 || list[strings.LastIndexByte(list, '.')+1:] == "pre_approvals" {
			remove = p.button("form.remove", theme.DeleteIcon(), func() { p.lists.Remove(at) })
		}
	case p.about != nil && p.about(translations.Chinese, i.At()) != "":
		speaker = func(l translations.Language) string {
			return translations.Text(l, "form.section_of", map[string]string{
				"section": translations.Text(l, "section."+i.Section.ID), "of": p.about(l, i.At()),
			})
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

// addButtons ends a section that can have further members: with what is wrong
// with its list as a whole, and a button that adds to it.
func (p *Page) addButtons(appends []Append, section string) {
	for _, a := range appends {
		if a.Section == section {
			p.members[a.List] = newNotes(p.voice, privacyIn(p.model), nil, p.rule)
			p.body.Add(p.members[a.List].object)
			add := p.button("form.add."+a.List[strings.LastIndexByte(a.List, '.')+1:], theme.ContentAddIcon(), func() { p.lists.Append(a.List) })
			p.body.Add(container.NewHBox(add))
		}
	}
}

func (p *Page) button(id string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(icon, tapped)
	b.Say(p.voice, voice.Message(id))
	b.OnFocus = func() { p.revealPart(b) }
	p.relabel = append(p.relabel, func() { b.Say(p.voice, voice.Message(id)) })
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

// Focus puts the keyboard into the field at path, into the first one that is a
// part of what the path names, or into the first of the page.
func (p *Page) Focus(path string) {
	for _, fits := range []func(*Field) bool{
		func(f *Field) bool { return f.Path == path },
		func(f *Field) bool { return path != "" && strings.HasPrefix(f.Path, path+".") },
		func(f *Field) bool { return !f.rule.Before },
		func(*Field) bool { return true },
	} {
		i := slices.IndexFunc(p.fields, func(f *Field) bool { return f.control != nil && fits(f) })
		if i >= 0 {
			p.fields[i].Focus()
			return
		}
	}
}

// At is the field at a path, with its label and what is said of it; nil for none.
func (p *Page) At(path string) fyne.CanvasObject {
	for _, f := range p.fields {
		if f.Path == path {
			return f.frame
		}
	}
	return nil
}

// Focused returns the path of the field that has the keyboard; "" where none has.
func (p *Page) Focused() string {
	for _, f := range p.fields {
		if f.focused {
			return f.Path
		}
	}
	return ""
}

// RuleAt returns the rule of the first finding shown at the field; "" for none.
func (p *Page) RuleAt(path string) string {
	for _, f := range p.fields {
		if f.Path == path && len(f.notes.findings) > 0 {
			return f.notes.findings[0].Rule
		}
	}
	return ""
}

// Repair mends the field that has, or last had, the keyboard, where a finding at
// it says how. It reports whether there was such a one.
func (p *Page) Repair(path string) bool {
	i := slices.IndexFunc(p.fields, func(f *Field) bool { return f.Path == path })
	return i >= 0 && p.fields[i].notes.repairFirst()
}

// Find shows the findings at their fields; those that only say that something is
// missing, when missing is true. What is told at a moment is told there.
func (p *Page) Find(findings []rules.Finding, missing bool) {
	at := func(path string) []rules.Finding {
		var mine []rules.Finding
		for _, one := range findings {
			if one.Field == path && one.Moment == "" && (missing || !one.Missing) {
				mine = append(mine, one)
			}
		}
		return mine
	}
	changed := false
	for _, f := range p.fields {
		changed = f.Find(at(f.Path)) || changed
		if p.remark != nil {
			if f.remark.show(p.remark(f.Path)) {
				f.object.Refresh()
				changed = true
			}
		}
	}
	for path, n := range p.members {
		changed = n.show(at(path)) || changed
	}
	if changed {
		p.hold(p.settle)
	}
}

// Refresh shows the filing's values.
func (p *Page) Refresh() {
	for _, f := range p.fields {
		if !f.focused {
			f.Refresh()
		}
	}
}

// Replaced shows the filing's values after it was replaced by another, also in the field
// that has the keyboard.
func (p *Page) Replaced() {
	for _, f := range p.fields {
		f.Refresh()
	}
}

// ToEnd puts the cursor behind the text of the field that has the keyboard, from where
// a person goes on typing.
func (p *Page) ToEnd() {
	for _, f := range p.fields {
		if c, ok := f.control.(interface{ toEnd() }); ok && f.focused {
			c.toEnd()
		}
	}
}

// Retranslate says the page in the language chosen now.
func (p *Page) Retranslate() {
	p.hold(func() {
		for _, w := range p.words {
			w.Retranslate()
		}
		for _, f := range p.fields {
			f.Retranslate()
		}
		for _, n := range p.members {
			n.retranslate()
		}
		for _, say := range p.relabel {
			say()
		}
		p.settle()
	})
}
