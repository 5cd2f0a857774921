package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

// A workbook may come from anybody and has been saved by any program. It is read part by
// part, cell after cell (ECMA-376 part 1, 18), with excelize kept for writing: that
// unpacks everything first, pictures too, and fills up every row to its last cell.

// What a workbook may have at the most.
const (
	maxParts     = 5000
	maxPartBytes = 64 << 20  // of one part that is read, unpacked
	maxReadBytes = 128 << 20 // of all parts that are read, unpacked
	maxCells     = 1_000_000
	maxSheets    = 64
	maxStrings   = 500_000
)

// bookReader reads a workbook.
type bookReader struct {
	parts  map[string]*zip.File // by their names in lower case: programs do not agree about case
	left   int64                // bytes that may still be unpacked
	shared []string
	cells  int
}

// readBook reads the first sheet that has a table of messages.
func readBook(data []byte) (*file, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxParts {
		return nil, refuse(TooLarge, "more than %d parts", maxParts)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refuse(Damaged, "open zip: %w", err)
	}
	r := &bookReader{parts: map[string]*zip.File{}, left: maxReadBytes}
	for _, f := range z.File {
		r.parts[partName(f.Name)] = f
	}
	main, err := r.related("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	workbook := main.ofKind("officeDocument")
	if workbook == "" {
		return nil, refuse(Foreign, "a zip without a workbook")
	}
	relations, err := r.related(path.Join(path.Dir(workbook), "_rels", path.Base(workbook)+".rels"), path.Dir(workbook))
	if err != nil {
		return nil, err
	}
	if err := r.readShared(relations.ofKind("sharedStrings")); err != nil {
		return nil, err
	}
	sheets, err := r.sheets(workbook, relations)
	if err != nil {
		return nil, err
	}
	for _, sheet := range sheets {
		t := &reading{file: &file{format: XLSX}}
		if err := r.sheet(sheet, t); err != nil {
			return nil, err
		}
		if t.columns != nil {
			return t.file, nil
		}
	}
	return nil, refuse(Foreign, "no sheet has a table of messages")
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// each calls do for each beginning of an element of a part; a part that is not there has
// none. do may read on.
func (r *bookReader) each(name string, do func(d *xml.Decoder, e xml.StartElement) error) error {
	f := r.parts[partName(name)]
	if name == "" || f == nil {
		return nil
	}
	part, err := f.Open()
	if err != nil {
		return refuse(Damaged, "open part: %w", err)
	}
	defer part.Close() // what was read is checked already
	limit := &limited{r: part, left: maxPartBytes, all: &r.left}
	d := xml.NewDecoder(limit)
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not in UTF-8") }
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			switch e := token.(type) {
			case xml.StartElement:
				err = do(d, e)
			case xml.Directive:
				err = refuse(Damaged, "a document type")
			}
		}
		var known *Error
		switch {
		case errors.As(err, &known):
			return err
		case errors.Is(err, errTooLong):
			return refuse(TooLarge, "a part unfolds to more than it may")
		case err != nil:
			return refuse(Damaged, "read part: %w", err)
		}
	}
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

// attribute returns an attribute of an element, whatever its prefix; "" for none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// relation is where a part refers to.
type relation struct{ id, kind, target string }

type relationList []relation

// ofKind is the target of the first relation of a kind; "" for none.
func (l relationList) ofKind(kind string) string {
	for _, one := range l {
		if one.kind == kind {
			return one.target
		}
	}
	return ""
}

// related reads the relations of a part that lies in dir.
func (r *bookReader) related(name, dir string) (relationList, error) {
	var all relationList
	err := r.each(name, func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" || attribute(e, "TargetMode") == "External" {
			return nil
		}
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		if len(all) < maxParts {
			all = append(all, relation{attribute(e, "Id"), path.Base(attribute(e, "Type")), target})
		}
		return nil
	})
	return all, err
}

// sheets are the parts of the sheets, in the order of the workbook.
func (r *bookReader) sheets(workbook string, relations relationList) ([]string, error) {
	var all []string
	err := r.each(workbook, func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "sheet" {
			return nil
		}
		for _, a := range e.Attr {
			for _, one := range relations {
				// The id of the relation has a prefix; sheetId is another.
				if a.Name.Local == "id" && one.id == a.Value && one.kind == "worksheet" && len(all) < maxSheets {
					all = append(all, one.target)
				}
			}
		}
		return nil
	})
	return all, err
}

