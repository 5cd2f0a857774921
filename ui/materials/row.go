package materials

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/store/paper"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// thumbnails are shown this large, in the toolkit's units.
const thumbWidth, thumbHeight = 120, 90

// row is a material on the screen: what it is, why and how it is handed in, and
// its scans.
type row struct {
	screen  *Screen
	speech  *parts.Speech
	state   *parts.Label // whether the scan is there, in a word
	remarks []*remarks   // on its scans
	buttons []*form.Button
	scans   [][]*form.Button // the buttons of each scan, in their order
	object  *fyne.Container
	model   model
}

func newRow(s *Screen, m model) *row {
	r := &row{screen: s, speech: parts.NewSpeech(s.voice), model: m}
	r.object = container.NewStack() // a picture that is there already draws it
	f := s.session.Filing()
	sp := r.speech
	r.state = sp.Label(widget.MediumImportance, r.sayState)
	head := container.NewBorder(nil, nil, nil, container.NewVBox(r.state), sp.Words(form.Caption, say.Material(f, m.material)).Object())
	text := container.New(parts.Stack{}, head,
		sp.Words(form.Body, func(l translations.Language) string { return wording.Reason(l, m.material) }).Object(),
		sp.Words(form.Quiet, say.Demand(m.material)).Object())
	if m.material.Date == "forbidden" {
		forbidden := sp.Words(form.Caption, voice.Message("materials.no_date"))
		forbidden.Color(widget.WarningImportance)
		text.Add(forbidden.Object())
	}
	wanted := m.material.Needed || m.material.Advised
	if wanted && len(m.attached) == 0 {
		text.Add(sp.Words(form.Quiet, voice.Message("material."+m.material.ID+".help")).Object())
	}
	body := container.NewVBox(text)
	if m.back != nil {
		body.Add(r.returned(*m.back))
	}
	for _, a := range m.attached {
		body.Add(container.New(parts.Indent{}, r.scan(m, a)))
	}
	body.Add(container.New(parts.Indent{}, r.actions(m)))
	r.tellState()
	r.object.Objects = []fyne.CanvasObject{parts.NewGround(look.ColorPaper, theme.ColorNameSeparator), container.NewPadded(body)}
	return r
}

// sayState says in a word whether the scan is there.
func (r *row) sayState(l translations.Language) string {
	text, _ := r.howItStands()
	return text(l)
}

// tellState says how the row stands now.
func (r *row) tellState() {
	_, importance := r.howItStands()
	r.state.Importance = importance
	r.state.Say(r.screen.voice, r.sayState)
}

func (r *row) howItStands() (voice.Speaker, widget.Importance) {
	m, doubts := r.model, 0
	for _, n := range r.remarks {
		doubts += n.doubts
	}
	switch {
	case len(m.attached) > 0 && !m.material.Needed && !m.material.Advised:
		return voice.Message("materials.state.unneeded"), widget.WarningImportance
	case doubts > 0:
		return func(l translations.Language) string {
			return translations.Count(l, "materials.state.doubtful", doubts, nil)
		}, widget.WarningImportance
	case len(m.attached) > 0:
		return voice.Message("materials.state.attached"), widget.SuccessImportance
	case m.material.Advised:
		return voice.Message("materials.state.advised"), widget.MediumImportance
	case m.material.Scanned():
		return voice.Message("materials.state.missing"), widget.WarningImportance
	}
	return voice.Message("materials.state.by_post"), widget.MediumImportance
}

// actions are the buttons of the material itself.
func (r *row) actions(m model) fyne.CanvasObject {
	box := container.New(parts.NewFlow())
	wanted := m.material.Needed || m.material.Advised
	if wanted && m.material.Printable && paper.Prints(m.material.ID) {
		box.Add(r.button(m, theme.DocumentPrintIcon(), voice.Message("materials.print"), func() { r.screen.printForm(m.material) }))
		id := "blanks.register"
		if m.blank {
			id = "blanks.registered"
		}
		official := r.button(m, theme.DocumentIcon(), voice.Message(id), func() { r.screen.blank(m.material) })
		official.Importance = widget.LowImportance
		box.Add(official)
	}
	if m.offer != nil {
		other := *m.offer
		f := r.screen.session.Filing()
		box.Add(r.button(m, theme.ContentCopyIcon(), func(l translations.Language) string {
			return translations.Text(l, "materials.reuse", map[string]string{"material": say.Material(f, other)(l)})
		}, func() { r.screen.reuse(other, m.material) }))
	}
	if wanted {
		id := "materials.attach"
		if len(m.attached) > 0 {
			id = "materials.attach_more"
		}
		box.Add(r.button(m, theme.FileImageIcon(), voice.Message(id), func() { r.screen.chooseFiles(&m.material, nil) }))
	}
	return box
}

