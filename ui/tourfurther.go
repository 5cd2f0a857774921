package ui

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/assets/sample"
	"recordaldesk/store/paper"
	"recordaldesk/store/returning"
	"recordaldesk/translations/exchange"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
)

// furtherStops are the stops that take a step more to come to: what opens within a screen, what
// comes in and goes out, and what is seen where something is broken.
var furtherStops = []stop{
	{"picker", func(g *guide) {
		g.Open(g.about.whole)
		g.wizard.GoTo("host.nature")
		g.settle()
		g.press(fyne.KeyReturn)
	}},
	{"kind_walk", func(g *guide) {
		g.Open(g.about.blank)
		g.settle()
		g.types("1")
	}},
	{"review_originals", inReview(fyne.KeyO)},
	{"review_reasons", inReview(fyne.KeyR)},
	{"review_photo", inReview(fyne.KeyP)},
	{"keying_security", inKeying("security")},
	{"keying_footer", inKeying("footer")},
	{"retouch", func(g *guide) {
		page("materials")(g)
		g.tap("materials.view")
	}},
	{"materials_incoming", func(g *guide) {
		mistake("materials")(g)
		g.settle()
		g.wizard.Dropped(g.scans())
		g.until(g.idle)
	}},
	{"arrival", func(g *guide) {
		g.importFile(g.file("filing.json", sample.Filing()))
		g.until(g.idle)
	}},
	{"arrival_refused", func(g *guide) {
		g.importFile(g.file("broken.zip", []byte("PK no packet")))
		g.until(g.idle)
	}},
	{"imports", func(g *guide) {
		g.file("filing.json", sample.Filing())
		g.importMany(filepath.Dir(g.file("broken.zip", []byte("PK no packet"))))
		g.until(g.idle)
	}},
	{"received", func(g *guide) {
		g.importFile(g.handedBack())
		g.until(g.idle)
	}},
	{"export_done", func(g *guide) {
		g.chooser = somewhere{dir: g.folder("out")}
		page("check")(g)
		g.tap("check.export")
		g.tap("export.anyway")
		g.until(g.idle)
	}},
	{"export_heavy", func(g *guide) {
		g.chooser = somewhere{dir: g.folder("out")}
		g.setLimit("1") // megabytes, which the scans alone have in a mail
		g.Open(g.about.heavy)
		g.settle()
		g.wizard.Show("check")
		g.tap("check.export")
		g.tap("export.anyway")
		g.until(g.idle)
		g.setLimit("")
	}},
	{"hand_back_done", func(g *guide) {
		g.chooser = somewhere{dir: g.folder("out")}
		g.showNotice(g.about.returned, tourBy, tourDesk, nil)
		g.until(g.idle)
		g.tap("returning.hand.write")
		g.until(g.idle)
	}},
	{"blanks", func(g *guide) {
		g.chooser = somewhere{file: g.blank()}
		mistake("materials")(g)
		g.tap("blanks.register")
		g.until(g.idle)
	}},
	{"keying_licence", func(g *guide) {
		g.showKeying(g.about.whole)
		g.settle()
		g.tap("typing.tab.footer")
		g.follow("typing.footer.licence")
	}},
	{"settings_end", func(g *guide) {
		g.showSettings()
		g.settle()
		for range 40 { // to the last of them
			g.window.Canvas().FocusNext()
		}
	}},
	{"dialog_delete", func(g *guide) { g.press(fyne.KeyDelete) }},
	{"dialog_purge", func(g *guide) {
		all, err := g.store.Recent(g.ctx, 7)
		if err == nil {
			g.due, g.dueDays = all, 365
			g.askDue()
		}
	}},
	{"dialog_view", func(g *guide) {
		g.askLine(voice.Message("desk.view.name"), voice.Message("desk.view.keep"), "", func(string) {})
	}},
	{"labels", func(g *guide) { g.showLabels("field.host.name") }},
	{"labels_panel", func(g *guide) {
		page("host_unit")(g)
		g.showLabel([]string{"field.host.name"}, false)
	}},
	{"labels_export", func(g *guide) { g.exportLabels([]string{"field.host.name"}) }},
	{"labels_begin", func(g *guide) { g.beginLanguage() }},
	{"labels_preview", func(g *guide) {
		g.showLabels("")
		g.settle()
		var out bytes.Buffer
		err := exchange.Export(&out, g.labels.bench, exchange.CSV, exchange.Options{IDs: []string{"dialog.close", "dialog.cancel"}, Now: g.o.Now})
		if err == nil {
			var plan *exchange.Plan
			if plan, err = exchange.Import(g.labels.bench, strings.NewReader(strings.Replace(out.String(), "Close", tourLabel, 1))); err == nil {
				g.showPlan("labels.csv", plan)
			}
		}
		if err != nil {
			slog.Error("prepare the preview of labels", "err", err)
		}
	}},
	{"crash_again", func(g *guide) {
		g.refusing = problemWindow(g.o.App, "crash.again")
		g.refusing.Show()
	}},
	{"crash_restarted", func(g *guide) {
		g.informIn(voice.New(voice.Both), crashWords("crash.restarted", "crash-2026.txt"), nil)
	}},
}

