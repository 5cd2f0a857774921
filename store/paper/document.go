package paper

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font/sfnt"

	"recordaldesk/store/pagecode"
	"recordaldesk/translations"
)

// All measures are points, 72 to the inch; y runs down from the top edge.
const (
	mm = 72 / 25.4

	pageWidth  = 210 * mm
	pageHeight = 297 * mm
	left       = 20 * mm
	right      = pageWidth - 20*mm
	top        = 18 * mm
	bottom     = pageHeight - 27*mm // below it stands the foot of the page
	width      = right - left
)

// A colour is what gopdf wants it as.
type colour [3]uint8

var (
	black = colour{0, 0, 0}
	grey  = colour{96, 96, 96} // dark enough to survive a copying machine
	line  = colour{110, 110, 110}
	shade = colour{243, 243, 243}
	red   = colour{190, 20, 20}
)

// A phrase is a text of the paper: Chinese, which counts, and English as a
// reading aid, "" for none.
type phrase struct{ zh, en string }

// document is a paper being written, top to bottom. The first thing that goes
// wrong is kept, and what is written after it does nothing.
type document struct {
	options Options
	about   description
	face    *typeface
	buffer  sfnt.Buffer
	widths  map[rune]float64 // of the characters used, as parts of the size
	pdf     gopdf.GoPdf
	pages   int
	waiting *phrase // a heading to be written with what comes below it
	y       float64 // how far down the page is written
	tight   bool    // lines stand closer, to save a page
	dense   bool    // the texts of cells stand closer to their frames too
	ownForm bool    // the foot says that this is no official form
	lenient bool    // a character that cannot be printed stands as 〓
	code    pagecode.Code
	err     error
}

// newDocument opens a paper with its first page. Title and author go into the
// file's description.
func newDocument(o Options, title, author string) *document {
	d := openDocument(o, title, author)
	d.newPage()
	return d
}

// openDocument opens a paper that has no page yet.
func openDocument(o Options, title, author string) *document {
	d := &document{options: o, widths: map[rune]float64{}}
	d.face, d.err = openTypeface()
	if d.err != nil {
		return d
	}
	d.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
	d.pdf.SetNoCompression() // which [finish] sees to
	if err := d.pdf.AddTTFFontFromFontContainer(family, &d.face.container); err != nil {
		d.fail(fmt.Errorf("give the paper its font: %w", err))
		return d
	}
	if _, err := time.Parse(time.DateOnly, o.Date); err != nil {
		d.fail(fmt.Errorf("date the paper: %w", err))
		return d
	}
	d.about = description{title: clean(title), author: clean(author), program: clean(o.Program), date: o.Date}
	return d
}

// say returns a message of the translations, for printing.
func (d *document) say(id string, args ...map[string]string) phrase {
	if d.options.NoChinese {
		return as(inLatin.Replace(translations.Text(translations.English, id, args...)))
	}
	p := phrase{zh: clean(translations.Text(translations.Chinese, id, args...))}
	if d.options.English {
		p.en = clean(translations.Text(translations.English, id, args...))
	}
	if p.en == p.zh {
		p.en = "" // an address of e-mail needs no translation
	}
	return p
}

// as returns a phrase of the filing's own text, the same in both languages.
func as(s string) phrase { return phrase{zh: clean(s)} }

// clean readies a text for one line of type: line ends and tabs become spaces,
// and characters that have no picture, such as NUL and marks of writing
// direction, are left out, since all they can do on paper is to disturb it.
func clean(s string) string { return strings.ReplaceAll(cleanLines(s), "\n", " ") }

// cleanLines is clean for a text of several lines.
func cleanLines(s string) string {
	s = lineEnds.Replace(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\u3000', r == '\u00a0':
			return r
		case unicode.IsSpace(r), unicode.Is(unicode.Zs, r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf):
			return -1
		}
		return r
	}, s)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

