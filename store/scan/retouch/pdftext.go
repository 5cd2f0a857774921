package retouch

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"github.com/signintech/gopdf"

	"recordaldesk/assets/fonts"
)

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