// scan is a line about one attached scan.
func (r *row) scan(m model, a rules.Attachment) fyne.CanvasObject {
	frame := container.New(parts.Size{Width: thumbWidth, Height: thumbHeight}, container.NewStack(parts.NewGround(theme.ColorNameInputBackground, theme.ColorNameSeparator)))
	name := widget.NewLabel(say.File(a.File))
	name.Truncation = fyne.TextTruncateEllipsis
	trouble := r.speech.Words(form.Body, voice.Message("materials.loading"))
	trouble.Color(widget.LowImportance)
	view := r.button(m, theme.ZoomInIcon(), voice.Message("materials.view"), func() { r.screen.edit(m.material, a) })
	replace := r.button(m, theme.ViewRefreshIcon(), voice.Message("materials.replace"), func() { r.screen.chooseFiles(&m.material, &a) })
	remove := r.button(m, theme.DeleteIcon(), voice.Message("materials.remove"), func() { r.screen.remove(a) })
	r.scans = append(r.scans, []*form.Button{view, replace, remove})
	r.screen.pictures.get(a, func(p picture) {
		if p.err != nil {
			if why := problem(p.err); why != nil {
				trouble.Say(why)
				trouble.Color(widget.DangerImportance)
				view.Hide()
				r.object.Refresh()
			}
			return
		}
		trouble.Object().Hide()
		frame.Objects[0].(*fyne.Container).Add(show(p.resource))
		frame.Refresh()
	})
	text := container.NewVBox(name, trouble.Object(), container.New(parts.NewFlow(), view, replace, remove))
	if !a.Retouch.Empty() {
		text.Add(r.speech.Words(form.Quiet, retouched(a.Retouch)).Object())
	}
	said := newRemarks(r, m, a)
	r.remarks = append(r.remarks, said)
	text.Add(said.box)
	return container.NewBorder(nil, nil, container.NewVBox(frame), nil, text)
}

// retouched says what was done to a scan.
func retouched(recipe *rules.Retouch) voice.Speaker {
	return func(l translations.Language) string {
		var done []string
		for _, one := range []struct {
			id  string
			was bool
		}{{"materials.retouched.turned", recipe.Turn != 0}, {"materials.retouched.cut", len(recipe.Corners) > 0}, {"materials.retouched.marked", len(recipe.Watermarks) > 0}} {
			if one.was {
				done = append(done, translations.Text(l, one.id))
			}
		}
		return translations.Text(l, "materials.retouched", map[string]string{"what": strings.Join(done, translations.Text(l, "list.separator"))})
	}
}

// show makes a picture that keeps its proportions.
func show(resource fyne.Resource) *canvas.Image {
	image := canvas.NewImageFromResource(resource)
	image.FillMode, image.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	return image
}

func (r *row) button(m model, icon fyne.Resource, label voice.Speaker, tapped func()) *form.Button {
	b := r.focusable(m, r.speech.Button(icon, label, tapped))
	r.buttons = append(r.buttons, b)
	return b
}

// focusable has the row be seen when the keyboard comes to a button of it.
func (r *row) focusable(m model, b *form.Button) *form.Button {
	b.OnFocus = func() {
		r.screen.near = m.key
		r.screen.reveal(r.object)
	}
	return b
}

// has reports whether the widget is one of the row's.
func (r *row) has(focused fyne.Focusable) bool {
	is := func(b *form.Button) bool { return focused == fyne.Focusable(b) }
	return slices.ContainsFunc(r.buttons, is) ||
		slices.ContainsFunc(r.remarks, func(n *remarks) bool { return slices.ContainsFunc(n.buttons, is) })
}

func (r *row) retranslate() {
	r.speech.Retranslate()
	for _, n := range r.remarks {
		n.speech.Retranslate()
	}
}

func (r *row) focus() {
	if len(r.buttons) > 0 {
		form.Focus(r.buttons[0])
	}
}

// focusScan puts the keyboard on the first button of a scan, by its place among the
// row's; one that cannot be read cannot be viewed.
func (r *row) focusScan(i int) {
	at := slices.IndexFunc(r.scans[i], func(b *form.Button) bool { return b.Visible() })
	form.Focus(r.scans[i][at])
}
