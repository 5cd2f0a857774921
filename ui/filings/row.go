package filings

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// row shows one filing. A click makes it the current one, which has the buttons;
// a double click opens it.
type row struct {
	widget.BaseWidget
	screen *Screen

	index   int
	current bool
	focused bool
	hovered bool

	name, about    *widget.Label
	state, changed *widget.Label
	buttons        *fyne.Container
	again          *button
	relabel        []func()
	mode           voice.Mode // in which the buttons speak
}

var (
	_ fyne.Tappable       = (*row)(nil)
	_ fyne.DoubleTappable = (*row)(nil)
	_ desktop.Mouseable   = (*row)(nil)
	_ desktop.Hoverable   = (*row)(nil)
)

func newRow(s *Screen) *row {
	r := &row{
		screen: s, name: widget.NewLabel(""), about: widget.NewLabel(""),
		state: widget.NewLabel(""), changed: widget.NewLabel(""),
	}
	r.name.SizeName = theme.SizeNameSubHeadingText
	r.name.Truncation, r.about.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	for _, small := range []*widget.Label{r.about, r.state, r.changed} {
		small.SizeName, small.Importance = theme.SizeNameCaptionText, widget.LowImportance
	}
	r.state.Alignment, r.changed.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	open := r.button("filings.open", widget.HighImportance, s.open)
	r.again = r.button("filings.new_from", widget.MediumImportance, s.startFrom)
	remove := r.button("filings.delete", widget.MediumImportance, s.remove)
	r.buttons = container.NewHBox(open, r.again, remove)
	r.buttons.Hide()
	r.ExtendBaseWidget(r)
	return r
}

// button makes a button that works as long as the row is the current one: rows
// are used again for other filings while the list scrolls.
func (r *row) button(id string, importance widget.Importance, do func()) *button {
	b := newButton(nil, importance, func() {
		if r.current {
			do()
		}
	})
	b.escape = func() { r.screen.o.Canvas.Focus(r.screen.list) }
	r.relabel = append(r.relabel, func() { b.SetText(r.screen.o.Voice.Line(voice.Message(id))) })
	return b
}

// set shows a filing in the row.
func (r *row) set(m store.Summary, index int, current, focused bool) {
	v, now := r.screen.o.Voice, r.screen.o.Now()
	r.index, r.current, r.focused = index, current, focused && current
	r.name.Importance = widget.MediumImportance
	if m.Damaged || m.HostName == "" {
		r.name.Importance = widget.LowImportance
	}
	if m.Damaged {
		r.name.Importance = widget.DangerImportance
	}
	r.name.SetText(v.Line(name(m)))
	r.about.SetText(v.Line(about(m)))
	r.state.SetText(v.Line(state(m, now)))
	r.changed.SetText(v.Line(changed(m, now)))
	if current && r.mode != v.Mode() {
		r.mode = v.Mode()
		for _, say := range r.relabel {
			say()
		}
	}
	setVisible(r.again, !m.Damaged)
	setVisible(r.buttons, current)
	r.Refresh()
}

// choose makes the row the current one.
func (r *row) choose() {
	r.screen.choose(r.index)
	r.screen.o.Canvas.Focus(r.screen.list)
}

// MouseDown makes the row the current one at once; Tapped comes only when it is
// certain that no second click follows.
func (r *row) MouseDown(*desktop.MouseEvent) { r.choose() }

// MouseUp does nothing.
func (r *row) MouseUp(*desktop.MouseEvent) {}

// Tapped makes the row the current one.
func (r *row) Tapped(*fyne.PointEvent) { r.choose() }

// DoubleTapped opens the filing.
func (r *row) DoubleTapped(*fyne.PointEvent) {
	r.choose()
	r.screen.open()
}

// MouseIn shades the row.
func (r *row) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved does nothing.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (r *row) MouseOut() { r.hovered = false; r.Refresh() }

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
func rowHeight() float32 {
	return theme.TextSize()*3 + 4*theme.InnerPadding()
}

func (r *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(320, fyne.Max(rowHeight(), r.row.buttons.MinSize().Height))
}

// Layout sets the name over what the filing is about on the left, how far it is
// on the right, and the buttons of the current row between.
func (r *rowRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	right := size.Width
	side := fyne.Max(r.row.state.MinSize().Width, r.row.changed.MinSize().Width)
	right -= side + theme.Padding()
	two(r.row.state, r.row.changed, right, side, size.Height)
	if r.row.current {
		buttons := r.row.buttons.MinSize()
		right -= buttons.Width + theme.Padding()
		r.row.buttons.Resize(buttons)
		r.row.buttons.Move(fyne.NewPos(right, (size.Height-buttons.Height)/2))
	}
	two(r.row.name, r.row.about, theme.Padding(), right-2*theme.Padding(), size.Height)
}

// two sets two labels closely above one another in the middle of a height; each
// brings padding of its own.
func two(upper, lower *widget.Label, x, width, height float32) {
	a, b := upper.MinSize().Height, lower.MinSize().Height
	overlap := theme.InnerPadding() * 1.3
	top := (height - a - b + overlap) / 2
	upper.Move(fyne.NewPos(x, top))
	upper.Resize(fyne.NewSize(width, a))
	lower.Move(fyne.NewPos(x, top+a-overlap))
	lower.Resize(fyne.NewSize(width, b))
}

func (r *rowRenderer) Refresh() {
	th := fyne.CurrentApp().Settings().Theme()
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor, r.back.StrokeWidth = color.Transparent, 0
	switch {
	case r.row.current:
		r.back.FillColor = th.Color(look.ColorCurrent, variant)
	case r.row.hovered:
		r.back.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	if r.row.focused {
		r.back.StrokeColor, r.back.StrokeWidth = th.Color(look.ColorRing, variant), 3
	}
	r.back.CornerRadius = theme.InputRadiusSize()
	r.back.Refresh()
	r.Layout(r.row.Size())
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	return slices.Concat([]fyne.CanvasObject{r.back},
		[]fyne.CanvasObject{r.row.name, r.row.about, r.row.buttons, r.row.state, r.row.changed})
}

func (r *rowRenderer) Destroy() {}
