package scan

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// CleanPDF writes the PDF r that info describes as [Clean] does. Before it is
// written, change, which may be nil, may add to its pages, which it gets in their
// order, a page that stands there twice once. An error of change is not returned
// as such: it counts as one of the PDF.
func CleanPDF(ctx context.Context, w io.Writer, r io.ReaderAt, info Info, change func(doc *model.Context, pages []types.Dict) error) error {
	src := newSource(ctx, r, info.Bytes)
	err := cleanPDF(src, w, info.Pages, change)
	if failed := (*writeError)(nil); err == nil || errors.As(err, &failed) {
		return err
	}
	if ctx.Err() != nil && src.err == nil {
		src.err = ctx.Err() // pdfcpu saw the end of the context before the source did
	}
	return src.failure(PDF, err)
}

// cleanPDF builds the document anew from its pages: an object that no page needs
// is not reached and so not written. No signature survives that; what was seen
// of it, such as a seal, stays as a picture. A document that opens without a
// password but forbids copying loses that wish with its encryption.
func cleanPDF(src *source, w io.Writer, count int, change func(*model.Context, []types.Dict) error) error {
	// A lenient reader mends half a file by leaving out what is missing.
	if n, err := src.ReadAt(make([]byte, 1), src.size-1); n < 1 {
		return cmp.Or(src.err, fmt.Errorf("%w: %v", errCutShort, err))
	}
	var doc *model.Context
	err := guarded(func() (err error) {
		if doc, err = pdfcpu.ReadWithContext(src.ctx, src.reader(), pdfConfiguration()); err != nil {
			return err
		}
		if err := checkObjectStreams(doc); err != nil {
			return err
		}
		if err := unpack(src.ctx, doc); err != nil {
			return err
		}
		if err := checkPages(doc, count); err != nil {
			return err
		}
		pages, err := pdfCleaner{doc, count}.run()
		if err != nil {
			return err
		}
		// An object that is two things, such as a form and the catalog itself, lost
		// what makes it the other.
		if err := checkPages(doc, count); err != nil || change == nil {
			return err
		}
		return change(doc, pages)
	})
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(w, 64<<10)
	if err := writePDF(src.ctx, buffered, doc); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return &writeError{err}
	}
	return nil
}

// checkPages makes sure that the document has as many pages as it had.
func checkPages(doc *model.Context, count int) error {
	got, err := countPages(doc)
	if err == nil && got != count {
		err = fmt.Errorf("%d pages, not %d as it had", got, count)
	}
	return err
}

// unpack reads the objects that lie packed in object streams, which pdfcpu
// leaves packed until they are asked for.
func unpack(ctx context.Context, doc *model.Context) error {
	for _, entry := range doc.Table {
		if entry == nil {
			continue
		}
		if packed, ok := entry.Object.(types.LazyObjectStreamObject); ok {
			object, err := packed.DecodedObject(ctx)
			if err != nil {
				return err
			}
			entry.Object = object
		}
	}
	return nil
}

// What is kept, by name, as with a JPEG's segments: what makes a viewer act, or
// tells of author, program, time and place, has too many homes to be listed
// (ISO 32000-1, tables 28, 30, 164, 218).
var (
	catalogKeys = []string{"Type", "Pages", "PageLabels", "OCProperties", "OutputIntents", "AcroForm", "Extensions", "Lang"}
	formKeys    = []string{"Fields", "NeedAppearances", "DR", "DA", "Q"}
	pageKeys    = []string{
		"Type", "Parent", "Kids", "Count", "Resources", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox",
		"Contents", "Rotate", "Group", "UserUnit", "Annots",
	}
	sealKeys = []string{"Type", "Rect", "AP", "AS", "F", "P", "OC"} // of a signature's picture

	// What any object may tell of itself.
	tellingKeys = []string{"Metadata", "PieceInfo", "LastModified", "AF", "EF", "RichMediaContent", "StructParent", "StructParents"}
	// What an annotation or a form's field does, who made it and when.
	actingKeys     = []string{"A", "AA", "PA"}
	annotationKeys = []string{"CreationDate", "M", "NM", "IRT", "Popup", "RC", "Subj", "FS", "Sound", "Movie"}
	// Annotations that are nothing but a handle for what is left out.
	emptyAnnotations = map[string]bool{"Popup": true, "FileAttachment": true, "Sound": true, "Movie": true, "Screen": true, "RichMedia": true, "3D": true}
)

type pdfCleaner struct {
	doc   *model.Context
	count int // of its pages
}

// run cleans the document and returns its pages.
func (c pdfCleaner) run() ([]types.Dict, error) {
	root, err := c.doc.Catalog()
	if err != nil {
		return nil, err
	}
	keep(root, catalogKeys)
	if list := c.dict(root["Pages"]); list["Kids"] != nil {
		list["Count"] = types.Integer(c.count) // whatever it claims
	}
	if form := c.dict(root["AcroForm"]); form != nil {
		keep(form, formKeys)
		form["Fields"] = c.withoutSignatures(form["Fields"], map[int]bool{}, 0)
	}
	pages, err := c.pages(root["Pages"])
	if err != nil {
		return nil, err
	}
	for _, entry := range c.doc.Table {
		if entry != nil && !entry.Free {
			c.object(entry.Object, 0)
			if s, ok := entry.Object.(types.StreamDict); ok {
				entry.Object = withoutEXIF(s)
			}
		}
	}
	return pages, nil
}

// dict follows a reference to a dictionary; nil where there is none.
func (c pdfCleaner) dict(o types.Object) types.Dict {
	d, err := c.doc.DereferenceDict(o)
	if err != nil {
		return nil
	}
	return d
}

