package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"recordaldesk/assets/fonts"
)

// What gopdf v0.33.0 writes is finished here before it leaves.
//
//   - The table by which a reader copies and searches text (the ToUnicode CMap) has
//     five digits for a character beyond U+FFFF, so that a rare name such as 𬭩 is
//     copied as something else, and one run of any length, where the specification
//     allows a hundred (Adobe Technical Note 5411, 1.4.1).
//   - The font keeps the places and widths of all its 33,000 characters, where those
//     it draws would do: an eighth of the file, and most of the time. gopdf is given
//     a font without outlines, and the characters that are drawn are put in its place,
//     numbered anew, in the text too.
//   - What an archive asks for is missing (ISO 19005-2, PDF/A-2, level U): a
//     description in XMP, what its colours mean, an identifier.

// A description is what the file says of itself.
type description struct {
	title, author, program string
	date                   string // YYYY-MM-DD
}

var (
	startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	xrefEntry = regexp.MustCompile(`(\d{10}) 00000 n \n`)
	widthList = regexp.MustCompile(`(?s)/W \[.*?\]\n?>>`)
	mapEntry  = regexp.MustCompile(`<([0-9A-F]+)><[0-9A-F]+><([0-9A-F]+)>\n`)
	shownText = regexp.MustCompile(`<[0-9A-F]+>`)
)

var errNotOurs = errors.New("not laid out as the PDF library does")

// finish takes a PDF that gopdf made and returns it mended, light and fit for an
// archive.
func finish(pdf []byte, about description) ([]byte, error) {
	head, objects, err := objectsOf(pdf)
	if err != nil {
		return nil, fmt.Errorf("finish the PDF: %w", err)
	}
	f := finishing{objects: objects}
	if err := f.sort(); err != nil {
		return nil, fmt.Errorf("finish the PDF: %w", err)
	}
	if err := f.read(); err != nil {
		return nil, fmt.Errorf("read the PDF's characters: %w", err)
	}
	if err := f.lighten(); err != nil {
		return nil, fmt.Errorf("finish the PDF's font: %w", err)
	}
	if err := f.renumber(); err != nil {
		return nil, fmt.Errorf("finish the PDF's text: %w", err)
	}
	if err := f.archive(about); err != nil {
		return nil, fmt.Errorf("finish the PDF: %w", err)
	}
	return f.bytes(head), nil
}

// finishing is a PDF's objects being finished; object n stands at n-1.
type finishing struct {
	objects  [][]byte
	catalog  int // places of the objects that are written anew
	font     int
	cidFont  int
	unicode  int
	contents []int
	names    []int // objects that say the font's name
	info     int   // the number of the object that describes the file

	meant  map[int]rune // by the glyphs that are drawn
	glyphs []int        // those glyphs, sorted; glyph i of the new font is glyphs[i-1]
}

// objectsOf cuts a PDF into what stands before its objects and their bodies.
func objectsOf(pdf []byte) (head []byte, objects [][]byte, err error) {
	end := startXref.FindSubmatchIndex(pdf)
	if end == nil {
		return nil, nil, errNotOurs
	}
	xref, err := strconv.Atoi(string(pdf[end[2]:end[3]]))
	if err != nil || xref > end[0] {
		return nil, nil, errNotOurs
	}
	var starts []int
	for _, entry := range xrefEntry.FindAllSubmatch(pdf[xref:end[0]], -1) {
		at, err := strconv.Atoi(string(entry[1]))
		if err != nil || at > xref || len(starts) > 0 && at < starts[len(starts)-1] {
			return nil, nil, errNotOurs
		}
		starts = append(starts, at)
	}
	if len(starts) == 0 {
		return nil, nil, errNotOurs
	}
	for i, at := range starts {
		next := xref
		if i+1 < len(starts) {
			next = starts[i+1]
		}
		body, found := bytes.CutPrefix(pdf[at:next], fmt.Appendf(nil, "%d 0 obj\n", i+1))
		body = bytes.TrimRight(body, "\n")
		body, ended := bytes.CutSuffix(body, []byte("endobj"))
		if !found || !ended {
			return nil, nil, errNotOurs
		}
		objects = append(objects, body)
	}
	return pdf[:starts[0]], objects, nil
}

