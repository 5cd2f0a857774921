package ui

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"recordaldesk/assets/fonts"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/translations/exchange"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
)

// What translators take out of the program and bring back.

// exportLabels asks in which format messages are to be exported, and writes them.
func (d *Desk) exportLabels(ids []string) {
	if len(ids) == 0 {
		d.problem("labels.export.none", nil)
		return
	}
	var box dialog.Dialog
	hide := func() { box.Hide() }
	format, to := string(exchange.XLSX), string(translations.English)
	v := d.voice
	var all []form.Option
	for _, f := range []exchange.Format{exchange.XLSX, exchange.CSV, exchange.PO} {
		all = append(all, form.NewOption(v, string(f), voice.Message("labels.export.format."+string(f))))
	}
	var into []form.Option
	for _, l := range d.labels.bench.Languages() {
		into = append(into, form.NewOption(v, string(l), func(in translations.Language) string { return labels.LanguageName(in, l) }))
	}
	languages := form.NewSegments(func(id string) { to = id })
	languages.Offer(into, to)
	target := container.NewHBox(form.NewWords(v, form.Body, voice.Message("labels.export.to")).Object(), languages)
	target.Hide()
	formats := form.NewSegments(func(id string) {
		if format = id; id == string(exchange.PO) {
			target.Show()
		} else {
			target.Hide()
		}
	})
	formats.Offer(all, format)
	button := func(id string, do func()) *form.Button {
		b := form.NewButton(nil, do)
		b.OnEscape = hide
		b.Say(v, voice.Message(id))
		return b
	}
	write := button("labels.export.do", func() {
		hide()
		d.writeLabels(ids, exchange.Format(format), translations.Language(to))
	})
	words := form.NewWords(v, form.Body, voice.Message("labels.export.ask", map[string]string{"count": strconv.Itoa(len(ids))}))
	box = d.box(words.Object(), container.NewVBox(container.NewHBox(formats), target), []fyne.CanvasObject{button("dialog.cancel", hide), write})
	box.Show()
	d.window.Canvas().Focus(formats)
}

// writeLabels asks for a folder and writes messages into it.
func (d *Desk) writeLabels(ids []string, format exchange.Format, to translations.Language) {
	t := d.labels
	o := exchange.Options{Glossary: exchange.Glossary(), IDs: ids, To: to, Program: d.o.Program, Now: d.o.Now, About: t.about(d.voice.Language())}
	album := t.album
	name := "recordal-labels-" + d.o.Now().Format(rulesDay)
	if format == exchange.PO {
		name += "." + string(to)
	}
	d.writeInto(d.voice.Text("labels.export.folder"), name+"."+string(format), func() ([]byte, error) {
		if format == exchange.XLSX && album != nil {
			var err error
			if o.Pictures, err = picturesFor(album); err != nil {
				return nil, err
			}
		}
		var out bytes.Buffer
		err := exchange.Export(&out, t.bench, format, o)
		return out.Bytes(), err
	}, func(path string) voice.Speaker {
		return voice.Message("labels.export.done", map[string]string{"path": path})
	}, func(err error) voice.Speaker {
		return func(l translations.Language) string { return packet.Message(l, err) }
	})
}

// about says what a translator is told of a message in a file.
func (t *translating) about(l translations.Language) func(id string) exchange.About {
	album := t.album
	return func(id string) exchange.About {
		r, ok := t.bench.Record(id)
		if !ok {
			return exchange.About{}
		}
		a := exchange.About{State: labelsui.Standing(l, r), Last: labelsui.History(l, r)}
		a.Note, a.Place = labels.Explain(l, id), labels.Where(l, id)
		if album != nil {
			if stops := album.Stops(id); len(stops) > 0 {
				a.Screen = pictureName(stops[0])
				a.Place = a.Screen
			}
		}
		return a
	}
}

// pictureName is what a stop of the tour is called in a file.
func pictureName(stop string) string {
	return translations.Text(translations.Chinese, "tour."+stop) + " " + translations.Text(translations.English, "tour."+stop)
}

// picturesFor are the pictures of all screens in Chinese.
func picturesFor(album *places.Album) ([]exchange.Picture, error) {
	stops, read := album.Pictures(string(voice.Chinese))
	var all []exchange.Picture
	for _, stop := range stops {
		picture, err := read(stop)
		if err != nil {
			return nil, err
		}
		all = append(all, exchange.Picture{Name: pictureName(stop), PNG: picture})
	}
	return all, nil
}

// importLabels asks for a translator's file, and shows what it would change.
func (d *Desk) importLabels() {
	if !d.mayChange() {
		return
	}
	title := d.voice.Text("labels.import.title")
	t := d.labels
	crash.Go(func() {
		paths, err := d.chooser.Files(context.Background(), title, false)
		if err == nil && len(paths) == 0 {
			return
		}
		var plan *exchange.Plan
		if err == nil {
			plan, err = readPlan(t.bench, paths[0])
		}
		d.o.Do(func() {
			switch {
			case err != nil:
				slog.Error("import labels", "err", err)
				d.ask(func(l translations.Language) string {
					if said, ok := exchange.Message(l, err); ok {
						return said
					}
					return translations.Text(l, store.MessageID(err))
				}, nil, nil)
			case plan.Empty():
				d.problem("labels.import.nothing", nil)
			default:
				d.showPlan(filepath.Base(paths[0]), plan)
			}
		})
	})
}

