package hostile_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/hostile"
)

// made makes the files that are too large to be kept, by their names in the table.
var made = map[string]func(t *testing.T) []byte{
	"packet/bomb-of-100-mb.zip":     func(*testing.T) []byte { return bombOf(100 << 20) },
	"packet/bomb-of-60-mb.zip":      func(*testing.T) []byte { return bombOf(60 << 20) },
	"packet/entries-60000.zip":      func(*testing.T) []byte { return crowd(60_000) },
	"packet/name-of-60000.zip":      func(*testing.T) []byte { return named("materials/" + strings.Repeat("长", 20_000) + ".png") },
	"packet/directory-of-80-mb.zip": func(*testing.T) []byte { return wideDirectory() },
	"packet/larger-than-200-mb.zip": func(*testing.T) []byte { return make([]byte, 200<<20+1) },
	"packet/manifest-of-2-mb.zip": func(*testing.T) []byte {
		return text(manifestName, `{"schema":"recordal.manifest/1"}`+strings.Repeat(" ", 2<<20))
	},
	"packet/filing-of-17-mb.zip": func(*testing.T) []byte {
		return text(filingName, string(filing(`"x": "`+strings.Repeat("a", 17<<20)+`"`)))
	},
	"packet/directory-in-a-scan.zip":    func(*testing.T) []byte { return directoryInAScan() },
	"packet/records-of-60-mb.zip":       func(*testing.T) []byte { return crowdedDirectory() },
	"packet/nothing-in-150-mb.zip":      func(*testing.T) []byte { return packedToMore() },
	"locked/nothing-in-150-mb.zip":      func(t *testing.T) []byte { return lockedToMore(t) },
	"workbook/list-elsewhere.xlsx":      func(*testing.T) []byte { return listElsewhere() },
	"workbook/list-behind-its-end.xlsx": func(*testing.T) []byte { return listBehindItsEnd() },
	"picture/larger-than-64-mb.jpg":     func(*testing.T) []byte { return make([]byte, 64<<20+1) },
	"picture/png-60-mb-of-text.png": func(*testing.T) []byte {
		return pngWith(strings.Repeat(chunk("tEXt", "note\x00"+strings.Repeat("x", 15<<20)), 4))
	},
	"picture/jpeg-60-mb-of-segments.jpg": func(*testing.T) []byte {
		return jpegWith(strings.Repeat(segment(0xE2, "ICC_PROFILE\x00\x01\xff"+strings.Repeat("\x00", 65_000)), 900))
	},
	"picture/jpeg-60-mb-of-fill.jpg": func(*testing.T) []byte {
		return join("\xff\xd8", strings.Repeat("\xff", 60<<20), string(jpegOf(8, 8)[2:]))
	},
	"picture/tiff-pages-overlap.tif":   func(*testing.T) []byte { return overlappingPages() },
	"pdf/50-mb-of-nothing.pdf":         func(*testing.T) []byte { return join("%PDF-1.4\n", strings.Repeat("\n", 50<<20)) },
	"pdf/objects-200000.pdf":           func(*testing.T) []byte { return crowdedPDF(200_000) },
	"filing/text-of-5-mb.json":         func(*testing.T) []byte { return filing(`"host": {"name": "` + strings.Repeat("长", 5<<20/3) + `"}`) },
	"filing/longer-than-16-mb.json":    func(*testing.T) []byte { return filing(`"x": "` + strings.Repeat("a", maxFiling) + `"`) },
	"filing/websites-of-nothing.json":  func(*testing.T) []byte { return filing(`"websites": [` + many(260_000, "{}") + `]`) },
	"filing/domains-of-nothing.json":   func(*testing.T) []byte { return filing(`"websites": [{"domains": [` + many(260_000, "{}") + `]}]`) },
	"filing/scans-of-nothing.json":     func(*testing.T) []byte { return filing(`"attachments": [` + many(260_000, "{}") + `]`) },
	"filing/lists-5-million-deep.json": func(*testing.T) []byte { return filing(`"x": ` + deepList(5_000_000)) },
	"pdf/lists-3-million-deep.pdf":     func(*testing.T) []byte { return does("/Deep 4 0 R", deepList(3_000_000)) },
	"pdf/dictionaries-1-million-deep.pdf": func(*testing.T) []byte {
		return does("/Deep 4 0 R", strings.Repeat("<</A ", 1_000_000)+"1"+strings.Repeat(">>", 1_000_000))
	},
	"rulebook/lists-1-million-deep.toml": func(*testing.T) []byte { return []byte("x = " + deepList(1_000_000)) },
	"filing/objects-300000.json":         func(*testing.T) []byte { return filing(`"x": [` + many(300_000, "{}") + `]`) },
	"filing/services-of-16-mb.json":      func(*testing.T) []byte { return filing(`"websites": [{"services": [` + many(5_000_000, `""`) + `]}]`) },
	"filing/members-a-million.json":      func(*testing.T) []byte { return filing(members(1_000_000)) },
	"filing/members-a-million-deep.json": func(*testing.T) []byte {
		return filing(`"x": ` + strings.Repeat("[", 20) + "{" + members(1_000_000) + "}" + strings.Repeat("]", 20))
	},
	"filing/corners-of-16-mb.json": func(*testing.T) []byte {
		return filing(`"attachments": [{"retouch": {"corners": [` + many(2_000_000, "[0,0]") + `]}}]`)
	},
	"rulebook/longer-than-4-mb.toml": func(*testing.T) []byte { return bytes.Repeat([]byte("# nothing\n"), rules.MaxBookBytes/10+1) },
	"rulebook/text-of-3-mb.toml": func(*testing.T) []byte {
		return []byte("version = \"" + strings.Repeat("长", 1<<20) + "\"\n")
	},
	"rulebook/condition-of-1-mb.toml": func(t *testing.T) []byte {
		return damagedBook(t, "when = '", "when = '"+strings.Repeat("true and ", 120_000))
	},
	"rulebook/loop-over-a-million.toml": func(t *testing.T) []byte {
		return damagedBook(t, "when = '", "when = 'all(1..1000000, # > 0) and ")
	},
	"rulebook/changes-the-filing.toml": func(t *testing.T) []byte {
		return damagedBook(t, "when = '", "when = 'filing.Set(\"host.name\", \"\") == nil and ")
	},
	"locked/bomb-of-60-mb.zip": func(t *testing.T) []byte { return lockedBomb(t) },
}

