package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// list is the entries under their days. Only the rows in sight are ever put into
// words, so that ten thousand open as quickly as ten.
type list struct {
	widget.List
	presence.Keys
	screen  *Screen
	focused bool
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.Length = func() int { return len(s.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(s) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.rows) {
			o.(*row).set(i)
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// reveal scrolls so far that the current entry is seen whole, and the day above the
// first one with it.
func (l *list) reveal() {
	if l.screen.current == 1 {
		l.ScrollToTop()
		return
	}
	parts.RevealRow(&l.List, l.screen.current, rowHeight(l.screen.o.Voice))
}

// TypedKey moves the current entry, shows the filing as it was then, or goes back.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.rows) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.open()
	case fyne.KeyEscape:
		s.leave()
	default:
		if by, ok := parts.RowsBy(&l.List, key.Name, rowHeight(s.o.Voice)); ok {
			s.choose(s.current + by)
		} else {
			form.PassOn(l, key)
		}
	}
}

// TypedRune does nothing; entries are not typed into.
func (l *list) TypedRune(rune) {}

// FocusGained draws the focus ring at the current entry. The toolkit's own list would
// shade a row of its own choice.
func (l *list) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.Refresh() }

// row shows a day, or an entry: when, by whom and from where, which fields, and what
// became of them. A click chooses it.
type row struct {
	widget.BaseWidget
	parts.Hover
	screen *Screen
	index  int

	when, fields, became *parts.Line
}

var (
	_ fyne.Tappable     = (*row)(nil)
	_ desktop.Hoverable = (*row)(nil)
)

func newRow(s *Screen) *row {
	r := &row{
		screen: s, index: -1,
		when: parts.NewLine(theme.SizeNameCaptionText), fields: parts.NewLine(theme.SizeNameText), became: parts.NewLine(theme.SizeNameCaptionText),
	}
	r.Hover = parts.NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

// set shows a row of the screen.
func (r *row) set(index int) {
	r.index = index
	w, v, one := r.screen.words, r.screen.o.Voice, r.screen.rows[index]
	r.fields.Color = theme.ColorNameForeground
	r.fields.Strong = one.day
	if one.day {
		r.when.Said, r.became.Said = "", ""
		r.fields.Said = v.Line(dayOf(one.entry.At))
		r.Refresh()
		return
	}
	c := one.entry
	r.when.Said = c.At.Local().Format("15:04:05")
	for _, part := range []string{c.By, v.Line(origin(c))} {
		if part != "" {
			r.when.Said += "  ·  " + part
		}
	}
	r.fields.Said = v.Line(func(l translations.Language) string { return w.fieldsOf(l, c) })
	r.became.Said = ""
	if len(c.Steps) > 0 {
		// Values are mostly the same in both languages.
		r.became.Said, _ = v.Pair(func(l translations.Language) string { return w.became(l, c) })
	}
	r.Refresh()
}

// Tapped chooses the entry; a click on the current one shows the filing as it was.
func (r *row) Tapped(*fyne.PointEvent) {
	s := r.screen
	s.o.Canvas.Focus(s.list)
	if r.index == s.current {
		s.open()
		return
	}
	s.choose(r.index)
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return parts.DrawRow(r, parts.Drawing{
		Least: func() fyne.Size { return fyne.NewSize(300, rowHeight(r.screen.o.Voice)) },
		Place: r.place,
		State: func() parts.RowState {
			return parts.RowState{Current: r.index == r.screen.current, Hovered: r.Over && !r.isDay(), Focused: r.screen.list.focused}
		},
		Shown: []fyne.CanvasObject{r.when.Text, r.fields.Text, r.became.Text},
	})
}

// rowHeight is that of three lines.
func rowHeight(*voice.Voice) float32 {
	return theme.TextSize()*1.4 + theme.CaptionTextSize()*2.9 + 2*theme.InnerPadding()
}

func (r *row) place(size fyne.Size) {
	gap := theme.InnerPadding()
	lines := []*parts.Line{r.when, r.fields, r.became}
	var height float32
	for _, l := range lines {
		if l.Said != "" {
			height += l.Height()
		}
	}
	y := (size.Height - height) / 2
	if r.isDay() {
		y = size.Height - height - gap // close above its entries
	}
	for _, l := range lines {
		l.Place(gap, y, size.Width-2*gap)
		if l.Said != "" {
			y += l.Height()
		}
	}
}

func (r *row) isDay() bool {
	return r.index >= 0 && r.index < len(r.screen.rows) && r.screen.rows[r.index].day
}
