package form

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// drawn is what is drawn of a widget's texts, from the top.
func drawn(o fyne.CanvasObject) (texts []*canvas.Text) {
	for _, one := range seen.Objects(o) {
		if text, ok := one.(*canvas.Text); ok && text.Text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// pair says a thing in both languages.
func pair(zh, en string) voice.Speaker {
	return func(l translations.Language) string {
		return map[translations.Language]string{translations.Chinese: zh, translations.English: en}[l]
	}
}

// looks calls f in every look and at the sizes of the letters that there are.
func looks(t *testing.T, f func(t *testing.T)) {
	a := test.NewTempApp(t)
	for _, variant := range []look.Variant{look.Light, look.Dark} {
		for _, scale := range []float32{0.9, 1, 2} {
			t.Run(fmt.Sprint(variant, " ", scale), func(t *testing.T) {
				a.Settings().SetTheme(look.Look{Variant: variant, Scale: scale})
				f(t)
			})
		}
	}
}

var importances = []widget.Importance{
	widget.MediumImportance, widget.LowImportance, widget.HighImportance,
	widget.DangerImportance, widget.WarningImportance, widget.SuccessImportance,
}

func TestAButtonSaysBothLanguagesWhole(t *testing.T) {
	looks(t, func(t *testing.T) {
		for _, words := range [][2]string{{"复制", "Copy"}, {"导出信息表给客户填写…", "Fill in"}, {"删", "Workbook for the client, gy…"}} {
			for _, icon := range []fyne.Resource{nil, theme.ContentCopyIcon()} {
				for _, placed := range []widget.ButtonIconPlacement{widget.ButtonIconLeadingText, widget.ButtonIconTrailingText} {
					b := NewButton(icon, func() {})
					b.IconPlacement = placed
					b.Say(voice.New(voice.Both), pair(words[0], words[1]))
					test.NewTempWindow(t, b)
					b.Resize(b.MinSize())
					texts := drawn(b)
					if len(texts) != 2 || texts[0].Text != words[0] || texts[1].Text != words[1] {
						t.Fatalf("of %v there is %v", words, texts)
					}
					upper, lower := texts[0], texts[1]
					if upper.Position().Y >= lower.Position().Y || upper.TextSize <= lower.TextSize {
						t.Errorf("%v: the first of %v at %v, the second of %v at %v", words, upper.TextSize, upper.Position(), lower.TextSize, lower.Position())
					}
					for _, text := range texts {
						left := text.Position().X + (text.Size().Width-text.MinSize().Width)/2
						if left < 0 || left+text.MinSize().Width > b.Size().Width || text.Position().Y < 0 || text.Position().Y+text.MinSize().Height > b.Size().Height {
							t.Errorf("%q at %v is not in the button of %v", text.Text, text.Position(), b.Size())
						}
					}
				}
			}
		}
	})
}

func TestAButtonKeepsItsHeightWhateverItSays(t *testing.T) {
	looks(t, func(t *testing.T) {
		both := voice.New(voice.Both)
		b := NewButton(theme.HomeIcon(), func() {})
		test.NewTempWindow(t, b)
		b.Say(both, pair("打开", "Open"))
		want := b.MinSize().Height
		b.Say(both, pair("OV", "OV"))
		b.Resize(b.MinSize())
		if got := b.MinSize().Height; got != want {
			t.Errorf("%v high where both languages say the same, else %v", got, want)
		}
		text := drawn(b)
		if len(text) != 1 {
			t.Fatalf("it says %v", text)
		}
		if middle := text[0].Position().Y + text[0].Size().Height/2; math.Abs(float64(middle-want/2)) > 0.5 {
			t.Errorf("the text stands at %v of %v", middle, want)
		}
		b.SetText("甲公司")
		if got := b.MinSize().Height; got != want {
			t.Errorf("%v high with a name, else %v", got, want)
		}
	})
}

func TestAButtonWithoutRoomShortensWhatItSays(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	b := NewButton(nil, func() {})
	b.Say(voice.New(voice.Both), pair("法定代表人", "Legal representative"))
	test.NewTempWindow(t, b)
	b.Resize(fyne.NewSize(60, b.MinSize().Height))
	for _, o := range test.WidgetRenderer(b).Objects() {
		if text, ok := o.(*canvas.Text); ok && (text.MinSize().Width > 60 || !strings.HasSuffix(text.Text, "…")) {
			t.Errorf("%q has %v", text.Text, text.MinSize().Width)
		}
	}
}

func TestAButtonCanBeRead(t *testing.T) {
	looks(t, func(t *testing.T) {
		for _, importance := range importances {
			b := NewButton(nil, func() {})
			b.Importance = importance
			b.Say(voice.New(voice.Both), pair("复制", "Copy"))
			test.NewTempWindow(t, b)
			for state, enter := range map[string]func(){
				"at rest": func() {}, "under the pointer": func() { b.MouseIn(nil) }, "with the keyboard": b.FocusGained,
			} {
				enter()
				ground := over(test.WidgetRenderer(b).Objects()[0].(*canvas.Rectangle).FillColor, theme.Color(theme.ColorNameBackground))
				for _, text := range drawn(b) {
					if got := contrast(over(text.Color, ground), ground); got < 4.5 {
						t.Errorf("importance %d %s: %q has a contrast of %.2f", importance, state, text.Text, got)
					}
				}
				b.MouseOut()
				b.FocusLost()
			}
			b.Disable()
			for _, text := range drawn(b) {
				if text.Color != theme.Color(theme.ColorNameDisabled) {
					t.Errorf("importance %d: %q looks as if the button could be pressed", importance, text.Text)
				}
			}
		}
	})
}

// A name may have characters that the bold face has not.
func TestAButtonDrawsARareNameInAFaceThatHasIt(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	b := NewButton(nil, func() {})
	b.SetText("䶮公司")
	test.NewTempWindow(t, b)
	if text := drawn(b)[0]; text.TextStyle.Bold {
		t.Error("it is bold")
	}
	b.SetText("打开")
	if text := drawn(b)[0]; !text.TextStyle.Bold {
		t.Error("a word of the program's own is not")
	}
}

// over lays a colour on an opaque one.
func over(c, ground color.Color) color.NRGBA {
	r, g, b, a := c.RGBA()
	gr, gg, gb, _ := ground.RGBA()
	mix := func(upper, lower uint32) uint8 { return uint8((upper + lower*(0xffff-a)/0xffff) >> 8) }
	return color.NRGBA{R: mix(r, gr), G: mix(g, gg), B: mix(b, gb), A: 0xff}
}

// contrast is that of two colours as WCAG 2 counts it.
func contrast(a, b color.NRGBA) float64 {
	light := func(c color.NRGBA) float64 {
		part := func(v uint8) float64 {
			if s := float64(v) / 255; s > 0.04045 {
				return math.Pow((s+0.055)/1.055, 2.4)
			} else {
				return s / 12.92
			}
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	x, y := light(a), light(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}
