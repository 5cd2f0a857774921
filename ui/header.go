package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// header stands above every screen: where one is, whether it is saved, and the
// switches for language and look.
type header struct {
	desk      *Desk
	home      *form.Button
	name      *widget.Label
	saved     *widget.Label
	book      *form.Button
	languages []*form.Button
	variant   *form.Button
	object    fyne.CanvasObject
}

// modes are the ways to speak, each under its own name in its own language.
var modes = []struct {
	mode voice.Mode
	id   string
}{
	{voice.Chinese, "language.zh"},
	{voice.English, "language.en"},
	{voice.Both, "language.both"},
}

func newHeader(d *Desk) *header {
	h := &header{desk: d, name: widget.NewLabel(""), saved: widget.NewLabel("")}
	h.home = form.NewButton(theme.HomeIcon(), d.Home)
	h.home.Importance = widget.LowImportance
	h.name.Truncation = fyne.TextTruncateEllipsis
	h.saved.Importance, h.saved.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	h.book = form.NewButton(theme.SearchIcon(), d.lookUp)
	h.book.Importance = widget.LowImportance
	right := container.NewHBox(h.saved, h.book)
	for _, m := range modes {
		b := form.NewButton(nil, func() {
			d.voice.Switch(m.mode)
			d.screen.Focus() // a click has taken the keyboard away from the field
		})
		h.languages = append(h.languages, b)
		right.Add(b)
	}
	h.variant = form.NewButton(theme.ColorPaletteIcon(), d.switchVariant)
	h.variant.Importance = widget.LowImportance
	right.Add(h.variant)
	h.object = container.NewVBox(
		container.NewPadded(container.NewBorder(nil, nil, h.home, right, h.name)), widget.NewSeparator())
	return h
}

func (h *header) refresh() {
	v := h.desk.voice
	h.home.SetText(v.Line(voice.Message("app.home")))
	h.book.SetText(v.Line(voice.Message("rulebook.title")))
	for i, m := range modes {
		importance := widget.LowImportance
		if v.Mode() == m.mode {
			importance = widget.MediumImportance
		}
		h.languages[i].Importance = importance
		h.languages[i].SetText(v.Text(m.id))
	}
	name := v.Text("app.name")
	s := h.desk.session
	if s == nil && h.desk.left == nil {
		h.home.Hide()
	} else {
		h.home.Show()
	}
	if s != nil {
		if name = s.Filing().Host.Name; name == "" {
			name = v.Text("app.untitled")
		}
	}
	h.name.SetText(name)
	h.saving()
}

// saving says in words whether what was typed is on the disk.
func (h *header) saving() {
	v, s := h.desk.voice, h.desk.session
	h.saved.Importance = widget.LowImportance
	switch {
	case s == nil:
		h.saved.SetText("")
		return
	case s.Saving().Err != nil:
		h.saved.Importance = widget.DangerImportance
		h.saved.SetText(v.Line(voice.Message(store.MessageID(s.Saving().Err))))
	case s.Saving().Unsaved:
		h.saved.SetText(v.Line(voice.Message("app.saving")))
	case !s.Saving().At.IsZero():
		at := s.Saving().At.Local().Format("15:04:05")
		h.saved.SetText(v.Line(voice.Message("app.saved", map[string]string{"time": at})))
	}
}

// switchVariant goes from light to dark and back.
func (d *Desk) switchVariant() {
	if d.look.Variant == look.Dark {
		d.look.Variant = look.Light
	} else {
		d.look.Variant = look.Dark
	}
	d.keep(settingVariant, string(d.look.Variant))
	d.o.App.Settings().SetTheme(d.look)
	d.screen.Focus()
}
