package scan

import (
	"context"
	"errors"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// pdfcpu otherwise writes a configuration folder into the user's home.
func init() { model.ConfigPath = "disable" }

// inspectPDF fills in what info says of a PDF. One that opens without a
// password but forbids printing or copying is accepted: certificates from
// registrars often are so, and a reviewer's reader shows them.
func inspectPDF(src *source, info *Info) error {
	if err := checkPDFText(src); err != nil {
		refused := (*Error)(nil)
		info.Encrypted = errors.As(err, &refused) && refused.Problem == Encrypted
		return src.failure(PDF, err)
	}
	err := guarded(func() error {
		doc, err := pdfcpu.ReadWithContext(src.ctx, src.reader(), pdfConfiguration())
		if err != nil {
			return err
		}
		if err := checkObjectStreams(doc); err != nil {
			return err
		}
		if info.Active, err = hasActiveContent(src.ctx, doc); err != nil {
			return err
		}
		if info.Pages, err = countPages(doc); err != nil {
			return err
		}
		if err := doc.EnsurePageCount(); err != nil {
			return err
		}
		// What the first page has from its lists must be in order.
		if info.Pages > 0 {
			_, _, _, err = doc.PageDict(1, false)
		}
		if info.Pages == 0 || errors.Is(err, model.ErrPageNotFound) {
			return &Error{Problem: NoPages, Kind: PDF}
		}
		return err
	})
	switch {
	case err == nil:
		return nil
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrUnsupportedEncryptionFeature):
		info.Encrypted = true
		return &Error{Problem: Encrypted, Kind: PDF, Err: err}
	case src.ctx.Err() != nil && src.err == nil:
		src.err = src.ctx.Err() // pdfcpu saw the end of the context before the source did
	}
	return src.failure(PDF, err)
}

// countPages counts the pages that are there: what a list says of its length is only
// a claim. A page that stands in it twice counts twice, as viewers count it. Lists in
// a ring, or that hold each other over and over, are an error.
func countPages(doc *model.Context) (int, error) {
	const maxNodes, maxDepth = 100_000, 50
	root, err := doc.Catalog()
	if err != nil {
		return 0, err
	}
	type node struct {
		object types.Object
		depth  int
	}
	pages, nodes := 0, 0
	for stack := []node{{root["Pages"], 0}}; len(stack) > 0; {
		next := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		d, err := doc.DereferenceDict(next.object)
		if err != nil {
			return 0, err
		}
		if d == nil && next.depth == 0 {
			return 0, errors.New("no list of pages")
		}
		if d == nil {
			continue
		}
		kids, err := doc.DereferenceArray(d["Kids"])
		if err != nil {
			return 0, err
		}
		if nodes += len(kids); nodes > maxNodes || next.depth > maxDepth {
			return 0, errors.New("endless list of pages")
		}
		if kids == nil {
			pages++
		}
		for _, kid := range kids {
			stack = append(stack, node{kid, next.depth + 1})
		}
	}
	return pages, nil
}

// Bounds on what the lists of small objects in a PDF ("object streams") may
// unpack to, each and all; a form of 200 pages has about 1 MB of them.
const (
	maxObjectStream  = 4 << 20
	maxObjectStreams = 16 << 20
)

// checkObjectStreams refuses a PDF whose object streams, unpacked one by one as
// their objects are looked at, would together fill the memory.
func checkObjectStreams(doc *model.Context) error {
	total := 0
	for _, entry := range doc.Table {
		if entry == nil {
			continue
		}
		if stream, ok := entry.Object.(types.ObjectStreamDict); ok {
			if err := stream.DecodeWithLimit(maxObjectStream); err != nil {
				return err
			}
			if total += len(stream.Content); total > maxObjectStreams {
				return errors.New("object streams unpack to too much")
			}
		}
	}
	return nil
}

// pdfConfiguration reads leniently, as viewers do, without network, and bounds
// what a file may make us reserve.
func pdfConfiguration() *model.Configuration {
	c := model.NewDefaultConfiguration()
	c.Cmd = model.LISTINFO
	c.ValidationMode = model.ValidationRelaxed
	c.Offline = true
	c.Limits.MaxStreamBytes = MaxBytes
	c.Limits.MaxDecodeBytes = maxObjectStream
	c.Limits.MaxObjectCount = maxObjects
	c.Limits.MaxXRefEntries = maxObjects
	c.Limits.MaxObjectStreamCount = 100_000
	return c
}

// hasActiveContent looks in every object for what makes a viewer do more than
// show pages (ISO 32000-1, 12.6.4 actions; 7.11.4 embedded files).
func hasActiveContent(ctx context.Context, doc *model.Context) (bool, error) {
	for _, entry := range doc.Table {
		if entry == nil {
			continue
		}
		object := entry.Object
		if packed, ok := object.(types.LazyObjectStreamObject); ok {
			var err error
			if object, err = packed.DecodedObject(ctx); err != nil {
				return false, err
			}
		}
		if isActive(object, 0) {
			return true, nil
		}
	}
	return false, nil
}

func isActive(o types.Object, depth int) bool {
	const maxDepth = 50
	if depth > maxDepth {
		return false
	}
	switch o := o.(type) {
	case types.Dict:
		return isActiveDict(o, depth)
	case types.StreamDict:
		return isActiveDict(o.Dict, depth)
	case *types.StreamDict:
		return o != nil && isActiveDict(o.Dict, depth)
	case types.Array:
		for _, element := range o {
			if isActive(element, depth+1) {
				return true
			}
		}
	}
	return false
}

func isActiveDict(d types.Dict, depth int) bool {
	if action := d.NameEntry("S"); action != nil {
		switch *action {
		case "JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition", "GoToE":
			return true
		}
	}
	if kind := d.Type(); kind != nil && *kind == "EmbeddedFile" {
		return true
	}
	for _, key := range []string{"JS", "EmbeddedFiles", "RichMediaContent"} {
		if _, found := d.Find(key); found {
			return true
		}
	}
	for _, value := range d {
		if isActive(value, depth+1) {
			return true
		}
	}
	return false
}
