package labels

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
)

// list is the rows of the messages found. Characters typed go to the search.
type list struct {
	parts.List[*row]
	screen *Screen
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.Begin(func() int { return len(s.found) }, func() int { return s.current }, s.choose, rowHeight, func() *row { return newRow(s) })
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey moves the current row, goes on to edit it, or back to the search.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.screen.panel.Focus()
	case fyne.KeyEscape, fyne.KeyBackspace:
		l.screen.Find()
	default:
		if !l.MovedFar(key.Name) {
			form.PassOn(l, key)
		}
	}
}

// TypedRune goes on typing in the search.
func (l *list) TypedRune(r rune) {
	l.screen.Find()
	l.screen.finder.Entry.TypedRune(r)
}

// row shows one message: what it says in Chinese and in English, and how it stands.
type row struct {
	widget.BaseWidget
	parts.Hover
	parts.Clicks
	screen *Screen
	index  int

	first, second, state *parts.Line
}

func newRow(s *Screen) *row {
	r := &row{
		screen: s, index: -1,
		first: parts.NewLine(theme.SizeNameText), second: parts.NewLine(theme.SizeNameCaptionText), state: parts.NewLine(theme.SizeNameCaptionText),
	}
	r.first.Color = theme.ColorNameForeground
	r.Hover = parts.NewHover(r.Refresh)
	r.Clicks = parts.Clicks{Choose: func() {
		s.choose(r.index)
		s.o.Canvas.Focus(s.list)
	}, Do: func() { s.panel.Focus() }}
	r.ExtendBaseWidget(r)
	return r
}

// Index is that of the message in the row.
func (r *row) Index() int { return r.index }

// Mark shows whether the row is the current one.
func (r *row) Mark() { r.Refresh() }

// Set shows a message in the row.
func (r *row) Set(index int) {
	r.index = index
	of := r.screen.found[index]
	r.first.Said = oneLine(of, translations.Chinese)
	r.second.Said = oneLine(of, translations.English)
	r.state.Said = standing(of)(r.screen.o.Voice.Language())
	r.state.Color = theme.ColorNamePlaceHolder
	if of.Changed() || edited(of) {
		r.state.Color = theme.ColorNameWarning
	}
	if of.Seen() {
		r.state.Color = theme.ColorNameSuccess
	}
	r.Refresh()
}

// oneLine is what a message says in a language, on one line.
func oneLine(r *labels.Record, l translations.Language) string {
	return flat(r.Texts[l].Forms[translations.Other])
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	renderer := &rowRenderer{row: r, back: canvas.NewRectangle(color.Transparent)}
	renderer.Refresh()
	return renderer
}

type rowRenderer struct {
	row  *row
	back *canvas.Rectangle
}

func rowHeight() float32 {
	return theme.TextSize()*1.5 + theme.CaptionTextSize()*1.6 + 2*theme.InnerPadding()
}

func (r *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(320, rowHeight()) }

func (r *rowRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	placeRow(size, r.row.first, r.row.second, r.row.state)
}

// placeRow sets two lines above one another, and how it stands at the end of the upper.
func placeRow(size fyne.Size, upper, lower, state *parts.Line) {
	gap := 2 * theme.InnerPadding()
	width := fyne.Min(state.Width(), size.Width/3)
	y := (size.Height - upper.Height() - lower.Height()) / 2
	upper.Place(gap, y, size.Width-3*gap-width)
	lower.Place(gap, y+upper.Height(), size.Width-2*gap)
	state.Place(size.Width-gap-width, y, width)
}

func (r *rowRenderer) Refresh() {
	s := r.row.screen
	parts.DrawRow(r.back, parts.RowState{Current: r.row.index == s.current, Hovered: r.row.Over, Focused: s.list.Focused})
	r.Layout(r.row.Size())
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.row.first.Text, r.row.second.Text, r.row.state.Text}
}

func (r *rowRenderer) Destroy() {}
