package labels

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Panel shows one message with all that is known of it, and edits it. What is typed is
// spoken at once, wherever it stands in the window, and kept when the text is left.
type Panel struct {
	o      Options
	close  func() // what closes the panel; nil on the page
	next   func(by int)
	id     string // of the message; "" for none
	texts  []*text
	speech *parts.Speech

	body   *fyne.Container
	scroll *container.Scroll
	by     *form.Entry
	flaws  *fyne.Container
	state  *form.Words
	object fyne.CanvasObject
}

// NewPanel returns a panel without a message; closing may be nil.
func NewPanel(o Options, closing func()) *Panel {
	p := &Panel{o: o, close: closing, body: container.New(parts.Column{}), by: form.NewEntry()}
	p.by.SetText(o.By())
	p.by.OnChanged = func(by string) { o.Named(strings.TrimSpace(by)) }
	p.scroll = container.NewVScroll(container.New(margin{}, p.body))
	p.object = p.scroll
	return p
}

// Object returns what to put into the window.
func (p *Panel) Object() fyne.CanvasObject { return p.object }

// Showing returns the id of the message that is shown, "" for none.
func (p *Panel) Showing() string { return p.id }

// Read shows a message; one that is shown already stays as it is.
func (p *Panel) Read(id string) {
	if id == p.id {
		return
	}
	p.Leave()
	p.id = id
	p.Reread()
	p.scroll.ScrollToTop()
}

// Reread shows the message anew, as it stands by now.
func (p *Panel) Reread() {
	p.body.Objects, p.texts = nil, nil
	p.speech = parts.NewSpeech(p.o.Voice)
	r, ok := p.o.Bench.Record(p.id)
	if ok {
		p.write(r)
	}
	p.body.Refresh()
	p.settle()
}

// Also offers other messages that a text can be.
func (p *Panel) Also(ids []string) {
	if len(ids) == 0 {
		return
	}
	row := container.New(parts.NewFlow())
	for _, id := range ids[:min(4, len(ids))] {
		b := form.NewButton(nil, func() {
			p.Read(id)
			p.Focus()
		})
		b.Text, b.OnEscape = id, p.escape
		row.Add(b)
	}
	p.body.Add(container.New(parts.Stack{}, p.speech.Words(form.Quiet, voice.Message("labels.same")).Object(), row))
	p.settle()
}

// settle sets the panel out. Words know how high they are once they have a width.
func (p *Panel) settle() {
	p.scroll.Refresh()
	p.scroll.Content.Refresh()
}

// Retranslate says everything in the language chosen now; what is being typed stays.
func (p *Panel) Retranslate() {
	if p.speech != nil {
		p.speech.Retranslate()
		p.judge()
	}
}

// Focus puts the keyboard into the text of the language that comes first.
func (p *Panel) Focus() {
	for _, t := range p.texts {
		if t.language == p.o.Voice.Language() {
			p.o.Canvas.Focus(t.entry)
			return
		}
	}
	if len(p.texts) > 0 {
		p.o.Canvas.Focus(p.texts[0].entry)
	}
}

func (p *Panel) write(r *labels.Record) {
	add := func(o fyne.CanvasObject) { p.body.Add(o) }
	id := widget.NewLabel(r.ID)
	id.SizeName, id.Importance, id.Selectable = theme.SizeNameCaptionText, widget.LowImportance, true
	id.Wrapping = fyne.TextWrapBreak
	if p.close != nil {
		closing := p.speech.Button(theme.CancelIcon(), voice.Message("dialog.close"), p.close)
		closing.OnEscape = p.close
		add(container.NewBorder(nil, nil, nil, closing, id))
	} else {
		add(id)
	}
	if p.o.Note != nil {
		if note := p.o.Note(r.ID); note != nil {
			add(p.speech.Words(form.Quiet, note).Object())
		}
	}
	for _, l := range p.o.Bench.Languages() {
		for _, f := range formsOf(r, l) {
			p.text(r, l, f)
		}
	}
	add(p.actions(r))
	p.flaws = container.New(parts.Column{}) // below: it comes and goes as one types
	add(p.flaws)
	p.state = p.speech.Words(form.Quiet, func(l translations.Language) string {
		if r, ok := p.o.Bench.Record(p.id); ok {
			return history(l, r)
		}
		return ""
	})
	add(p.state.Object())
	p.places(r.ID)
	p.judge()
}

// actions are the buttons for the message.
func (p *Panel) actions(r *labels.Record) fyne.CanvasObject {
	row := container.New(parts.NewFlow())
	checked := p.speech.Button(theme.ConfirmIcon(), voice.Message("labels.check"), p.Check)
	checked.Importance = widget.HighImportance
	row.Add(checked)
	if r.Check != nil {
		row.Add(p.speech.Button(nil, voice.Message("labels.uncheck"), p.uncheck))
	}
	if edited(r) {
		row.Add(p.speech.Button(theme.ContentUndoIcon(), voice.Message("labels.restore"), p.restore))
	}
	for _, b := range row.Objects {
		b.(*form.Button).OnEscape = p.escape
	}
	name := p.speech.Label(widget.MediumImportance, voice.Message("labels.by"))
	return container.NewVBox(row, container.NewBorder(nil, nil, name, nil, container.New(parts.Ems(14), p.by)))
}

