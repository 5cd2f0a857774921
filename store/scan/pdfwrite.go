package scan

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// writePDF writes what the document's catalog leads to, and nothing else, in the
// plain form of ISO 32000-1, 7.5: objects, a cross-reference table, a trailer
// with the catalog alone. pdfcpu's own writer puts the time and its name into
// every document; here the same document gives the same bytes. Filtered streams
// are written as they are.
func writePDF(ctx context.Context, w *bufio.Writer, doc *model.Context) error {
	p := pdfWriter{w: w, doc: doc, numbers: map[int]int{}}
	root, ok := p.reach(*doc.Root).(types.IndirectRef)
	if !ok {
		return errors.New("no catalog")
	}
	p.print("%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n", max(doc.XRefTable.Version(), model.V17))
	var offsets []int
	// What an object leads to joins the queue as the object is written.
	for i := 0; i < len(p.queue); i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		offsets = append(offsets, p.written)
		p.print("%d 0 obj\n", i+1)
		if err := p.object(p.queue[i]); err != nil {
			return err
		}
		p.print("\nendobj\n")
	}
	table := p.written
	p.print("xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		p.print("%010d 00000 n \n", at)
	}
	p.print("trailer\n<</Root %s/Size %d>>\nstartxref\n%d\n%%%%EOF\n", root.PDFString(), len(offsets)+1, table)
	return p.err
}

type pdfWriter struct {
	w       *bufio.Writer
	doc     *model.Context
	written int
	numbers map[int]int // new number of an object by its old one
	queue   []int       // old numbers in the order of the new
	err     error       // the first of the writer's
}

func (p *pdfWriter) print(format string, args ...any) {
	n, err := fmt.Fprintf(p.w, format, args...)
	p.count(n, err)
}

func (p *pdfWriter) count(n int, err error) {
	p.written += n
	if err != nil && p.err == nil {
		p.err = &writeError{err}
	}
}

// object writes one numbered object.
func (p *pdfWriter) object(number int) error {
	entry := p.doc.Table[number]
	switch o := entry.Object.(type) {
	case types.StreamDict:
		if o.Raw == nil {
			if err := o.Encode(); err != nil {
				return err
			}
		}
		d := p.renumbered(o.Dict).(types.Dict)
		d["Length"] = types.Integer(len(o.Raw))
		p.print("%s\nstream\n", d.PDFString())
		p.count(p.w.Write(o.Raw))
		p.print("\nendstream")
	case nil:
		p.print("null")
	default:
		p.print("%s", p.renumbered(o).PDFString())
	}
	return p.err
}

// renumbered returns a copy of o whose references are the new ones.
func (p *pdfWriter) renumbered(o types.Object) types.Object {
	switch o := o.(type) {
	case types.IndirectRef:
		return p.reach(o)
	case types.Dict:
		d := types.NewDict()
		// In order, so that the new numbers are the same each time.
		for _, key := range slices.Sorted(maps.Keys(o)) {
			if value := p.renumbered(o[key]); value != nil {
				d[key] = value
			}
		}
		return d
	case types.Array:
		a := make(types.Array, len(o))
		for i, value := range o {
			a[i] = p.renumbered(value)
		}
		return a
	}
	return o
}

// reach returns the new reference for an old one, nil for one that leads nowhere.
func (p *pdfWriter) reach(ref types.IndirectRef) types.Object {
	old := ref.ObjectNumber.Value()
	if entry := p.doc.Table[old]; entry == nil || entry.Free || entry.Object == nil {
		return nil
	}
	number, ok := p.numbers[old]
	if !ok {
		p.queue = append(p.queue, old)
		number = len(p.queue)
		p.numbers[old] = number
	}
	return *types.NewIndirectRef(number, 0)
}
