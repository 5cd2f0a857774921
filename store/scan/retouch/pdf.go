package retouch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
)

// applyPDF turns and marks every page of a PDF.
func applyPDF(ctx context.Context, w io.Writer, r io.ReaderAt, info scan.Info, recipe *rules.Retouch) error {
	return scan.CleanPDF(ctx, w, r, info, func(doc *model.Context, pages []types.Dict) error {
		s := stamper{doc: doc, recipe: recipe}
		for i, page := range pages {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.page(i, page); err != nil {
				return fmt.Errorf("mark page %d: %w", i+1, err)
			}
		}
		return nil
	})
}

// stamper turns and marks pages. The text is one object that all pages draw.
type stamper struct {
	doc    *model.Context
	recipe *rules.Retouch
	text   *types.IndirectRef
	looked int // bytes of contents looked through for what is left open
}

func (s *stamper) page(number int, page types.Dict) error {
	sheet := s.sheet(page)
	if s.recipe.Turn != 0 {
		sheet.rotate = (sheet.rotate + 90*s.recipe.Turn) % 360
		page["Rotate"] = types.Integer(sheet.rotate)
	}
	mark, ok := s.recipe.Mark(number)
	if !ok {
		return nil
	}
	l, err := textLine()
	if err != nil {
		return err
	}
	if s.text == nil {
		if s.text, err = plantText(s.doc); err != nil {
			return err
		}
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
	saved := s.states(contents)
	before, err := s.doc.StreamDictIndRef(bytes.Repeat([]byte("q\n"), 1-saved.lowest))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(strings.Repeat("\nQ", 1-saved.lowest+saved.open) + "\nq")
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

// states looks through a page's content. What cannot be read, or is too much to be
// read for every page that shares it, counts as well kept.
func (s *stamper) states(contents types.Array) states {
	const most, mostOpen = 256 << 20, 1000
	var found states
	for _, o := range contents {
		stream, _, err := s.doc.DereferenceStreamDict(o)
		if err != nil || stream == nil || s.looked > most || stream.DecodeWithLimit(most/4) != nil {
			return states{}
		}
		s.looked += len(stream.Content)
		found.read(stream.Content)
	}
	if found.open > mostOpen || found.lowest < -mostOpen {
		return states{}
	}
	return found
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
