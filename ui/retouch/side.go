package retouch

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// sideWidth is how wide the buttons beside the picture stand: with larger letters wider, but
// less than they would, so that the picture is seen.
func sideWidth() float32 { return 165 + 11.8*theme.TextSize() }

// sideLayout gives them that width.
type sideLayout struct{}

func (sideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return parts.Size{Width: sideWidth()}.MinSize(objects)
}

func (sideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	parts.Size{}.Layout(objects, size)
}

// side has the buttons, and what a reviewer would say.
type side struct {
	screen *Screen
	speech *parts.Speech
	scroll *container.Scroll
	object fyne.CanvasObject

	done, hand             *form.Button
	uncut, add, unmark     *form.Button
	corners, pages, marked *fyne.Container
	page                   *form.Words
}

func newSide(s *Screen) *side {
	d := &side{screen: s, speech: parts.NewSpeech(s.o.Voice)}
	sp := d.speech
	button := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := sp.Button(icon, voice.Message(id), do)
		b.OnEscape = s.escape
		b.OnFocus = func() {
			if d.scroll != nil {
				parts.Reveal(d.scroll, d.scroll.Content, b, d.scroll.Offset.Y)
			}
		}
		return b
	}
	d.done = button(theme.ConfirmIcon(), "retouch.done", s.finish)
	d.done.Importance = widget.HighImportance
	d.hand = button(nil, "retouch.corners", s.cornersByHand)
	d.uncut = button(nil, "retouch.uncut", s.uncut)
	d.add = button(nil, "retouch.mark", s.mark)
	d.unmark = button(nil, "retouch.unmark", s.unmark)
	d.page = sp.Words(form.Body, s.sayPage)
	d.pages = container.NewVBox(d.page.Object(), flow(
		button(theme.NavigateBackIcon(), "retouch.page.before", func() { s.turnPage(-1) }),
		button(theme.NavigateNextIcon(), "retouch.page.next", func() { s.turnPage(1) })))
	d.corners = container.NewVBox(
		sp.Words(form.Caption, voice.Message("retouch.edges")).Object(),
		flow(button(nil, "retouch.straighten", s.straighten), d.hand, d.uncut))
	d.marked = flow(
		button(nil, "retouch.mark.larger", func() { s.changeMark(func(m *rules.Watermark) { m.Width *= 1.1 }) }),
		button(nil, "retouch.mark.smaller", func() { s.changeMark(func(m *rules.Watermark) { m.Width /= 1.1 }) }),
		button(nil, "retouch.mark.left", func() { s.changeMark(func(m *rules.Watermark) { m.Angle += 5 }) }),
		button(nil, "retouch.mark.right", func() { s.changeMark(func(m *rules.Watermark) { m.Angle -= 5 }) }),
		button(nil, "retouch.mark.again", s.mark))
	box := container.NewVBox(
		sp.Words(form.Caption, voice.Message("retouch.turn")).Object(),
		flow(button(theme.ContentUndoIcon(), "retouch.turn.left", func() { s.turn(-1) }),
			button(theme.ContentRedoIcon(), "retouch.turn.right", func() { s.turn(1) })),
		d.corners,
		sp.Words(form.Caption, voice.Message("retouch.watermark")).Object(),
		flow(d.add, d.unmark), d.marked,
		d.pages,
		flow(button(theme.ZoomInIcon(), "retouch.zoom.in", func() { s.board.Zoom(s.board.Zoomed() * 1.5) }),
			button(theme.ZoomOutIcon(), "retouch.zoom.out", func() { s.board.Zoom(s.board.Zoomed() / 1.5) })),
	)
	if len(s.o.Remarks) > 0 {
		box.Add(widget.NewSeparator())
		box.Add(sp.Words(form.Caption, voice.Message("retouch.remarks")).Object())
		for i, r := range s.o.Remarks {
			box.Add(sp.Words(form.Quiet, func(l translations.Language) string {
				return translations.Text(l, "retouch.remark", map[string]string{"number": strconv.Itoa(i + 1), "remark": r.Say(l)})
			}).Object())
		}
	}
	foot := container.NewVBox(widget.NewSeparator(), flow(d.done,
		button(theme.CancelIcon(), "retouch.cancel", func() { s.leave(s.o.Cancel) }),
		button(theme.MediaReplayIcon(), "retouch.reset", s.reset)))
	d.scroll = container.NewVScroll(box)
	d.object = container.New(sideLayout{}, container.NewPadded(container.NewBorder(nil, foot, nil, nil, d.scroll)))
	d.refresh()
	return d
}

func flow(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(parts.NewFlow(), objects...)
}

func (d *side) retranslate() {
	d.speech.Retranslate()
	d.refresh()
}

// refresh shows the buttons that do something now.
func (d *side) refresh() {
	s := d.screen
	show := func(o fyne.CanvasObject, shown bool) {
		if shown {
			o.Show()
		} else {
			o.Hide()
		}
	}
	marked := len(s.recipe.Watermarks) > 0
	show(d.pages, s.pages > 1)
	show(d.corners, !s.pdf)
	show(d.uncut, len(s.recipe.Corners) > 0)
	show(d.add, !marked)
	show(d.unmark, marked)
	show(d.marked, marked)
	id := "retouch.corners"
	if s.mode == cornering {
		id = "retouch.corners.done"
	}
	d.hand.Say(s.o.Voice, voice.Message(id))
	d.page.Retranslate()
	d.object.Refresh()
}
