package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
)

// Line is a text on one line of a list that ends in … where it has no room. A
// label would do the same but takes ten times as long, which a list feels at each
// key.
type Line struct {
	Said   string
	Color  fyne.ThemeColorName
	Strong bool         // it is to stand out
	Text   *canvas.Text // what is drawn; [Line.Place] fills it

	size fyne.ThemeSizeName
}

// NewLine returns a line of a size, in the colour of what is said by the way.
func NewLine(size fyne.ThemeSizeName) *Line {
	return &Line{size: size, Color: theme.ColorNamePlaceHolder, Text: canvas.NewText("", nil)}
}

// measure returns the room that a text takes on the line.
func (l *Line) measure(s string) fyne.Size {
	return fyne.MeasureText(s, theme.Size(l.size), l.style())
}

func (l *Line) style() fyne.TextStyle {
	if l.Strong {
		return look.Strong(l.Said)
	}
	return fyne.TextStyle{}
}

// Width is what the whole text takes.
func (l *Line) Width() float32 { return l.measure(l.Said).Width }

// Height is that of any text.
func (l *Line) Height() float32 { return l.measure("国").Height }

// Place sets the line into the width. The toolkit walks through all that can be seen for
// each picture, and draws what is refreshed anew: a line that says nothing or has no room
// is hidden, and one that says the same is left alone.
func (l *Line) Place(x, y, width float32) {
	t := l.Text
	if l.Said == "" || width <= 0 {
		if !t.Hidden {
			t.Hide()
		}
		return
	}
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(width, l.Height()))
	said, size, style, ink := l.cut(width), theme.Size(l.size), l.style(), theme.Color(l.Color)
	if !t.Hidden && t.Text == said && t.TextSize == size && t.TextStyle == style && t.Color == ink {
		return
	}
	t.Hidden = false
	t.Text, t.TextSize, t.TextStyle, t.Color = said, size, style, ink
	t.Refresh()
}

// cut shortens the text to what the width has room for.
func (l *Line) cut(width float32) string {
	return form.Shorten(l.Said, width, theme.Size(l.size), l.style())
}
