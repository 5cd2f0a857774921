package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// What stands under the header stays where it is while something is typed and saved, while
// the pointer goes over the buttons, and where a name or a sentence is long.
func TestTheHeaderKeepsItsHeight(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.o.App.Settings().SetTheme(look.Look{})
	d.openSample()
	d.opened(t, "")
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		d.voice.Switch(mode)
		want := d.header.object.MinSize().Height
		is := func(what string) {
			t.Helper()
			d.window.Resize(fyne.NewSize(1366, 730))
			if got := d.header.object.MinSize().Height; got != want {
				t.Errorf("%s: %s the header is %v high, else %v", mode, what, got, want)
			}
			for _, b := range []fyne.CanvasObject{d.header.book, d.header.settings, d.header.home} {
				if b.Size().Height > b.MinSize().Height+1 {
					t.Errorf("%s: %s a button is %v high, and needs %v", mode, what, b.Size().Height, b.MinSize().Height)
				}
			}
		}
		d.session.Set("host.remark", "写一点 "+string(mode))
		d.header.saving()
		is("while it is being saved")
		if err := d.session.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.header.saving()
		is("once it is saved")
		d.header.tip("history.tip.undo", true)
		is("with the pointer on a button")
		d.header.tip("", false)
		d.session.Set("host.name", "一家名称特别特别长的示例科技发展股份有限公司北京第一分公司")
		d.header.refresh()
		is("with a long name")
	}
}
