package review

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// top says whose filing it is and how far the review is, and has what is done with the
// filing as a whole.
type top struct {
	screen *Screen
	speech *parts.Speech
	client *widget.Label
	about  *form.Words
	counts *widget.Label
	tabs   *form.Segments
	who    *form.Button
	back   *form.Button
	accept *form.Button
	judge  *fyne.Container // what the keys of the places do, for the mouse
	tick   *form.Button    // likewise of the other tabs
	small  bool            // there is no room for what the keys do as well
	object fyne.CanvasObject
}

// The ids of the tabs.
const (
	placesID    = "places"
	originalsID = "originals"
	photoID     = "photo"
)

func newTop(s *Screen) *top {
	t := &top{screen: s, speech: parts.NewSpeech(s.o.Voice), client: widget.NewLabel("")}
	t.client.SizeName, t.client.Truncation = theme.SizeNameHeadingText, fyne.TextTruncateEllipsis
	t.about = t.speech.Words(form.Quiet, t.sayAbout)
	t.counts = widget.NewLabel("")
	button := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := t.speech.Button(icon, voice.Message(id), do)
		b.OnEscape = s.Focus
		return b
	}
	t.accept = button(theme.ConfirmIcon(), "review.filing.accept", s.acceptFiling)
	t.accept.Careful = true
	buttons := container.New(parts.NewFlow())
	if s.o.Return != nil {
		buttons.Add(button(theme.MailReplyIcon(), "review.filing.return", s.returnFiling))
	}
	buttons.Add(t.accept)
	buttons.Add(button(theme.DocumentCreateIcon(), "review.filing.open", s.toFiling))
	t.back = button(theme.NavigateBackIcon(), "review.back", s.o.Back)
	buttons.Add(t.back)
	t.who = form.NewButton(theme.AccountIcon(), func() { s.panel.askInitials(nil) })
	t.who.Importance, t.who.OnEscape = widget.LowImportance, s.Focus
	t.tabs = form.NewSegments(t.choose)
	// A click takes the keyboard away from the list, which goes on with it.
	press := func(key fyne.KeyName) func() {
		return func() {
			s.o.Canvas.Focus(s.list)
			s.key(key)
		}
	}
	t.judge = container.NewHBox(button(theme.ConfirmIcon(), "review.button.accept", press(fyne.KeyA)), button(theme.QuestionIcon(), "review.button.query", press(fyne.KeyQ)),
		button(theme.MailReplyIcon(), "review.button.return", press(fyne.KeyR)), button(theme.ContentUndoIcon(), "review.button.back", press(fyne.KeyZ)))
	t.tick = button(theme.ConfirmIcon(), "review.button.tick", press(fyne.KeySpace))
	t.object = container.NewVBox(
		container.New(parts.Columns{Shares: []float32{1, 2}}, container.New(parts.Stack{}, t.client, t.about.Object()), buttons),
		container.New(parts.NewFlow(), t.tabs, t.counts, t.who, t.judge, t.tick))
	return t
}

func (t *top) retranslate() {
	t.speech.Retranslate()
	t.refresh()
}

// choose shows the tab with the id. One of them always is.
func (t *top) choose(id string) {
	s := t.screen
	s.show(map[string]tab{placesID: s.places, originalsID: s.originals, photoID: s.photo, "": s.tab}[id])
}

// refresh says it as it is now.
func (t *top) refresh() {
	s := t.screen
	name := s.o.Session.Filing().Host.Name
	if name == "" {
		name = s.o.Voice.Text("app.untitled")
	}
	t.client.SetText(name)
	if about := voice.Speaker(t.sayAbout); t.small {
		t.about.Say(s.o.Voice.First(about))
	} else {
		t.about.Say(about)
	}
	t.counts.SetText(t.sayCounts())
	t.who.Say(s.o.Voice, func(l translations.Language) string {
		if s.by == "" {
			return translations.Text(l, "review.who.none")
		}
		return translations.Text(l, "review.who", map[string]string{"by": s.by})
	})
	option := func(id string, done, all int) form.Option {
		text, aside := s.o.Voice.Pair(voice.Message("review.tab." + id))
		return form.Option{ID: id, Text: text + "  " + itoa(done) + "/" + itoa(all), Aside: aside}
	}
	n := s.counts()
	all := len(s.places.places)
	options := []form.Option{option(placesID, all-n.left, all), option(originalsID, s.originals.done(), len(s.originals.points))}
	chosen := placesID
	if len(s.photo.rows()) > 0 {
		options = append(options, option(photoID, s.photo.done(), s.photo.count()))
	}
	switch s.tab {
	case tab(s.originals):
		chosen = originalsID
	case tab(s.photo):
		chosen = photoID
	}
	t.tabs.Offer(options, chosen)
	parts.SetVisible(t.judge, chosen == placesID && !t.small)
	parts.SetVisible(t.tick, chosen != placesID && !t.small)
	parts.SetVisible(t.counts, !t.small)
	t.object.Refresh()
}

