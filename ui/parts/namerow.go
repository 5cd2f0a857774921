package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// nameRow is a row of [Names]. A click chooses it.
type nameRow struct {
	widget.BaseWidget
	Hover
	list  *Names
	index int

	name, other, about *Wrap
}

var (
	_ fyne.Tappable     = (*nameRow)(nil)
	_ desktop.Mouseable = (*nameRow)(nil)
	_ desktop.Hoverable = (*nameRow)(nil)
)

// mostNameLines is how many lines a name may take.
const mostNameLines = 4

func newNameRow(l *Names) *nameRow {
	r := &nameRow{
		list: l, index: -1,
		name: NewWrapOf(theme.SizeNameText, mostNameLines), other: NewWrapOf(theme.SizeNameCaptionText, mostNameLines), about: NewWrap(theme.SizeNameCaptionText),
	}
	r.name.Color = theme.ColorNameForeground
	r.Hover = NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

// set shows what is at an index.
func (r *nameRow) set(index int) {
	r.index = index
	r.say(r.list.o.Says(index))
	r.Refresh()
}

func (r *nameRow) say(s NameSays) {
	r.name.Said, r.other.Said, r.about.Said = s.Name, s.Other, s.About
	if r.about.Color = s.AboutColor; s.AboutColor == "" {
		r.about.Color = theme.ColorNamePlaceHolder
	}
}

// choose makes the row the current one.
func (r *nameRow) choose() {
	r.list.o.Choose(r.index)
	r.list.o.Clicked()
}

// MouseDown chooses the row at once; Tapped comes later.
func (r *nameRow) MouseDown(*desktop.MouseEvent) { r.choose() }

// MouseUp does nothing.
func (r *nameRow) MouseUp(*desktop.MouseEvent) {}

// Tapped chooses the row.
func (r *nameRow) Tapped(*fyne.PointEvent) { r.choose() }

// CreateRenderer draws the row.
func (r *nameRow) CreateRenderer() fyne.WidgetRenderer {
	return DrawRow(r, Drawing{
		Least: func() fyne.Size { return fyne.NewSize(200, r.list.RowHeight()) },
		Place: r.place,
		State: func() RowState {
			return RowState{Current: r.index == r.list.o.Current(), Hovered: r.Over, Focused: r.list.focused}
		},
		Shown: []fyne.CanvasObject{r.name, r.other, r.about},
	})
}

func (r *nameRow) place(size fyne.Size) {
	gap := 2 * theme.InnerPadding()
	width := size.Width - 2*gap
	height := r.name.HeightAt(width) + r.about.HeightAt(width)
	if r.other.Said != "" {
		height += r.other.HeightAt(width)
	}
	y := (size.Height - height) / 2
	y += r.name.Place(gap, y, width)
	if other := r.other.Place(gap, y, width); r.other.Said != "" {
		y += other
	}
	r.about.Place(gap, y, width)
}
