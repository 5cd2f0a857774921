package labels

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/parts"
)

// row shows two texts of a message above one another, and how it stands at the end of the
// upper.
type row struct {
	widget.BaseWidget
	parts.Hover
	parts.Clicks
	in    rows
	index int

	upper, lower, state *parts.Line
}

// rows is the list that a row is in.
type rows interface {
	fill(r *row, index int) // has the lines of a row say what stands at an index
	choose(index int)
	current() (index int, focused bool)
}

// newRow returns an empty row of a list; do is what a double click on it does.
func newRow(in rows, do func()) *row {
	r := &row{
		in: in, index: -1,
		upper: parts.NewLine(theme.SizeNameText), lower: parts.NewLine(theme.SizeNameCaptionText), state: parts.NewLine(theme.SizeNameCaptionText),
	}
	r.upper.Color = theme.ColorNameForeground
	r.Hover = parts.NewHover(r.Refresh)
	r.Clicks = parts.Clicks{Choose: func() { in.choose(r.index) }, Do: do}
	r.ExtendBaseWidget(r)
	return r
}

// Index is that of what stands in the row.
func (r *row) Index() int { return r.index }

// Mark shows whether the row is the current one.
func (r *row) Mark() { r.Refresh() }

// Set shows what stands at an index.
func (r *row) Set(index int) {
	r.index = index
	r.in.fill(r, index)
	r.Refresh()
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
	upper, lower, state := r.row.upper, r.row.lower, r.row.state
	r.back.Resize(size)
	gap := 2 * theme.InnerPadding()
	width := fyne.Min(state.Width(), size.Width/3)
	y := (size.Height - upper.Height() - lower.Height()) / 2
	upper.Place(gap, y, size.Width-3*gap-width)
	lower.Place(gap, y+upper.Height(), size.Width-2*gap)
	state.Place(size.Width-gap-width, y, width)
}

func (r *rowRenderer) Refresh() {
	current, focused := r.row.in.current()
	parts.DrawRow(r.back, parts.RowState{Current: r.row.index == current, Hovered: r.row.Over, Focused: focused})
	r.Layout(r.row.Size())
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.row.upper.Text, r.row.lower.Text, r.row.state.Text}
}

func (r *rowRenderer) Destroy() {}
