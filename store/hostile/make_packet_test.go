package hostile_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	aeszip "github.com/yeka/zip"

	"recordaldesk/store/hostile"
)

// What lies in the smallest packet; the gate looks at no more than the beginning of
// the workbook and of the papers.
const (
	workbookName  = "备案信息表.xlsx"
	checklistName = "材料清单.pdf"
	filingName    = "filing.json"
	manifestName  = "manifest.json"
	firstScan     = "materials/01_营业执照.png"
	secondScan    = "materials/09_qinghe-example.cn.pdf"
	onePDF        = "%PDF-1.4\n%%EOF\n"
)

// A parcel is a packet made from its parts by one who lies where a test wants him to.
type parcel struct {
	entries  []hostile.Entry // without filing and manifest
	filing   func(filing map[string]any)
	manifest func(manifest map[string]any)
	texts    map[string]string                     // of the filing or manifest, in place of what fits
	spoil    func([]hostile.Entry) []hostile.Entry // when the manifest is made
}

// sumOf describes an entry as a manifest does.
func sumOf(name string, data []byte) map[string]any {
	sum := sha256.Sum256(data)
	return map[string]any{"path": strings.ToValidUTF8(name, "?"), "size": len(data), "sha256": hex.EncodeToString(sum[:]), "item": 0, "website": 0, "domain": ""}
}

func encode(v any) []byte {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(err)
	}
	return data
}

// whole is the good packet.
func whole() *parcel {
	return &parcel{entries: []hostile.Entry{
		{Name: workbookName, Data: hostile.Zip([]hostile.Entry{{Name: "[Content_Types].xml"}})},
		{Name: checklistName, Data: []byte(onePDF)},
		{Name: "forms/06_真实性承诺书.pdf", Data: []byte(onePDF)},
		{Name: firstScan, Data: pngOf(4, 3)},
		{Name: secondScan, Data: []byte(onePDF)},
	}}
}

// list returns the entries of the packet, the filing and the manifest with them.
func (p *parcel) list() []hostile.Entry {
	var attached, listed []any
	for _, e := range p.entries {
		sum := sumOf(e.Name, e.Data)
		listed = append(listed, sum)
		if strings.HasPrefix(e.Name, "materials/") || e.Name != workbookName && e.Name != checklistName && !strings.HasPrefix(e.Name, "forms/") {
			attached = append(attached, map[string]any{"material": "host_certificate", "file": sum["path"], "sha256": sum["sha256"]})
		}
	}
	filing := map[string]any{"schema": "recordal.filing/1", "kind": "new_recordal", "attachments": attached}
	if p.filing != nil {
		p.filing(filing)
	}
	text := encode(filing)
	if t, ok := p.texts[filingName]; ok {
		text = []byte(t)
	}
	entries := append(append([]hostile.Entry{}, p.entries...), hostile.Entry{Name: filingName, Data: text, Method: methodFor(text)})
	listed = append(listed, sumOf(filingName, text))
	manifest := map[string]any{"schema": "recordal.manifest/1", "program": "test", "entries": listed}
	if p.manifest != nil {
		p.manifest(manifest)
	}
	text = encode(manifest)
	if t, ok := p.texts[manifestName]; ok {
		text = []byte(t)
	}
	entries = append(entries, hostile.Entry{Name: manifestName, Data: text, Method: methodFor(text)})
	if p.spoil != nil {
		entries = p.spoil(entries)
	}
	return entries
}

// methodFor stores what would shrink so much that it were refused for that alone.
func methodFor(data []byte) uint16 {
	if len(data) > 1<<20 {
		return zip.Store
	}
	return zip.Deflate
}

func (p *parcel) zip() []byte { return hostile.Zip(p.list()) }

// scanAt is the place of the first scan among the entries.
const scanAt = 3

// with makes a packet whose manifest fits what was changed.
func with(change func(p *parcel)) []byte {
	p := whole()
	change(p)
	return p.zip()
}

// scanned spoils the first scan when the manifest is made.
func scanned(spoil func(e *hostile.Entry)) []byte {
	return spoilt(func(e []hostile.Entry) []hostile.Entry { spoil(&e[scanAt]); return e })
}

// spoilt spoils the entries when the manifest is made.
func spoilt(spoil func([]hostile.Entry) []hostile.Entry) []byte {
	return with(func(p *parcel) { p.spoil = spoil })
}

