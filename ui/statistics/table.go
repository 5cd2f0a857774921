package statistics

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// table is numbers in rows and columns, each with a bar that is as long as the number is
// large.
type table struct {
	widget.BaseWidget
	voice *voice.Voice
	label float32         // what part of the width the names of the rows have
	heads []voice.Speaker // of the columns; none where there is one that needs no name
	rows  []tableRow
}

// tableRow is a row: its name, and a number in each column.
type tableRow struct {
	say     voice.Speaker
	numbers []int
	sum     bool // it adds the others up, and has no bars
}

// most is the number whose bar is the longest.
func (t *table) most() (most int) {
	for _, r := range t.rows {
		if r.sum {
			continue
		}
		for _, n := range r.numbers {
			most = max(most, n)
		}
	}
	return max(most, 1)
}

// CreateRenderer draws the table.
func (t *table) CreateRenderer() fyne.WidgetRenderer {
	r := &tableRenderer{table: t}
	for _, head := range t.heads {
		upper, lower := parts.NewWrap(theme.SizeNameCaptionText), parts.NewLine(theme.SizeNameCaptionText)
		upper.Said, lower.Said = t.voice.Pair(head)
		r.heads = append(r.heads, parts.Cell{Upper: upper, Lower: lower})
	}
	for _, row := range t.rows {
		upper, lower := parts.NewLine(theme.SizeNameText), parts.NewLine(theme.SizeNameCaptionText)
		upper.Color, upper.Strong = theme.ColorNameForeground, row.sum
		upper.Said, lower.Said = t.voice.Pair(row.say)
		d := drawnRow{upper: upper, lower: lower}
		for _, n := range row.numbers {
			number := parts.NewLine(theme.SizeNameText)
			number.Said, number.Color, number.Strong = say.Number(n), theme.ColorNameForeground, row.sum
			d.numbers = append(d.numbers, number)
			d.bars = append(d.bars, canvas.NewRectangle(nil))
		}
		r.rows = append(r.rows, d)
	}
	r.Refresh()
	return r
}

// drawnRow is what a row is drawn with.
type drawnRow struct {
	upper, lower *parts.Line
	bars         []*canvas.Rectangle
	numbers      []*parts.Line
}

type tableRenderer struct {
	table *table
	heads []parts.Cell
	rows  []drawnRow
}

// height is that of a row: of one line or, side by side, of two.
func (r *tableRenderer) height() float32 {
	height := theme.TextSize() * 1.4
	if r.table.voice.Mode() == voice.Both {
		height += theme.CaptionTextSize() * 1.3
	}
	return height + theme.Padding()
}

func (r *tableRenderer) headHeight() float32 {
	if len(r.heads) == 0 {
		return 0
	}
	height := theme.CaptionTextSize() * 1.4
	if r.table.voice.Mode() == voice.Both {
		height *= 2
	}
	return height + theme.Padding()
}

func (r *tableRenderer) MinSize() fyne.Size {
	return fyne.NewSize(240, r.headHeight()+float32(len(r.rows))*r.height()+theme.Padding())
}

func (r *tableRenderer) Layout(size fyne.Size) {
	left := theme.InnerPadding()
	label := size.Width * r.table.label
	columns := max(1, len(r.table.heads))
	column := (size.Width - label) / float32(columns)
	for i, h := range r.heads {
		h.Place(label+float32(i)*column, column-left, r.headHeight())
	}
	most := r.table.most()
	numberWidth := parts.NewLine(theme.SizeNameText)
	numberWidth.Said = say.Number(most) + "00"
	longest := fyne.Max(0, column-numberWidth.Width()-2*left)
	y, height := r.headHeight(), r.height()
	for i, d := range r.rows {
		d.upper.Place(left, y, label-2*left)
		d.lower.Place(left, y+d.upper.Height(), label-2*left)
		for j, bar := range d.bars {
			x := label + float32(j)*column
			width := longest * float32(r.table.rows[i].numbers[j]) / float32(most)
			if r.table.rows[i].sum {
				width = 0
			}
			thick := theme.TextSize()
			bar.Move(fyne.NewPos(x, y+(d.upper.Height()-thick)/2+theme.Padding()/2)) // letters stand low in their line
			bar.Resize(fyne.NewSize(width, thick))
			parts.SetVisible(bar, width > 0)
			if width > 0 {
				x += width + left/2
			}
			d.numbers[j].Place(x, y, column-left)
		}
		y += height
	}
}

func (r *tableRenderer) Refresh() {
	for _, d := range r.rows {
		for _, bar := range d.bars {
			bar.FillColor = theme.Color(theme.ColorNamePrimary)
			bar.Refresh()
		}
	}
	r.Layout(r.table.Size())
}

func (r *tableRenderer) Objects() (all []fyne.CanvasObject) {
	for _, h := range r.heads {
		all = append(all, h.Objects()...)
	}
	for _, d := range r.rows {
		all = append(all, d.upper.Text, d.lower.Text)
		for j, bar := range d.bars {
			all = append(all, bar, d.numbers[j].Text)
		}
	}
	return all
}

func (r *tableRenderer) Destroy() {}