// damagedBook is the built-in rulebook with the first of one text replaced.
func damagedBook(t *testing.T, was, is string) []byte {
	whole, err := rules.BuiltinText()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(whole, was) {
		t.Fatalf("the rulebook has no %q", was)
	}
	return []byte(strings.Replace(whole, was, is, 1))
}

// bombOf is a packet with an entry that unpacks to n bytes.
func bombOf(n int) []byte {
	return more(hostile.Entry{Name: "materials/99_x.png", Data: make([]byte, n), Method: zip.Deflate})
}

// wideDirectory is a zip of few entries whose directory has 80 MB behind their names.
func wideDirectory() []byte {
	good := whole().zip()
	end := bytes.Clone(good[len(good)-22:])
	dirBytes := binary.LittleEndian.Uint32(end[12:])
	binary.LittleEndian.PutUint32(end[12:], dirBytes+80<<20)
	return append(append(bytes.Clone(good[:len(good)-22]), make([]byte, 80<<20)...), end...)
}

// overlappingPages is a TIFF of a thousand directories of 65,535 entries each, all
// in the same 800 kB.
func overlappingPages() []byte {
	const pages, long = 990, 2 + 65535*12 + 4
	b := make([]byte, 8+pages*16+long+16)
	copy(b, "II*\x00")
	for i := range pages {
		at := 8 + i*8
		if i == 0 {
			binary.LittleEndian.PutUint32(b[4:], uint32(at))
		}
		b[at], b[at+1] = 0xFF, 0xFF
	}
	for i := range pages { // each says where the next is, behind its own entries
		at := 8 + i*8
		next := at + 8
		if i == pages-1 {
			next = 0
		}
		binary.LittleEndian.PutUint32(b[at+long-4:], uint32(next))
	}
	return b
}

// crowdedPDF has n objects of no use.
func crowdedPDF(n int) []byte {
	objects := make([]string, n)
	for i := range objects {
		objects[i] = fmt.Sprintf("<< /A %d 0 R >>", (i*7919)%n+4)
	}
	return document("", append([]string{catalog, pageList, onePage}, objects...)...)
}

func members(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"k%d":1,`, i)
	}
	return strings.TrimSuffix(b.String(), ",")
}

func deepList(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
