package stamp

import (
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Sheet is the part of a page that is seen, in the page's own units, with how it is
// seen.
type Sheet struct {
	X0, Y0, X1, Y1 float64 // left, bottom, right, top before the turn
	Rotate         int     // degrees clockwise: 0, 90, 180, 270
	Unit           float64 // points to one of the page's units
}

// SheetOf reads a page's boxes as viewers do: the crop box within the media box, and
// US letter where there is no paper at all.
func SheetOf(doc *model.Context, page types.Dict) Sheet {
	media, ok := box(doc, page, "MediaBox")
	if !ok {
		media = Sheet{X1: 612, Y1: 792}
	}
	if crop, ok := box(doc, page, "CropBox"); ok {
		crop = Sheet{X0: max(crop.X0, media.X0), Y0: max(crop.Y0, media.Y0), X1: min(crop.X1, media.X1), Y1: min(crop.Y1, media.Y1)}
		if crop.X1 > crop.X0 && crop.Y1 > crop.Y0 {
			media = crop
		}
	}
	if turn, ok := number(inherited(doc, page, "Rotate")); ok && math.Abs(turn) < 1e6 {
		media.Rotate = (int(turn)/90*90%360 + 360) % 360
	}
	media.Unit = 1
	if o, err := doc.Dereference(page["UserUnit"]); err == nil {
		if unit, ok := number(o); ok && unit > 0 {
			media.Unit = unit
		}
	}
	return media
}

// Size returns how wide and high the page is seen, in its own units.
func (s Sheet) Size() (w, h float64) {
	w, h = s.X1-s.X0, s.Y1-s.Y0
	if s.Rotate%180 != 0 {
		w, h = h, w
	}
	return w, h
}

// Points returns how wide and high the page is seen, in points.
func (s Sheet) Points() (w, h float64) {
	w, h = s.Size()
	return w * s.Unit, h * s.Unit
}

// At returns where on the page a place lies that is seen so far from the left and
// from the top, all in the page's own units.
func (s Sheet) At(right, down float64) (x, y float64) {
	switch s.Rotate {
	case 90:
		return s.X0 + down, s.Y0 + right
	case 180:
		return s.X1 - right, s.Y0 + down
	case 270:
		return s.X1 - down, s.Y1 - right
	}
	return s.X0 + right, s.Y1 - down
}

// upright is the matrix that lays a sheet of the size of [Sheet.Points], drawn from
// its lower left corner, over the page as it is seen.
func (s Sheet) upright() [6]float64 {
	_, h := s.Size()
	x, y := s.At(0, h)
	rx, ry := s.At(1, h)
	ux, uy := s.At(0, h-1)
	return [6]float64{(rx - x) / s.Unit, (ry - y) / s.Unit, (ux - x) / s.Unit, (uy - y) / s.Unit, x, y}
}

func box(doc *model.Context, page types.Dict, key string) (Sheet, bool) {
	list, ok := inherited(doc, page, key).(types.Array)
	if !ok || len(list) != 4 {
		return Sheet{}, false
	}
	var n [4]float64
	for i, o := range list {
		if o, err := doc.Dereference(o); err != nil {
			return Sheet{}, false
		} else if n[i], ok = number(o); !ok {
			return Sheet{}, false
		}
	}
	b := Sheet{X0: min(n[0], n[2]), Y0: min(n[1], n[3]), X1: max(n[0], n[2]), Y1: max(n[1], n[3])}
	return b, b.X1 > b.X0 && b.Y1 > b.Y0
}

// inherited returns what the page or the nearest node above it says under key.
func inherited(doc *model.Context, page types.Dict, key string) types.Object {
	const maxDepth = 100
	for range maxDepth {
		if o, found := page.Find(key); found {
			if o, err := doc.Dereference(o); err == nil && o != nil {
				return o
			}
		}
		above, err := doc.DereferenceDict(page["Parent"])
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
