package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

func inBoth(l translations.Language) string {
	return map[translations.Language]string{translations.Chinese: "前往", translations.English: "Go there, to the field"}[l]
}

// Both languages of a link lead to where it leads, and nothing beside them does.
func TestALinkLeadsSomewhereInBothLanguages(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	followed := 0
	l := NewSpeech(voice.New(voice.Both)).Link(inBoth, func() { followed++ })
	test.NewTempWindow(t, l)
	l.Resize(l.MinSize().AddWidthHeight(200, 0))
	inside := fyne.NewSquareOffsetPos(theme.InnerPadding() + 2)
	lines := []fyne.Position{inside, l.second.Position().Add(inside)}
	if lines[1].Y <= lines[0].Y || l.second.Text == "" || l.second.Position().Y+l.second.Size().Height > l.Size().Height {
		t.Fatalf("%q stands at %v in a link of %v", l.second.Text, l.second.Position(), l.Size())
	}
	for i, at := range lines {
		if l.Tapped(&fyne.PointEvent{Position: at}); followed != i+1 {
			t.Errorf("a tap at %v leads nowhere", at)
		}
	}
	if l.Tapped(&fyne.PointEvent{Position: fyne.NewPos(l.Size().Width-5, lines[1].Y)}); followed != len(lines) {
		t.Error("a tap beside the words leads somewhere")
	}
}

// A label has its height from the mode, whatever it says, and nothing of it is cut off.
func TestALabelKeepsItsHeight(t *testing.T) {
	a := test.NewTempApp(t)
	for _, scale := range []float32{0.9, 1, 2} {
		a.Settings().SetTheme(look.Look{Scale: scale})
		for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
			v, l := voice.New(mode), NewLabel()
			l.Say(v, inBoth)
			test.NewTempWindow(t, l)
			want := l.MinSize()
			l.Resize(want)
			edge := theme.InnerPadding()
			for _, o := range test.WidgetRenderer(l).Objects() {
				at, size := o.Position().AddXY(edge, edge), o.MinSize().SubtractWidthHeight(2*edge, 2*edge)
				if o.Visible() && (at.Y < 0 || at.X+size.Width > want.Width || at.Y+size.Height > want.Height) {
					t.Errorf("%s %v: %q at %v with %v is not in the label of %v", mode, scale, o.(*widget.Label).Text, at, size, want)
				}
			}
			for _, say := range []voice.Speaker{Nothing, func(translations.Language) string { return "10:42" }} {
				if l.Say(v, say); l.MinSize().Height != want.Height {
					t.Errorf("%s %v: %v high when it says %q, else %v", mode, scale, l.MinSize().Height, l.Text, want.Height)
				}
			}
		}
	}
}
