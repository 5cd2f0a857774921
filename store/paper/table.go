package paper

const (
	cellInset = 5   // left and right of the text of a cell
	cellAbove = 3.5 // above and below the text of a cell
)

// A column of a table. Columns of labels are shaded.
type column struct {
	width float64
	head  phrase
	label bool
}

// A cell holds text, or a box to tick before its text.
type cell struct {
	phrase
	colour colour // black unless set
	tick   bool
	ticked bool
	extra  []phrase // further lines in small red type
	room   float64  // that the cell takes at the least, to write in
}

// A row is the cells of a table's row.
type row []cell

// field is a row of a form: what it asks, and what the filing says. An empty
// value leaves room to write.
func field(label, value phrase) row { return row{{phrase: label}, {phrase: value}} }

// fields draws a table of labels and values.
func (d *document) fields(rows ...row) { d.table(fieldColumns, rows...) }

var fieldColumns = []column{{width: 44 * mm, label: true}, {width: width - 44*mm}}

// fieldsHeight is how much fields take with the gap below them.
func (d *document) fieldsHeight(rows ...row) float64 {
	h := 8.0
	for _, r := range rows {
		h += d.rowHeight(d.setRow(fieldColumns, r), r)
	}
	return h
}

// table draws rows, each as high as its fullest cell. A short table stands on one
// page. A row of another that does not fit is carried to the next page, one longer
// than half a page is divided; the head stands on every page.
func (d *document) table(columns []column, rows ...row) {
	d.need(d.begun(columns, rows))
	d.head(columns)
	for _, r := range rows {
		d.row(columns, r)
	}
	d.gap(8)
}

// begun is what of a table must stand on the page it begins on.
func (d *document) begun(columns []column, rows []row) float64 {
	return max(d.opening(columns, rows), d.short(columns, rows))
}

// opening is the height of a table's head with its first row.
func (d *document) opening(columns []column, rows []row) float64 {
	h := 0.0
	if text := tallest(d.heads(columns)); text > 0 {
		h = text + 2*d.above()
	}
	if len(rows) > 0 {
		first := max(tallest(d.setRow(columns, rows[0])), cellStyle.leading) + 2*d.above()
		h += min(first, (bottom-top)/2)
	}
	return h
}

// short is the height of a table of a few rows that a page break would spoil, 0 for
// one that takes more than a quarter of a page.
func (d *document) short(columns []column, rows []row) float64 {
	const few = 8
	if len(rows) > few {
		return 0
	}
	h := d.opening(columns, nil)
	for _, r := range rows {
		h += d.rowHeight(d.setRow(columns, r), r)
	}
	if h > (bottom-top)/4 {
		return 0
	}
	return h
}

// rowHeight is how high a row is whose texts are set.
func (d *document) rowHeight(set [][]textLine, r row) float64 {
	h := max(tallest(set), cellStyle.leading)
	for _, c := range r {
		h = max(h, c.room)
	}
	return h + 2*d.above()
}

func (d *document) above() float64 {
	switch {
	case d.dense:
		return cellAbove * 0.35
	case d.tight:
		return cellAbove * 0.6
	}
	return cellAbove
}

func (d *document) heads(columns []column) [][]textLine {
	var heads row
	for _, c := range columns {
		heads = append(heads, cell{phrase: c.head})
	}
	return d.setRow(columns, heads)
}

func (d *document) head(columns []column) {
	set := d.heads(columns)
	if text := tallest(set); text > 0 {
		h := text + 2*d.above()
		d.fill(left, d.y, width, h, shade)
		d.cells(columns, set, h)
	}
}

// setRow breaks the texts of a row's cells to the widths of the columns.
func (d *document) setRow(columns []column, r row) [][]textLine {
	set := make([][]textLine, len(columns))
	for i, c := range columns {
		if i >= len(r) {
			break
		}
		s, aid := cellStyle, aidStyle
		if c.label || c.head.zh != "" && r[i].phrase == c.head {
			s.size, s.leading = 9.5, 14
		}
		if r[i].colour != black { // the zero colour is black
			s.colour, aid.colour = r[i].colour, r[i].colour
		}
		room := c.width - 2*cellInset
		if r[i].tick {
			room -= tickRoom
		}
		lines := d.setCell(r[i].phrase, s, aid, room)
		for _, extra := range r[i].extra {
			lines = append(lines, d.setCell(extra, style{size: 8, leading: 11.5, colour: red},
				style{size: 7, leading: 9, colour: red}, room)...)
		}
		if r[i].tick && len(lines) > 0 {
			for j := range lines {
				lines[j].indent += tickRoom
			}
			lines[0].box = emptyBox
			if r[i].ticked {
				lines[0].box = tickedBox
			}
		}
		set[i] = lines
	}
	return set
}

// setCell is setPhrase without spreading: a cell is too narrow for that.
func (d *document) setCell(p phrase, s, aid style, room float64) []textLine {
	lines := d.setPhrase(p, s, aid, room)
	for i := range lines {
		lines[i].spread = 0
	}
	return lines
}

func tallest(set [][]textLine) float64 {
	var h float64
	for _, lines := range set {
		h = max(h, height(lines))
	}
	return h
}

func (d *document) row(columns []column, r row) { d.rowOf(columns, d.setRow(columns, r), r) }

// rowOf draws a row whose texts are set.
func (d *document) rowOf(columns []column, set [][]textLine, r row) {
	for {
		h := d.rowHeight(set, r)
		if h <= bottom-d.y {
			d.labels(columns, h)
			d.cells(columns, set, h)
			return
		}
		if here := bottom - d.y - 2*d.above(); h > (bottom-top)/2 && here > 5*cellStyle.leading {
			now, later := divide(set, here)
			h = tallest(now) + 2*d.above()
			d.labels(columns, h)
			d.cells(columns, now, h)
			set = later
		}
		if d.err != nil {
			return
		}
		d.newPage()
		d.head(columns)
	}
}

// divide parts the lines of a row into those for which there is room and the
// rest.
func divide(set [][]textLine, room float64) (now, later [][]textLine) {
	now, later = make([][]textLine, len(set)), make([][]textLine, len(set))
	for i, lines := range set {
		n := 0
		for h := 0.0; n < len(lines) && h+lines[n].style.leading <= room; n++ {
			h += lines[n].style.leading
		}
		now[i], later[i] = lines[:n], lines[n:]
	}
	return now, later
}

// labels shades the columns that hold labels.
func (d *document) labels(columns []column, h float64) {
	x := left
	for _, c := range columns {
		if c.label {
			d.fill(x, d.y, c.width, h, shade)
		}
		x += c.width
	}
}

// cells draws the texts of a row and its frames, and moves below it.
func (d *document) cells(columns []column, set [][]textLine, h float64) {
	x := left
	for i, c := range columns {
		y := d.y + (h-height(set[i]))/2
		for _, l := range set[i] {
			d.line(x+cellInset, y, l)
			y += l.style.leading
		}
		d.frame(x, d.y, c.width, h, 0.5, 0, line)
		x += c.width
	}
	d.y += h
}
