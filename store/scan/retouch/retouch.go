// Package retouch does to a scan what a person asked for between the original,
// which is kept unchanged, and what is exported: turn it, cut out or straighten
// the paper, put the one permitted watermark on it, make it small.
//
// The wishes are a recipe, [rules.Retouch], kept with the filing's attachment.
// [Apply] carries it out in place of scan.Clean, streaming from the original to
// the packet; [Picture] gives the pixels for a preview, and for [Small], the copy
// that the national interface takes. [Place] proposes where the watermark covers
// nothing that matters.
//
// Whatever is written here has no metadata: place, time, camera, author.
package retouch

import (
	"context"
	"fmt"
	"image"
	"io"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
)

// Apply writes to w the copy of the scan r, which info describes, that may leave
// this machine, with the recipe carried out, in the format of scan.ExportExtension
// and in full colour. A nil or empty recipe does what scan.Clean does, to the byte.
// The same scan and recipe give the same bytes.
//
// Of a PDF the pages stay what they are: they are turned by a number in the page,
// and the mark is text in an embedded font. Its pages cannot be cut out.
//
// A recipe that cannot be carried out is a [*rules.RetouchError], a damaged scan a
// [*scan.Error]; nothing has been written then, save of a scan found damaged while
// it was copied. On any other error w has been written to in part.
func Apply(ctx context.Context, w io.Writer, r io.ReaderAt, info scan.Info, recipe *rules.Retouch) error {
	if err := check(info, recipe); err != nil {
		return err
	}
	if recipe.Empty() {
		return scan.Clean(ctx, w, r, info)
	}
	if info.Kind == scan.PDF {
		return applyPDF(ctx, w, r, info, recipe)
	}
	img, err := Picture(ctx, r, info, recipe)
	if err != nil {
		return err
	}
	return scan.Encode(ctx, w, img, r, info)
}

// Picture returns the pixels of the picture r that info describes with the recipe
// carried out, turned as EXIF says first. A recipe that cannot be carried out is a
// [*rules.RetouchError], a damaged scan a [*scan.Error], a PDF gives scan.ErrPDF.
func Picture(ctx context.Context, r io.ReaderAt, info scan.Info, recipe *rules.Retouch) (image.Image, error) {
	if err := check(info, recipe); err != nil {
		return nil, err
	}
	if recipe == nil {
		recipe = &rules.Retouch{}
	}
	img, err := scan.Decode(ctx, r, info, recipe.Turn)
	if err != nil {
		return nil, err
	}
	if img, err = Straighten(ctx, img, recipe.Corners); err != nil {
		return nil, err
	}
	if img, err = marked(img, recipe, 0); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("retouch scan: %w", err)
	}
	return img, nil
}

// Page returns img, a page of a PDF as it was drawn, with the recipe carried out;
// pages count from 0. It gives to see what [Apply] writes into the PDF. A recipe that
// cannot be carried out is a [*rules.RetouchError].
func Page(img image.Image, page int, recipe *rules.Retouch) (image.Image, error) {
	if err := check(scan.Info{Kind: scan.PDF}, recipe); err != nil || recipe.Empty() {
		return img, err
	}
	return marked(scan.Turn(img, recipe.Turn), recipe, page)
}

// marked puts on img the watermark that the recipe has for the page.
func marked(img image.Image, recipe *rules.Retouch, page int) (image.Image, error) {
	mark, ok := recipe.Mark(page)
	if !ok {
		return img, nil
	}
	img, err := Draw(img, mark)
	if err != nil {
		return nil, fmt.Errorf("draw watermark: %w", err)
	}
	return img, nil
}

func check(info scan.Info, recipe *rules.Retouch) error {
	if err := recipe.Check(); err != nil {
		return err
	}
	if info.Kind == scan.PDF && recipe != nil && len(recipe.Corners) > 0 {
		return &rules.RetouchError{Problem: rules.RetouchCornersPDF}
	}
	return nil
}