// places says where the message stands, with a way there and a picture.
func (p *Panel) places(id string) {
	all := p.o.Places(id)
	head := p.speech.Words(form.Caption, voice.Message("labels.places"))
	p.body.Add(head.Object())
	if len(all) == 0 {
		p.body.Add(p.speech.Words(form.Quiet, p.elsewhere(id)).Object())
		return
	}
	const most = 6
	row := container.New(parts.NewFlow())
	for _, place := range all[:min(most, len(all))] {
		if !place.Leads {
			row.Add(p.speech.Label(widget.MediumImportance, voice.Message("tour."+place.Stop)))
			continue
		}
		row.Add(p.speech.Button(theme.NavigateNextIcon(), voice.Message("tour."+place.Stop), func() { p.o.Show(place, id) }))
	}
	p.body.Add(row)
	if len(all) > most {
		p.body.Add(p.speech.Words(form.Quiet, func(l translations.Language) string {
			return translations.Count(l, "labels.places.more", len(all)-most, nil)
		}).Object())
	}
	for _, place := range all {
		if place.Picture == nil {
			continue
		}
		if picture := place.Picture(); picture != nil {
			shown := canvas.NewImageFromResource(picture)
			shown.FillMode = canvas.ImageFillContain
			shown.SetMinSize(fyne.NewSize(200, 15*theme.TextSize()))
			p.body.Add(shown)
			return
		}
	}
}

// Placed shows anew where the message stands, while nothing is being typed.
func (p *Panel) Placed() {
	if len(p.changes()) == 0 {
		focused := p.o.Canvas.Focused()
		at := slices.IndexFunc(p.texts, func(t *text) bool { return fyne.Focusable(t.entry) == focused })
		p.Reread()
		if at >= 0 && at < len(p.texts) {
			p.o.Canvas.Focus(p.texts[at].entry)
		}
	}
}

// elsewhere says where a message stands that no screen of the tour shows.
func (p *Panel) elsewhere(id string) voice.Speaker {
	if p.o.Elsewhere != nil {
		if where := p.o.Elsewhere(id); where != nil {
			return where
		}
	}
	return voice.Message("labels.places.none")
}

// judge says what is against the style of the languages in what is typed now.
func (p *Panel) judge() {
	if p.flaws == nil {
		return
	}
	said := labels.Texts{}
	for _, l := range p.o.Bench.Languages() {
		if forms := p.forms(l); !blank(forms) && labels.Refuse(l, p.id, forms) == nil {
			said[l] = forms
		}
	}
	p.flaws.Objects = nil
	for _, flaw := range labels.LintMessage(p.id, said, p.o.Lint) {
		if len(said[flaw.Language]) == 0 {
			continue // it is told already why it cannot be said
		}
		w := form.NewWords(p.o.Voice, form.Body, flaw.Say)
		w.Color(widget.WarningImportance)
		p.flaws.Add(w.Object())
	}
	p.settle()
}

// Leave keeps what was typed, where it can be kept; the rest goes.
func (p *Panel) Leave() {
	changed := p.changes()
	if len(changed) == 0 {
		return
	}
	var edits []labels.Edit
	for l, forms := range maps.All(changed) {
		if labels.Refuse(l, p.id, forms) == nil {
			edits = append(edits, labels.Edit{ID: p.id, Language: l, Forms: forms})
		}
	}
	if len(edits) == 0 || p.o.Refuse() {
		p.o.Unsay() // so that nothing else is spoken than is kept
		return
	}
	if _, err := p.o.Bench.Change(p.o.By(), "", edits...); err != nil {
		return // what is refused is not among them
	}
	for _, t := range p.texts {
		t.typed = false
	}
	p.o.Changed()
	p.state.Retranslate()
}

// Check notes that the message was looked at and is right.
func (p *Panel) Check() {
	p.Leave()
	if p.o.By() == "" {
		p.o.Canvas.Focus(p.by)
		return
	}
	if p.o.Refuse() {
		return
	}
	p.o.Bench.MarkChecked(p.o.By(), p.id)
	p.o.Changed()
	p.Reread()
	if p.next != nil {
		p.next(1)
	}
}

func (p *Panel) uncheck() {
	if p.o.Refuse() {
		return
	}
	p.o.Bench.Uncheck(p.id)
	p.o.Changed()
	p.Reread()
}

// restore has the program say again what it says by itself.
func (p *Panel) restore() {
	if p.o.Refuse() {
		return
	}
	var edits []labels.Edit
	for _, l := range p.o.Bench.Languages() {
		edits = append(edits, labels.Edit{ID: p.id, Language: l})
	}
	if _, err := p.o.Bench.Change(p.o.By(), "", edits...); err != nil {
		return // what is built in is never refused
	}
	p.o.Changed()
	p.Reread()
}

// escape leaves the texts.
func (p *Panel) escape() {
	p.Leave()
	if p.close != nil {
		p.close()
		return
	}
	p.o.Canvas.Unfocus()
	if p.o.Out != nil {
		p.o.Out()
	}
}

// margin sets its object off the edges.
type margin struct{}

func (margin) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(4*theme.InnerPadding(), 4*theme.InnerPadding())
}

func (margin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := 2 * theme.InnerPadding()
	objects[0].Move(fyne.NewPos(gap, gap))
	objects[0].Resize(fyne.NewSize(size.Width-2*gap, objects[0].MinSize().Height))
	objects[0].Resize(fyne.NewSize(size.Width-2*gap, objects[0].MinSize().Height))
}
