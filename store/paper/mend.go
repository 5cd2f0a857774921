package paper

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// What gopdf v0.33.0 writes is mended in two places before it leaves.
//
// The table by which a reader copies and searches text (the ToUnicode CMap) has
// five digits for a character beyond U+FFFF, so that a rare name such as 𬭩 is
// copied as something else, and one run of any length, where the specification
// allows a hundred (Adobe Technical Note 5411, 1.4.1).
//
// The font has the widths of all its 31,000 characters, where those it draws
// would do: a third of the file.

var (
	startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	xrefEntry = regexp.MustCompile(`(\d{10}) 00000 n \n`)
	stream    = regexp.MustCompile(`(?s)^(\d+ 0 obj\n)<<.*?>>\nstream\n(.*?)\n?endstream\nendobj\n`)
	mapRanges = regexp.MustCompile(`(?s)\d+ beginbfrange\n.*?endbfrange\n`)
	mapEntry  = regexp.MustCompile(`<([0-9A-F]+)><[0-9A-F]+><([0-9A-F]+)>\n`)
)

var errNotOurs = errors.New("not laid out as the PDF library does")

// mend takes a PDF that gopdf made and returns it with its table of characters
// put right and its font lightened.
func mend(pdf []byte) ([]byte, error) {
	end := startXref.FindSubmatchIndex(pdf)
	if end == nil {
		return nil, fmt.Errorf("mend the PDF: %w", errNotOurs)
	}
	xref, err := strconv.Atoi(string(pdf[end[2]:end[3]]))
	if err != nil || xref > end[0] {
		return nil, fmt.Errorf("mend the PDF: %w", errNotOurs)
	}
	var starts []int
	for _, entry := range xrefEntry.FindAllSubmatch(pdf[xref:end[0]], -1) {
		at, err := strconv.Atoi(string(entry[1]))
		if err != nil || at > xref || len(starts) > 0 && at < starts[len(starts)-1] {
			return nil, fmt.Errorf("mend the PDF: %w", errNotOurs)
		}
		starts = append(starts, at)
	}
	if len(starts) == 0 {
		return nil, fmt.Errorf("mend the PDF: %w", errNotOurs)
	}
	out := bytes.NewBuffer(bytes.Clone(pdf[:starts[0]]))
	moved := make([]int, 0, len(starts))
	for i, at := range starts {
		next := xref
		if i+1 < len(starts) {
			next = starts[i+1]
		}
		moved = append(moved, out.Len())
		object, err := mendObject(pdf[at:next])
		if err != nil {
			return nil, err
		}
		out.Write(object)
	}
	xrefAt := out.Len()
	n := 0
	out.Write(xrefEntry.ReplaceAllFunc(pdf[xref:end[0]], func([]byte) []byte {
		n++
		return fmt.Appendf(nil, "%010d 00000 n \n", moved[n-1])
	}))
	fmt.Fprintf(out, "startxref\n%d\n%%%%EOF\n", xrefAt)
	return out.Bytes(), nil
}

// mendObject returns an object of the file as it shall be; most stay as they are.
func mendObject(object []byte) ([]byte, error) {
	head := object[:min(120, len(object))]
	switch {
	case bytes.Contains(head, []byte("/CIDInit")):
		m := stream.FindSubmatch(object)
		if m == nil {
			return nil, fmt.Errorf("mend the PDF's characters: %w", errNotOurs)
		}
		table := mapRanges.ReplaceAllFunc(m[2], characters)
		return packed(string(m[1]), "", table)
	case bytes.Contains(head, []byte("/Length1")):
		m := stream.FindSubmatch(object)
		if m == nil {
			return nil, fmt.Errorf("mend the PDF's font: %w", errNotOurs)
		}
		unpack, err := zlib.NewReader(bytes.NewReader(m[2]))
		if err != nil {
			return nil, fmt.Errorf("mend the PDF's font: %w", err)
		}
		font, err := io.ReadAll(unpack)
		if err != nil {
			return nil, fmt.Errorf("mend the PDF's font: %w", err)
		}
		if err := lighten(font); err != nil {
			return nil, fmt.Errorf("mend the PDF's font: %w", err)
		}
		return packed(string(m[1]), fmt.Sprintf("/Length1 %d\n", len(font)), font)
	}
	return object, nil
}

// packed writes a compressed stream object.
func packed(opening, entries string, data []byte) ([]byte, error) {
	var body bytes.Buffer
	w := zlib.NewWriter(&body)
	if _, err := w.Write(data); err != nil {
		return nil, fmt.Errorf("compress the PDF: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress the PDF: %w", err)
	}
	return fmt.Appendf(nil, "%s<</Length %d\n/Filter /FlateDecode\n%s>>\nstream\n%s\nendstream\nendobj\n\n",
		opening, body.Len(), entries, body.Bytes()), nil
}

// characters rewrites the runs of one character each that gopdf writes as single
// characters, in UTF-16, a hundred at a time.
func characters(ranges []byte) []byte {
	entries := mapEntry.FindAllSubmatch(ranges, -1)
	var out bytes.Buffer
	for len(entries) > 0 {
		block := entries[:min(100, len(entries))]
		entries = entries[len(block):]
		fmt.Fprintf(&out, "%d beginbfchar\n", len(block))
		for _, e := range block {
			code, err := strconv.ParseUint(string(e[2]), 16, 32)
			if err != nil {
				continue // the expression lets nothing but hexadecimal digits through
			}
			fmt.Fprintf(&out, "<%s><", e[1])
			for _, u := range utf16.Encode([]rune{rune(code)}) {
				fmt.Fprintf(&out, "%04X", u)
			}
			out.WriteString(">\n")
		}
		out.WriteString("endbfchar\n")
	}
	return out.Bytes()
}

// lighten clears from a TrueType font the widths of characters it has no outline
// of; the PDF names the widths of those it shows. The layout of the tables is
// that of the OpenType specification, 1.9.
func lighten(font []byte) error {
	tables, err := tablesOf(font)
	if err != nil {
		return err
	}
	head, hhea, maxp := tables["head"], tables["hhea"], tables["maxp"]
	loca, hmtx := tables["loca"], tables["hmtx"]
	if len(head) < 52 || len(hhea) < 36 || len(maxp) < 6 {
		return errNotOurs
	}
	glyphs := int(binary.BigEndian.Uint16(maxp[4:]))
	metrics := int(binary.BigEndian.Uint16(hhea[34:]))
	long := binary.BigEndian.Uint16(head[50:]) == 1
	if !long || len(loca) < 4*(glyphs+1) || len(hmtx) < 4*metrics {
		return nil // an unusual font is left as it is
	}
	for i := range min(glyphs, metrics) {
		if binary.BigEndian.Uint32(loca[4*i:]) == binary.BigEndian.Uint32(loca[4*i+4:]) {
			clear(hmtx[4*i : 4*i+4])
		}
	}
	return nil
}

func tablesOf(font []byte) (map[string][]byte, error) {
	if len(font) < 12 {
		return nil, errNotOurs
	}
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		at := 12 + 16*i
		if at+16 > len(font) {
			return nil, errNotOurs
		}
		from, n := binary.BigEndian.Uint32(font[at+8:]), binary.BigEndian.Uint32(font[at+12:])
		if uint64(from)+uint64(n) > uint64(len(font)) {
			return nil, errNotOurs
		}
		tables[string(font[at:at+4])] = font[from : from+n]
	}
	return tables, nil
}
