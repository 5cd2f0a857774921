package about

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/assets/licences"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
)

// reader shows a text of any length: a row for each line, of which only those that are seen
// are drawn. With the keyboard on it the arrow keys scroll.
type reader struct {
	widget.List
	presence.Keys
	back  func()
	text  string
	lines []string
	wide  int // characters of the longest line
	ring  *canvas.Rectangle
	whole fyne.CanvasObject // with a ground and the focus ring
}

var (
	_ fyne.Focusable = (*reader)(nil)
	_ fyne.Tappable  = (*reader)(nil)
)

func newReader(back func()) *reader {
	r := &reader{back: back, ring: canvas.NewRectangle(color.Transparent)}
	r.HideSeparators = true
	r.Length = func() int { return len(r.lines) }
	r.CreateItem = func() fyne.CanvasObject { return newTextLine() }
	r.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(r.lines) {
			o.(*textLine).say(r.lines[i])
		}
	}
	r.ExtendBaseWidget(r)
	r.mark(0)
	r.whole = container.NewStack(parts.NewGround(look.ColorPaper, ""), r, r.ring)
	return r
}

// read shows a licence from its beginning.
func (r *reader) read(one licences.Licence) {
	r.text = strings.TrimSpace(one.Name+" "+one.Version) + "\n\n" + legible(one.Text)
	if one.Name == "" {
		r.text = ""
	}
	r.wide = 0
	r.wrap()
	r.ScrollToTop()
}

// wrap breaks the text into lines that the width has room for, unless it is already.
func (r *reader) wrap() {
	wide := max(20, int((r.Size().Width-4*theme.InnerPadding())/(0.56*theme.TextSize())))
	if wide == r.wide {
		return
	}
	r.wide, r.lines = wide, broken(r.text, wide)
	r.Refresh()
}

// Resize breaks the lines anew where the width is another one.
func (r *reader) Resize(size fyne.Size) {
	r.List.Resize(size)
	r.wrap()
}

// Refresh draws it anew, as after the text has got another size.
func (r *reader) Refresh() {
	r.mark(r.ring.StrokeWidth)
	r.List.Refresh()
}

func (r *reader) mark(width float32) {
	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = theme.Color(look.ColorRing), width, theme.InputRadiusSize()
	r.ring.Refresh()
}

// FocusGained draws the focus ring. The toolkit's own list would shade a row.
func (r *reader) FocusGained() { r.mark(2) }

// FocusLost takes the focus ring away.
func (r *reader) FocusLost() { r.mark(0) }

// Tapped takes the keyboard, so that the arrow keys scroll.
func (r *reader) Tapped(*fyne.PointEvent) { form.Focus(r) }

// TypedKey scrolls, or goes back.
func (r *reader) TypedKey(key *fyne.KeyEvent) {
	line := newTextLine().MinSize().Height + theme.Padding()
	view := r.Size().Height
	switch key.Name {
	case fyne.KeyDown:
		r.by(line)
	case fyne.KeyUp:
		r.by(-line)
	case fyne.KeyPageDown, fyne.KeySpace:
		r.by(view - line)
	case fyne.KeyPageUp:
		r.by(line - view)
	case fyne.KeyHome:
		r.ScrollToTop()
	case fyne.KeyEnd:
		r.ScrollToBottom()
	case fyne.KeyEscape:
		r.back()
	default:
		form.PassOn(r, key)
	}
}

// TypedRune does nothing.
func (r *reader) TypedRune(rune) {}

func (r *reader) by(distance float32) { r.ScrollToOffset(fyne.Max(0, r.GetScrollOffset()+distance)) }

// textLine is a line of the text, close to those above and below.
type textLine struct {
	widget.BaseWidget
	text *canvas.Text
}

func newTextLine() *textLine {
	l := &textLine{text: canvas.NewText("", nil)}
	l.ExtendBaseWidget(l)
	return l
}

func (l *textLine) say(text string) {
	l.text.Text = text
	l.Refresh()
}

// Refresh draws the line in the look that holds.
func (l *textLine) Refresh() {
	l.text.Color, l.text.TextSize = theme.Color(theme.ColorNameForeground), theme.TextSize()
	l.text.Refresh()
}

// MinSize is the height of a line.
func (l *textLine) MinSize() fyne.Size {
	return fyne.NewSize(1, fyne.MeasureText("国", theme.TextSize(), fyne.TextStyle{}).Height)
}

// CreateRenderer draws the line a little off the edge.
func (l *textLine) CreateRenderer() fyne.WidgetRenderer {
	l.Refresh()
	return widget.NewSimpleRenderer(container.New(parts.Indent{}, l.text))
}

// broken breaks a text into lines of so many characters at most, between words where
// there are any. A line that goes on begins where the one before did.
func broken(text string, wide int) (lines []string) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), " \r\n")
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		if len(indent) > wide/2 {
			indent = ""
		}
		for utf8.RuneCountInString(line) > wide {
			cut := len(string([]rune(line)[:wide]))
			if at := strings.LastIndexByte(line[:cut], ' '); at > len(indent) {
				cut = at
			}
			lines = append(lines, line[:cut])
			line = indent + strings.TrimLeft(line[cut:], " ")
		}
		lines = append(lines, line)
	}
	return lines
}

// legible is a text with what is no UTF-8 read as Latin-1, as some old files are.
func legible(text string) string {
	var b strings.Builder
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && size == 1 {
			r = rune(text[0])
		}
		b.WriteRune(r)
		text = text[size:]
	}
	return b.String()
}
