package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"recordaldesk/rules"
	"recordaldesk/store/crash"
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
		picker.SetChosen(d.voice.Line(name(id)), "")
	})
	picker.SetChosen(d.voice.Line(name(chosen)), "")
	button := func(id string, do func()) *form.Button {
		b := form.NewButton(nil, do)
		b.Text, b.OnEscape = d.voice.Line(voice.Message(id)), hide
		return b
	}
	write := button("clientform.write", func() {
		hide()
		d.writeClientForm(chosen, nil)
	})
	words := form.NewWords(d.voice, form.Body, voice.Message("clientform.intro"))
	content := container.NewBorder(words.Object(), container.NewCenter(container.NewHBox(button("dialog.cancel", hide), write)), nil, nil, container.NewVBox(picker))
	box = dialog.NewCustomWithoutButtons(d.voice.Text("app.name"), content, d.window)
	box.Resize(fyne.NewSize(560, 280))
	box.Show()
	d.window.Canvas().Focus(picker)
}

// writeClientForm asks for a folder and writes the workbook of a kind into it, with the
// values of a filing in it where there is one, and shows it.
func (d *Desk) writeClientForm(kind string, from *rules.Filing) {
	title, today := d.voice.Text("clientform.folder"), d.o.Now().Format(time.DateOnly)
	book := d.o.Book()
	crash.Go(func() {
		ctx := context.Background()
		dir, err := d.chooser.Folder(ctx, title, "")
		var path string
		if err == nil && dir != "" {
			var data []byte
			if data, err = workbook.Blank(book, kind, from, workbook.Options{Today: today}); err == nil {
				path, err = writeNew(dir, workbook.BlankFileName, data)
			}
		}
		d.o.Do(func() {
			switch {
			case err != nil:
				slog.Error("write a client's workbook", "err", err)
				d.ask(clientFormProblem(err), nil, nil)
			case path != "":
				if err := d.openOutside(filepath.Dir(path)); err != nil {
					slog.Info("show the folder of a client's workbook", "err", err)
				}
				d.ask(voice.Message("clientform.done", map[string]string{"path": path}), nil, nil)
			}
		})
	})
}

// clientFormProblem says why the workbook was not written.
func clientFormProblem(err error) voice.Speaker {
	if _, ok := workbook.Message(translations.Chinese, err); ok {
		return func(l translations.Language) string { said, _ := workbook.Message(l, err); return said }
	}
	return func(l translations.Language) string { return packet.Message(l, err) }
}

// writeNew writes a file under the name, or with a number behind it where there is
// one of that name already, and returns its path.
func writeNew(dir, name string, data []byte) (string, error) {
	ending := filepath.Ext(name)
	for n := 1; ; n++ {
		path := filepath.Join(dir, name)
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ending), n, ending))
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) && n < 1000 {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("write file: %w", err)
		}
		_, err = f.Write(data)
		if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
			return "", errors.Join(fmt.Errorf("write file: %w", err), os.Remove(path))
		}
		return path, nil
	}
}
