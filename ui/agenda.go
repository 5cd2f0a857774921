package ui

import (
	"recordaldesk/store/agenda"
	"recordaldesk/store/packet"
	"recordaldesk/store/statistics"
	"recordaldesk/translations"
	"recordaldesk/ui/calendar"
	"recordaldesk/ui/parts"
	statisticsui "recordaldesk/ui/statistics"
	"recordaldesk/ui/voice"
)

// showCalendar shows what is waited for of all filings. It is called from the queue, and
// leads back there.
func (d *Desk) showCalendar() {
	if d.guard.screen != nil || d.guard.moving {
		return
	}
	d.show(calendar.New(calendar.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Book: d.o.Book, Queue: d.worklist, Wait: d.listed,
		Now: d.o.Now, Do: d.o.Do,
		Actions: calendar.Actions{
			Progress: func(id string) {
				from := d.putAside()
				d.showProgressFrom(id, func() {
					if d.guard.screen == nil && !d.guard.moving { // what could not be read may come back too late
						d.showAside(from)
					}
				})
			},
			Export:  d.exportCalendar,
			Back:    d.Home,
			Problem: func(err error) { d.failed("list what is due", err) },
		},
	}))
}

// showStatistics shows what the desk has done. It is called from the queue, and leads
// back there.
func (d *Desk) showStatistics() {
	if d.guard.screen != nil || d.guard.moving {
		return
	}
	d.show(statisticsui.New(statisticsui.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Book: d.o.Book, Queue: d.worklist, Wait: d.listed,
		Now: d.o.Now, Do: d.o.Do,
		Actions: statisticsui.Actions{
			Export:  d.exportStatistics,
			Back:    d.Home,
			Problem: func(err error) { d.failed("count filings", err) },
		},
	}))
}

// exportCalendar asks whether clients are to be named, since their names leave the sealed
// store, and writes the entries as a calendar.
func (d *Desk) exportCalendar(entries []*agenda.Entry) {
	if len(entries) == 0 {
		d.problem("calendar.export.nothing", nil)
		return
	}
	write := func(initials bool) func() {
		o := agenda.ICSOptions{Languages: d.voice.Languages(), Now: d.o.Now(), Initials: initials}
		return func() {
			d.exportInto("calendar.export", agenda.FileName, len(entries), func() ([]byte, error) { return agenda.ICS(entries, o) })
		}
	}
	d.offer(voice.Message("calendar.export.ask"),
		parts.Answer{Say: voice.Message("calendar.export.initials"), Do: write(true)},
		parts.Answer{Say: voice.Message("calendar.export.names"), Do: write(false)})
}

// exportStatistics writes the figures as a workbook.
func (d *Desk) exportStatistics(f *statistics.Figures) {
	l := d.voice.Language()
	d.exportInto("statistics.export", statistics.FileName, 0, func() ([]byte, error) { return f.Workbook(l) })
}

// exportInto asks for a folder and writes a file of that many things into it. What it says
// are the messages <id>.folder, <id>.done and <id>.failed.
func (d *Desk) exportInto(id, name string, count int, make func() ([]byte, error)) {
	d.writeInto(d.voice.Text(id+".folder"), name, make, func(path string) voice.Speaker {
		return func(l translations.Language) string {
			return translations.Count(l, id+".done", count, map[string]string{"path": path})
		}
	}, func(err error) voice.Speaker {
		return func(l translations.Language) string {
			return translations.Text(l, id+".failed", map[string]string{"why": packet.Message(l, err)})
		}
	})
}
