package form

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/look"
)

// twin is a short text of the program's own as it is drawn on one line: in the language
// that comes first and, side by side, small beneath in the other. Its height goes by
// whether both languages are spoken and not by what is said, so that nothing moves when
// something else is: what both languages say alike stands in the middle.
type twin struct {
	text, aside   string
	both          bool         // two languages are spoken
	strong        bool         // the first is to stand out
	first, second *canvas.Text // what is drawn
}

func newTwin(strong bool) *twin {
	return &twin{first: canvas.NewText("", nil), second: canvas.NewText("", nil), strong: strong}
}

// say puts words into the twin; aside is "" where there is nothing beneath.
func (t *twin) say(text, aside string, both bool) {
	t.text, t.aside, t.both = text, aside, both
	t.first.TextSize, t.second.TextSize = theme.TextSize(), theme.CaptionTextSize()
	t.first.TextStyle = fyne.TextStyle{}
	if t.strong {
		t.first.TextStyle = look.Strong(text)
	}
}

// color draws the two in colours.
func (t *twin) color(first, second color.Color) {
	t.first.Color, t.second.Color = first, second
	t.first.Refresh()
	t.second.Refresh()
}

// minSize is what both take when they are drawn whole.
func (t *twin) minSize() fyne.Size {
	upper := fyne.MeasureText(t.text, t.first.TextSize, t.first.TextStyle)
	lower := fyne.MeasureText(t.aside, t.second.TextSize, t.second.TextStyle)
	return fyne.NewSize(fyne.Max(upper.Width, lower.Width), TwinHeight(t.both))
}

// place sets the two into a box, at its left edge, its right one or in the middle, and
// shortens what has no room there.
func (t *twin) place(at fyne.Position, size fyne.Size, align fyne.TextAlign) {
	height := lineHeight(theme.TextSize())
	said := height
	if t.aside != "" {
		said = TwinHeight(true)
	}
	top := at.Y + (size.Height-said)/2
	t.first.Text = Shorten(t.text, size.Width, t.first.TextSize, t.first.TextStyle)
	t.second.Text = Shorten(t.aside, size.Width, t.second.TextSize, t.second.TextStyle)
	t.first.Alignment, t.second.Alignment = align, align
	t.first.Move(fyne.NewPos(at.X, top))
	t.first.Resize(fyne.NewSize(size.Width, height))
	lower := lineHeight(theme.CaptionTextSize())
	t.second.Move(fyne.NewPos(at.X, top+said-lower))
	t.second.Resize(fyne.NewSize(size.Width, lower))
	t.first.Hidden, t.second.Hidden = t.text == "", t.aside == ""
}

// TwinLap is how much closer than lines of a paragraph the two stand: a font leaves more
// above and below its letters than such a pair needs.
func TwinLap() float32 { return 0.3 * theme.CaptionTextSize() }

// TwinHeight is what a short text takes: one line or, where both languages are spoken, two,
// the second a small one.
func TwinHeight(both bool) float32 {
	if !both {
		return lineHeight(theme.TextSize())
	}
	return lineHeight(theme.TextSize()) + lineHeight(theme.CaptionTextSize()) - TwinLap()
}

// shortHeight is that of a control with a short text in it.
func shortHeight(both bool) float32 {
	if both {
		return TwinHeight(true) + theme.InnerPadding()
	}
	return TwinHeight(false) + 2*theme.InnerPadding()
}

func lineHeight(size float32) float32 { return fyne.MeasureText("国", size, fyne.TextStyle{}).Height }

// Shorten ends a text in … where it has no room in the width.
func Shorten(text string, width, size float32, style fyne.TextStyle) string {
	// What is a hair wider than its own size has been rounded on the way.
	wide := func(s string) bool { return fyne.MeasureText(s, size, style).Width > width+0.5 }
	if text == "" || !wide(text) {
		return text
	}
	runes := []rune(text)
	fits := sort.Search(len(runes), func(n int) bool { return wide(string(runes[:n]) + "…") })
	return string(runes[:max(0, fits-1)]) + "…"
}
