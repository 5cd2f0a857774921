package labels

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/translations/exchange"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// PreviewOptions are what a preview needs from around it.
type PreviewOptions struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas
	Name   string // of the file
	Plan   *exchange.Plan
	Apply  func(edits []labels.Edit)
	Back   func()
}

// Preview shows all that a file of messages would change, before it does: what can be
// taken, what the program says otherwise by now as well, and what cannot be taken and why.
type Preview struct {
	o       PreviewOptions
	entries []*entry
	current int

	speech *parts.Speech
	list   *previewList
	reader *fyne.Container
	apply  *form.Button
	object *fyne.Container
}

// entry is a change of the file.
type entry struct {
	change  exchange.Change
	sort    string          // conflict, refused, change, unknown or fuzzy
	refusal *labels.Refusal // of one that is refused
	take    bool            // of a conflict: what the file says is taken
}

// NewPreview builds the screen.
func NewPreview(o PreviewOptions) *Preview {
	p := &Preview{o: o, speech: parts.NewSpeech(o.Voice)}
	for _, c := range o.Plan.Conflicts {
		p.entries = append(p.entries, &entry{change: c, sort: "conflict"})
	}
	for _, r := range o.Plan.Refused {
		p.entries = append(p.entries, &entry{change: r.Change, sort: "refused", refusal: r.Refusal})
	}
	for _, id := range o.Plan.Unknown {
		p.entries = append(p.entries, &entry{change: exchange.Change{ID: id}, sort: "unknown"})
	}
	for _, id := range o.Plan.Fuzzy {
		p.entries = append(p.entries, &entry{change: exchange.Change{ID: id}, sort: "fuzzy"})
	}
	for _, c := range o.Plan.Changes {
		p.entries = append(p.entries, &entry{change: c, sort: "change"})
	}
	title := p.speech.Words(form.Title, voice.Message("labels.preview.title"))
	p.apply = p.speech.Button(theme.ConfirmIcon(), p.sayApply, p.take)
	p.apply.Importance = widget.HighImportance
	back := p.speech.Button(theme.CancelIcon(), voice.Message("labels.preview.cancel"), o.Back)
	p.apply.OnEscape, back.OnEscape = o.Back, o.Back
	head := container.New(parts.NewHead(), title.Object(), p.apply, back)
	about := p.speech.Words(form.Body, p.sayAbout)
	p.list = &previewList{preview: p}
	p.list.Begin(func() int { return len(p.entries) }, func() int { return p.current }, p.choose, parts.TwoLinesHeight, func() *parts.TwoLines {
		return parts.NewTwoLines(p.list.says, p.list.marked, p.list.click, p.turn)
	})
	p.list.ExtendBaseWidget(p.list)
	p.reader = container.New(parts.Column{})
	scroll := container.NewVScroll(container.New(margin{}, p.reader))
	body := container.New(beside{}, p.list, container.NewStack(parts.NewGround(look.ColorPaper, ""), scroll))
	foot := p.speech.Words(form.Quiet, voice.Message("labels.preview.keys"))
	p.object = container.New(parts.Page{Body: 2}, head, about.Object(), body, foot.Object())
	p.read()
	p.enable()
	return p
}

// Object returns what to put into the window.
func (p *Preview) Object() fyne.CanvasObject { return p.object }

// Retranslate says everything in the language chosen now.
func (p *Preview) Retranslate() {
	p.speech.Retranslate()
	p.list.Refill()
	p.read()
}

// Refresh does nothing: a file stays as it is.
func (p *Preview) Refresh() {}

// Focus puts the keyboard into the list or, where there is nothing in it, on the way back.
func (p *Preview) Focus() {
	if len(p.entries) > 0 {
		p.o.Canvas.Focus(p.list)
		return
	}
	p.o.Canvas.Focus(p.apply)
}

func (p *Preview) sayAbout(l translations.Language) string {
	plan := p.o.Plan
	return translations.Text(l, "labels.preview.about", map[string]string{
		"file": p.o.Name, "changes": strconv.Itoa(len(plan.Changes)), "conflicts": strconv.Itoa(len(plan.Conflicts)),
		"refused": strconv.Itoa(len(plan.Refused) + len(plan.Unknown) + plan.Nameless + len(plan.Fuzzy)), "same": strconv.Itoa(plan.Unchanged),
	})
}

// edits are what would be made now.
func (p *Preview) edits() []labels.Edit {
	taken := map[string]bool{}
	key := func(c exchange.Change) string { return string(c.Language) + "\x00" + c.ID }
	for _, e := range p.entries {
		if e.take {
			taken[key(e.change)] = true
		}
	}
	return p.o.Plan.Edits(func(c exchange.Change) bool { return taken[key(c)] })
}

