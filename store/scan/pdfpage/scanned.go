package pdfpage

import (
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	// mostParts bounds the search of a page for its pictures. Scanning programs
	// divide a page into a few; what has more is no scan.
	mostParts = 400
	// filled is how much of a page its pictures must cover for it to be a scan.
	filled = 0.8
	// leastSide is how many pixels the longer side of a scan has at least. What has
	// fewer is a ground: programs make one of a single pixel, stretched over the page.
	leastSide = 200
)

// scannedSide is how many pixels the longer side of a scanned page has: of its
// pictures the finest counts, for some programs put sharp print over a coarse
// ground. It is 0 for a page that is no scan: one with text or strokes of its own,
// which have no pixels, with pictures on a part of it only, or with a mere ground.
func scannedSide(instance pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) int {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	size, err := instance.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: doc, Index: index})
	if err != nil {
		return 0
	}
	objects, err := instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil || objects.Count > mostParts {
		return 0
	}
	covered, finest := 0.0, 0.0 // square points; pixels to a point
	for i := range objects.Count {
		object, err := instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return 0
		}
		area, pixels, ok := pictureOf(instance, object.PageObject)
		if !ok {
			return 0
		}
		if area > 0 {
			covered, finest = covered+area, max(finest, math.Sqrt(pixels/area))
		}
	}
	if covered < filled*size.Width*size.Height {
		return 0
	}
	side := math.Round(finest * max(size.Width, size.Height))
	if side < leastSide || side > MaxSide {
		return 0
	}
	return int(side)
}

// pictureOf measures a picture on a page: its area in square points and how many
// pixels it has; none of text that is not seen, which a program has read from the
// scan. ok is false for anything else.
func pictureOf(instance pdfium.Pdfium, object references.FPDF_PAGEOBJECT) (area, pixels float64, ok bool) {
	kind, err := instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil {
		return 0, 0, false
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_TEXT:
		mode, err := instance.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object})
		return 0, 0, err == nil && mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE
	case enums.FPDF_PAGEOBJ_IMAGE:
		size, err := instance.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: object})
		if err != nil {
			return 0, 0, false
		}
		lies, err := instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
		if err != nil {
			return 0, 0, false
		}
		// The matrix lays a square of one point over the place of the picture.
		m := lies.Matrix
		area = math.Abs(float64(m.A)*float64(m.D) - float64(m.B)*float64(m.C))
		return area, float64(size.Width) * float64(size.Height), true
	}
	return 0, 0, false
}
