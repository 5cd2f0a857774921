package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"recordaldesk/ui/instance"
	"recordaldesk/ui/voice"
)

// The program is started with files, by a file manager or a person, and again while
// it runs: then the second start summons the window that is there.

// Summon shows the window and opens the files, as a second start of the program asks
// for. It may be called from any goroutine, also before the window is filled.
func (d *Desk) Summon(files []string) {
	d.o.Do(func() {
		if d.header == nil {
			d.o.Files = append(d.o.Files, files...) // Begin opens them
			return
		}
		raise(d.window)
		d.take(files)
	})
}

// afterDialog is how often it is looked whether a dialog is still open.
const afterDialog = time.Second / 4

// take opens files that the program was started with, as if they were dropped on the
// window; a packet, workbook or filing is one wherever the window is, since nobody
// could see where it would be dropped. A dialog is answered first.
func (d *Desk) take(files []string) {
	if len(files) == 0 {
		return
	}
	if d.guard.screen != nil || d.guard.moving {
		d.guard.files = append(d.guard.files, files...)
		return
	}
	if d.window.Canvas().Overlays().Top() != nil {
		time.AfterFunc(afterDialog, func() { d.o.Do(func() { d.take(files) }) })
		return
	}
	good, others := instance.Files(files)
	if len(others) > 0 {
		d.ask(voice.Message("arrival.unreadable", map[string]string{"file": filepath.Base(others[0])}), nil, nil)
	}
	if i := slices.IndexFunc(good, isFiling); i >= 0 {
		d.leaveRulebook()
		d.importFile(good[i])
		return
	}
	if len(good) > 0 {
		d.hand(good)
	}
}

// isFiling reports whether the file is by its name one that filings come in.
func isFiling(path string) bool {
	return slices.Contains([]string{".zip", ".xlsx", ".json"}, strings.ToLower(filepath.Ext(path)))
}

// takeKept takes what could not be opened when it came.
func (d *Desk) takeKept() {
	files := d.guard.files
	d.guard.files = nil
	d.take(files)
}
