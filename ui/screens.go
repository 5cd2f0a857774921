package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
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

type temporary struct{ b *widget.Button }

func (t temporary) Object() fyne.CanvasObject { return t.b }
func (t temporary) Retranslate()              {}
func (t temporary) Refresh()                  {}
func (t temporary) Focus()                    {}

func (d *Desk) homeScreen() wizard.Screen {
	return temporary{widget.NewButton("sample", d.openSample)}
}
func (d *Desk) materialsScreen() wizard.Screen { return d.homeScreen() }
func (d *Desk) checkScreen() wizard.Screen     { return d.homeScreen() }
