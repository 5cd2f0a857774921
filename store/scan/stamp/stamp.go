// Package stamp lays something over the pages of a PDF: a mark, or a sheet with the
// fields of a form. It lies over each page as that is seen, however the page is
// turned and cut, and what the page itself draws stays as it was.
//
// What is laid over is a form in the sense of ISO 32000-1, 8.10, made from a page of
// another PDF. It works within the callback of scan.CleanPDF, on a document that is
// free of active content.
package stamp

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"recordaldesk/store/scan"
)

// Cover is what [Over] lays over a document.
type Cover struct {
	PDF []byte // sheet i lies over page i; as large as that page is seen

	// Multiply lets what stands below show through, as ink on ink does: what is
	// pale then covers nothing.
	Multiply bool
}

// Over writes to w the PDF r that info describes, cleaned as by scan.Clean, with a
// sheet laid over each of its pages. What already lay over them, such as fields to fill
// in, becomes part of what they draw. The function cover gets the pages as they are
// seen, in their order, and returns the sheets, none for a zero Cover; its error is
// returned as it is. Other errors are those of scan.CleanPDF.
func Over(ctx context.Context, w io.Writer, r io.ReaderAt, info scan.Info, cover func(pages []*Page) (Cover, error)) error {
	var refused error
	err := scan.CleanPDF(ctx, w, r, info, func(doc *model.Context, pages []types.Dict) error {
		root, err := doc.Catalog()
		if err != nil {
			return err
		}
		root.Delete("AcroForm")
		drawer := NewDrawer(doc)
		var seen []*Page
		for i, page := range pages {
			if err := drawer.flatten(page); err != nil {
				return fmt.Errorf("flatten page %d: %w", i+1, err)
			}
			seen = append(seen, &Page{Sheet: SheetOf(doc, page), doc: doc, dict: page})
		}
		var c Cover
		if c, refused = cover(seen); refused != nil || len(c.PDF) == 0 {
			return refused
		}
		return c.lay(ctx, drawer, seen)
	})
	if refused != nil {
		return refused
	}
	return err
}

var errSheets = errors.New("not as many sheets as pages")

func (c Cover) lay(ctx context.Context, drawer *Drawer, pages []*Page) error {
	source, err := NewSource(ctx, drawer.doc, c.PDF)
	if err != nil {
		return err
	}
	if source.Pages() != len(pages) {
		return errSheets
	}
	for i, page := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		form, err := source.Form(i + 1)
		if err != nil {
			return err
		}
		if c.Multiply {
			multiply(form)
		}
		ref, err := source.Plant(form)
		if err != nil {
			return err
		}
		if err := drawer.Draw(page.dict, "Over", *ref, page.upright()); err != nil {
			return fmt.Errorf("lay over page %d: %w", i+1, err)
		}
	}
	return nil
}

// multiply has everything in the form drawn with the blend mode of that name
// (ISO 32000-1, 11.3.5.2).
func multiply(form *types.StreamDict) {
	resources := types.NewDict()
	for key, value := range form.Dict["Resources"].(types.Dict) {
		resources[key] = value // pages may share it
	}
	resources["ExtGState"] = types.Dict{"Ink": types.Dict{"Type": types.Name("ExtGState"), "BM": types.Name("Multiply")}}
	form.Dict["Resources"] = resources
	form.Content = append([]byte("/Ink gs\n"), form.Content...)
}
