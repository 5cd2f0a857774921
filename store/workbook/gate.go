package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// What a workbook may be at the most: far more than any form that was filled in,
// with a photo or two pasted into it, and little enough to be read in no time.
const (
	maxFileBytes      = 64 << 20
	maxDirectoryBytes = 1 << 20 // of the zip's own list of its parts
	maxParts          = 1000
	maxPartBytes      = 8 << 20  // of one part that is read, unpacked
	maxReadBytes      = 16 << 20 // of all parts that are read, unpacked
	maxSheets         = 256
	maxCells          = 200_000 // of all sheets, empty ones too
	maxRows           = 100_000 // of all sheets, empty ones too
	maxStrings        = 100_000 // of the table of shared texts
	maxDepth          = 64      // of elements in one another
	maxMerged         = 500     // merged cells of a sheet that is read back
	maxKeys           = 20_000  // of all sheets that are read back
	maxText           = 1 << 20 // bytes of one text
	maxTexts          = 8 << 20 // bytes of the texts of all cells, shared ones each time
)

// refuse returns the error with which a workbook is turned away.
func refuse(p Problem, format string, args ...any) *Error {
	return &Error{Problem: p, Err: fmt.Errorf(format, args...)}
}

// parts are those of a workbook's zip, by their names in lower case: programs do
// not agree about case.
type parts struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

// openParts looks at what kind of file r is and opens its zip. Only what is asked
// for is unpacked later, so a picture or a bomb among the parts does no harm.
func openParts(r io.ReaderAt, size int64) (*parts, error) {
	if err := checkBeginning(r, size); err != nil {
		return nil, err
	}
	if size > maxFileBytes {
		return nil, refuse(TooLarge, "file of %d bytes", size)
	}
	if err := checkDirectory(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, refuse(Damaged, "open zip: %w", err)
	}
	if len(z.File) > maxParts {
		return nil, refuse(TooLarge, "%d parts", len(z.File))
	}
	p := &parts{files: map[string]*zip.File{}, left: maxReadBytes}
	for _, f := range z.File {
		name := partName(f.Name)
		if p.files[name] != nil {
			return nil, refuse(Unsafe, "a part twice")
		}
		p.files[name] = f
		switch {
		case strings.HasSuffix(name, "vbaproject.bin"), strings.HasPrefix(name, "xl/macrosheets/"):
			return nil, refuse(Macros, "it has a program")
		case strings.HasPrefix(name, "xl/externallinks/"), name == "xl/connections.xml":
			return nil, refuse(Linked, "it has outside data")
		}
	}
	return p, nil
}

// IsWorkbook reports whether the file is a workbook of any kind, so that [Read] is the
// one to read it or to say why not; a packet is a zip too. It takes little memory
// whatever the file is.
func IsWorkbook(r io.ReaderAt, size int64) bool {
	var refused *Error
	switch err := checkBeginning(r, size); {
	case errors.As(err, &refused):
		return refused.Problem != NotWorkbook // it is an older or a locked one
	case err != nil, checkDirectory(r, size) != nil:
		return false
	}
	z, err := zip.NewReader(r, size)
	return err == nil && slices.ContainsFunc(z.File, func(f *zip.File) bool { return partName(f.Name) == partName(contentTypes) })
}

// partName is a part's name as it is looked for.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// checkBeginning tells files that are no zip by how they begin.
func checkBeginning(r io.ReaderAt, size int64) error {
	head := make([]byte, min(size, 8))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read workbook: %w", err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // [MS-CFB] 2.2
		return compound(r, size)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil
	}
	return refuse(NotWorkbook, "no zip")
}

// compound tells what the older container holds: a workbook behind a password has
// a stream of this name, in UTF-16 ([MS-OFFCRYPTO] 2.3.4.4).
func compound(r io.ReaderAt, size int64) error {
	name := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	rest := io.NewSectionReader(r, 0, min(size, maxFileBytes))
	chunk, kept := make([]byte, 64<<10), 0
	for {
		n, err := rest.Read(chunk[kept:])
		if bytes.Contains(chunk[:kept+n], name) {
			return refuse(Encrypted, "it is encrypted")
		}
		if err != nil {
			return refuse(OldFormat, "compound file")
		}
		// A name may lie across two chunks.
		tail := chunk[max(0, kept+n-len(name)) : kept+n]
		kept = copy(chunk, tail)
	}
}

// open begins to read a part; ok is false where there is none.
func (p *parts) open(name string) (d *decoder, ok bool, err error) {
	f := p.files[partName(name)]
	if f == nil {
		return nil, false, nil
	}
	if f.Flags&1 != 0 {
		return nil, false, refuse(Encrypted, "a part is encrypted")
	}
	r, err := f.Open()
	if err != nil {
		return nil, false, refuse(Damaged, "open part: %w", err)
	}
	d = &decoder{closer: r, limit: &limited{r: r, left: maxPartBytes, all: &p.left}}
	d.xml = xml.NewDecoder(d.limit)
	d.xml.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not in UTF-8") }
	return d, true, nil
}

// limited ends a part that unfolds to more than it may.
type limited struct {
	r    io.Reader
	left int64
	all  *int64
}

var errTooLong = errors.New("more than a part may be")

// Read implements [io.Reader].
func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 || *l.all <= 0 {
		return 0, errTooLong
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left, *l.all)])
	l.left -= int64(n)
	*l.all -= int64(n)
	return n, err
}

// decoder reads the XML of a part. It knows nothing of entities and of what lies
// outside: a document type is refused.
type decoder struct {
	xml    *xml.Decoder
	limit  *limited
	closer io.Closer
	depth  int
}

// next returns the next beginning or end of an element, or text; nil at the end.
func (d *decoder) next() (xml.Token, error) {
	for {
		token, err := d.xml.RawToken()
		if err != nil {
			return nil, d.failure(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if d.depth++; d.depth > maxDepth {
				return nil, refuse(Unsafe, "elements nested too deep")
			}
			return t, nil
		case xml.EndElement:
			if d.depth--; d.depth < 0 {
				return nil, refuse(Damaged, "an end without a beginning")
			}
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			return nil, refuse(Unsafe, "a document type")
		}
	}
}

func (d *decoder) failure(err error) error {
	switch {
	case errors.Is(err, errTooLong):
		return refuse(TooLarge, "a part unfolds to more than it may")
	case errors.Is(err, io.EOF) && d.depth == 0:
		return io.EOF
	}
	return refuse(Damaged, "read part: %w", err)
}

// close ends the reading of a part; what was read is checked already.
func (d *decoder) close() { _ = d.closer.Close() }

// each calls do for the beginning of each element of a part.
func (p *parts) each(name string, do func(d *decoder, e xml.StartElement) error) (found bool, err error) {
	d, ok, err := p.open(name)
	if err != nil || !ok {
		return false, err
	}
	defer d.close()
	for {
		token, err := d.next()
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return true, err
		}
		if e, begins := token.(xml.StartElement); begins {
			if err := do(d, e); err != nil {
				return true, err
			}
		}
	}
}

// attribute returns an attribute of an element, whatever its prefix; "" for none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
