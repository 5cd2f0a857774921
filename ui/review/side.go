package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// side stands above and beneath the scan: what is filed, to be compared with it, and what
// the rules and a look at the scan have against it.
type side struct {
	screen *Screen
	value  *fyne.Container // above the scan
	about  *form.Words     // which scan it is
	box    *fyne.Container // beneath it
	scroll *container.Scroll
	object fyne.CanvasObject
}

func newSide(s *Screen) *side {
	b := &side{screen: s, value: container.New(parts.Stack{}), box: container.New(parts.Stack{})}
	b.about = form.NewWords(s.o.Voice, form.Quiet, s.named)
	b.scroll = container.NewVScroll(b.box)
	b.object = container.New(beside{s}, container.NewVScroll(container.New(parts.Stack{}, b.value, b.about.Object())), s.viewer,
		container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameSeparator), b.scroll))
	return b
}

// caption says which scan is shown.
func (b *side) caption() { b.about.Retranslate() }

// show says anew what belongs to the current row.
func (b *side) show() {
	b.value.Objects, b.box.Objects = nil, nil
	b.screen.tab.tell(b)
	b.caption()
	parts.SetVisible(b.about.Object(), len(b.screen.shots) > 0 && !b.screen.top.small)
	b.value.Refresh()
	b.box.Refresh()
	b.scroll.ScrollToTop()
	b.object.Refresh()
}

// title says what is to be compared with the scan: its name, and what is filed.
func (b *side) title(label, value voice.Speaker, color widget.Importance) {
	first, second := b.screen.o.Voice.Pair(value)
	if b.screen.top.small { // one language has room
		name := widget.NewLabel(label(b.screen.o.Voice.Language()))
		name.TextStyle, name.Truncation = look.Strong(name.Text), fyne.TextTruncateEllipsis
		b.value.Add(name)
		second = ""
	} else {
		b.value.Add(form.NewWords(b.screen.o.Voice, form.Caption, label).Object())
	}
	said := widget.NewLabel(first) // typed text, which may be long and without a space
	said.SizeName, said.Wrapping, said.Importance = theme.SizeNameSubHeadingText, fyne.TextWrapWord, color
	b.value.Add(said)
	if second != "" {
		other := widget.NewLabel(second)
		other.SizeName, other.Wrapping, other.Importance = theme.SizeNameCaptionText, fyne.TextWrapWord, widget.LowImportance
		b.value.Add(other)
	}
}

// say says something beneath the scan.
func (b *side) say(style form.Style, color widget.Importance, what voice.Speaker) {
	w := form.NewWords(b.screen.o.Voice, style, what)
	if color != widget.MediumImportance {
		w.Color(color)
	}
	b.box.Add(w.Object())
}

// tell says what is filed at the current place and all that is known against it.
func (t *placesTab) tell(b *side) {
	p := t.now()
	if p == nil {
		return
	}
	if value := t.value(*p); value(t.screen.o.Voice.Language()) != "" {
		b.title(t.name(*p), value, widget.MediumImportance)
	} else {
		b.title(t.name(*p), none(*p), widget.WarningImportance)
	}
	t.screen.tellMark(b, p.Place)
	t.tellSince(b, p.Place)
	for _, f := range p.findings {
		b.finding(f)
	}
	for i, r := range t.screen.remarks() {
		id := "review.remark"
		if r.Accepted {
			id = "review.remark.accepted"
		}
		b.say(form.Body, widget.WarningImportance, func(l translations.Language) string {
			return translations.Text(l, id, map[string]string{"number": itoa(i + 1), "remark": r.Say(l)})
		})
	}
	if p.IsMaterial() {
		m := p.material
		b.say(form.Body, widget.MediumImportance, func(l translations.Language) string { return wording.Reason(l, m) })
		b.say(form.Quiet, widget.LowImportance, say.Demand(m))
		if m.Date == "forbidden" {
			b.say(form.Caption, widget.WarningImportance, voice.Message("materials.no_date"))
		}
		b.say(form.Quiet, widget.LowImportance, func(l translations.Language) string {
			return translations.Text(l, "form.source", map[string]string{"source": wording.CitedPaper(l, m)})
		})
	}
	if len(b.box.Objects) == 0 {
		b.say(form.Quiet, widget.LowImportance, voice.Message("review.nothing"))
	}
}

