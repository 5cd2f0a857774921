package paper

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf16"
)

// gopdf v0.33.0 writes the table by which a reader copies and searches text (the
// ToUnicode CMap) with five digits for a character beyond U+FFFF, so that a rare
// name such as 𬭩 is copied as something else, and in one run of any length,
// where the specification allows a hundred (Adobe Technical Note 5411, 1.4.1).

var (
	mapStream = regexp.MustCompile(`<<\n/Length (\d+)\n>>\nstream\n(/CIDInit [^\x00]*?)endstream\n`)
	mapRanges = regexp.MustCompile(`(?s)\d+ beginbfrange\n.*?endbfrange\n`)
	mapEntry  = regexp.MustCompile(`<([0-9A-F]+)><[0-9A-F]+><([0-9A-F]+)>\n`)
	xrefEntry = regexp.MustCompile(`\d{10} 00000 n `)
	startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
)

// mendUnicodeMap writes the table anew, as the specification has it, in a PDF
// that gopdf made, and moves the cross-reference table accordingly.
func mendUnicodeMap(pdf []byte) ([]byte, error) {
	at := mapStream.FindSubmatchIndex(pdf)
	end := startXref.FindSubmatchIndex(pdf)
	if at == nil || end == nil {
		return nil, fmt.Errorf("mend the PDF's table of characters: none found")
	}
	table := mapRanges.ReplaceAllFunc(pdf[at[4]:at[5]], characters)
	stream := fmt.Appendf(nil, "<<\n/Length %d\n>>\nstream\n%sendstream\n", len(table), table)
	moved := len(stream) - (at[1] - at[0])

	xref, err := strconv.Atoi(string(pdf[end[2]:end[3]]))
	if err != nil || xref < at[1] || xref > end[0] {
		return nil, fmt.Errorf("mend the PDF's table of characters: cross-references at %q", pdf[end[2]:end[3]])
	}
	references := xrefEntry.ReplaceAllFunc(pdf[xref:end[0]], func(entry []byte) []byte {
		offset, err := strconv.Atoi(string(entry[:10]))
		if err != nil || offset < at[0] {
			return entry
		}
		return fmt.Appendf(nil, "%010d 00000 n ", offset+moved)
	})
	return slices.Concat(pdf[:at[0]], stream, pdf[at[1]:xref], references,
		fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", xref+moved)), nil
}

// characters rewrites the runs of one character each that gopdf writes as
// single characters, in UTF-16, a hundred at a time.
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
