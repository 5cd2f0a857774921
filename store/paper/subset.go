package paper

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// subset returns a TrueType font with only the given glyphs of font, behind the
// glyph for what is missing, in their order. The glyphs must be simple ones, as all
// of the papers' font are. The layout of the tables is that of the OpenType
// specification, 1.9; a font in a PDF needs no others (ISO 32000-1, 9.9). It also
// returns the widths of the new font's glyphs, in thousandths of the type size.
func subset(font []byte, glyphs []int) (cut []byte, widths []int, err error) {
	tables, err := tablesOf(font)
	if err != nil {
		return nil, nil, err
	}
	head, hhea, maxp := slices.Clone(tables["head"]), slices.Clone(tables["hhea"]), slices.Clone(tables["maxp"])
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 {
		return nil, nil, errNotOurs
	}
	outline, err := outlinesOf(tables, int(binary.BigEndian.Uint16(maxp[4:])), binary.BigEndian.Uint16(head[50:]) == 1)
	if err != nil {
		return nil, nil, err
	}
	metrics := int(binary.BigEndian.Uint16(hhea[34:]))
	hmtx := tables["hmtx"]
	if metrics == 0 || len(hmtx) < 4*metrics {
		return nil, nil, errNotOurs
	}
	em := int(binary.BigEndian.Uint16(head[18:]))
	if em == 0 {
		return nil, nil, errNotOurs
	}
	var glyf, loca, measures []byte
	for _, g := range append([]int{0}, glyphs...) {
		drawn, err := outline(g)
		if err != nil {
			return nil, nil, err
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, drawn...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		if g < metrics {
			measures = append(measures, hmtx[4*g:4*g+4]...)
		} else { // has the last one's width, and its own left edge, which a PDF does not need
			measures = append(measures, hmtx[4*metrics-4], hmtx[4*metrics-3], 0, 0)
		}
		widths = append(widths, int(binary.BigEndian.Uint16(measures[len(measures)-4:]))*1000/em)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	n := uint16(len(glyphs) + 1)
	binary.BigEndian.PutUint16(maxp[4:], n)
	binary.BigEndian.PutUint16(hhea[34:], n)
	binary.BigEndian.PutUint16(head[50:], 1) // loca has four bytes an entry
	clear(head[8:12])                        // the file's sum, which is put in at the end
	return fontFile([]fontTable{
		{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", measures}, {"loca", loca}, {"maxp", maxp},
	}), widths, nil
}

// outlinesOf returns a function that gives the outline of each of n glyphs, empty
// where it has none.
func outlinesOf(tables map[string][]byte, n int, long bool) (func(glyph int) ([]byte, error), error) {
	loca, glyf := tables["loca"], tables["glyf"]
	size := 2
	if long {
		size = 4
	}
	if len(loca) < size*(n+1) {
		return nil, errNotOurs
	}
	at := func(i int) int {
		if long {
			return int(binary.BigEndian.Uint32(loca[4*i:]))
		}
		return 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
	}
	return func(glyph int) ([]byte, error) {
		if glyph >= n {
			return nil, fmt.Errorf("glyph %d: %w", glyph, errNotOurs)
		}
		from, to := at(glyph), at(glyph+1)
		if from > to || to > len(glyf) {
			return nil, fmt.Errorf("glyph %d: %w", glyph, errNotOurs)
		}
		return glyf[from:to], nil
	}, nil
}

// hollow returns a font that has the characters of font under the same numbers, no
// outlines, and one width for all.
func hollow(font []byte) ([]byte, error) {
	tables, err := tablesOf(font)
	if err != nil {
		return nil, err
	}
	head, hhea, maxp := slices.Clone(tables["head"]), slices.Clone(tables["hhea"]), tables["maxp"]
	if len(head) < 54 || len(maxp) < 6 || len(hhea) < 36 || len(tables["hmtx"]) < 4 {
		return nil, errNotOurs
	}
	binary.BigEndian.PutUint16(hhea[34:], 1) // how many glyphs have a width of their own
	binary.BigEndian.PutUint16(head[50:], 0) // loca has two bytes an entry
	clear(head[8:12])                        // the file's sum, which is put in at the end
	tables["head"], tables["hhea"], tables["hmtx"] = head, hhea, tables["hmtx"][:4]
	tables["glyf"], tables["loca"] = make([]byte, 4), make([]byte, 2*(int(binary.BigEndian.Uint16(maxp[4:]))+1))
	var all []fontTable
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		all = append(all, fontTable{tag, tables[tag]})
	}
	return fontFile(all), nil
}

// A fontTable is a table of a font file.
type fontTable struct {
	tag  string
	data []byte
}

// fontFile writes tables, which stand in the order of their tags, into a file.
func fontFile(tables []fontTable) []byte {
	const opening, entry = 12, 16
	n := len(tables)
	power := 1
	exponent := 0
	for power*2 <= n {
		power *= 2
		exponent++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, power * entry, exponent, (n - power) * entry} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	var body []byte
	headAt := 0
	for _, t := range tables {
		at := opening + entry*n + len(body)
		if t.tag == "head" {
			headAt = at
		}
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, sumOf(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-sumOf(out))
	return out
}

// sumOf is the sum of a table's bytes, four at a time.
func sumOf(data []byte) uint32 {
	var sum uint32
	for len(data) >= 4 {
		sum += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	if len(data) > 0 {
		sum += binary.BigEndian.Uint32(append(slices.Clone(data), 0, 0, 0))
	}
	return sum
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