// more makes a packet with more entries, of which manifest and filing speak.
func more(entries ...hostile.Entry) []byte {
	return with(func(p *parcel) { p.entries = append(p.entries, entries...) })
}

// replaced makes a packet whose first scan is something else.
func replaced(content string) []byte {
	return with(func(p *parcel) { p.entries[scanAt].Data = []byte(content) })
}

func without(name string) []byte {
	return spoilt(func(e []hostile.Entry) []hostile.Entry {
		var kept []hostile.Entry
		for _, one := range e {
			if one.Name != name {
				kept = append(kept, one)
			}
		}
		return kept
	})
}

func text(name, content string) []byte {
	return with(func(p *parcel) { p.texts = map[string]string{name: content} })
}

func manifest(change func(m map[string]any)) []byte {
	return with(func(p *parcel) { p.manifest = change })
}

// others makes a packet that says it is a part, and what the other parts are.
func others(part int, list ...any) []byte {
	return manifest(func(m map[string]any) { m["part"], m["others"] = part, list })
}

// since makes a packet that says what changed since the one before.
func since(said map[string]any) []byte {
	return manifest(func(m map[string]any) { m["since"] = said })
}

func part(number int, file string, entries ...any) any {
	return map[string]any{"number": number, "file": file, "entries": append([]any{}, entries...)}
}

func of(v uint32) *uint32 { return &v }

func other(data []byte) []byte {
	out := bytes.Clone(data)
	out[len(out)-1] ^= 0xFF
	return out
}