func (d *document) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// measure returns a function that gives the width of a character at a size.
func (d *document) measure(size float64) func(rune) float64 {
	return func(r rune) float64 {
		w, ok := d.widths[r]
		if !ok {
			if w, ok = d.face.advance(&d.buffer, r); !ok {
				d.fail(&MissingGlyphError{Rune: r})
			}
			d.widths[r] = w
		}
		return w * size
	}
}

func (d *document) extent(s string, size float64) float64 {
	return newSetter(d.measure(size)).after(0, []rune(s))
}

// write draws one line of text with its left end at x and its baseline at y.
func (d *document) write(x, y, size float64, c colour, s string) { d.writeSpread(x, y, size, 0, c, s) }

// writeSpread is write with the characters spread by gap each.
func (d *document) writeSpread(x, y, size, gap float64, c colour, s string) {
	d.extent(s, size)
	if d.err != nil || s == "" {
		return
	}
	if err := d.pdf.SetFont(family, "", size); err != nil {
		d.fail(fmt.Errorf("set the paper's font: %w", err))
		return
	}
	d.pdf.SetTextColor(c[0], c[1], c[2])
	if err := d.pdf.SetCharSpacing(gap); err != nil {
		d.fail(fmt.Errorf("space the paper's text: %w", err))
		return
	}
	set, before := newSetter(d.measure(size)), rune(0)
	for _, run := range runs(s) {
		r := []rune(run)
		x -= set.tucked(before, r[0])
		d.pdf.SetXY(x, y)
		if err := d.pdf.Text(run); err != nil {
			d.fail(fmt.Errorf("write on the paper: %w", err))
		}
		x += set.after(0, r) + gap*float64(len(r))
		before = r[len(r)-1]
	}
	if err := d.pdf.SetCharSpacing(0); err != nil {
		d.fail(fmt.Errorf("space the paper's text: %w", err))
	}
}

// rule draws a line; dash is the length of dashes and gaps, 0 for none.
func (d *document) rule(x1, y1, x2, y2, thickness, dash float64, c colour) {
	if d.err != nil {
		return
	}
	d.pen(thickness, dash, c)
	d.pdf.Line(x1, y1, x2, y2)
}

func (d *document) pen(thickness, dash float64, c colour) {
	d.pdf.SetLineWidth(thickness)
	d.pdf.SetStrokeColor(c[0], c[1], c[2])
	if dash > 0 {
		d.pdf.SetCustomLineType([]float64{dash, dash}, 0)
	} else {
		d.pdf.SetLineType("solid")
	}
}

func (d *document) frame(x, y, w, h, thickness, dash float64, c colour) {
	if d.err != nil {
		return
	}
	d.pen(thickness, dash, c)
	d.pdf.RectFromUpperLeftWithStyle(x, y, w, h, "D")
}

func (d *document) fill(x, y, w, h float64, c colour) {
	if d.err != nil {
		return
	}
	d.pdf.SetFillColor(c[0], c[1], c[2])
	d.pdf.RectFromUpperLeftWithStyle(x, y, w, h, "F")
}

// need begins a new page unless h more can stand on this one, together with a
// heading that waits to be written above it.
func (d *document) need(h float64) {
	heading := d.waiting
	d.waiting = nil
	if d.y+d.headingHeight(heading)+h > bottom && d.y > top {
		d.newPage()
	}
	if heading != nil {
		d.writeHeading(*heading)
	}
}

func (d *document) newPage() {
	if d.err != nil {
		return
	}
	d.pdf.AddPage()
	d.pages++
	d.y = top
	if d.options.Incomplete {
		d.stampDraft(pageWidth, pageHeight, right)
	}
}

// stampDraft says on a page of the size, behind its text and in its head up to the
// edge, that the paper is not to be used.
func (d *document) stampDraft(wide, high, edge float64) {
	word := d.draft()
	size := 84 * min(1, wide/pageWidth, high/pageWidth)
	w := d.extent(word, size)
	if d.err != nil {
		return
	}
	d.pdf.Rotate(math.Round(math.Atan2(high, wide)*180/math.Pi), wide/2, high/2)
	d.write((wide-w)/2, high/2+size*0.35, size, colour{236, 236, 236}, word)
	d.pdf.RotateReset()
	w = d.extent(word, 11)
	d.frame(edge-w-12, 7*mm, w+12, 18, 0.8, 0, red)
	d.write(edge-w-6, 7*mm+13, 11, red, word)
}

