package keying

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// row shows the head of a page, or a box: whether it is filled in, the platform's label
// over what it means, the value over how it gets there. A click chooses it; one on the
// tick ticks it.
type row struct {
	widget.BaseWidget
	parts.Hover
	sheet *sheet
	index int

	tick                      *canvas.Image
	label, gloss, value, note *parts.Line
}

var (
	_ fyne.Tappable     = (*row)(nil)
	_ desktop.Hoverable = (*row)(nil)
)

func newRow(sh *sheet) *row {
	r := &row{
		sheet: sh, index: -1, tick: canvas.NewImageFromResource(nil),
		label: parts.NewLine(theme.SizeNameText), gloss: parts.NewLine(theme.SizeNameCaptionText),
		value: parts.NewLine(theme.SizeNameText), note: parts.NewLine(theme.SizeNameCaptionText),
	}
	r.label.Color, r.value.Color = theme.ColorNameForeground, theme.ColorNameForeground
	r.tick.FillMode = canvas.ImageFillContain
	r.Hover = parts.NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

// set shows a row of the sheet.
func (r *row) set(index int) {
	r.index = index
	sh := r.sheet
	v, one := sh.screen.o.Voice, sh.rows[index]
	t := one.of
	r.label.Strong = one.head
	r.tick.Resource = nil
	if one.head {
		r.label.Said, r.gloss.Said, r.value.Said, r.note.Said = t.Page, glossOf(v, t.Page, sh.short(sh.pageGloss(t))), "", ""
		if t.Website >= 0 {
			r.value.Said = v.Line(func(l translations.Language) string { return wording.WebsiteName(l, sh.screen.o.Filing, t.Website) })
		}
		r.Refresh()
		return
	}
	r.label.Said, r.gloss.Said = t.Label, glossOf(v, t.Label, sh.short(t.Gloss))
	r.value.Said = sh.value(index)
	said := sh.notesOf(t)
	r.note.Said = ""
	for i, n := range said {
		if i > 0 {
			r.note.Said += "  ·  "
		}
		r.note.Said += v.Line(n)
	}
	r.note.Color = theme.ColorNamePlaceHolder
	switch typing := sh.typing(t); {
	case typing == casework.Done:
		r.tick.Resource, r.note.Color = theme.NewSuccessThemedResource(theme.CheckButtonCheckedIcon()), theme.ColorNameSuccess
	case typing == casework.Outdated:
		r.tick.Resource, r.note.Color = theme.NewWarningThemedResource(theme.WarningIcon()), theme.ColorNameWarning
	case t.Ask:
		r.tick.Resource, r.note.Color = theme.CheckButtonIcon(), theme.ColorNameWarning
	case counts(t):
		r.tick.Resource = theme.CheckButtonIcon()
	}
	r.Refresh()
}

// pageGloss says what a page of the platform is for.
func (sh *sheet) pageGloss(t wording.Typed) voice.Speaker {
	if sh.security {
		return voice.Message("security." + t.PageID)
	}
	return voice.Message("keying." + t.PageID)
}

// short is what says a thing where the letters are so large that two languages would be
// cut off: in the one that comes first. What stands beside the current row says both.
func (sh *sheet) short(say voice.Speaker) voice.Speaker {
	v := sh.screen.o.Voice
	if sh.screen.o.Canvas.Size().Width < narrow*theme.TextSize() {
		return v.First(say)
	}
	return say
}

// narrow is the width of the window, in heights of the text, that two languages need.
const narrow = 60

// glossOf says beside a label of the platform what it means, where that is not the same.
func glossOf(v *voice.Voice, label string, gloss voice.Speaker) string {
	first, second := v.Pair(gloss)
	switch {
	case first == label:
		return second
	case second == "":
		return first
	}
	return first + "  " + second
}

// notesOf says how far a box is, what is to be minded and how the value gets into it, the
// more urgent first.
func (sh *sheet) notesOf(t wording.Typed) []voice.Speaker {
	var said []voice.Speaker
	add := func(when bool, id string) {
		if when {
			said = append(said, voice.Message(id))
		}
	}
	typing := sh.typing(t)
	add(typing == casework.Outdated, "typing.outdated")
	add(typing == casework.Done, "typing.done")
	add(t.Ask, "typing.ask")
	add(t.Replaces, "typing.replaces")
	add(t.Text != "", "typing.how."+string(t.How))
	add(!counts(t), "typing.blank")
	return said
}

// Tapped chooses the row; on the tick it ticks it, or takes the tick away.
func (r *row) Tapped(e *fyne.PointEvent) {
	sh := r.sheet
	sh.focus()
	sh.choose(r.index)
	if t, ok := sh.at(r.index); ok && counts(t) && e.Position.X < tickWidth() {
		sh.toggle()
	}
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return parts.DrawRow(r, parts.Drawing{
		Least: func() fyne.Size { return fyne.NewSize(320, rowHeight()) },
		Place: r.place,
		State: r.state,
		Shown: []fyne.CanvasObject{r.tick, r.label.Text, r.gloss.Text, r.value.Text, r.note.Text},
	})
}

// rowHeight is that of a line with a small one below it.
func rowHeight() float32 {
	return theme.TextSize()*1.4 + theme.CaptionTextSize()*1.45 + 2*theme.InnerPadding()
}

// tickWidth is the room of the tick at the beginning of a row.
func tickWidth() float32 { return theme.TextSize()*1.4 + 2*theme.InnerPadding() }

func (r *row) place(size fyne.Size) {
	gap, side := theme.InnerPadding(), theme.TextSize()*1.4
	r.tick.Hidden = r.tick.Resource == nil
	r.tick.Refresh()
	r.tick.Resize(fyne.NewSquareSize(side))
	r.tick.Move(fyne.NewPos(gap, (size.Height-side)/2))
	from := tickWidth()
	if r.isHead() {
		from = gap
	}
	const share = 0.4 // of the width, that labels have
	middle := tickWidth() + (size.Width-tickWidth())*share
	place := func(x, width float32, upper, lower *parts.Line) {
		height := upper.Height()
		if lower.Said != "" {
			height += lower.Height()
		}
		y := (size.Height - height) / 2
		if r.isHead() {
			y = size.Height - height - gap // close above its boxes
		}
		upper.Place(x, y, width)
		lower.Place(x, y+upper.Height(), width)
	}
	place(from, middle-from-gap, r.label, r.gloss)
	place(middle, size.Width-middle-gap, r.value, r.note)
}

func (r *row) isHead() bool {
	return r.index >= 0 && r.index < len(r.sheet.rows) && r.sheet.rows[r.index].head
}

func (r *row) state() parts.RowState {
	return parts.RowState{Current: r.index == r.sheet.current, Hovered: r.Over && !r.isHead(), Focused: r.sheet.list.focused}
}