// packets are those that are small enough to be kept. They follow the list of what
// archive/zip alone lets through.
func packets() map[string][]byte {
	good := whole().zip()
	e := func(name string, data string) hostile.Entry { return hostile.Entry{Name: name, Data: []byte(data)} }
	image := string(pngOf(2, 2))
	return map[string][]byte{
		"whole.zip":                  good,
		"part-of-two.zip":            others(1, part(2, "ICP备案_第2份共2份.zip", sumOf("materials/06_x.png", nil))),
		"no-bytes.zip":               {},
		"text.zip":                   []byte("Dear Sir or Madam, please find attached"),
		"picture.zip":                pngOf(3, 3),
		"no-entries.zip":             hostile.Zip(nil),
		"foreign.zip":                hostile.Zip([]hostile.Entry{e("readme.txt", "hello")}),
		"symlink.zip":                scanned(func(e *hostile.Entry) { e.Mode = 0o120777 }),
		"fifo.zip":                   scanned(func(e *hostile.Entry) { e.Mode = 0o010644 }),
		"device.zip":                 scanned(func(e *hostile.Entry) { e.Mode = 0o020644 }),
		"folder.zip":                 more(hostile.Entry{Name: "materials/", Mode: 0o040755}),
		"checksum-wrong.zip":         scanned(func(e *hostile.Entry) { e.CRC = of(1) }),
		"checksum-zero.zip":          scanned(func(e *hostile.Entry) { e.Data, e.CRC = other(e.Data), of(0) }),
		"content-changed.zip":        scanned(func(e *hostile.Entry) { e.Data = other(e.Data) }),
		"content-longer.zip":         scanned(func(e *hostile.Entry) { e.Data = append(bytes.Clone(e.Data), 0) }),
		"stored-declares-less.zip":   scanned(func(e *hostile.Entry) { e.Size = of(10) }),
		"stored-declares-more.zip":   scanned(func(e *hostile.Entry) { e.Size, e.Packed = of(1<<20), of(1<<20) }),
		"deflated-declares-less.zip": sized(-5),
		"deflated-declares-more.zip": sized(5),
		"deflated-is-noise.zip":      noise(),
		"entry-of-4-gb.zip":          scanned(func(e *hostile.Entry) { e.Size, e.Packed = of(1<<32-1), of(1<<32-1) }),
		"entries-overlap.zip":        overlapping(200),
		"entry-inside-another.zip":   scanned(func(e *hostile.Entry) { e.At = of(40) }),
		"entry-quoted.zip":           quoted(),
		"entry-behind-directory.zip": scanned(func(e *hostile.Entry) { e.At = of(1 << 30) }),
		"local-name-differs.zip":     scanned(func(e *hostile.Entry) { e.LocalName = strings.Replace(e.Name, "01", "02", 1) }),
		"local-name-shorter.zip":     scanned(func(e *hostile.Entry) { e.LocalName = "x" }),
		"encrypted.zip":              scanned(func(e *hostile.Entry) { e.Flags = 1 }),
		"encrypted-aes.zip":          scanned(func(e *hostile.Entry) { e.Method = 99 }),
		"method-bzip2.zip":           scanned(func(e *hostile.Entry) { e.Method = 12 }),
		"entries-300.zip":            crowd(300),
		"cut-in-the-middle.zip":      good[:len(good)/2],
		"cut-by-a-byte.zip":          good[:len(good)-1],
		"cut-at-the-front.zip":       good[100:],
		"cut-to-the-end-record.zip":  good[len(good)-22:],
		"junk-before.zip":            append([]byte("#!/bin/sh\nexit\n"), good...),
		"zip-before.zip":             append(hostile.Zip([]hostile.Entry{{Name: "a.txt"}}), good...),
		"junk-behind.zip":            append(bytes.Clone(good), "junk"...),
		"junk-between.zip":           gap(),
		"zip-in-comment.zip":         comment(),
		"several-disks.zip":          ended(func(end []byte) { end[4], end[6] = 1, 1 }),
		"fewer-entries-declared.zip": ended(func(end []byte) { end[8]--; end[10]-- }),
		"more-entries-declared.zip":  ended(func(end []byte) { end[8]++; end[10]++ }),
		"directory-larger.zip":       ended(func(end []byte) { end[13]++ }),
		"directory-elsewhere.zip":    ended(func(end []byte) { end[16]++ }),
		"zip-as-picture.zip":         replaced(string(hostile.Zip([]hostile.Entry{{Name: "x"}}))),
		"program-as-picture.zip":     replaced("MZ\x90\x00 this program cannot be run"),
		"page-as-picture.zip":        replaced("<html><script>alert(1)</script>"),
		"picture-of-other-kind.zip":  replaced(onePDF),
		"entry-not-in-manifest.zip":  spoilt(func(all []hostile.Entry) []hostile.Entry { return append(all, e("materials/99_x.png", image)) }),
		"entry-not-in-filing.zip":    with(func(p *parcel) { p.entries = append(p.entries, e("materials/99_x.png", image)); p.filing = forget }),
		"no-workbook.zip":            with(func(p *parcel) { p.entries = p.entries[1:] }),
		"no-checklist.zip":           with(func(p *parcel) { p.entries = append(p.entries[:1], p.entries[2:]...) }),
		"no-filing.zip":              without(filingName),
		"no-manifest.zip":            without(manifestName),
		"no-scan.zip":                without(firstScan),
		"manifest-broken.zip":        text(manifestName, "{"),
		"manifest-empty.zip":         text(manifestName, ""),
		"manifest-not-utf8.zip":      text(manifestName, "{\"schema\":\"recordal.manifest/1\",\"program\":\"\xff\"}"),
		"manifest-foreign.zip":       text(manifestName, `{"schema":"other/1"}`),
		"manifest-newer.zip":         text(manifestName, `{"schema":"recordal.manifest/2"}`),
		"manifest-key-twice.zip":     text(manifestName, `{"schema":"recordal.manifest/1","schema":"recordal.manifest/1"}`),
		"manifest-deep.zip":          text(manifestName, `{"schema":"recordal.manifest/1","x":`+strings.Repeat("[", 20_000)+strings.Repeat("]", 20_000)+`}`),
		"manifest-size-negative.zip": manifest(func(m map[string]any) { m["entries"].([]any)[scanAt].(map[string]any)["size"] = -1 }),
		"manifest-size-huge.zip":     text(manifestName, `{"schema":"recordal.manifest/1","entries":[{"path":"`+firstScan+`","size":1e400}]}`),
		"manifest-entry-twice.zip":   manifest(func(m map[string]any) { m["entries"] = append(m["entries"].([]any), sumOf(firstScan, nil)) }),
		"manifest-lists-itself.zip":  manifest(func(m map[string]any) { m["entries"] = append(m["entries"].([]any), sumOf(manifestName, nil)) }),
		"manifest-path-outside.zip":  manifest(func(m map[string]any) { m["entries"] = append(m["entries"].([]any), sumOf("../../x.png", nil)) }),
		"manifest-entry-missing.zip": manifest(func(m map[string]any) { m["entries"] = append(m["entries"].([]any), sumOf("materials/77_x.png", nil)) }),
		"manifest-twice.zip":         spoilt(func(all []hostile.Entry) []hostile.Entry { return append(all, e(manifestName, "{}")) }),
		"since-and-answers.zip": manifest(func(m map[string]any) {
			m["since"] = map[string]any{"filing": strings.Repeat("ab", 32), "changed": []any{"host.name"}, "materials": []any{map[string]any{"material": "check_list", "website": 1, "became": "added"}}}
			m["answers"] = map[string]any{"notice": "0193a1d2-7c3e-7abc-8def-0123456789ab", "items": []any{0, 3}}
		}),
		"since-path-outside.zip": since(map[string]any{"filing": strings.Repeat("ab", 32), "changed": []any{"../host"}, "materials": []any{}}),
		"since-no-hash.zip":      since(map[string]any{"filing": "../x", "changed": []any{}, "materials": []any{}}),
		"since-no-paper.zip":     since(map[string]any{"filing": strings.Repeat("ab", 32), "changed": []any{}, "materials": []any{map[string]any{"material": "\u202e", "became": "added"}}}),
		"since-burnt.zip":        since(map[string]any{"filing": strings.Repeat("ab", 32), "changed": []any{}, "materials": []any{map[string]any{"material": "check_list", "became": "burnt"}}}),
		"answers-no-notice.zip":  manifest(func(m map[string]any) { m["answers"] = map[string]any{"notice": "x", "items": []any{}} }),
		"answers-backwards.zip": manifest(func(m map[string]any) {
			m["answers"] = map[string]any{"notice": "0193a1d2-7c3e-7abc-8def-0123456789ab", "items": []any{1, 0}}
		}),
		"part-without-others.zip":      others(1),
		"part-others-without-it.zip":   others(0, part(2, "b.zip")),
		"part-negative.zip":            others(-1, part(2, "b.zip")),
		"part-of-same-number.zip":      others(1, part(1, "b.zip")),
		"part-beyond-the-last.zip":     others(1, part(9, "b.zip")),
		"part-file-outside.zip":        others(1, part(2, "../../b.zip")),
		"part-file-is-a-device.zip":    others(1, part(2, "CON.zip")),
		"part-file-is-no-zip.zip":      others(1, part(2, "b.exe")),
		"part-file-turns-round.zip":    others(1, part(2, "b\u202epiz.exe.zip")),
		"part-entry-outside.zip":       others(1, part(2, "b.zip", sumOf("../x.png", nil))),
		"part-entry-twice.zip":         others(1, part(2, "b.zip", sumOf(firstScan, nil))),
		"part-entry-is-the-filing.zip": others(1, part(2, "b.zip", sumOf(filingName, nil))),
		"parts-300.zip":                others(1, crowdOfParts(300)...),
		"filing-broken.zip":            text(filingName, "{"),
		"filing-newer.zip":             text(filingName, `{"schema":"recordal.filing/9"}`),
		"filing-without-scans.zip":     text(filingName, `{"schema":"recordal.filing/1"}`),
		"filing-scan-outside.zip":      text(filingName, `{"schema":"recordal.filing/1","attachments":[{"material":"x","file":"../../etc/passwd"}]}`),
		"filing-scan-is-manifest.zip":  text(filingName, `{"schema":"recordal.filing/1","attachments":[{"material":"x","file":"manifest.json"}]}`),
		"filing-scan-twice.zip": with(func(p *parcel) {
			p.filing = func(f map[string]any) {
				f["attachments"] = append(f["attachments"].([]any), f["attachments"].([]any)[0])
			}
		}),
		"filing-scan-other-hash.zip": with(func(p *parcel) {
			p.filing = func(f map[string]any) {
				f["attachments"].([]any)[0].(map[string]any)["sha256"] = strings.Repeat("0", 64)
			}
		}),
		"name-twice.zip":             more(hostile.Entry{Name: firstScan, Data: pngOf(2, 2)}),
		"name-twice-in-capitals.zip": more(e("materials/09_Qinghe-Example.cn.pdf", onePDF)),
		"name-without-utf8-flag.zip": scanned(func(e *hostile.Entry) { e.NoUTF8 = true }),
		"bombs-below-the-limit.zip":  bombs(4),
	}
}

