package paper

import (
	"github.com/signintech/gopdf"

	"recordaldesk/store/scan/stamp"
)

// blankForm is the sheets being drawn that are laid over an official blank.
type blankForm struct {
	*form
	places []Place
}

// page draws what lies over one page of the blank.
func (p *blankForm) page(number int, page *stamp.Page) {
	if p.err != nil {
		return
	}
	w, h := page.Points()
	p.pdf.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: w, H: h}})
	p.pdf.SetLineWidth(1) // gopdf v0.33.0 writes a page without any content wrongly
	p.pages++
	p.code.Page = number
	if p.options.Incomplete {
		p.stampDraft(w, h, w-20*mm*min(1, w/pageWidth))
	}
	coded := false
	var taken []textBox
	for i, place := range p.places {
		if place.Page != number {
			continue
		}
		b := textBox{
			x: place.X * w, y: place.Y * h, width: place.Width * w, height: place.Height * h,
			size: place.Size, end: h,
		}
		switch place.Value {
		case CodeSquare:
			p.square(b.x, b.y, b.width)
			coded = true
			continue
		case CodeNumber:
			b.text = p.code.String()
		default:
			b.text = p.value(place.Value)
		}
		if !p.set(&b) {
			p.fail(&BlankError{Problem: BlankNoRoom, Place: i + 1, Page: number, Value: place.Value})
		}
		taken = append(taken, b)
	}
	if !coded {
		p.corner(page, taken)
	}
}

// corner draws the square of the page's code in the lower right corner of the page,
// with its number beside it, where there is room between what the page and the boxes
// have there: as far from the edges as on our own forms, or as close as printers go.
func (p *blankForm) corner(page *stamp.Page, taken []textBox) {
	const apart = 3 * mm // four modules of white, and a little
	w, h := page.Points()
	free := func(left, top, right, bottom float64) bool {
		if left < 0 || top < 0 {
			return false
		}
		for _, b := range taken {
			if b.text != "" && b.x < right && b.x+b.width > left && b.y < bottom && max(b.bottom, b.y+b.height) > top {
				return false
			}
		}
		return page.Free(left, top, right, bottom)
	}
	for _, edge := range []struct{ right, bottom float64 }{{20 * mm, 9 * mm}, {8 * mm, 8 * mm}} {
		x, y := w-edge.right-squareSide, h-edge.bottom-squareSide
		if !free(x-apart, y-apart, x+squareSide+apart, y+squareSide+apart) {
			continue
		}
		p.square(x, y, squareSide)
		const size = 7
		number := p.code.String()
		if from := x - 4*mm - p.extent(number, size); free(from-apart, y+squareSide-2*size, x-apart, y+squareSide+apart) {
			p.write(from, y+squareSide, size, black, number)
		}
		return
	}
}

// A textBox is where a text has to stand, in points from the upper left corner of the
// page, see [Place].
type textBox struct {
	text                string
	x, y, width, height float64
	size                float64
	end                 float64 // of the page; below it nothing is seen
	bottom              float64 // of the text, once it is set
}

// tightLeading is from line to line of text that has little room, in parts of its size.
const tightLeading = 1.2

// set writes a text into its box, smaller or in more lines where it must, and reports
// whether it has room on the page.
func (d *document) set(b *textBox) bool {
	if b.text == "" || d.err != nil {
		return true
	}
	if b.height < b.size*tightLeading {
		b.height = 0 // a box for one line
	}
	size := b.size
	lines := wrap(b.text, b.width, b.width, d.measure(size))
	for !b.holds(lines, size) && size > SmallestType {
		size = max(size-0.5, SmallestType)
		lines = wrap(b.text, b.width, b.width, d.measure(size))
	}
	leading := size * tightLeading
	// The square of a Chinese character stands 0.12 below the baseline.
	baseline := b.y + 0.88*size
	switch high := float64(len(lines)) * leading; {
	case b.height > high:
		baseline += (b.height - high + leading - size) / 2
	case len(lines) == 1:
		baseline = b.y + 0.88*b.size
	}
	for _, l := range lines {
		d.write(b.x, baseline, size, black, l)
		baseline += leading
	}
	b.bottom = baseline - leading + 0.12*size
	return b.bottom <= b.end+rounding
}

// holds reports whether the lines stand within the box.
func (b textBox) holds(lines []string, size float64) bool {
	if b.height == 0 {
		return len(lines) == 1
	}
	return float64(len(lines))*size*tightLeading <= b.height
}
