package stamp

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Drawer adds to what the pages of one document draw.
type Drawer struct {
	doc    *model.Context
	looked int // bytes of contents looked through for what is left open
}

// NewDrawer returns a drawer for the document's pages.
func NewDrawer(doc *model.Context) *Drawer { return &Drawer{doc: doc} }

// Draw lets the page draw a form of the document over everything else, in the page's
// own units whatever the page left of them, moved by the matrix m. The form goes by
// the name on the page, with a number behind it where the page has that name already.
func (d *Drawer) Draw(page types.Dict, name string, form types.IndirectRef, m [6]float64) error {
	return d.drawAll(page, name, []drawing{{form, m}})
}

// A drawing is a form with the matrix that moves it.
type drawing struct {
	form types.IndirectRef
	m    [6]float64
}

// drawAll is Draw for several forms, the last on top.
func (d *Drawer) drawAll(page types.Dict, name string, all []drawing) error {
	names, err := d.resource(page, name, all)
	if err != nil {
		return err
	}
	contents := types.Array{}
	switch o, err := d.doc.Dereference(page["Contents"]); o := o.(type) {
	case types.StreamDict:
		contents = append(contents, page["Contents"])
	case types.Array:
		contents = slices.Clone(o)
	default:
		if err != nil {
			return err
		}
	}
	saved := d.states(contents)
	before, err := d.doc.StreamDictIndRef(bytes.Repeat([]byte("q\n"), 1-saved.lowest))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(strings.Repeat("\nQ", 1-saved.lowest+saved.open))
	for i, one := range all {
		b.WriteString("\nq")
		for _, v := range one.m {
			b.WriteString(" " + strconv.FormatFloat(v, 'f', 6, 64))
		}
		fmt.Fprintf(&b, " cm /%s Do Q\n", names[i])
	}
	after, err := d.doc.StreamDictIndRef(b.Bytes())
	if err != nil {
		return err
	}
	page["Contents"] = append(append(types.Array{*before}, contents...), *after)
	return nil
}

// states looks through a page's content. What cannot be read, or is too much to be
// read for every page that shares it, counts as well kept.
func (d *Drawer) states(contents types.Array) states {
	const most, mostOpen = 256 << 20, 1000
	var found states
	for _, o := range contents {
		stream, _, err := d.doc.DereferenceStreamDict(o)
		if err != nil || stream == nil || d.looked > most || stream.DecodeWithLimit(most/4) != nil {
			return states{}
		}
		d.looked += len(stream.Content)
		found.read(stream.Content)
	}
	if found.open > mostOpen || found.lowest < -mostOpen {
		return states{}
	}
	return found
}

// contents returns what a page draws, decoded. It fails for more than limit bytes: the
// list may name one stream many times over.
func contents(doc *model.Context, page types.Dict, limit int) ([]byte, error) {
	list := types.Array{page["Contents"]}
	if array, err := doc.DereferenceArray(page["Contents"]); err == nil {
		list = array
	}
	var all []byte
	for _, o := range list {
		stream, _, err := doc.DereferenceStreamDict(o)
		if err != nil {
			return nil, err
		}
		if stream == nil {
			continue
		}
		one := *stream
		if err := one.DecodeWithLimit(int64(limit - len(all))); err != nil {
			return nil, err
		}
		if len(all)+len(one.Content)+1 >= limit {
			return nil, errTooLong
		}
		all = append(append(all, one.Content...), '\n')
	}
	return all, nil
}

var errTooLong = errors.New("the page draws too much to be looked through")

// resource makes the forms known to the page and returns their names there. What the
// page shares with others is copied first.
func (d *Drawer) resource(page types.Dict, wanted string, all []drawing) ([]string, error) {
	resources, err := d.doc.DereferenceDict(inherited(d.doc, page, "Resources"))
	if err != nil {
		return nil, err
	}
	own := types.NewDict()
	for key, value := range resources {
		own[key] = value
	}
	objects, err := d.doc.DereferenceDict(own["XObject"])
	if err != nil {
		return nil, err
	}
	pictures := types.NewDict()
	for key, value := range objects {
		pictures[key] = value
	}
	var names []string
	name, n := wanted, 1
	for _, one := range all {
		for ; pictures[name] != nil; n++ {
			name = wanted + strconv.Itoa(n)
		}
		pictures[name] = one.form
		names = append(names, name)
	}
	own["XObject"], page["Resources"] = pictures, own
	return names, nil
}
