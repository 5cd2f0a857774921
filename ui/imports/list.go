package imports

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/ident"
	"recordaldesk/store/intake"
	"recordaldesk/translations"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// list is what has become of the files, one row each.
type list struct {
	widget.List
	presence.Keys
	screen  *Screen
	focused bool
	rows    map[int]*row // those that are seen, by index
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s, rows: map[int]*row{}}
	l.HideSeparators = true
	l.Length = func() int { return len(s.shown) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(s) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.shown) {
			r := o.(*row)
			if l.rows[r.index] == r {
				delete(l.rows, r.index)
			}
			l.rows[i] = r
			r.set(s.shown[i], i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) refill() {
	clear(l.rows)
	l.Refresh()
}

func (l *list) mark(before int) {
	for _, i := range []int{before, l.screen.current} {
		if r, ok := l.rows[i]; ok {
			r.Refresh()
		}
	}
	parts.RevealRow(&l.List, l.screen.current, rowHeight())
}

// TypedKey moves the current row, or opens its draft.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.shown) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.open()
	case fyne.KeyEscape:
		s.leave()
	default:
		if by, ok := parts.RowsBy(&l.List, key.Name, rowHeight()); ok {
			s.choose(s.current + by)
		}
	}
}

// TypedRune does nothing.
func (l *list) TypedRune(rune) {}

// FocusGained and FocusLost draw the focus ring at the current row and take it away.
func (l *list) FocusGained() { l.focused = true; l.mark(l.screen.current) }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.mark(l.screen.current) }

// row says of one file what has become of it.
type row struct {
	widget.BaseWidget
	parts.Hover
	screen *Screen
	index  int
	file   *parts.Line // and whose filing it is
	said   *parts.Line
}

var (
	_ fyne.Tappable       = (*row)(nil)
	_ fyne.DoubleTappable = (*row)(nil)
	_ desktop.Hoverable   = (*row)(nil)
)

func newRow(s *Screen) *row {
	r := &row{screen: s, index: -1, file: parts.NewLine(theme.SizeNameText), said: parts.NewLine(theme.SizeNameCaptionText)}
	r.file.Color = theme.ColorNameForeground
	r.Hover = parts.NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(e intake.Entry, index int) {
	r.index = index
	v := r.screen.o.Voice
	file := say.File(e.File)
	r.file.Said = file
	if e.Host != "" {
		r.file.Said = v.Line(voice.Message("imports.of", map[string]string{"file": file, "company": ident.MaskText(e.Host)}))
	}
	r.said.Said = v.Line(func(l translations.Language) string { return e.Message(l, file) })
	r.said.Color = theme.ColorNamePlaceHolder
	if care(e) < 2 {
		r.said.Color = theme.ColorNameError
	}
	r.Refresh()
}

// Tapped makes the row the current one.
func (r *row) Tapped(*fyne.PointEvent) {
	r.screen.choose(r.index)
	r.screen.o.Canvas.Focus(r.screen.list)
}

// DoubleTapped opens the draft.
func (r *row) DoubleTapped(e *fyne.PointEvent) {
	r.Tapped(e)
	r.screen.open()
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

// rowHeight is that of two lines, the second a small one.
func rowHeight() float32 { return theme.TextSize()*2.5 + 2*theme.InnerPadding() }

func (r *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(320, rowHeight()) }

func (r *rowRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	gap := theme.InnerPadding()
	top := (size.Height - r.row.file.Height() - r.row.said.Height()) / 2
	r.row.file.Place(gap, top, size.Width-2*gap)
	r.row.said.Place(gap, top+r.row.file.Height(), size.Width-2*gap)
}

func (r *rowRenderer) Refresh() {
	current := r.row.index == r.row.screen.current
	parts.DrawRow(r.back, parts.RowState{Current: current, Hovered: r.row.Over, Focused: r.row.screen.list.focused})
	r.Layout(r.row.Size())
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.row.file.Text, r.row.said.Text}
}

func (r *rowRenderer) Destroy() {}
