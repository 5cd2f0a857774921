package stamp

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Source is a PDF of the program's own making whose pages become forms of another
// document. What its pages share, such as a font, is taken over once.
type Source struct {
	transplant
}

// NewSource reads the PDF whose pages are to be planted into doc.
func NewSource(ctx context.Context, doc *model.Context, pdf []byte) (*Source, error) {
	c := model.NewDefaultConfiguration()
	c.Offline = true
	from, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(pdf), c)
	if err != nil {
		return nil, fmt.Errorf("read the sheets to lay over: %w", err)
	}
	if err := from.EnsurePageCount(); err != nil {
		return nil, fmt.Errorf("read the sheets to lay over: %w", err)
	}
	return &Source{transplant{from: from, to: doc, done: map[int]types.IndirectRef{}}}, nil
}

// Pages is how many sheets there are.
func (s *Source) Pages() int { return s.from.PageCount }

// Form returns a page, counted from 1, as a form (ISO 32000-1, 8.10) with its box
// and resources. It is not in the document yet: the caller may still add to it, and
// then calls [Source.Plant].
func (s *Source) Form(number int) (*types.StreamDict, error) {
	page, _, _, err := s.from.PageDict(number, false)
	if err != nil {
		return nil, fmt.Errorf("read sheet %d: %w", number, err)
	}
	content, err := s.from.PageContent(page, number)
	if err != nil {
		return nil, fmt.Errorf("read sheet %d: %w", number, err)
	}
	all, err := s.object(page["Resources"])
	if err != nil {
		return nil, err
	}
	resources, err := s.to.DereferenceDict(all)
	if err != nil {
		return nil, err
	}
	form, err := s.to.NewStreamDictForBuf(content)
	if err != nil {
		return nil, err
	}
	size := SheetOf(s.from, page)
	form.Dict["Type"], form.Dict["Subtype"] = types.Name("XObject"), types.Name("Form")
	form.Dict["BBox"] = types.Array{types.Float(size.X0), types.Float(size.Y0), types.Float(size.X1), types.Float(size.Y1)}
	form.Dict["Resources"] = resources
	return form, nil
}

// Plant puts the form into the document.
func (s *Source) Plant(form *types.StreamDict) (*types.IndirectRef, error) {
	if err := form.Encode(); err != nil {
		return nil, err
	}
	return s.to.IndRefForNewObject(*form)
}

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