// sayAbout says which kind of recordal it is, how it is verified, and its domains.
func (t *top) sayAbout(l translations.Language) string {
	s := t.screen.o.Session
	f := s.Filing()
	said := translations.Text(l, "kind."+f.Kind) + "  ·  " + translations.Text(l, "route."+string(s.Report().Route))
	var domains []string
	for _, w := range f.Websites {
		for _, d := range w.Domains {
			if d.Name != "" && !slices.Contains(domains, d.Name) {
				domains = append(domains, d.Name)
			}
		}
	}
	const most = 4 // more than a line has room for
	for i, d := range domains {
		if i == most {
			return said + "  ·  …"
		}
		said += "  ·  " + d
	}
	return said
}

// sayCounts says how many places were judged in which way.
func (t *top) sayCounts() string {
	s := t.screen
	if !s.read {
		return s.o.Voice.Line(voice.Message("review.reading"))
	}
	n := s.counts()
	var said []string
	for _, one := range []struct {
		sign, id string
		count    int
	}{
		{signAccepted, "review.verdict.accepted", n.accepted}, {signQueried, "review.verdict.queried", n.queried},
		{signReturned, "review.verdict.returned", n.returned}, {signOpen, "review.left", n.left},
	} {
		said = append(said, one.sign+" "+s.o.Voice.Line(voice.Message(one.id))+" "+itoa(one.count))
	}
	return strings.Join(said, "    ")
}

// foot says which keys there are, and has what belongs to the photo alone.
type foot struct {
	screen *Screen
	tab    *form.Words
	common *form.Words
	short  *widget.Label   // in their place where there is little room
	bar    *fyne.Container // above the keys
	object fyne.CanvasObject
}

func newFoot(s *Screen) *foot {
	f := &foot{screen: s, bar: container.NewStack()}
	f.tab = form.NewWords(s.o.Voice, form.Quiet, func(l translations.Language) string { return s.tab.keys()(l) })
	f.common = form.NewWords(s.o.Voice, form.Quiet, voice.Message("review.keys"))
	f.short = widget.NewLabel("")
	f.short.SizeName, f.short.Importance, f.short.Truncation = theme.SizeNameCaptionText, widget.LowImportance, fyne.TextTruncateEllipsis
	f.short.Hide()
	f.object = container.NewVBox(f.bar, container.New(parts.Stack{}, f.tab.Object(), f.common.Object(), f.short))
	return f
}

func (f *foot) refresh() {
	f.tab.Retranslate()
	f.common.Retranslate()
	f.short.SetText(f.screen.o.Voice.Text("review.keys.short"))
}

// fit leaves out of top and foot, where text is so large that little would be left for
// list and scan, what is said only for convenience.
func (s *Screen) fit(small bool) {
	if small == s.top.small {
		return
	}
	s.top.small = small
	parts.SetVisible(s.foot.short, small)
	parts.SetVisible(s.foot.tab.Object(), !small)
	parts.SetVisible(s.foot.common.Object(), !small)
	s.top.refresh()
	s.foot.object.Refresh()
	s.list.Refresh()
	s.side.show()
}

// arrange shows what belongs to the tab.
func (f *foot) arrange() {
	f.bar.Objects = nil
	if bar := f.screen.tab.bar(); bar != nil {
		f.bar.Objects = []fyne.CanvasObject{bar}
	}
	f.bar.Refresh()
	f.object.Refresh()
	f.screen.object.Refresh()
}

// build puts the parts into the window: the list first, so that it comes first in the
// order of the Tab key.
func (s *Screen) build() {
	page := container.NewStack(parts.NewGround(theme.ColorNameBackground, look.ColorRail), s.list)
	s.object = container.New(arranged{s}, page, s.side.object, s.panel.object, s.top.object, s.foot.object)
}

// arranged sets list and scan side by side, and the panel right of the scan while it is
// shown.
type arranged struct{ screen *Screen }

// Shares of the width.
const (
	listShare  = 0.36
	panelShare = 0.34
)

// roomy is the height, in those of the text, from which on there is room for everything.
const roomy = 36

func (arranged) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(700, 400) }

func (a arranged) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list, side, panel, top, foot := objects[0], objects[1], objects[2], objects[3], objects[4]
	edge := theme.InnerPadding()
	width := size.Width - 2*edge
	a.screen.fit(size.Height < theme.TextSize()*roomy)
	for _, o := range []fyne.CanvasObject{top, foot} {
		o.Resize(fyne.NewSize(width, o.MinSize().Height)) // wrapped words know their height once they have a width
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	head, base := top.MinSize().Height, foot.MinSize().Height
	top.Move(fyne.NewPos(edge, 0))
	foot.Move(fyne.NewPos(edge, size.Height-base))
	body := fyne.NewSize(width, fyne.Max(0, size.Height-head-base-2*theme.Padding()))
	y := head + theme.Padding()
	left := width * listShare
	list.Move(fyne.NewPos(edge, y))
	list.Resize(fyne.NewSize(left-edge, body.Height))
	right := width - left
	if panel.Visible() {
		asked := width * panelShare
		right -= asked + edge
		panel.Move(fyne.NewPos(edge+width-asked, y))
		panel.Resize(fyne.NewSize(asked, body.Height))
	}
	side.Move(fyne.NewPos(edge+left, y))
	side.Resize(fyne.NewSize(right, body.Height))
}
