package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// list is the rows of the tab that is shown. Only those in sight are put into words.
type list struct {
	widget.List
	presence.Keys
	screen  *Screen
	focused bool
}

var (
	_ fyne.Focusable    = (*list)(nil)
	_ fyne.Shortcutable = (*list)(nil)
)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.Length = func() int { return len(s.tab.rows()) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(s) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.tab.rows()) {
			o.(*listRow).set(i)
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// reveal scrolls so far that the current row is seen whole, with the heading above the
// first one.
func (l *list) reveal() {
	if l.screen.tab.at() <= 1 {
		l.ScrollToTop()
		return
	}
	parts.RevealRow(&l.List, l.screen.tab.at(), rowHeight(l.screen.o.Voice))
}

// TypedKey moves the current row, or does what a key of the screen does.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	s := l.screen
	switch key.Name {
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.tab.rows()) - 1)
	case fyne.KeyJ:
		s.choose(s.tab.at() + 1)
	case fyne.KeyK:
		s.choose(s.tab.at() - 1)
	default:
		if by, ok := parts.RowsBy(&l.List, key.Name, rowHeight(s.o.Voice)); ok {
			s.choose(s.tab.at() + by)
		} else if !s.key(key.Name) {
			form.PassOn(l, key)
		}
	}
}

// TypedRune takes what has no key of its own on every keyboard.
func (l *list) TypedRune(r rune) { l.screen.rune(r) }

// TypedShortcut does what the screen's own shortcuts do and hands all others on to the
// window.
func (l *list) TypedShortcut(shortcut fyne.Shortcut) { l.screen.shortcut(shortcut) }

// FocusGained draws the focus ring at the current row. The toolkit's own list would
// shade a row of its own choice.
func (l *list) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.Refresh() }

// listRow shows a heading, or a place with how it was judged. A click chooses it.
type listRow struct {
	widget.BaseWidget
	parts.Hover
	screen *Screen
	index  int
	head   bool

	sign, state, value, note *parts.Line
	label                    *parts.Wrap
}

var (
	_ fyne.Tappable     = (*listRow)(nil)
	_ desktop.Hoverable = (*listRow)(nil)
)

func newRow(s *Screen) *listRow {
	r := &listRow{
		screen: s, index: -1,
		sign: parts.NewLine(theme.SizeNameSubHeadingText), label: parts.NewWrap(theme.SizeNameCaptionText), state: parts.NewLine(theme.SizeNameCaptionText),
		value: parts.NewLine(theme.SizeNameText), note: parts.NewLine(theme.SizeNameCaptionText),
	}
	r.state.Text.Alignment, r.note.Text.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	r.Hover = parts.NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

// set shows a row of the tab.
func (r *listRow) set(index int) {
	r.index = index
	one := r.screen.tab.rows()[index]
	r.head = one.heading != nil
	r.value.Strong = r.head
	if r.head {
		r.sign.Said, r.label.Said, r.state.Said, r.note.Said = "", "", "", ""
		r.value.Said, r.value.Color = r.screen.line(one.heading), theme.ColorNameForeground
		r.Refresh()
		return
	}
	said := r.screen.tab.say(index)
	r.sign.Said, r.sign.Color = said.sign, said.color
	r.state.Said, r.state.Color = said.state, said.color
	r.label.Said, r.value.Said, r.note.Said = said.label, said.value, said.note
	r.value.Color, r.note.Color = theme.ColorNameForeground, colorDoubt
	if said.empty {
		r.value.Color = colorQuiet
	}
	if said.grave {
		r.note.Color = colorBad
	}
	r.Refresh()
}

// Tapped chooses the row.
func (r *listRow) Tapped(*fyne.PointEvent) {
	r.screen.o.Canvas.Focus(r.screen.list)
	r.screen.choose(r.index)
}

// CreateRenderer draws the row.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer {
	return parts.DrawRow(r, parts.Drawing{
		Least: func() fyne.Size { return fyne.NewSize(260, rowHeight(r.screen.o.Voice)) },
		Place: r.place,
		State: func() parts.RowState {
			return parts.RowState{Current: r.index == r.screen.tab.at(), Hovered: r.Over && !r.head, Focused: r.screen.list.focused}
		},
		Shown: []fyne.CanvasObject{r.sign.Text, r.label, r.state.Text, r.value.Text, r.note.Text},
	})
}

// rowHeight is that of two lines, the first a small one. In Chinese that is enough; in
// other languages there are names that need another small line.
func rowHeight(v *voice.Voice) float32 {
	height := theme.TextSize()*1.45 + theme.CaptionTextSize()*1.45 + 1.5*theme.InnerPadding()
	if v.Mode() != voice.Chinese {
		height += theme.InnerPadding()
	}
	return height
}

// place sets the sign before label and value, and what was said behind them.
func (r *listRow) place(size fyne.Size) {
	gap := theme.InnerPadding()
	if r.head {
		r.value.Place(gap, size.Height-r.value.Height()-gap/2, size.Width-2*gap)
		for _, l := range []*parts.Line{r.sign, r.state, r.note} {
			l.Place(0, 0, 0)
		}
		r.label.Place(0, 0, 0)
		return
	}
	left := 2*gap + theme.TextSize()*1.4
	r.sign.Place(1.5*gap, (size.Height-r.sign.Height())/2, left-1.5*gap)
	beside := func(right *parts.Line, y, height float32) (width float32) {
		if right.Said != "" {
			width = fyne.Min(right.Width()+1, (size.Width-left)*0.6)
			right.Place(size.Width-gap-width, y+height-right.Height(), width)
			width += gap
		} else {
			right.Place(0, 0, 0)
		}
		return size.Width - left - gap - width
	}
	width := beside(r.state, 0, 0) // anew below, once it is known where
	label := r.label.HeightAt(width)
	top := (size.Height - label - r.value.Height()) / 2
	r.label.Place(left, top, beside(r.state, top, r.label.Height()))
	r.value.Place(left, top+label, beside(r.note, top+label, r.value.Height()))
}
