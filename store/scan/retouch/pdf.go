package retouch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"github.com/signintech/gopdf"

	"recordaldesk/assets/fonts"
	"recordaldesk/rules"
	"recordaldesk/store/scan"
)

// applyPDF turns and marks every page of a PDF.
func applyPDF(ctx context.Context, w io.Writer, r io.ReaderAt, info scan.Info, recipe *rules.Retouch) error {
	return scan.CleanPDF(ctx, w, r, info, func(doc *model.Context) error {
		s := stamper{doc: doc, recipe: recipe, seen: map[int]bool{}}
		for page := range doc.PageCount {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.page(page); err != nil {
				return fmt.Errorf("mark page %d: %w", page+1, err)
			}
		}
		return nil
	})
}

// stamper turns and marks pages. The text is one object that all pages draw.
type stamper struct {
	doc    *model.Context
	recipe *rules.Retouch
	seen   map[int]bool // pages done: one may stand in the list twice
	text   *types.IndirectRef
}

func (s *stamper) page(number int) error {
	page, ref, _, err := s.doc.PageDict(number+1, false)
	if err != nil {
		return err
	}
	if ref != nil {
		if s.seen[ref.ObjectNumber.Value()] {
			return nil
		}
		s.seen[ref.ObjectNumber.Value()] = true
	}
	sheet := s.sheet(page)
	if s.recipe.Turn != 0 {
		sheet.rotate = (sheet.rotate + 90*s.recipe.Turn) % 360
		page["Rotate"] = types.Integer(sheet.rotate)
	}
	mark, ok := s.recipe.Mark(number)
	if !ok {
		return nil
	}
	if s.text == nil {
		if s.text, err = plantText(s.doc); err != nil {
			return err
		}
	}
	l, err := textLine()
	if err != nil {
		return err
	}
	return s.draw(page, sheet.matrix(l, mark))
}

// sheet is the part of a page that is seen, in its own units, and the turn it is
// seen with, in degrees clockwise.
type sheet struct {
	x0, y0, x1, y1 float64
	rotate         int
}

// sheet reads a page's boxes as viewers do: the crop box within the media box, and
// US letter where there is no paper at all.
func (s *stamper) sheet(page types.Dict) sheet {
	media, ok := s.box(page, "MediaBox")
	if !ok {
		media = sheet{x1: 612, y1: 792}
	}
	if crop, ok := s.box(page, "CropBox"); ok {
		crop = sheet{x0: max(crop.x0, media.x0), y0: max(crop.y0, media.y0), x1: min(crop.x1, media.x1), y1: min(crop.y1, media.y1)}
		if crop.x1 > crop.x0 && crop.y1 > crop.y0 {
			media = crop
		}
	}
	if turn, ok := number(s.inherited(page, "Rotate")); ok && math.Abs(turn) < 1e6 {
		media.rotate = (int(turn)/90*90%360 + 360) % 360
	}
	return media
}

func (s *stamper) box(page types.Dict, key string) (sheet, bool) {
	list, ok := s.inherited(page, key).(types.Array)
	if !ok || len(list) != 4 {
		return sheet{}, false
	}
	var n [4]float64
	for i, o := range list {
		if o, err := s.doc.Dereference(o); err != nil {
			return sheet{}, false
		} else if n[i], ok = number(o); !ok {
			return sheet{}, false
		}
	}
	b := sheet{x0: min(n[0], n[2]), y0: min(n[1], n[3]), x1: max(n[0], n[2]), y1: max(n[1], n[3])}
	return b, b.x1 > b.x0 && b.y1 > b.y0
}

// inherited returns what the page or the nearest node above it says under key.
func (s *stamper) inherited(page types.Dict, key string) types.Object {
	const maxDepth = 100
	for range maxDepth {
		if o, found := page.Find(key); found {
			if o, err := s.doc.Dereference(o); err == nil && o != nil {
				return o
			}
		}
		above, err := s.doc.DereferenceDict(page["Parent"])
		if err != nil || above == nil {
			break
		}
		page = above
	}
	return nil
}

func number(o types.Object) (float64, bool) {
	switch o := o.(type) {
	case types.Integer:
		return float64(o), true
	case types.Float:
		return float64(o), !math.IsNaN(float64(o)) && !math.IsInf(float64(o), 0)
	}
	return 0, false
}

