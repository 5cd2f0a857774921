package parts

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Wrap is a text in a row of a list that goes on in another line where one has no room, and
// ends in … where the last has none either. It says more than a [Line] and is nearly as
// quick.
type Wrap struct {
	widget.BaseWidget
	Line

	drawn []*canvas.Text
	usual fyne.ThemeSizeName // of its letters
}

// NewWrap returns a text of a size on two lines at most, in the colour of what is said by
// the way.
func NewWrap(size fyne.ThemeSizeName) *Wrap { return NewWrapOf(size, 2) }

// NewWrapOf is NewWrap with another number of lines.
func NewWrapOf(size fyne.ThemeSizeName, lines int) *Wrap {
	w := &Wrap{Line: *NewLine(size), usual: size}
	w.drawn = []*canvas.Text{w.Text}
	for range lines - 1 {
		w.drawn = append(w.drawn, canvas.NewText("", nil))
	}
	w.ExtendBaseWidget(w)
	return w
}

// Shrink has the text in small letters, or in its usual ones, from the next [Wrap.Place] on.
func (w *Wrap) Shrink(is bool) {
	if w.Line.size = w.usual; is {
		w.Line.size = theme.SizeNameCaptionText
	}
}

// Says is the whole text.
func (w *Wrap) Says() string { return w.Said }

// HeightAt is what the text takes in a width.
func (w *Wrap) HeightAt(width float32) float32 {
	return w.Line.Height() * float32(max(1, len(w.lines(width))))
}

// lines are the lines of the text in a width; the last may be too long.
func (w *Wrap) lines(width float32) (lines []string) {
	rest := w.Said
	for len(lines) < len(w.drawn)-1 && width > 0 && w.measure(rest).Width > width+0.5 {
		var line string
		line, rest = Break(rest, func(s string) bool { return w.measure(s).Width <= width })
		lines = append(lines, line)
	}
	return append(lines, rest)
}

// Place sets the text into the width and returns the height it takes.
func (w *Wrap) Place(x, y, width float32) (height float32) {
	height = w.HeightAt(width)
	w.Move(fyne.NewPos(x, y))
	w.Resize(fyne.NewSize(fyne.Max(0, width), height))
	SetVisible(w, w.Said != "" && width > 0)
	w.set()
	return height
}

// set breaks the text and draws it.
func (w *Wrap) set() {
	width := w.Size().Width
	lines := w.lines(width)
	for i, drawn := range w.drawn {
		line := Line{Color: w.Color, Strong: w.Strong, Text: drawn, size: w.Line.size}
		if i < len(lines) {
			line.Said = lines[i]
		}
		line.Place(0, float32(i)*w.Line.Height(), width)
	}
}

// CreateRenderer draws the lines.
func (w *Wrap) CreateRenderer() fyne.WidgetRenderer { return &wrapRenderer{w} }

type wrapRenderer struct{ wrap *Wrap }

func (r *wrapRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.wrap.Line.Height()) }

func (r *wrapRenderer) Layout(fyne.Size) { r.wrap.set() }

func (r *wrapRenderer) Refresh() { r.wrap.set() }

func (r *wrapRenderer) Objects() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, len(r.wrap.drawn))
	for i, drawn := range r.wrap.drawn {
		all[i] = drawn
	}
	return all
}

func (r *wrapRenderer) Destroy() {}

// Break divides a text where a line of it ends: behind the last space, or between Chinese
// characters, with which the first part still fits. What cannot be divided so is divided
// anywhere.
func Break(text string, fits func(string) bool) (first, rest string) {
	runes := []rune(text)
	low, high := 1, len(runes) // as many as fit
	for low < high {
		middle := (low + high + 1) / 2
		if fits(strings.TrimRight(string(runes[:middle]), " ")) {
			low = middle
		} else {
			high = middle - 1
		}
	}
	for at := low; at > 0; at-- {
		if at == len(runes) || mayEnd(runes[at-1], runes[at]) {
			return strings.TrimRight(string(runes[:at]), " "), strings.TrimLeft(string(runes[at:]), " ")
		}
	}
	return string(runes[:low]), string(runes[low:])
}

// mayEnd reports whether a line may end between two characters.
func mayEnd(before, after rune) bool {
	if before == ' ' || after == ' ' {
		return true
	}
	wide := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	return (wide(before) || wide(after)) && !strings.ContainsRune("，。、；：？！）》”’…%", after) && !strings.ContainsRune("（《“‘", before)
}