// finding says what the rules have against a place, how to mend it, and who says so.
// Other numbers than the one at the place stay masked.
func (b *side) finding(f rules.Finding) {
	told := b.screen.places.privacy.Finding(f)
	b.say(form.Body, severity(f.Severity), func(l translations.Language) string {
		what, mend := wording.Message(l, told)
		return translations.Text(l, "review.finding."+string(f.Severity), map[string]string{"what": what, "mend": mend})
	})
	b.say(form.Quiet, widget.LowImportance, func(l translations.Language) string {
		if f.Confidence == rules.Single {
			return wording.Cited(l, f)
		}
		return translations.Text(l, "form.source", map[string]string{"source": wording.Cited(l, f)})
	})
}

func severity(s rules.Severity) widget.Importance {
	switch s {
	case rules.Error:
		return widget.DangerImportance
	case rules.Warning:
		return widget.WarningImportance
	}
	return widget.MediumImportance
}

// tellMark says what was said of a place, by whom and when, and why.
func (s *Screen) tellMark(b *side, p casework.Place) {
	m, ok := s.work.MarkAt(p)
	if !ok {
		return
	}
	id := "review.mark"
	color := map[casework.Verdict]widget.Importance{
		casework.Accepted: widget.SuccessImportance, casework.Queried: widget.WarningImportance, casework.Returned: widget.DangerImportance,
	}[m.Verdict]
	if !m.Stands(s.o.Session.Filing()) {
		id, color = "review.mark.changed", widget.WarningImportance
	}
	b.say(form.Body, color, func(l translations.Language) string {
		return translations.Text(l, id, map[string]string{
			"verdict": translations.Text(l, "review.verdict."+string(m.Verdict)), "by": m.By, "at": say.Moment(m.At),
		})
	})
	if m.Reason != "" {
		b.say(form.Body, widget.MediumImportance, func(l translations.Language) string {
			label, words := wording.ReasonOfReturn(l, m.Reason)
			return translations.Text(l, "review.mark.reason", map[string]string{"reason": label, "words": words})
		})
	}
	if m.Words != "" {
		b.say(form.Body, widget.MediumImportance, voice.Message("review.mark.words", map[string]string{"words": m.Words}))
	}
}

// beside sets what is filed above the scan, and what is said of it beneath, which has no
// more room than it needs and a third at most.
type beside struct{ screen *Screen }

func (l beside) heights(objects []fyne.CanvasObject, size fyne.Size) (above, below float32) {
	above = heightOf(objects[0].(*container.Scroll), size.Width)
	below = heightOf(objects[2].(*fyne.Container).Objects[1].(*container.Scroll), size.Width) + theme.Padding()
	most := size.Height / 3
	if l.screen.top.small {
		most = size.Height / 5
	}
	return fyne.Min(above, size.Height*0.35), fyne.Min(below, most)
}

// heightOf is what the words in a scroll take at a width: wrapped ones know their height
// once they have one.
func heightOf(s *container.Scroll, width float32) float32 {
	s.Content.Resize(fyne.NewSize(width, s.Content.MinSize().Height))
	return s.Content.MinSize().Height
}

// MinSize returns the room that all need at the least.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[1].MinSize().Width, objects[1].MinSize().Height*2)
}

// Layout gives the scan what is left.
func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	above, below := b.heights(objects, size)
	gap := theme.Padding()
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, above))
	objects[1].Move(fyne.NewPos(0, above))
	objects[1].Resize(fyne.NewSize(size.Width, fyne.Max(0, size.Height-above-below-gap)))
	objects[2].Move(fyne.NewPos(0, size.Height-below))
	objects[2].Resize(fyne.NewSize(size.Width, below))
}