// sort notes what the objects are that are written anew.
func (f *finishing) sort() error {
	f.catalog, f.font, f.cidFont, f.unicode = -1, -1, -1, -1
	for i, object := range f.objects {
		head := object[:min(200, len(object))]
		has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
		switch {
		case has("/Length1"):
			f.font = i
		case has("/CIDInit"):
			f.unicode = i
		case has("/Type /Catalog"):
			f.catalog = i
		case has("/Subtype /CIDFontType2"):
			f.cidFont, f.names = i, append(f.names, i)
		case has("/Type /FontDescriptor"), has("/Subtype /Type0"):
			f.names = append(f.names, i)
		case bytes.HasPrefix(head, []byte("<<\n/Length ")):
			f.contents = append(f.contents, i)
		}
	}
	if min(f.catalog, f.font, f.cidFont, f.unicode) < 0 {
		return errNotOurs
	}
	return nil
}

// read notes which glyphs are drawn, and for which characters.
func (f *finishing) read() error {
	table, err := unpacked(f.objects[f.unicode])
	if err != nil {
		return err
	}
	f.meant = map[int]rune{}
	for _, entry := range mapEntry.FindAllSubmatch(table, -1) {
		glyph, err1 := strconv.ParseUint(string(entry[1]), 16, 16)
		code, err2 := strconv.ParseUint(string(entry[2]), 16, 32)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		f.meant[int(glyph)] = rune(code)
	}
	f.glyphs = slices.Sorted(maps.Keys(f.meant))
	return nil
}

// lighten puts in place of the font one of nothing but the glyphs that are drawn.
func (f *finishing) lighten() error {
	cut, widths, err := subset(fonts.Full(), f.glyphs)
	if err != nil {
		return err
	}
	if f.objects[f.font], err = packed(fmt.Sprintf("/Length1 %d\n", len(cut)), cut); err != nil {
		return err
	}
	said := fmt.Sprintf("/DW %d\n/W [%s]\n/CIDToGIDMap /Identity\n>>", usualWidth, widthsSaid(widths))
	f.objects[f.cidFont] = widthList.ReplaceAllLiteral(f.objects[f.cidFont], []byte(said))
	// A subset's name begins with six letters of its own (ISO 32000-1, 9.6.4).
	sum := sha256.Sum256(cut)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	for _, i := range f.names {
		f.objects[i] = bytes.ReplaceAll(f.objects[i], []byte("/"+family), []byte("/"+string(tag)+"+"+family))
	}
	return nil
}

// usualWidth is that of a Chinese character, in thousandths of the type size.
const usualWidth = 1000

// widthsSaid lists the widths of the new font's glyphs that are not the usual one;
// that of glyph i is widths[i].
func widthsSaid(widths []int) string {
	var b strings.Builder
	open := false
	for i, w := range widths {
		switch {
		case w == usualWidth:
			if open {
				b.WriteByte(']')
			}
		case open:
			fmt.Fprintf(&b, " %d", w)
		default:
			fmt.Fprintf(&b, "%d[%d", i, w)
		}
		open = w != usualWidth
	}
	if open {
		b.WriteByte(']')
	}
	return b.String()
}

const hex = "0123456789ABCDEF"

