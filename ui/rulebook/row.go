package rulebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// row shows one entry: its name, beneath it the name in the other language where
// both are spoken, and what it is for. A click chooses it.
type row struct {
	widget.BaseWidget
	parts.Hover
	screen *Screen
	index  int

	name, other, about *parts.Wrap
}

var (
	_ fyne.Tappable     = (*row)(nil)
	_ desktop.Mouseable = (*row)(nil)
	_ desktop.Hoverable = (*row)(nil)
)

// mostLines is how many lines a name may take.
const mostLines = 4

func newRow(s *Screen) *row {
	r := &row{
		screen: s, index: -1,
		name: parts.NewWrapOf(theme.SizeNameText, mostLines), other: parts.NewWrapOf(theme.SizeNameCaptionText, mostLines), about: parts.NewWrap(theme.SizeNameCaptionText),
	}
	r.name.Color = theme.ColorNameForeground
	r.Hover = parts.NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

// set shows an entry in the row.
func (r *row) set(e *lookup.Entry, index int) {
	v := r.screen.o.Voice
	r.index = index
	r.name.Said, r.other.Said = v.Pair(voice.Speaker(e.Name))
	r.about.Said, r.about.Color = about(v, e), shade(e.Severity)
	r.Refresh()
}

// shade is the colour that tells how grave a rule is; words tell it too.
func shade(s rules.Severity) fyne.ThemeColorName {
	switch s {
	case rules.Error:
		return theme.ColorNameError
	case rules.Warning:
		return theme.ColorNameWarning
	}
	return theme.ColorNamePlaceHolder
}

func (r *row) current() bool { return r.index == r.screen.current }

// choose makes the entry the current one. The keyboard stays in the search, from
// where the arrow keys go on from here.
func (r *row) choose() {
	r.screen.choose(r.index)
	r.screen.o.Canvas.Focus(r.screen.finder.entry)
}

// MouseDown chooses the entry at once; Tapped comes later.
func (r *row) MouseDown(*desktop.MouseEvent) { r.choose() }

// MouseUp does nothing.
func (r *row) MouseUp(*desktop.MouseEvent) {}

// Tapped chooses the entry.
func (r *row) Tapped(*fyne.PointEvent) { r.choose() }

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return parts.DrawRow(r, parts.Drawing{
		Least: func() fyne.Size { return fyne.NewSize(320, rowHeight(r.screen.o.Voice)) },
		Place: r.place,
		State: func() parts.RowState {
			return parts.RowState{Current: r.current(), Hovered: r.Over, Focused: r.screen.list.focused}
		},
		Shown: []fyne.CanvasObject{r.name, r.other, r.about},
	})
}

// rowHeight is that of a row with a name on one line: of two lines, or of three where both
// languages are spoken.
func rowHeight(v *voice.Voice) float32 {
	height := theme.TextSize()*1.5 + theme.CaptionTextSize()*1.6 + 2*theme.InnerPadding()
	if v.Mode() == voice.Both {
		height += theme.CaptionTextSize() * 1.6
	}
	return height
}

func (r *row) place(size fyne.Size) {
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