func (p *Preview) sayApply(l translations.Language) string {
	return translations.Count(l, "labels.preview.apply", len(p.edits()), nil)
}

func (p *Preview) enable() {
	if len(p.edits())+len(p.o.Plan.Checks) == 0 {
		p.apply.Disable()
	} else {
		p.apply.Enable()
	}
	p.speech.Retranslate()
}

func (p *Preview) take() {
	if edits := p.edits(); len(edits)+len(p.o.Plan.Checks) > 0 {
		p.o.Apply(edits)
	}
}

func (p *Preview) choose(row int) {
	if len(p.entries) == 0 {
		return
	}
	before := p.current
	p.current = max(0, min(len(p.entries)-1, row))
	p.list.Mark(before)
	p.read()
}

// turn takes what the file says of a conflict, or leaves what the program says.
func (p *Preview) turn() {
	if p.current < len(p.entries) && p.entries[p.current].sort == "conflict" {
		p.entries[p.current].take = !p.entries[p.current].take
		p.list.Refill()
		p.read()
		p.enable()
	}
}

// read shows the current change whole.
func (p *Preview) read() {
	p.reader.Objects = nil
	if len(p.entries) > 0 {
		e, v := p.entries[p.current], p.o.Voice
		add := func(style form.Style, say voice.Speaker) *form.Words {
			w := form.NewWords(v, style, say)
			p.reader.Add(w.Object())
			return w
		}
		add(form.Heading, voice.Message("labels.preview.sort."+e.sort))
		add(form.Quiet, func(translations.Language) string { return e.change.ID })
		if e.refusal != nil {
			add(form.Body, func(l translations.Language) string { return exchange.Reason(l, e.refusal) }).Color(widget.DangerImportance)
		}
		if e.change.Language != "" {
			name := func(l translations.Language) string { return labels.LanguageName(l, e.change.Language) }
			add(form.Caption, name)
			p.forms("labels.preview.before", e.change.Before)
			p.forms("labels.preview.after", e.change.After)
		}
		if e.sort == "conflict" {
			turn := form.NewButton(nil, p.turn)
			id := "labels.preview.take"
			if e.take {
				id = "labels.preview.leave"
			}
			turn.Say(v, voice.Message(id))
			p.reader.Add(container.NewHBox(turn))
		}
	}
	p.reader.Refresh()
}

func (p *Preview) forms(head string, forms translations.Forms) {
	if len(forms) == 0 {
		return
	}
	w := form.NewWords(p.o.Voice, form.Quiet, voice.Message(head))
	p.reader.Add(w.Object())
	for _, f := range forms.List() {
		text := widget.NewLabel(forms[f])
		text.Wrapping = fyne.TextWrapWord
		p.reader.Add(text)
	}
}

// previewList is the rows of the changes.
type previewList struct {
	parts.List[*parts.TwoLines]
	preview *Preview
}

var _ fyne.Focusable = (*previewList)(nil)

// TypedKey moves the current row, takes a conflict, makes the changes or goes back.
func (l *previewList) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace:
		l.preview.turn()
	case fyne.KeyReturn, fyne.KeyEnter:
		l.preview.take()
	case fyne.KeyEscape:
		l.preview.o.Back()
	default:
		if !l.MovedFar(key.Name) {
			form.PassOn(l, key)
		}
	}
}

// TypedRune does nothing.
func (l *previewList) TypedRune(rune) {}

// says is what the file says, what the program says, and what is to be done about it.
func (l *previewList) says(index int) parts.RowSays {
	e := l.preview.entries[index]
	says := parts.RowSays{First: flat(e.change.After[translations.Other]), Second: flat(e.change.Before[translations.Other])}
	if e.change.Language == "" {
		says.First = e.change.ID
	}
	sort := e.sort
	if e.take {
		sort = "taken"
	}
	says.End = translations.Text(l.preview.o.Voice.Language(), "labels.preview.sort."+sort)
	says.EndColor = map[string]fyne.ThemeColorName{
		"conflict": theme.ColorNameWarning, "refused": theme.ColorNameError, "unknown": theme.ColorNameError, "fuzzy": theme.ColorNameWarning,
		"change": theme.ColorNamePlaceHolder, "taken": theme.ColorNameSuccess,
	}[sort]
	return says
}

// click makes a row the current one.
func (l *previewList) click(index int) {
	l.preview.choose(index)
	l.preview.o.Canvas.Focus(l)
}

// marked is the index of the current row, with whether the keyboard is in the list.
func (l *previewList) marked() (index int, focused bool) { return l.preview.current, l.Focused }