// matrix takes the text as [plantText] plants it to where the mark wants it seen.
func (s sheet) matrix(l *line, mark rules.Watermark) [6]float64 {
	w, h := s.x1-s.x0, s.y1-s.y0
	if s.rotate%180 != 0 {
		w, h = h, w
	}
	p := l.place(mark, w, h)
	// The page is seen turned clockwise, so the text is turned back as far.
	var x, y float64
	switch s.rotate {
	case 90:
		x, y = s.x0+p.y, s.y0+p.x
	case 180:
		x, y = s.x1-p.x, s.y0+p.y
	case 270:
		x, y = s.x1-p.y, s.y1-p.x
	default:
		x, y = s.x0+p.x, s.y1-p.y
	}
	sin, cos := math.Sincos((mark.Angle + float64(s.rotate)) * math.Pi / 180)
	k := p.em / textSize
	a, b := k*cos, k*sin
	mx, my := textLeft+l.middle[0]/l.unit*textSize, textBase-l.middle[1]/l.unit*textSize
	return [6]float64{a, b, -b, a, x - a*mx + b*my, y - b*mx - a*my}
}

// draw adds the text to what the page draws, over everything else and in the
// page's own units, whatever the page left of them.
func (s *stamper) draw(page types.Dict, m [6]float64) error {
	name, err := s.resource(page)
	if err != nil {
		return err
	}
	contents := types.Array{}
	switch o, err := s.doc.Dereference(page["Contents"]); o := o.(type) {
	case types.StreamDict:
		contents = append(contents, page["Contents"])
	case types.Array:
		contents = slices.Clone(o)
	default:
		if err != nil {
			return err
		}
	}
	before, err := s.doc.StreamDictIndRef([]byte("q\n"))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for range s.openStates(page) + 1 {
		b.WriteString("\nQ")
	}
	b.WriteString("\nq")
	for _, v := range m {
		b.WriteString(" " + strconv.FormatFloat(v, 'f', 6, 64))
	}
	fmt.Fprintf(&b, " cm /%s Do Q\n", name)
	after, err := s.doc.StreamDictIndRef(b.Bytes())
	if err != nil {
		return err
	}
	page["Contents"] = append(append(types.Array{*before}, contents...), *after)
	return nil
}

// openStates counts the graphics states that a careless page saves and never
// restores, at most a hundred; a mark drawn within them would lie anywhere.
func (s *stamper) openStates(page types.Dict) int {
	content, err := s.doc.PageContent(page, 0)
	if err != nil {
		return 0
	}
	open := 0
	for token := range bytes.FieldsSeq(content) {
		switch {
		case len(token) == 1 && token[0] == 'q':
			open++
		case len(token) == 1 && token[0] == 'Q' && open > 0:
			open--
		}
	}
	return min(open, 100)
}

// resource makes the text known to the page and returns its name there. What the
// page shares with others is copied first.
func (s *stamper) resource(page types.Dict) (string, error) {
	resources, err := s.doc.DereferenceDict(s.inherited(page, "Resources"))
	if err != nil {
		return "", err
	}
	own := types.NewDict()
	for key, value := range resources {
		own[key] = value
	}
	objects, err := s.doc.DereferenceDict(own["XObject"])
	if err != nil {
		return "", err
	}
	pictures := types.NewDict()
	for key, value := range objects {
		pictures[key] = value
	}
	name := "Watermark"
	for n := 1; pictures[name] != nil; n++ {
		name = "Watermark" + strconv.Itoa(n)
	}
	pictures[name] = *s.text
	own["XObject"], page["Resources"] = pictures, own
	return name, nil
}

// How the text is set on the sheet that it is taken from, in points.
const (
	textSize = 100
	textLeft = 20
	textBase = 40
	sheetTop = 140
)