// forget takes the last scan out of the filing.
func forget(f map[string]any) {
	list := f["attachments"].([]any)
	f["attachments"] = list[:len(list)-1]
}

// sized packs the first scan and declares its size wrongly, in the manifest too.
func sized(by int) []byte {
	return with(func(p *parcel) {
		size := len(p.entries[scanAt].Data) + by
		p.entries[scanAt].Method, p.entries[scanAt].Size = zip.Deflate, of(uint32(size))
		p.manifest = func(m map[string]any) { m["entries"].([]any)[scanAt].(map[string]any)["size"] = size }
	})
}

// noise has for a deflated scan bytes that nobody packed.
func noise() []byte {
	data := whole().zip()
	list := whole().list()
	at := 0
	for _, e := range list[:scanAt] {
		at += 30 + len(e.Name) + len(e.Data)
	}
	data[at+8] = 8
	dir := int(binary.LittleEndian.Uint32(data[len(data)-6:]))
	for range scanAt {
		dir += 46 + int(binary.LittleEndian.Uint16(data[dir+28:]))
	}
	data[dir+10] = 8
	return data
}

func bombs(n int) []byte {
	data := make([]byte, 60<<20)
	return spoilt(func(e []hostile.Entry) []hostile.Entry {
		for i := range n {
			e = append(e, hostile.Entry{Name: fmt.Sprintf("materials/9%d_x.png", i), Data: data[:64], Size: of(60 << 20), Method: zip.Deflate})
		}
		return e
	})
}