// renumber names the glyphs in the text, and in the table of what they mean, by
// their places in the new font.
func (f *finishing) renumber() error {
	var err error
	if f.objects[f.unicode], err = packed("", f.meanings()); err != nil {
		return err
	}
	places := make(map[int]int, len(f.glyphs))
	for i, glyph := range f.glyphs {
		places[glyph] = i + 1
	}
	for _, i := range f.contents {
		text, err := unpacked(f.objects[i])
		if err != nil {
			return err
		}
		var lost error
		text = shownText.ReplaceAllFunc(text, func(shown []byte) []byte {
			digits := shown[1 : len(shown)-1]
			out := make([]byte, 0, len(shown))
			out = append(out, '<')
			for ; len(digits) >= 4; digits = digits[4:] {
				glyph, err := strconv.ParseUint(string(digits[:4]), 16, 16)
				place, known := places[int(glyph)]
				if err != nil || !known {
					lost = errNotOurs
				}
				out = append(out, hex[place>>12&15], hex[place>>8&15], hex[place>>4&15], hex[place&15])
			}
			return append(out, '>')
		})
		if lost != nil {
			return lost
		}
		if f.objects[i], err = packed("", text); err != nil {
			return err
		}
	}
	return nil
}

// meanings is the table by which a reader copies and searches text: for each glyph
// of the new font its character, in UTF-16 (Adobe Technical Notes 5014 and 5411).
func (f *finishing) meanings() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"+
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"+
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"+
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	// A run may not go on where the first byte of its numbers changes.
	const longest = 100
	for i := 0; i < len(f.glyphs); {
		last := min(i+longest, len(f.glyphs), (i+1)|0xFF)
		fmt.Fprintf(&out, "1 beginbfrange\n<%04X><%04X>[", i+1, last)
		for ; i < last; i++ {
			out.WriteByte('<')
			for _, u := range utf16.Encode([]rune{f.meant[f.glyphs[i]]}) {
				fmt.Fprintf(&out, "%04X", u)
			}
			out.WriteByte('>')
		}
		out.WriteString("]\nendbfrange\n")
	}
	out.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return out.Bytes()
}

// add appends an object and returns its number.
func (f *finishing) add(object []byte) int {
	f.objects = append(f.objects, object)
	return len(f.objects)
}

// bytes writes the file: its objects, where they stand, and where to begin.
func (f *finishing) bytes(head []byte) []byte {
	out := bytes.NewBuffer(bytes.Clone(head))
	starts := make([]int, len(f.objects))
	for i, object := range f.objects {
		starts[i] = out.Len()
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", i+1, bytes.TrimRight(object, "\n"))
	}
	id := sha256.Sum256(out.Bytes())
	xref := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", len(starts)+1)
	for _, at := range starts {
		fmt.Fprintf(out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%x> <%x>]\n>>\nstartxref\n%d\n%%%%EOF\n",
		len(starts)+1, f.catalog+1, f.info, id[:16], id[:16], xref)
	return out.Bytes()
}

// unpacked returns what a compressed stream holds.
func unpacked(object []byte) ([]byte, error) {
	head, body, begun := bytes.Cut(object, []byte(">>\nstream\n"))
	body, ended := bytes.CutSuffix(body, []byte("endstream\n"))
	if !begun || !ended || !bytes.HasPrefix(head, []byte("<<")) {
		return nil, errNotOurs
	}
	if !bytes.Contains(head, []byte("/FlateDecode")) {
		return body, nil
	}
	r, err := zlib.NewReader(bytes.NewReader(bytes.TrimSuffix(body, []byte("\n"))))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return data, nil
}

// packers are kept between streams: each takes a megabyte.
var packers = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

// packed returns a compressed stream.
func packed(entries string, data []byte) ([]byte, error) {
	var body bytes.Buffer
	w := packers.Get().(*zlib.Writer)
	defer packers.Put(w)
	w.Reset(&body)
	if _, err := w.Write(data); err != nil {
		return nil, fmt.Errorf("compress the PDF: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress the PDF: %w", err)
	}
	return fmt.Appendf(nil, "<</Length %d\n/Filter /FlateDecode\n%s>>\nstream\n%s\nendstream\n", body.Len(), entries, body.Bytes()), nil
}
