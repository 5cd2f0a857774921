package filings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// row shows one filing. A click makes it the current one, which has the buttons;
// a double click opens it.
type row struct {
	widget.BaseWidget
	parts.Hover
	parts.Clicks
	screen *Screen

	index   int
	damaged bool
	times   func(says) // says when it was changed; nil until a filing is shown

	name, about    *parts.Line
	state, changed *parts.Line
	judged, rest   *parts.Line     // how it is judged
	buttons        *fyne.Container // of the current row; made when it first is
	again          *form.Button
	review         *form.Button
	speech         *parts.Speech // of the buttons
	mode           voice.Mode    // in which they speak
}

func newRow(s *Screen) *row {
	r := &row{
		screen: s, index: -1, buttons: container.NewHBox(),
		name: parts.NewLine(theme.SizeNameSubHeadingText), about: parts.NewLine(theme.SizeNameCaptionText),
		state: parts.NewLine(theme.SizeNameCaptionText), changed: parts.NewLine(theme.SizeNameCaptionText),
		judged: parts.NewLine(theme.SizeNameText), rest: parts.NewLine(theme.SizeNameCaptionText),
	}
	r.state.Text.Alignment, r.changed.Text.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	r.buttons.Hide()
	r.Hover = parts.NewHover(r.Refresh)
	r.Clicks = parts.Clicks{Choose: func() {
		s.choose(r.index)
		s.o.Canvas.Focus(s.list)
	}, Do: s.open}
	r.ExtendBaseWidget(r)
	return r
}

// current reports whether the row shows the current filing.
func (r *row) current() bool { return r.index == r.screen.current }

// button adds a button that works as long as the row is the current one: rows
// are used again for other filings while the list scrolls.
func (r *row) button(id string, do func()) *form.Button {
	b := r.speech.Button(nil, voice.Message(id), func() {
		if r.current() {
			do()
		}
	})
	b.OnEscape = func() { r.screen.o.Canvas.Focus(r.screen.list) }
	r.buttons.Add(b)
	return b
}

// Index is that of the filing in the row.
func (r *row) Index() int { return r.index }

// Set shows a filing in the row.
func (r *row) Set(index int) {
	m := r.screen.found[index]
	v, now := r.screen.o.Voice, r.screen.o.Now()
	r.index, r.damaged = index, m.Damaged
	r.name.Color = theme.ColorNameForeground
	switch {
	case m.Damaged:
		r.name.Color = theme.ColorNameError
	case m.HostName == "":
		r.name.Color = theme.ColorNamePlaceHolder
	}
	r.name.Said = v.Line(Name(m))
	r.about.Said = about(v.Line, func(s voice.Speaker) string { return v.Line(v.First(s)) }, m)
	r.times = func(say says) { r.state.Said, r.changed.Said = state(say, m, now), changed(say, m, now) }
	r.sayTimes()
	r.judge(m)
	r.Mark()
}

// sayTimes says when the filing was changed: side by side in one language alone where the
// row has no room for two.
func (r *row) sayTimes() {
	v := r.screen.o.Voice
	say := v.Line
	if v.Mode() == voice.Both && r.Size().Width < narrow*theme.TextSize() {
		say = func(s voice.Speaker) string { return s(v.Language()) }
	}
	if r.times != nil {
		r.times(say)
	}
}

// judge says how the filing in the row is judged, and reports whether that is
// another thing than was said.
func (r *row) judge(m *store.Summary) (another bool) {
	v := r.screen.verdictOf(m)
	another = v != verdict{r.judged.Said, r.rest.Said, r.judged.Color}
	r.judged.Said, r.rest.Said, r.judged.Color = v.first, v.rest, v.color
	return another
}

// Mark shows whether the row is the current one, with its buttons.
func (r *row) Mark() {
	if r.current() {
		r.equip()
	}
	parts.SetVisible(r.buttons, r.current())
	r.Refresh()
}

