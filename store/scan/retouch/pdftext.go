package retouch

import (
	"context"
	"fmt"
	"math"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"github.com/signintech/gopdf"

	"recordaldesk/assets/fonts"
	"recordaldesk/store/scan/stamp"
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
	source, err := stamp.NewSource(context.Background(), doc, data)
	if err != nil {
		return nil, err
	}
	form, err := source.Form(1)
	if err != nil {
		return nil, err
	}
	share := types.Float(float64(covers) / 255)
	form.Dict["Resources"].(types.Dict)["ExtGState"] = types.Dict{"Mark": types.Dict{"Type": types.Name("ExtGState"), "ca": share, "CA": share, "BM": types.Name("Normal")}}
	form.Content = append([]byte("/Mark gs\n"), form.Content...)
	l, err := textLine()
	if err != nil {
		return nil, err
	}
	form.Dict["BBox"] = types.Array{types.Integer(0), types.Integer(0), types.Float(math.Ceil(l.length*textSize) + 2*textLeft), types.Integer(sheetTop)}
	// Letters see-through one by one would show where they overlap.
	form.Dict["Group"] = types.Dict{"Type": types.Name("Group"), "S": types.Name("Transparency")}
	return source.Plant(form)
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
	err = pdf.AddTTFFontDataWithOption("mark", fonts.Full(), gopdf.TtfOption{OnGlyphNotFound: func(r rune) { lost = append(lost, r) }})
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
