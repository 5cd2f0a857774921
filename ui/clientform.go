package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/store/workbook"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// clientForm asks which kind of recordal a client has to fill in, and writes the empty
// workbook for it.
func (d *Desk) clientForm() {
	var box dialog.Dialog
	hide := func() { box.Hide() }
	kinds := d.o.Book().Kinds
	chosen := kinds[0].ID
	name := func(id string) voice.Speaker { return voice.Message("kind." + id) }
	var picker *form.Picker
	picker = form.NewPicker(d.voice, func(query string) []form.Option {
		var all []form.Option
		for _, k := range kinds {
			text, aside := d.voice.Pair(name(k.ID))
			if strings.Contains(strings.ToLower(text+aside), strings.ToLower(strings.TrimSpace(query))) {
				all = append(all, form.Option{ID: k.ID, Text: text, Aside: aside})
			}
		}
		return all
	}, func(id string) {
		chosen = id
		picker.SetChosen(form.NewOption(d.voice, id, name(id)), form.Option{})
	})
	picker.SetChosen(form.NewOption(d.voice, chosen, name(chosen)), form.Option{})
	button := func(id string, do func()) *form.Button {
		b := form.NewButton(nil, do)
		b.OnEscape = hide
		b.Say(d.voice, voice.Message(id))
		return b
	}
	write := button("clientform.write", func() {
		hide()
		d.writeClientForm(chosen, nil)
	})
	words := form.NewWords(d.voice, form.Body, voice.Message("clientform.intro"))
	box = d.box(words.Object(), picker, []fyne.CanvasObject{button("dialog.cancel", hide), write})
	box.Show()
	d.window.Canvas().Focus(picker)
}

// writeClientForm asks for a folder and writes the workbook of a kind into it, with the
// values of a filing in it where there is one, and shows it.
func (d *Desk) writeClientForm(kind string, from *rules.Filing) {
	book, today := d.o.Book(), d.o.Now().Format(time.DateOnly)
	d.writeInto(d.voice.Text("clientform.folder"), workbook.BlankFileName, func() ([]byte, error) {
		return workbook.Blank(book, kind, from, workbook.Options{Today: today})
	}, func(path string) voice.Speaker {
		return voice.Message("clientform.done", map[string]string{"path": path})
	}, clientFormProblem)
}

// clientFormProblem says why the workbook was not written.
func clientFormProblem(err error) voice.Speaker {
	if _, ok := workbook.Message(translations.Chinese, err); ok {
		return func(l translations.Language) string { said, _ := workbook.Message(l, err); return said }
	}
	return func(l translations.Language) string { return packet.Message(l, err) }
}