// inReview leads into the review and presses a key there.
func inReview(key fyne.KeyName) func(*guide) {
	return func(g *guide) {
		g.showReview(g.about.whole)
		g.until(g.idle)
		g.press(key)
	}
}

// inKeying leads to a page of the keying sheet.
func inKeying(page string) func(*guide) {
	return func(g *guide) {
		g.showKeying(g.about.whole)
		g.settle()
		g.tap("typing.tab." + page)
	}
}

// tap presses the first button that says a message, where there is one.
func (g *guide) tap(id string) {
	g.settle()
	c, v := g.window.Canvas(), g.voice
	if g.troubled != nil {
		c, v = g.troubled.window.Canvas(), g.troubled.voice
	}
	for _, layer := range append(c.Overlays().List(), c.Content()) {
		for _, o := range seen.Objects(layer) {
			if b, ok := o.(*form.Button); ok && !b.Disabled() && strings.HasPrefix(b.Text, v.Text(id)) {
				b.OnTapped()
				g.settle()
				return
			}
		}
	}
}

// follow follows the first link that says a message, where there is one.
func (g *guide) follow(id string) {
	for _, o := range seen.Objects(g.window.Canvas().Content()) {
		if l, ok := o.(*parts.Link); ok && l.Text == g.voice.Text(id) {
			l.OnTapped()
			g.settle()
			return
		}
	}
}

// setLimit sets how large a mail may be, in megabytes; "" for what is usual.
func (g *guide) setLimit(megabytes string) { g.set(settings.MailLimitSetting, megabytes) }

func (g *guide) set(key, value string) {
	if err := g.store.SetSetting(g.ctx, key, value); err != nil {
		slog.Error("prepare a stop of a tour", "err", err)
	}
}

// blank writes a form as an official one may come.
func (g *guide) blank() string {
	pdf, err := paper.RecoverySheet(g.ctx, paper.Recovery{Code: "", Store: "", Desk: tourDesk}, paper.Options{
		Date: g.o.Now().Format(time.DateOnly), Rulebook: g.o.Book().Version, Program: g.o.Program,
	})
	if err != nil {
		slog.Error("prepare a stop of a tour", "err", err)
	}
	return g.file("blank.pdf", pdf)
}

// handedBack is the return file of a filing that a desk has found mistakes in.
func (g *guide) handedBack() string {
	files, err := returning.Write(g.ctx, g.store, g.about.returned, g.folder("returned"), returning.Options{
		By: tourBy, Desk: tourDesk, Language: returning.Both, Book: g.o.Book(), Program: g.o.Program, Now: g.o.Now(),
	})
	if err != nil {
		slog.Error("prepare a stop of a tour", "err", err)
	}
	return files.Return
}

// folder makes an empty folder of the tour, beside the data.
func (g *guide) folder(name string) string {
	dir := filepath.Join(g.o.Dir, "files", name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		slog.Error("prepare a stop of a tour", "err", err)
	}
	return dir
}

// file writes a file that comes in.
func (g *guide) file(name string, data []byte) string {
	path := filepath.Join(g.folder("in"), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		slog.Error("prepare a stop of a tour", "err", err)
	}
	return path
}

// scans writes scans that come in.
func (g *guide) scans() (paths []string) {
	for _, name := range []string{"account_screenshot.png", "domain_certificate.jpg"} {
		data, err := sample.Scan(name)
		if err != nil {
			slog.Error("prepare a stop of a tour", "err", err)
			continue
		}
		path := filepath.Join(g.folder("scans"), name)
		if err := os.WriteFile(path, data, 0o600); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}

// somewhere is a chooser in which one folder is chosen, or one file.
type somewhere struct{ dir, file string }

func (s somewhere) Files(context.Context, string, bool) ([]string, error) {
	if s.file == "" {
		return nil, nil
	}
	return []string{s.file}, nil
}
func (s somewhere) Folder(context.Context, string, string) (string, error) {
	return s.dir, nil
}
