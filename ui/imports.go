package ui

import (
	"context"
	"log/slog"

	"recordaldesk/store/crash"
	"recordaldesk/store/intake"
	"recordaldesk/ui/imports"
	"recordaldesk/ui/voice"
)

// importFolder asks for a folder and takes in what is in it.
func (d *Desk) importFolder() {
	if !d.mayChange() {
		return
	}
	title := d.voice.Text("imports.folder")
	crash.Go(func() {
		dir, err := d.chooser.Folder(context.Background(), title, "")
		d.o.Do(func() {
			switch {
			case err != nil:
				slog.Error("choose folder", "err", err)
				d.ask(voice.Message("export.folder.failed"), nil, nil)
			case dir != "":
				d.importMany(dir)
			}
		})
	})
}

// importMany takes in files, and what is in folders, and shows what became of them.
func (d *Desk) importMany(paths ...string) {
	if d.guard.screen != nil || !d.mayChange() || !d.mayLeave(func() { d.importMany(paths...) }) {
		return
	}
	d.leave()
	s, today := d.store(), d.o.Now().Format(rulesDay)
	d.importing = imports.New(imports.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Do: d.o.Do,
		Run: func(ctx context.Context, password string, progress func(intake.Progress)) (intake.Report, error) {
			report, err := intake.Paths(ctx, s, paths, intake.BulkOptions{
				Book: d.o.Book(), Today: today, By: d.initials(ctx, s), Desk: s.Desk(), Now: d.o.Now, Progress: progress,
				Password: func(string) (string, bool) { return password, password != "" },
			})
			var came []string
			for _, e := range report.Entries {
				if e.Draft != "" && e.Outcome != intake.Here {
					came = append(came, e.Draft)
				}
			}
			d.checks().Came(came...)
			return report, err
		},
		Open: func(id string) { d.Open(id) }, Back: d.Home, Ask: d.askSecret,
		Failed: func(err error) { d.failed("import", err) },
	})
	d.show(d.importing)
}

// forgetImports stops what is being taken in, when its screen is left.
func (d *Desk) forgetImports() {
	if d.importing != nil {
		d.importing.Close()
		d.importing = nil
	}
}