// equip gives the row its buttons, in the language spoken now.
func (r *row) equip() {
	s := r.screen
	if r.speech == nil {
		r.speech, r.mode = parts.NewSpeech(s.o.Voice), s.o.Voice.Mode()
		r.button("filings.open", s.open)
		r.review = r.button("review.open", func() { s.o.Actions.Review(s.Current()) })
		r.again = r.button("filings.new_from", s.startFrom)
		parts.SetVisible(r.button("filings.delete", s.remove), !s.o.Viewing)
	}
	parts.SetVisible(r.review, !r.damaged && s.o.Actions.Review != nil)
	parts.SetVisible(r.again, !r.damaged && !s.o.Viewing)
	if r.mode != s.o.Voice.Mode() {
		r.mode = s.o.Voice.Mode()
		r.speech.Retranslate()
	}
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return parts.DrawRow(r, parts.Drawing{
		Least: func() fyne.Size { return fyne.NewSize(320, rowHeight()) },
		Place: r.place,
		State: func() parts.RowState {
			return parts.RowState{Current: r.current(), Hovered: r.Over, Focused: r.screen.list.Focused}
		},
		Shown: []fyne.CanvasObject{
			r.name.Text, r.about.Text, r.buttons, r.judged.Text, r.rest.Text, r.state.Text, r.changed.Text,
		},
	})
}

// rowHeight is that of two lines, the second a small one.
func rowHeight() float32 {
	return theme.TextSize()*2.6 + 4*theme.InnerPadding()
}

// narrow is the width of a row, in heights of the text, below which there is no room for
// everything.
const narrow = 60

// narrowest is the same below which the times go, side by side.
const narrowest = 50

// leastName is the room that the name of the current filing has, in heights of the text.
const leastName = 10

// place sets the name over what the filing is about on the left, how far it is
// on the right, and the buttons of the current row between.
func (r *row) place(size fyne.Size) {
	gap := 2 * theme.InnerPadding()
	// The columns stand beneath one another in all rows.
	side, verdict := r.widths()
	r.sayTimes()
	if r.screen.o.Checks == nil {
		verdict = 0
	}
	var buttons fyne.Size
	if r.current() {
		buttons = r.buttons.MinSize()
		// Where the letters are large the buttons take the room of the columns.
		left := size.Width - buttons.Width - leastName*theme.TextSize() - 3*gap
		if side+verdict+gap > left {
			verdict = 0
		}
		if side > left {
			side = 0
		}
	}
	right := size.Width - gap
	if side > 0 {
		right -= side
	}
	two(r.state, r.changed, right, side, size.Height)
	if verdict > 0 {
		right -= verdict + gap
	}
	two(r.judged, r.rest, right, verdict, size.Height)
	if r.current() {
		right -= buttons.Width + gap
		r.buttons.Resize(buttons)
		r.buttons.Move(fyne.NewPos(right, (size.Height-buttons.Height)/2))
	}
	two(r.name, r.about, gap, right-2*gap, size.Height)
}

// widths are the room for the times, and for how the filing is judged, in the
// languages that are spoken.
func (r *row) widths() (side, verdict float32) {
	em := theme.TextSize()
	if r.Size().Width < narrow*em {
		// The name needs room too: the times say no more than they must, or go.
		switch r.screen.o.Voice.Mode() {
		case voice.Both:
			if r.Size().Width < narrowest*em {
				return 0, em * 23
			}
			return em * 9, em * 21.5
		case voice.Chinese:
			return em * 9, em * 14
		}
		return em * 11, em * 17
	}
	switch r.screen.o.Voice.Mode() {
	case voice.Both:
		return em * 20, em * 23
	case voice.English:
		return em * 18, em * 17
	}
	return em * 15, em * 14
}

// two sets two lines above one another in the middle of a height.
func two(upper, lower *parts.Line, x, width, height float32) {
	gap := theme.InnerPadding() / 2
	top := (height - upper.Height() - lower.Height() - gap) / 2
	upper.Place(x, top, width)
	lower.Place(x, top+upper.Height()+gap, width)
}
