package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/assets/sample"
	"recordaldesk/store"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
)

// header stands above every screen: where one is, whether it is saved, and the
// switches for language and look.
type header struct {
	desk      *Desk
	home      *form.Button
	sample    *parts.Label // that the open filing is a copy of the sample
	name      *parts.Label
	saved     *parts.Label
	widest    *parts.Grown // keeps what stands beside it where it is
	book      *form.Button
	undoing   *undoing
	settings  *form.Button
	help      *tipped       // without words beside an open filing, whose buttons need the room
	languages *parts.Speech // of the buttons that switch them
	switches  *fyne.Container
	variant   *form.Button
	said      *parts.Label  // what is to be known about the start
	say       voice.Speaker // nil for nothing
	viewing   *parts.Label  // that nothing can be changed
	line      *fyne.Container
	named     *fyne.Container // the way home and the name
	object    fyne.CanvasObject
}

// leastName is the room that the way home and a name have beside everything else, in
// heights of the text; where there is less, they have a line of their own.
const leastName = 17

func newHeader(d *Desk) *header {
	h := &header{desk: d, sample: parts.NewLabel(), name: parts.NewLabel(), saved: parts.NewLabel(), languages: parts.NewSpeech(d.voice)}
	h.home = form.NewButton(theme.HomeIcon(), d.Home)
	h.home.Importance = widget.LowImportance
	h.sample.Importance, h.sample.Strong = widget.WarningImportance, true
	h.name.Truncation = fyne.TextTruncateEllipsis
	h.saved.Importance, h.saved.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	h.book = form.NewButton(theme.SearchIcon(), d.lookUp)
	h.book.Importance = widget.LowImportance
	h.undoing = newUndoing(d, h)
	h.settings = form.NewButton(theme.SettingsIcon(), d.showSettings)
	h.settings.Importance = widget.LowImportance
	h.help = newTipped(theme.QuestionIcon(), func() { d.showHelp(d.pageAtHand()) }, func(shown bool) { h.tip("help.tip", shown) })
	h.widest = parts.NewGrown()
	// A click has taken the keyboard away from the field.
	languages := h.languages.Languages(func() { d.screen.Focus() })
	h.switches = languages
	h.variant = form.NewButton(theme.ColorPaletteIcon(), d.switchVariant)
	h.variant.Importance = widget.LowImportance
	head := parts.NewHead()
	head.Least = leastName
	h.said = parts.NewLabel()
	h.said.Truncation = fyne.TextTruncateEllipsis
	noted := form.NewButton(theme.CancelIcon(), func() {
		h.tell(nil)
		d.screen.Focus()
	})
	noted.Importance = widget.LowImportance
	h.line = container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameWarning),
		container.NewBorder(nil, nil, nil, noted, h.said))
	h.line.Hide()
	h.named = container.NewBorder(nil, nil, container.NewHBox(h.home, h.sample), nil, h.name)
	h.object = container.NewVBox(
		container.NewPadded(container.New(head,
			h.named, container.New(h.widest, h.saved), h.undoing.object, h.book, h.help, h.settings, languages, h.variant)), widget.NewSeparator(), h.viewingLine(), h.line)
	return h
}

// tell says something on a line of its own, until the person has read it or leaves
// the filing; nil for nothing.
func (h *header) tell(say voice.Speaker) {
	if h.say == nil && say == nil {
		return
	}
	if h.say = say; say == nil {
		h.line.Hide()
	} else {
		h.said.Say(h.desk.voice, say)
		h.line.Show()
	}
	if content := h.desk.window.Content(); content != nil {
		content.Refresh() // the screen below moves
	}
}

func (h *header) refresh() {
	v := h.desk.voice
	h.home.Say(v, voice.Message("app.home"))
	h.book.Say(v, voice.Message("rulebook.title"))
	h.settings.Say(v, voice.Message("settings.title"))
	if h.help.Say(v, voice.Message("help.title")); h.desk.shown() != nil {
		h.help.Say(v, parts.Nothing)
	}
	parts.SetVisible(h.help, h.desk.guard.screen == nil)
	for _, b := range []*form.Button{h.book, h.settings} {
		if h.desk.guard.screen != nil || b == h.settings && h.desk.viewing() {
			b.Hide()
		} else {
			b.Show()
		}
	}
	h.languages.Retranslate()
	h.widest.Forget()
	s := h.desk.shown()
	if s == nil && (h.desk.left == nil || h.desk.guard.screen != nil) {
		h.home.Hide()
	} else {
		h.home.Show()
	}
	h.sample.Say(v, voice.Message("filings.a_sample"))
	parts.SetVisible(h.sample, s != nil && sample.Is(s.Filing().Host.Name, s.Filing().Host.Certificate.Number))
	h.named.Refresh() // the name stands where the way home was
	switch {
	case s == nil:
		h.name.Say(v, voice.Message("app.name"))
	case s.Filing().Host.Name == "":
		h.name.Say(v, voice.Message("app.untitled"))
	default:
		h.name.SetText(s.Filing().Host.Name)
	}
	if h.say != nil {
		h.said.Say(v, h.say)
	}
	h.sayViewing()
	h.turns()
	h.saving()
}

// saving says in words whether what was typed is on the disk.
func (h *header) saving() {
	v, s := h.desk.voice, h.desk.shown()
	h.saved.Importance = widget.LowImportance
	switch {
	case s == nil, h.desk.viewing():
		h.saved.Say(v, parts.Nothing)
		return
	case s.Saving().Err != nil:
		h.saved.Importance = widget.DangerImportance
		h.saved.Say(v, voice.Message(store.MessageID(s.Saving().Err)))
	case s.Saving().Unsaved:
		h.saved.Say(v, voice.Message("app.saving"))
	case !s.Saving().At.IsZero():
		at := s.Saving().At.Local().Format("15:04:05")
		h.saved.Say(v, voice.Message("app.saved", map[string]string{"time": at}))
	}
}

// switchVariant goes from light to dark and back.
func (d *Desk) switchVariant() {
	if d.look.Shown() == look.Dark {
		d.look.Variant = look.Light
	} else {
		d.look.Variant = look.Dark
	}
	d.keep(settings.VariantSetting, string(d.look.Variant))
	d.relook()
	if s, ok := d.screen.(*settings.Screen); ok {
		s.Relooked()
	}
	d.screen.Focus()
}