func (d *document) draft() string {
	return translations.Text(translations.English, "paper.draft") + " " +
		translations.Text(translations.Chinese, "paper.draft")
}

// bytes finishes the pages with their feet and returns the PDF.
func (d *document) bytes() ([]byte, error) {
	for page := 1; page <= d.pages && d.err == nil; page++ {
		if err := d.pdf.SetPage(page); err != nil {
			return nil, fmt.Errorf("number the pages: %w", err)
		}
		d.foot(page)
	}
	return d.finished()
}

// finished returns the PDF of the pages as they are.
func (d *document) finished() ([]byte, error) {
	if d.err != nil {
		return nil, d.err
	}
	for r := range d.widths {
		if _, lost := d.face.lost.Load(r); lost {
			return nil, &MissingGlyphError{Rune: r}
		}
	}
	data, err := d.pdf.GetBytesPdfReturnErr()
	if err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return finish(data, d.about)
}

// foot writes what stands below a page: whose form this is, by which rules it
// was made, the number of the page, and the code by which a scan of it is known.
func (d *document) foot(page int) {
	const size, leading = 7, 9.5
	y := bottom + 5*mm
	edge := right
	if d.code.Form != "" {
		d.code.Page, d.code.Pages = page, d.pages
		d.square(right-squareSide, bottom+3*mm, squareSide)
		edge -= squareSide + 4*mm
	}
	d.rule(left, y, edge, y, 0.4, 0, line)
	args := map[string]string{
		"page": fmt.Sprint(page), "pages": fmt.Sprint(d.pages),
		"program": d.options.Program, "rulebook": d.options.Rulebook,
	}
	number := d.say("paper.page", args)
	y += leading
	d.write(edge-d.extent(number.zh, size+1), y, size+1, black, number.zh)
	d.write(edge-d.extent(number.en, size), y+leading, size, grey, number.en)
	if d.code.Form != "" {
		code := d.code.String()
		d.write(edge-d.extent(code, size), y+2*leading, size, black, code)
	}
	if d.ownForm {
		note := d.say("paper.own_form")
		d.write(left, y, size, black, note.zh)
		y += leading
		if note.en != "" {
			d.write(left, y, size, grey, note.en)
			y += leading
		}
	}
	by := "paper.made_by"
	if d.options.Rulebook == "" {
		by = "paper.made"
	}
	made := d.say(by, args)
	d.write(left, y, size, grey, made.zh)
	d.write(left, y+leading, size, grey, made.en)
}

// squareSide is that of the page's code: its modules are then 0.6 mm, which a
// phone's photograph of a whole page still shows.
const squareSide = 15 * mm

// square draws the page's code with its top left at x, y. Each row is one line,
// broken into dashes.
func (d *document) square(x, y, side float64) {
	square, err := d.code.Square()
	if err != nil {
		d.fail(err)
		return
	}
	if d.err != nil {
		return
	}
	module := side / float64(len(square))
	d.pdf.SetStrokeColor(black[0], black[1], black[2])
	d.pdf.SetLineWidth(module * 1.04) // so that no white line stands between rows
	for i, row := range square {
		from := slices.Index(row, true)
		if from < 0 {
			continue
		}
		last := len(row) - 1
		for !row[last] {
			last--
		}
		var dashes []float64
		for at := from; at <= last; {
			next := at
			for next <= last && row[next] == row[at] {
				next++
			}
			dashes = append(dashes, float64(next-at)*module)
			at = next
		}
		if len(dashes)%2 == 1 {
			dashes = append(dashes, side)
		}
		d.pdf.SetCustomLineType(dashes, 0)
		middle := y + (float64(i)+0.5)*module
		d.pdf.Line(x+float64(from)*module, middle, x+float64(last+1)*module, middle)
	}
}