func readPlan(b *labels.Bench, path string) (*exchange.Plan, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open a translator's file: %w", err)
	}
	defer f.Close()
	return exchange.Import(b, f)
}

// showPlan shows what a file would change, and changes it when a person agrees.
func (d *Desk) showPlan(name string, plan *exchange.Plan) {
	if d.guard.screen != nil || d.left == nil {
		return // the window was locked meanwhile, or the page of labels left
	}
	t := d.labels
	d.show(labelsui.NewPreview(labelsui.PreviewOptions{
		Voice: d.voice, Canvas: d.window.Canvas(), Name: name, Plan: plan,
		Back: func() { d.backToLabels("") },
		Apply: func(edits []labels.Edit) {
			n, err := t.bench.Change(t.by, name, edits...)
			checked := t.bench.TakeChecks(plan.Checks)
			if err != nil { // what the plan has was not refused
				slog.Error("import labels", "err", err)
				d.problem("labels.not_kept", nil)
				return
			}
			t.changed()
			id := ""
			if len(edits) > 0 {
				id = edits[0].ID
			}
			d.backToLabels(id)
			d.ask(func(l translations.Language) string {
				said := translations.Count(l, "labels.import.done", n, nil)
				if checked > 0 {
					said += "\n" + translations.Count(l, "labels.import.checked", checked, nil)
				}
				return said
			}, nil, nil)
		},
	}))
}

// backToLabels goes back from a preview to the page of labels.
func (d *Desk) backToLabels(id string) {
	t := d.labels
	if t.screen == nil || d.guard.screen != nil {
		return
	}
	t.screen.Retranslate()
	t.screen.Refresh()
	d.show(t.screen)
	if id != "" {
		t.screen.Open(id)
		t.screen.Reread()
	}
}

// handBackLabels writes all edits and checks as one file for the project.
func (d *Desk) handBackLabels() {
	t := d.labels
	if !t.bench.Touched() {
		d.problem("labels.hand_back.nothing", nil)
		return
	}
	d.writeInto(d.voice.Text("labels.export.folder"), "recordal-labels-"+d.o.Now().Format(rulesDay)+".toml", func() ([]byte, error) {
		return t.bench.HandBack(d.o.Program)
	}, func(path string) voice.Speaker {
		return voice.Message("labels.hand_back.done", map[string]string{"path": path})
	}, func(err error) voice.Speaker {
		return func(l translations.Language) string { return packet.Message(l, err) }
	})
}

// further are languages that a translator can begin: those whose letters the program's
// font has are offered.
var further = []string{
	"zh-Hant", "ja", "ko", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "ru", "uk", "el", "vi", "id", "ms", "tr", "pl", "cs", "hu", "ro", "th", "mn", "kk",
}

// beginLanguage asks which language is to be begun, and begins it.
func (d *Desk) beginLanguage() {
	if !d.mayChange() {
		return
	}
	var box dialog.Dialog
	hide := func() { box.Hide() }
	v, t := d.voice, d.labels
	chosen := ""
	name := func(id string) (text, aside string) {
		return display.Self.Name(language.Make(id)), labels.LanguageName(v.Language(), translations.Language(id))
	}
	var picker *form.Picker
	picker = form.NewPicker(v, func(query string) []form.Option {
		var all []form.Option
		for _, id := range further {
			text, aside := name(id)
			if _, drawn := fonts.Covers(fonts.FaceFull, text); !drawn || slices.Contains(t.bench.Languages(), translations.Language(id)) {
				continue
			}
			searched := id + " " + text
			for _, l := range translations.Languages {
				searched += " " + labels.LanguageName(l, translations.Language(id))
			}
			if strings.Contains(strings.ToLower(searched), strings.ToLower(strings.TrimSpace(query))) {
				all = append(all, form.Option{ID: id, Text: text, Aside: aside})
			}
		}
		return all
	}, func(id string) {
		chosen = id
		text, _ := name(id)
		picker.SetChosen(form.Option{ID: id, Text: text}, form.Option{})
	})
	picker.SetChosen(form.Option{}, form.NewOption(v, "", voice.Message("form.choose")))
	button := func(id string, do func()) *form.Button {
		b := form.NewButton(nil, do)
		b.OnEscape = hide
		b.Say(v, voice.Message(id))
		return b
	}
	add := button("labels.begin.do", func() {
		if chosen == "" {
			d.window.Canvas().Focus(picker)
			return
		}
		hide()
		t.bench.Begin(translations.Language(chosen))
		t.changed()
		t.screen.Refresh()
		t.screen.Reread()
	})
	words := form.NewWords(v, form.Body, voice.Message("labels.begin.ask"))
	box = d.box(words.Object(), picker, []fyne.CanvasObject{button("dialog.cancel", hide), add})
	box.Show()
	d.window.Canvas().Focus(picker)
}
