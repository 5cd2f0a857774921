package filings

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"recordaldesk/store/recheck"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// The buttons of the current row leave its name room, and have their words whole, in every
// language on an office screen.
func TestTheCurrentRowShowsItsNameAndItsButtons(t *testing.T) {
	const name = "北京星禾云图信息技术股份有限公司"
	d, _ := openJudged(t, recheck.Verdict{Errors: 3, Warnings: 1, Outstanding: 1, Rulebook: inForce}, recheck.State{})
	d.create(company(name))
	d.show(certified{d.store})
	d.settle()
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		d.voice.Switch(mode)
		r := d.screen.list.Seen[0]
		if !r.buttons.Visible() {
			t.Fatalf("%s: the current row has no buttons", mode)
		}
		if got := r.name.Text.Text; got != name {
			t.Errorf("%s: of the name there is %q", mode, got)
		}
		for _, o := range r.buttons.Objects {
			b := o.(*form.Button)
			if !b.Visible() {
				continue
			}
			var said []string
			for _, one := range test.WidgetRenderer(b).Objects() {
				if text, ok := one.(*canvas.Text); ok && text.Visible() {
					said = append(said, text.Text)
				}
			}
			want := []string{b.Text}
			if mode == voice.Both {
				want = append(want, b.Aside)
			}
			if len(said) != len(want) || said[0] != want[0] || said[len(said)-1] != want[len(want)-1] {
				t.Errorf("%s: of %q the button shows %q", mode, want, said)
			}
			if b.Size().Height > r.Size().Height {
				t.Errorf("%s: the button %q is %v high in a row of %v", mode, b.Text, b.Size().Height, r.Size().Height)
			}
		}
	}
}

// Going through the list moves nothing.
func TestTheListStaysWhereItIsWhileItIsGoneThrough(t *testing.T) {
	d := open(t, company(north), company(south), company(nobody))
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		d.voice.Switch(mode)
		d.window.Resize(fyne.NewSize(1366, 730))
		place, size := d.screen.list.Position(), d.screen.list.Size()
		for range 2 {
			d.press(fyne.KeyDown)
			d.screen.object.Refresh()
			if d.screen.list.Position() != place || d.screen.list.Size() != size {
				t.Errorf("%s: the list was at %v with %v, now at %v with %v", mode, place, size, d.screen.list.Position(), d.screen.list.Size())
			}
		}
		d.press(fyne.KeyUp, fyne.KeyUp)
	}
}