// overlapping lets n entries of the directory point to one stored scan.
func overlapping(n int) []byte {
	data := bytes.Repeat([]byte("x"), 8<<10)
	return spoilt(func(e []hostile.Entry) []hostile.Entry {
		at := startOf(e, len(e))
		e = append(e, hostile.Entry{Name: "materials/01_x.png", Data: data})
		for i := range n {
			e = append(e, hostile.Entry{Name: fmt.Sprintf("materials/02_%d.png", i), Data: data, At: of(uint32(at))})
		}
		return e
	})
}

// startOf is where the n-th entry begins in the zip.
func startOf(entries []hostile.Entry, n int) int {
	r, err := zip.NewReader(bytes.NewReader(hostile.Zip(append(entries[:n:n], hostile.Entry{Name: "x"}))), int64(len(hostile.Zip(append(entries[:n:n], hostile.Entry{Name: "x"})))))
	if err != nil {
		panic(err)
	}
	offset, err := r.File[n].DataOffset()
	if err != nil {
		panic(err)
	}
	return int(offset) - 30 - len("x")
}

// quoted hides a whole entry in the data of another and lists both: bytes are used
// twice, which is how small zips grow huge.
func quoted() []byte {
	const inner, outer = "materials/98_x.png", "materials/99_x.png"
	data := pngOf(2, 2)
	var hidden bytes.Buffer
	for _, v := range []any{
		uint32(0x04034b50), uint16(20), uint16(1 << 11), uint16(zip.Store), uint32(0), crc32.ChecksumIEEE(data),
		uint32(len(data)), uint32(len(data)), uint16(len(inner)), uint16(0),
	} {
		if err := binary.Write(&hidden, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
	hidden.WriteString(inner)
	hidden.Write(data)
	return spoilt(func(e []hostile.Entry) []hostile.Entry {
		at := startOf(e, len(e)) + 30 + len(outer)
		return append(e, hostile.Entry{Name: outer, Data: hidden.Bytes()}, hostile.Entry{Name: inner, Data: data, At: of(uint32(at))})
	})
}

// gap moves all but the first entry up and puts bytes between.
func gap() []byte {
	hidden := bytes.Repeat([]byte("hidden"), 10)
	data := whole().zip()
	first := startOf(whole().list(), 1)
	out := append(append(append([]byte{}, data[:first]...), hidden...), data[first:]...)
	end := len(out) - 22
	dirAt := int(binary.LittleEndian.Uint32(out[end+16:])) + len(hidden)
	binary.LittleEndian.PutUint32(out[end+16:], uint32(dirAt))
	for at, i := dirAt, 0; at < end; i++ {
		if i > 0 {
			binary.LittleEndian.PutUint32(out[at+42:], binary.LittleEndian.Uint32(out[at+42:])+uint32(len(hidden)))
		}
		at += 46 + int(binary.LittleEndian.Uint16(out[at+28:]))
	}
	return out
}

// comment hides a second zip in the comment of the first.
func comment() []byte {
	good := whole().zip()
	hidden := hostile.Zip([]hostile.Entry{{Name: filingName, Data: []byte("{}")}})
	binary.LittleEndian.PutUint16(good[len(good)-2:], uint16(len(hidden)))
	return append(good, hidden...)
}

// ended changes the zip's end record.
func ended(change func(end []byte)) []byte {
	good := whole().zip()
	change(good[len(good)-22:])
	return good
}

func crowd(n int) []byte {
	entries := make([]hostile.Entry, n)
	for i := range entries {
		entries[i].Name = fmt.Sprintf("materials/01_%d.png", i)
	}
	return hostile.Zip(entries)
}

func crowdOfParts(n int) []any {
	var list []any
	for i := range n {
		list = append(list, part(i+2, fmt.Sprintf("%d.zip", i)))
	}
	return list
}

// password is that of the encrypted packets.
const password = "correct horse 7"

// lock encrypts a packet with the password.
func lock(t *testing.T, plain []byte, password string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := aeszip.NewWriter(&out)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		header := &aeszip.FileHeader{Name: f.Name, Method: f.Method, Flags: 1 << 11}
		header.SetEncryptionMethod(aeszip.AES256Encryption)
		header.SetPassword(password)
		entry, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(entry, in); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// lockedBomb is an encrypted packet with an entry that unpacks to 60 MB.
func lockedBomb(t *testing.T) []byte {
	return lock(t, bombOf(60<<20), password)
}

// lockedPackets are packets encrypted with the password.
func lockedPackets(t *testing.T) map[string][]byte {
	good := lock(t, whole().zip(), password)
	flipped := bytes.Clone(good)
	flipped[startOfData(good, scanAt)+30] ^= 1
	half := bytes.Clone(good)
	for at := bytes.Index(half, []byte("PK\x01\x02")); at < len(half)-22; at += 46 + int(binary.LittleEndian.Uint16(half[at+28:])) + int(binary.LittleEndian.Uint16(half[at+30:])) {
		if string(half[at+46:at+46+len(firstScan)]) == firstScan {
			half[at+8] &^= 1
		}
	}
	strength := bytes.Clone(good)
	at := bytes.LastIndex(strength, []byte("\x01\x99\x07\x00")) // of the last entry in the directory: the manifest
	strength[at+8] = 9
	extra := bytes.Clone(good)
	extra[at] ^= 0xFF
	return map[string][]byte{
		"whole.zip":              good,
		"other-password.zip":     lock(t, whole().zip(), "another"),
		"plain.zip":              whole().zip(),
		"flipped-bit.zip":        flipped,
		"cut.zip":                good[:len(good)*2/3],
		"one-entry-plain.zip":    half,
		"strength-unknown.zip":   strength,
		"no-aes-field.zip":       extra,
		"foreign.zip":            lock(t, hostile.Zip([]hostile.Entry{{Name: "readme.txt", Data: []byte("hello")}}), password),
		"name-outside.zip":       lock(t, more(hostile.Entry{Name: "../../x.png", Data: pngOf(2, 2)}), password),
		"manifest-foreign.zip":   lock(t, text(manifestName, `{"schema":"other/1"}`), password),
		"content-changed.zip":    lock(t, scanned(func(e *hostile.Entry) { e.Data = other(e.Data) }), password),
		"program-as-picture.zip": lock(t, replaced("MZ\x90\x00"), password),
		"shorter-than-salt.zip":  short(good),
	}
}

// startOfData is where the data of the n-th entry begins in a zip.
func startOfData(data []byte, n int) int64 {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic(err)
	}
	at, err := z.File[n].DataOffset()
	if err != nil {
		panic(err)
	}
	return at
}

// short declares of every entry fewer packed bytes than the encryption itself takes.
func short(locked []byte) []byte {
	out := bytes.Clone(locked)
	for at := bytes.Index(out, []byte("PK\x01\x02")); at < len(out)-22; at += 46 + int(binary.LittleEndian.Uint16(out[at+28:])) + int(binary.LittleEndian.Uint16(out[at+30:])) {
		binary.LittleEndian.PutUint32(out[at+20:], 5)
	}
	return out
}

// named is a packet whose first scan has another name.
func named(name string) []byte {
	return with(func(p *parcel) { p.entries[scanAt].Name = name })
}
