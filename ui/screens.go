package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/kind"
	"recordaldesk/ui/wizard"
)

// Here the screens are given what they need from the window.

// kindScreen asks which kind of recordal the open filing is.
func (d *Desk) kindScreen() wizard.Screen {
	return kind.New(d.voice, d.o.Book, d.window.Canvas(), kind.Actions{
		Chosen: func(id string) {
			d.session.Edit(func(f *rules.Filing) { f.Kind = id })
			d.present()
		},
		Close: d.Home,
	})
}

// kindPlaceholder stands for a filing whose forms this version does not have.
func (d *Desk) kindPlaceholder() wizard.Screen {
	return kind.NewPlaceholder(d.voice, d.o.Book, d.window.Canvas(), d.session.Filing().Kind, kind.PlaceholderActions{
		Again: func() { d.show(d.kindScreen()) },
		Close: d.Home,
	})
}

// homeScreen lists the filings on this machine.
func (d *Desk) homeScreen() wizard.Screen {
	return filings.New(filings.Options{
		Voice: d.voice, Drafts: d.o.Store, Canvas: d.window.Canvas(), Now: d.o.Now, Do: fyne.Do,
		Actions: filings.Actions{
			Open:       func(id string) { d.Open(id) },
			New:        d.newFiling,
			NewFrom:    d.newFrom,
			OpenSample: d.openSample,
			OpenFile:   d.openFile,
			ImportFile: d.importFile,
			Ask:        d.ask,
			Problem:    func(err error) { d.failed("list drafts", err) },
		},
	})
}

type temporary struct{ b *widget.Button }

func (t temporary) Object() fyne.CanvasObject { return t.b }
func (t temporary) Retranslate()              {}
func (t temporary) Refresh()                  {}
func (t temporary) Focus()                    {}

func (d *Desk) materialsScreen() wizard.Screen {
	return temporary{widget.NewButton("sample", d.openSample)}
}
func (d *Desk) checkScreen() wizard.Screen { return d.materialsScreen() }
