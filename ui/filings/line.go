package filings

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// line is a text on one line that ends in … where it has no room. A label would
// do the same but takes ten times as long, which a list feels at each key.
type line struct {
	said  string
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	text  *canvas.Text
}

func newLine(size fyne.ThemeSizeName) *line {
	return &line{size: size, color: theme.ColorNamePlaceHolder, text: canvas.NewText("", nil)}
}

// measure returns the room that a text takes on the line.
func (l *line) measure(s string) fyne.Size {
	return fyne.MeasureText(s, theme.Size(l.size), l.text.TextStyle)
}

// width is what the whole text takes.
func (l *line) width() float32 { return l.measure(l.said).Width }

// height is that of any text.
func (l *line) height() float32 { return l.measure("国").Height }

// place sets the line into the width.
func (l *line) place(x, y, width float32) {
	l.text.Text = l.cut(width)
	l.text.TextSize = theme.Size(l.size)
	l.text.Color = theme.Color(l.color)
	l.text.Move(fyne.NewPos(x, y))
	l.text.Resize(fyne.NewSize(width, l.height()))
	l.text.Refresh()
}

// cut shortens the text to what the width has room for.
func (l *line) cut(width float32) string {
	if l.width() <= width {
		return l.said
	}
	runes := []rune(l.said)
	fits := sort.Search(len(runes), func(n int) bool { return l.measure(string(runes[:n])+"…").Width > width })
	return string(runes[:max(0, fits-1)]) + "…"
}