// pages cleans every node of the page tree once, whatever ring its links form, and
// returns those that are pages, in their order.
func (c pdfCleaner) pages(root types.Object) ([]types.Dict, error) {
	const maxNodes = 1_000_000 // of all lists together, which many nodes may share
	var pages []types.Dict
	seen, nodes := map[int]bool{}, 0
	for stack := []types.Object{root}; len(stack) > 0; {
		next := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if ref, ok := next.(types.IndirectRef); ok {
			number := ref.ObjectNumber.Value()
			if seen[number] {
				continue
			}
			seen[number] = true
		}
		node := c.dict(next)
		if node == nil {
			continue
		}
		keep(node, pageKeys)
		kids, err := c.doc.DereferenceArray(node["Kids"])
		if err != nil {
			return nil, err
		}
		if nodes += len(kids); nodes > maxNodes {
			return nil, errors.New("endless list of pages")
		}
		for _, kid := range slices.Backward(kids) {
			stack = append(stack, kid)
		}
		if kids == nil {
			pages = append(pages, node)
			c.annotations(node)
		}
	}
	return pages, nil
}

// annotations cleans what is laid over a page.
func (c pdfCleaner) annotations(page types.Dict) {
	list, err := c.doc.DereferenceArray(page["Annots"])
	if err != nil || list == nil {
		page.Delete("Annots")
		return
	}
	kept := types.Array{}
	for _, a := range list {
		if d := c.dict(a); d != nil && c.annotation(d) {
			kept = append(kept, a)
		}
	}
	page["Annots"] = kept
}

// annotation cleans one of them, and tells whether it is to stay.
func (c pdfCleaner) annotation(d types.Dict) bool {
	kind := d.NameEntry("Subtype")
	if kind == nil || emptyAnnotations[*kind] {
		return false
	}
	if *kind == "Widget" && c.isSignature(d) {
		keep(d, sealKeys)
		d["Subtype"] = types.Name("Stamp")
		return true
	}
	without(d, actingKeys)
	without(d, annotationKeys)
	if *kind != "Widget" {
		d.Delete("T") // the author; of a form's field it is the name
	}
	return true
}

// isSignature looks at the field and at those it belongs to, which may say it
// for all their parts.
func (c pdfCleaner) isSignature(field types.Dict) bool {
	for range 20 {
		if kind := field.NameEntry("FT"); kind != nil {
			return *kind == "Sig"
		}
		if field = c.dict(field["Parent"]); field == nil {
			return false
		}
	}
	return false
}

// withoutSignatures returns a form's fields but those for signatures.
func (c pdfCleaner) withoutSignatures(fields types.Object, seen map[int]bool, depth int) types.Array {
	const maxDepth = 50
	kept := types.Array{}
	list, err := c.doc.DereferenceArray(fields)
	if err != nil || depth > maxDepth {
		return kept
	}
	for _, f := range list {
		if ref, ok := f.(types.IndirectRef); ok {
			number := ref.ObjectNumber.Value()
			if seen[number] {
				continue
			}
			seen[number] = true
		}
		d := c.dict(f)
		if d == nil || c.isSignature(d) {
			continue
		}
		without(d, actingKeys)
		if _, hasParts := d.Find("Kids"); hasParts {
			d["Kids"] = c.withoutSignatures(d["Kids"], seen, depth+1)
		}
		kept = append(kept, f)
	}
	return kept
}

// object takes out of an object, and of those in it, what it tells of itself. A
// dictionary that names no type is left alone: in a page's resources the keys are
// names of the page's own making.
func (c pdfCleaner) object(o types.Object, depth int) {
	const maxDepth = 100
	if depth > maxDepth {
		return
	}
	switch o := o.(type) {
	case types.Dict:
		if o.Type() != nil || o.Subtype() != nil {
			without(o, tellingKeys)
		}
		if kind := o.Type(); kind != nil && *kind == "OCG" {
			if usage := c.dict(o["Usage"]); usage != nil {
				usage.Delete("CreatorInfo")
			}
		}
		for _, value := range o {
			c.object(value, depth+1)
		}
	case types.StreamDict:
		without(o.Dict, tellingKeys)
		c.object(o.Dict, depth)
	case types.Array:
		for _, value := range o {
			c.object(value, depth+1)
		}
	}
}

// withoutEXIF takes out of a photograph what its camera wrote into it: a phone's
// picture lies in a PDF as the JPEG it was. One that cannot be taken apart stays.
func withoutEXIF(s types.StreamDict) types.StreamDict {
	if len(s.FilterPipeline) != 1 || s.FilterPipeline[0].Name != "DCTDecode" {
		return s
	}
	var out bytes.Buffer
	err := copyJPEG(&out, bufio.NewReader(bytes.NewReader(s.Raw)), keepPageData(pictureKeeper()))
	if err != nil {
		return s
	}
	s.Raw, s.Content = out.Bytes(), nil
	return s
}

// keepPageData leaves to keep only what may tell of the camera: a page's reader is
// told the rest by the PDF.
func keepPageData(keep keepJPEG) keepJPEG {
	return func(marker byte, payload []byte) []byte {
		if marker >= markerAPP0 && marker <= markerAPP0+15 || marker == markerCOM {
			return keep(marker, payload)
		}
		return payload
	}
}

// keep deletes all keys of d but those named.
func keep(d types.Dict, keys []string) {
	for key := range d {
		if !slices.Contains(keys, key) {
			d.Delete(key)
		}
	}
}

// without deletes the keys named.
func without(d types.Dict, keys []string) {
	for _, key := range keys {
		d.Delete(key)
	}
}