// plantText puts the text into the document as a form (ISO 32000-1, 8.10) with its
// font, grey and see-through, and returns it.
func plantText(doc *model.Context) (*types.IndirectRef, error) {
	data, err := textSheet()
	if err != nil {
		return nil, err
	}
	c := model.NewDefaultConfiguration()
	c.Offline = true
	from, err := pdfcpu.ReadWithContext(context.Background(), bytes.NewReader(data), c)
	if err != nil {
		return nil, fmt.Errorf("read the watermark's sheet: %w", err)
	}
	if err := from.EnsurePageCount(); err != nil {
		return nil, fmt.Errorf("read the watermark's sheet: %w", err)
	}
	page, _, _, err := from.PageDict(1, false)
	if err != nil {
		return nil, fmt.Errorf("read the watermark's sheet: %w", err)
	}
	content, err := from.PageContent(page, 1)
	if err != nil {
		return nil, fmt.Errorf("read the watermark's sheet: %w", err)
	}
	t := transplant{from: from, to: doc, done: map[int]types.IndirectRef{}}
	all, err := t.object(page["Resources"])
	if err != nil {
		return nil, err
	}
	resources, err := doc.DereferenceDict(all)
	if err != nil {
		return nil, err
	}
	share := types.Float(float64(covers) / 255)
	resources["ExtGState"] = types.Dict{"Mark": types.Dict{"Type": types.Name("ExtGState"), "ca": share, "CA": share, "BM": types.Name("Normal")}}
	form, err := doc.NewStreamDictForBuf(append([]byte("/Mark gs\n"), content...))
	if err != nil {
		return nil, err
	}
	l, err := textLine()
	if err != nil {
		return nil, err
	}
	form.Dict["Type"], form.Dict["Subtype"] = types.Name("XObject"), types.Name("Form")
	form.Dict["BBox"] = types.Array{types.Integer(0), types.Integer(0), types.Float(math.Ceil(l.length*textSize) + 2*textLeft), types.Integer(sheetTop)}
	form.Dict["Resources"] = resources
	// Letters see-through one by one would show where they overlap.
	form.Dict["Group"] = types.Dict{"Type": types.Name("Group"), "S": types.Name("Transparency")}
	if err := form.Encode(); err != nil {
		return nil, err
	}
	return doc.IndRefForNewObject(*form)
}

// textSheet is a PDF with the text on a sheet of its own size, its font embedded as
// a subset.
var textSheet = sync.OnceValues(func() ([]byte, error) {
	l, err := textLine()
	if err != nil {
		return nil, err
	}
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: math.Ceil(l.length*textSize) + 2*textLeft, H: sheetTop}})
	pdf.AddPage()
	var lost []rune
	err = pdf.AddTTFFontDataWithOption("mark", fonts.Regular(), gopdf.TtfOption{OnGlyphNotFound: func(r rune) { lost = append(lost, r) }})
	if err == nil {
		err = pdf.SetFont("mark", "", textSize)
	}
	if err == nil {
		pdf.SetTextColor(darkInk, darkInk, darkInk)
		pdf.SetXY(textLeft, sheetTop-textBase)
		err = pdf.Text(Text)
	}
	if err == nil && len(lost) > 0 {
		err = fmt.Errorf("no picture of %q", lost)
	}
	if err != nil {
		return nil, fmt.Errorf("set the watermark: %w", err)
	}
	data, err := pdf.GetBytesPdfReturnErr()
	if err != nil {
		return nil, fmt.Errorf("set the watermark: %w", err)
	}
	return data, nil
})

// transplant copies objects with all that they lead to into another document.
type transplant struct {
	from, to *model.Context
	done     map[int]types.IndirectRef
}

func (t *transplant) object(o types.Object) (types.Object, error) {
	var err error
	switch o := o.(type) {
	case types.IndirectRef:
		number := o.ObjectNumber.Value()
		if ref, ok := t.done[number]; ok {
			return ref, nil
		}
		target, err := t.from.Dereference(o)
		if err != nil {
			return nil, err
		}
		// The place is taken first: what it leads to may lead back.
		ref, err := t.to.IndRefForNewObject(types.Dict{})
		if err != nil {
			return nil, err
		}
		t.done[number] = *ref
		copied, err := t.object(target)
		if err != nil {
			return nil, err
		}
		t.to.Table[ref.ObjectNumber.Value()].Object = copied
		return *ref, nil
	case types.Dict:
		d := types.NewDict()
		for _, key := range slices.Sorted(maps.Keys(o)) {
			if d[key], err = t.object(o[key]); err != nil {
				return nil, err
			}
		}
		return d, nil
	case types.StreamDict:
		d, err := t.object(o.Dict)
		if err != nil {
			return nil, err
		}
		o.Dict = d.(types.Dict)
		return o, nil
	case types.Array:
		a := make(types.Array, len(o))
		for i, value := range o {
			if a[i], err = t.object(value); err != nil {
				return nil, err
			}
		}
		return a, nil
	}
	return o, nil
}
