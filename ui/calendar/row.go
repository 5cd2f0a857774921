package calendar

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// shares are the widths of the columns, in heights of the text on an office screen.
var shares = map[column]float32{byDay: 9, byLeft: 11, byClient: 22, byWhat: 24, byActor: 10, byDesk: 9}

// narrow is the width, in heights of the text, below which who acts and the desk have no
// room: the foot says who acts.
const narrow = 60

func gap() float32 { return theme.InnerPadding() }

// places gives the place and the width of each column in a row of a width; 0 for one
// that has no room.
func places(width float32) (at, wide []float32) {
	all := make([]float32, len(columns))
	for i, c := range columns {
		if width >= narrow*theme.TextSize() || c != byActor && c != byDesk {
			all[i] = shares[c]
		}
	}
	return parts.Spread(width, all)
}

// heads are the names of the columns.
type heads struct {
	speech *parts.Speech
	object *fyne.Container
}

func newHeads(s *Screen) *heads {
	h := &heads{speech: parts.NewSpeech(s.o.Voice), object: container.New(headLayout{})}
	for _, c := range columns {
		label := h.speech.Label(widget.MediumImportance, voice.Message("calendar.column."+string(c)))
		label.Strong, label.Truncation = true, fyne.TextTruncateEllipsis
		h.object.Add(label)
	}
	return h
}

// headLayout sets the names over the columns.
type headLayout struct{}

func (headLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, objects[0].MinSize().Height)
}

func (headLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	at, wide := places(size.Width)
	for i, o := range objects {
		parts.SetVisible(o, wide[i] > 0)
		o.Move(fyne.NewPos(at[i]-theme.InnerPadding(), 0))
		o.Resize(fyne.NewSize(wide[i]+gap()+theme.InnerPadding(), size.Height))
	}
}

// row shows an entry or a heading. A click makes an entry the current one, a double click
// shows how far its filing has come.
type row struct {
	widget.BaseWidget
	parts.Hover
	parts.Clicks
	screen  *Screen
	index   int
	heading *parts.Line       // "" where it shows an entry
	line    *canvas.Rectangle // under a heading
	cells   []parts.Cell      // in the order of the columns
}

func newRow(s *Screen) *row {
	r := &row{screen: s, index: -1, heading: parts.NewLine(theme.SizeNameSubHeadingText), line: canvas.NewRectangle(color.Transparent)}
	r.heading.Color, r.heading.Strong = theme.ColorNameForeground, true
	for range columns {
		r.cells = append(r.cells, parts.NewCell())
	}
	r.Hover = parts.NewHover(r.Refresh)
	r.Clicks = parts.Clicks{Choose: r.choose, Do: r.progress}
	r.ExtendBaseWidget(r)
	return r
}

// Index is that of the line in the row.
func (r *row) Index() int { return r.index }

// Mark shows whether the row is the current one.
func (r *row) Mark() { r.Refresh() }

// Set shows a line in the row.
func (r *row) Set(index int) {
	r.index = index
	of, v, now := r.screen.lines[index], r.screen.o.Voice, r.screen.o.Now()
	r.heading.Said = ""
	if of.entry == nil {
		r.heading.Said = v.Line(heading(of))
	}
	for i, c := range columns {
		w := words{say: plain("")}
		if of.entry != nil {
			w = wordsOf(of.entry, c, now)
		}
		upper, lower := v.Pair(w.say)
		if w.same {
			lower = ""
		}
		r.cells[i].Say(upper, lower)
		r.cells[i].Upper.Color = w.color
	}
	r.Refresh()
}

func (r *row) isHeading() bool { return r.heading.Said != "" }

// choose makes the row the current one, unless it is a heading.
func (r *row) choose() {
	if !r.isHeading() {
		r.screen.choose(r.index)
	}
	r.screen.o.Canvas.Focus(r.screen.list)
}

// progress shows how far the filing has come.
func (r *row) progress() {
	if !r.isHeading() {
		r.screen.progress()
	}
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	shown := []fyne.CanvasObject{r.line, r.heading.Text}
	for _, c := range r.cells {
		shown = append(shown, c.Objects()...)
	}
	return parts.DrawRow(r, parts.Drawing{
		Least: func() fyne.Size { return fyne.NewSize(320, r.screen.rowHeight()) },
		Place: r.place,
		State: func() parts.RowState {
			s, entry := r.screen, !r.isHeading()
			return parts.RowState{Current: entry && r.index == s.current, Hovered: entry && r.Over, Focused: s.list.Focused}
		},
		Shown: shown,
	})
}

func (s *Screen) rowHeight() float32 { return parts.CellHeight(s.o.Voice) }

func (r *row) place(size fyne.Size) {
	r.line.FillColor = color.Transparent
	if r.isHeading() {
		r.line.FillColor = theme.Color(theme.ColorNameSeparator)
	}
	r.line.Refresh()
	r.line.Move(fyne.NewPos(gap(), size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width-2*gap(), 1))
	r.heading.Place(gap(), size.Height-r.heading.Height()-2, size.Width-2*gap())
	at, wide := places(size.Width)
	for i, c := range r.cells {
		c.Place(at[i], wide[i], size.Height)
	}
}
