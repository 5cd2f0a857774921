package stamp

import (
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Bits of an annotation's flags (ISO 32000-1, table 165).
const (
	hidden = 1 << 1
	noView = 1 << 5
)

// maxAnnotations bounds what is drawn of a page's annotations; a form has some dozens.
const maxAnnotations = 5000

// flatten makes what lies over a page, such as the fields of a form that can be filled
// in, part of what the page draws: it would lie over the sheet, too, and a viewer
// could paint its background there. What a viewer would not show is left out.
func (d *Drawer) flatten(page types.Dict) error {
	list, err := d.doc.DereferenceArray(page["Annots"])
	page.Delete("Annots")
	if err != nil {
		return nil // of no use to viewers either
	}
	var all []drawing
	for _, o := range list[:min(len(list), maxAnnotations)] {
		a, err := d.doc.DereferenceDict(o)
		if err != nil || a == nil {
			continue
		}
		if flags, err := d.doc.Dereference(a["F"]); err == nil {
			if f, ok := flags.(types.Integer); ok && int(f)&(hidden|noView) != 0 {
				continue
			}
		}
		form, ok := d.appearance(a)
		if !ok {
			continue
		}
		if m, ok := placed(d.doc, a, form); ok {
			all = append(all, drawing{form, m})
		}
	}
	if len(all) == 0 {
		return nil
	}
	return d.drawAll(page, "Field", all)
}

// appearance is the form by which an annotation is seen (12.5.5).
func (d *Drawer) appearance(a types.Dict) (types.IndirectRef, bool) {
	all, err := d.doc.DereferenceDict(a["AP"])
	if err != nil || all == nil {
		return types.IndirectRef{}, false
	}
	ref, ok := all["N"].(types.IndirectRef)
	if ok {
		if stream, _, err := d.doc.DereferenceStreamDict(ref); err == nil && stream != nil {
			return ref, true
		}
	}
	states, err := d.doc.DereferenceDict(all["N"])
	state := a.NameEntry("AS")
	if err != nil || states == nil || state == nil {
		return types.IndirectRef{}, false
	}
	ref, ok = states[*state].(types.IndirectRef)
	return ref, ok
}

// placed is the matrix that takes an annotation's form to its place (12.5.5, algorithm
// 8.1).
func placed(doc *model.Context, a types.Dict, form types.IndirectRef) ([6]float64, bool) {
	to, ok := box(doc, a, "Rect")
	stream, _, err := doc.DereferenceStreamDict(form)
	if !ok || err != nil || stream == nil {
		return [6]float64{}, false
	}
	from, ok := box(doc, stream.Dict, "BBox")
	if !ok {
		return [6]float64{}, false
	}
	stream.Dict["Subtype"] = types.Name("Form") // which some leave to be guessed
	m := matrixOf(doc, stream.Dict)
	x, y := m.at(from.X0, from.Y0)
	seen := rect{x, y, x, y}
	for _, c := range [][2]float64{{from.X1, from.Y0}, {from.X0, from.Y1}, {from.X1, from.Y1}} {
		seen = seen.with(m.at(c[0], c[1]))
	}
	w, h := seen.x1-seen.x0, seen.y1-seen.y0
	if !(w > 0 && h > 0) {
		return [6]float64{}, false
	}
	sx, sy := (to.X1-to.X0)/w, (to.Y1-to.Y0)/h
	return [6]float64{sx, 0, 0, sy, to.X0 - seen.x0*sx, to.Y0 - seen.y0*sy}, true
}

// matrixOf is the matrix of a form, that which moves nothing where it has none.
func matrixOf(doc *model.Context, form types.Dict) matrix {
	list, err := doc.DereferenceArray(form["Matrix"])
	if err != nil || len(list) != 6 {
		return unmoved
	}
	var m matrix
	for i, o := range list {
		o, err := doc.Dereference(o)
		if err != nil {
			return unmoved
		}
		m[i], _ = number(o)
	}
	return m
}