func (r *bookReader) readShared(name string) error {
	return r.each(name, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		if len(r.shared) >= maxStrings {
			return refuse(TooLarge, "more than %d texts", maxStrings)
		}
		_, text, err := texts(d)
		r.shared = append(r.shared, text)
		return err
	})
}

// texts reads an element to its end: what stands in each kind of element within it as it
// is written, and what stands in t, without how it is pronounced, as it is meant.
func texts(d *xml.Decoder) (map[string]string, string, error) {
	raw := map[string]string{}
	var text, part strings.Builder // all, and of the t that is being read
	var within []string
	spoken := 0
	for {
		token, err := d.RawToken()
		if err != nil {
			return nil, "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(within) > 16 {
				return nil, "", refuse(Damaged, "elements nested too deep")
			}
			within = append(within, t.Name.Local)
			if t.Name.Local == "rPh" {
				spoken++
			}
			if t.Name.Local == "f" {
				raw["f"] = "=" // also a formula that is shared with another cell
			}
		case xml.EndElement:
			if len(within) == 0 {
				return raw, text.String(), nil
			}
			if text.Len() <= maxTextBytes {
				text.WriteString(unescape(part.String()))
			}
			part.Reset()
			if within[len(within)-1] == "rPh" {
				spoken--
			}
			within = within[:len(within)-1]
		case xml.CharData:
			if len(within) == 0 {
				continue
			}
			switch kind := within[len(within)-1]; {
			case kind == "t" && spoken == 0 && part.Len() <= maxTextBytes:
				part.Write(t)
			case kind == "v" && len(raw[kind]) <= maxTextBytes:
				raw[kind] += string(t)
			}
		}
	}
}

// sheet hands the rows of a sheet on.
func (r *bookReader) sheet(name string, to *reading) error {
	row, column := map[int]value{}, 0
	flush := func() error {
		if len(row) == 0 {
			return nil
		}
		err := to.take(row)
		row = map[int]value{}
		return err
	}
	err := r.each(name, func(d *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			column = 0
			return flush()
		case "c":
			if r.cells++; r.cells > maxCells {
				return refuse(TooLarge, "more than %d cells", maxCells)
			}
			column++
			if at := columnOf(attribute(e, "r")); at > 0 {
				column = at
			}
			v, err := r.cell(d, attribute(e, "t"))
			if err == nil && column <= maxColumns && (v.text != "" || v.formula) {
				row[column] = v
			}
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// columnOf is the number of the column of a cell's name, from 1; 0 for what is none.
func columnOf(name string) int {
	n := 0
	for _, c := range strings.ToUpper(name) {
		if c < 'A' || c > 'Z' || n > 20_000 {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n
}

func (r *bookReader) cell(d *xml.Decoder, kind string) (value, error) {
	raw, text, err := texts(d)
	if err != nil {
		return value{}, err
	}
	v := value{text: text, formula: raw["f"] != "" || kind == "e"}
	switch kind {
	case "inlineStr":
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(raw["v"]))
		if err != nil || n < 0 || n >= len(r.shared) {
			return value{}, refuse(Damaged, "there is no text %q", raw["v"])
		}
		v.text = r.shared[n]
	case "str":
		v.text = unescape(raw["v"])
	case "b":
		v.text = "FALSE"
		if raw["v"] == "1" {
			v.text = "TRUE"
		}
	default:
		v.text = raw["v"]
	}
	return v, nil
}

// unescape takes back what the format writes for characters that XML cannot hold:
// _x000D_ is one, _x005F_ the line before what only looks like such (ECMA-376 part 1,
// 22.9.2.19, ST_Xstring).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		at := strings.Index(s, "_x")
		if at < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:at])
		s = s[at:]
		if len(s) >= 7 && s[6] == '_' {
			if code, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				b.WriteRune(rune(code)) // half of a character becomes U+FFFD
				s = s[7:]
				continue
			}
		}
		b.WriteString(s[:2])
		s = s[2:]
	}
}
