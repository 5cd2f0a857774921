package retouch

import (
	"context"
	"fmt"
	"io"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/stamp"
)

// applyPDF turns and marks every page of a PDF.
func applyPDF(ctx context.Context, w io.Writer, r io.ReaderAt, info scan.Info, recipe *rules.Retouch) error {
	return scan.CleanPDF(ctx, w, r, info, func(doc *model.Context, pages []types.Dict) error {
		m := marker{doc: doc, drawer: stamp.NewDrawer(doc), recipe: recipe}
		for i, page := range pages {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := m.page(i, page); err != nil {
				return fmt.Errorf("mark page %d: %w", i+1, err)
			}
		}
		return nil
	})
}

// marker turns and marks pages. The text is one object that all pages draw.
type marker struct {
	doc    *model.Context
	drawer *stamp.Drawer
	recipe *rules.Retouch
	text   *types.IndirectRef
}

func (m *marker) page(number int, page types.Dict) error {
	sheet := stamp.SheetOf(m.doc, page)
	if m.recipe.Turn != 0 {
		sheet.Rotate = (sheet.Rotate + 90*m.recipe.Turn) % 360
		page["Rotate"] = types.Integer(sheet.Rotate)
	}
	mark, ok := m.recipe.Mark(number)
	if !ok {
		return nil
	}
	l, err := textLine()
	if err != nil {
		return err
	}
	if m.text == nil {
		if m.text, err = plantText(m.doc); err != nil {
			return err
		}
	}
	return m.drawer.Draw(page, "Watermark", *m.text, matrix(sheet, l, mark))
}

// matrix takes the text as [plantText] plants it to where the mark wants it seen.
func matrix(s stamp.Sheet, l *line, mark rules.Watermark) [6]float64 {
	w, h := s.Size()
	p := l.place(mark, w, h)
	x, y := s.At(p.x, p.y)
	// The page is seen turned clockwise, so the text is turned back as far.
	sin, cos := math.Sincos((mark.Angle + float64(s.Rotate)) * math.Pi / 180)
	k := p.em / textSize
	a, b := k*cos, k*sin
	mx, my := textLeft+l.middle[0]/l.unit*textSize, textBase-l.middle[1]/l.unit*textSize
	return [6]float64{a, b, -b, a, x - a*mx + b*my, y - b*mx - a*my}
}
