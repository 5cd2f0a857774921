package packet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// rawEntry is an entry of a zip with everything a liar may say about it. What is
// zero is written truthfully.
type rawEntry struct {
	name      string
	data      []byte
	method    uint16
	localName string
	flags     uint16 // besides UTF-8
	crc       *uint32
	size      *uint32 // unpacked, as declared
	packed    *uint32 // as declared
	mode      uint32  // Unix mode
	at        *uint32 // of the local header; nothing of its own is written
	noUTF8    bool
}

// rawZip writes the entries as they say.
func rawZip(entries []rawEntry) []byte {
	var body, dir bytes.Buffer
	for _, e := range entries {
		packed := e.data
		if e.method == zip.Deflate {
			packed = deflate(e.data)
		}
		crc, size, packedSize := crc32.ChecksumIEEE(e.data), uint32(len(e.data)), uint32(len(packed))
		flags, local, at := e.flags|flagUTF8, e.name, uint32(body.Len())
		if e.noUTF8 {
			flags &^= flagUTF8
		}
		for _, lie := range []struct{ truth, lie *uint32 }{{&crc, e.crc}, {&size, e.size}, {&packedSize, e.packed}, {&at, e.at}} {
			if lie.lie != nil {
				*lie.truth = *lie.lie
			}
		}
		if e.localName != "" {
			local = e.localName
		}
		if e.at == nil {
			put(&body, uint32(localSignature), uint16(20), flags, e.method, uint32(0), crc, packedSize, size, uint16(len(local)), uint16(0))
			body.WriteString(local)
			body.Write(packed)
		}
		put(&dir, uint32(dirSignature), uint16(3<<8|20), uint16(20), flags, e.method, uint32(0), crc, packedSize, size,
			uint16(len(e.name)), uint16(0), uint16(0), uint16(0), uint16(0), e.mode<<16, at)
		dir.WriteString(e.name)
	}
	dirAt, dirLong := body.Len(), dir.Len()
	body.Write(dir.Bytes())
	put(&body, uint32(endSignature), uint32(0), uint16(len(entries)), uint16(len(entries)), uint32(dirLong), uint32(dirAt), uint16(0))
	return body.Bytes()
}

func put(b *bytes.Buffer, values ...any) {
	for _, v := range values {
		if err := binary.Write(b, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
}

func deflate(data []byte) []byte {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err)
	}
	return out.Bytes()
}

// kit is a good packet, taken apart to be spoilt.
type kit struct {
	t        *testing.T
	packet   []byte
	entries  []rawEntry
	manifest Manifest
}

func newKit(t *testing.T) *kit {
	t.Helper()
	r := mustWrite(t, t.TempDir(), sampleInput(t))
	packet, err := os.ReadFile(r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(packet), int64(len(packet)))
	if err != nil {
		t.Fatal(err)
	}
	k := &kit{t: t, packet: packet, manifest: r.Packet.Manifest}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		k.entries = append(k.entries, rawEntry{name: f.Name, data: data})
	}
	return k
}

// with returns a copy of the entries that may be spoilt.
func (k *kit) with(spoil func(entries []rawEntry) []rawEntry) []byte {
	return rawZip(spoil(append([]rawEntry{}, k.entries...)))
}

// scan is the index of the first scan, whose name ends in .png.
func (k *kit) scan() int {
	for i, e := range k.entries {
		if strings.HasPrefix(e.name, scansFolder) {
			return i
		}
	}
	k.t.Fatal("no scan in the packet")
	return 0
}

// change spoils one scan and leaves the manifest as it was.
func (k *kit) change(spoil func(*rawEntry)) []byte {
	return k.with(func(e []rawEntry) []rawEntry {
		spoil(&e[k.scan()])
		return e
	})
}

// forge spoils the entries and makes the manifest fit, as a liar would.
func (k *kit) forge(spoil func([]rawEntry) []rawEntry) []byte {
	return k.with(func(e []rawEntry) []rawEntry {
		e = spoil(e)
		m := k.manifest
		m.Entries = nil
		for _, one := range e {
			if one.name == manifestEntry {
				continue
			}
			sum := sha256.Sum256(one.data)
			entry := Entry{Path: strings.ToValidUTF8(one.name, "?"), Size: int64(len(one.data)), SHA256: hex.EncodeToString(sum[:])}
			if was := k.manifest.find(one.name); was != nil {
				entry.Item, entry.Website, entry.Domain = was.Item, was.Website, was.Domain
			}
			m.Entries = append(m.Entries, entry)
		}
		data, err := encodeManifest(&m)
		if err != nil {
			k.t.Fatal(err)
		}
		for i := range e {
			if e[i].name == manifestEntry {
				e[i].data = data
			}
		}
		return e
	})
}

// add forges a packet with one more entry.
func (k *kit) add(extra rawEntry) []byte {
	return k.forge(func(e []rawEntry) []rawEntry { return append(e, extra) })
}

// rename forges a packet whose first scan has another name.
func (k *kit) rename(name string) []byte {
	return k.forge(func(e []rawEntry) []rawEntry {
		e[k.scan()].name = name
		return e
	})
}

func u32(v uint32) *uint32 { return &v }

// vector is one damaged or hostile packet and what the gate must say of it.
type vector struct {
	name string
	data []byte
	want Problem
}

// vectors follow the list of what plain archive/zip lets through.
func vectors(t *testing.T) []vector {
	k := newKit(t)
	all := []vector{
		{"no file at all", nil, NotPacket},
		{"text", []byte("Dear Sir or Madam, please find attached"), NotPacket},
		{"a JPEG", smallJPEG(1), NotPacket},
		{"an empty zip", rawZip(nil), NotPacket},
		{"a foreign zip", rawZip([]rawEntry{{name: "readme.txt", data: []byte("hello")}}), NotPacket},
		{"a workbook, which is a zip", k.entry(workbookEntry), NotPacket},
		{"symlink", k.change(func(e *rawEntry) { e.mode = 0o120777 }), Unsafe},
		{"fifo", k.change(func(e *rawEntry) { e.mode = 0o010644 }), Unsafe},
		{"device", k.change(func(e *rawEntry) { e.mode = 0o020644 }), Unsafe},
		{"a folder as an entry", k.add(rawEntry{name: "materials/", mode: 0o040755}), Unsafe},
		{"wrong checksum", k.change(func(e *rawEntry) { e.crc = u32(1) }), Damaged},
		{"checksum 0 and other content", k.change(func(e *rawEntry) { e.data, e.crc = other(e.data), u32(0) }), Changed},
		{"other content of the same size", k.change(func(e *rawEntry) { e.data = other(e.data) }), Changed},
		{"other content of another size", k.change(func(e *rawEntry) { e.data = append(e.data, 0) }), Changed},
		{"stored entry declares less", k.change(func(e *rawEntry) { e.size = u32(10) }), Unsafe},
		{"stored entry declares more", k.change(func(e *rawEntry) { e.size, e.packed = u32(1<<20), u32(1<<20) }), Unsafe},
		{"deflated entry declares less", k.forgeSize(zip.Deflate, -5), Damaged},
		{"deflated entry declares more", k.forgeSize(zip.Deflate, 5), Damaged},
		{"bomb of 100 MB", k.add(rawEntry{name: "materials/99_x.png", data: make([]byte, 100<<20), method: zip.Deflate}), TooLarge},
		{"bomb of 60 MB", k.add(rawEntry{name: "materials/99_x.png", data: make([]byte, 60<<20), method: zip.Deflate}), Unsafe},
		{"four bombs below the limit of one", k.bombs(4), TooLarge},
		{"entry of 4 GB in words", k.change(func(e *rawEntry) { e.size, e.packed = u32(1<<32-1), u32(1<<32-1) }), TooLarge},
		{"200 entries on top of each other", k.overlapping(200), Unsafe},
		{"entry inside another", k.change(func(e *rawEntry) { e.at = u32(40) }), Damaged},
		{"entry quoted in the data of another", k.quoted(), Unsafe},
		{"local name differs", k.change(func(e *rawEntry) { e.localName = strings.Replace(e.name, "01", "02", 1) }), Unsafe},
		{"local name shorter", k.change(func(e *rawEntry) { e.localName = "x" }), Unsafe},
		{"encrypted", k.change(func(e *rawEntry) { e.flags = flagEncrypted }), Encrypted},
		{"AES", k.change(func(e *rawEntry) { e.method = 99 }), Encrypted},
		{"method bzip2", k.change(func(e *rawEntry) { e.method = 12 }), Unsafe},
		{"60,000 entries", manyEntries(60_000), TooLarge},
		{"300 entries", manyEntries(300), TooLarge},
		{"cut in the middle", k.packet[:len(k.packet)/2], Damaged},
		{"cut by a byte", k.packet[:len(k.packet)-1], Damaged},
		{"cut at the front", k.packet[100:], Unsafe},
		{"junk before", append([]byte("#!/bin/sh\nexit\n"), k.packet...), Unsafe},
		{"another zip before", append(rawZip([]rawEntry{{name: "a.txt"}}), k.packet...), Unsafe},
		{"junk behind", append(append([]byte{}, k.packet...), "junk"...), Damaged},
		{"bytes between two entries", k.gap(), Unsafe},
		{"another end record in the comment", k.comment(), Unsafe},
		{"a zip as jpg", k.replaceScan(rawZip([]rawEntry{{name: "x"}})), WrongFormat},
		{"a program as png", k.replaceScan([]byte("MZ\x90\x00 this program cannot be run")), WrongFormat},
		{"a page as png", k.replaceScan([]byte("<html><script>alert(1)</script>")), WrongFormat},
		{"an entry the manifest lacks", k.with(func(e []rawEntry) []rawEntry {
			return append(e, rawEntry{name: "materials/99_x.png", data: smallPNG()})
		}), Extra},
		{"an entry the filing lacks", k.add(rawEntry{name: "materials/99_x.png", data: smallPNG()}), Extra},
		{"no workbook", k.without(workbookEntry), Missing},
		{"no filing", k.without(filingEntry), Missing},
		{"no manifest", k.without(manifestEntry), NotPacket},
		{"an entry of the manifest is missing", k.with(func(e []rawEntry) []rawEntry { return append(e[:k.scan()], e[k.scan()+1:]...) }), Missing},
		{"manifest is no JSON", k.put(manifestEntry, "{"), NotPacket},
		{"manifest of a foreign program", k.put(manifestEntry, `{"schema":"other/1"}`), NotPacket},
		{"manifest of a newer version", k.put(manifestEntry, `{"schema":"recordal.manifest/2"}`), Newer},
		{"manifest names one key twice", k.put(manifestEntry, `{"schema":"recordal.manifest/1","schema":"recordal.manifest/1"}`), NotPacket},
		{"manifest of 2 MB", k.put(manifestEntry, `{"schema":"recordal.manifest/1"}`+strings.Repeat(" ", 2<<20)), TooLarge},
		{"filing is no JSON", k.filing("{"), BadFiling},
		{"filing of a newer version", k.filing(`{"schema":"recordal.filing/9"}`), BadFiling},
		{"filing without its scans", k.filing(`{"schema":"recordal.filing/1"}`), Extra},
		{"filing names a scan outside", k.filing(`{"schema":"recordal.filing/1","attachments":[{"material":"x","file":"../../etc/passwd"}]}`), Missing},
	}
	for _, name := range []string{
		"../../x", "/etc/x", `..\..\x`, `C:\x`, `\\srv\x`, "materials/../../x.png", "materials/01_a/../b.png",
		"NUL.txt", "con", "materials/NUL.png", "materials/01_a.txt:ads.png", "trail. ", "materials/01_trail. .png", "COM¹", "materials/01_a.png.",
		"materials/01_a\x00b.png", "", "materials/" + strings.Repeat("长", 20_000) + ".png", "materials/01_\xff\xfe.png",
		"materials/01_photo\u202egpj.png", "materials/01_a\u200bb.png", "materials/01_a\nb.png", "materials/01_cafe\u0301.png",
		"Filing.json", "filing.json ", "forms/01_x.exe", "materials/01_x.html", "materials/x.png",
	} {
		all = append(all, vector{"name " + shortName(name), k.rename(name), Unsafe})
	}
	twice := k.entries[k.scan()].name
	return append(all,
		vector{"the same name twice", k.add(rawEntry{name: twice, data: smallPNG()}), Unsafe},
		vector{"the same name in capitals", k.add(rawEntry{name: strings.TrimSuffix(k.entries[k.scan()+3].name, "qinghe-example.cn.pdf") + "Qinghe-Example.cn.pdf", data: []byte(smallPDF)}), Unsafe},
		vector{"a second manifest", k.add(rawEntry{name: manifestEntry, data: []byte("{}")}), Unsafe},
		vector{"a Chinese name without the flag", k.change(func(e *rawEntry) { e.noUTF8 = true }), Unsafe},
	)
}

func shortName(s string) string {
	if len(s) > 40 {
		return s[:20]
	}
	return s
}

func TestAGoodPacketPassesTheGate(t *testing.T) {
	k := newKit(t)
	for name, data := range map[string][]byte{
		"as written": k.packet,
		"repacked by another program, all stored": k.with(func(e []rawEntry) []rawEntry { return e }),
		"repacked, all deflated": k.with(func(e []rawEntry) []rawEntry {
			for i := range e {
				e[i].method = zip.Deflate
			}
			return e
		}),
		"repacked in another order": k.with(func(e []rawEntry) []rawEntry {
			e[0], e[len(e)-1] = e[len(e)-1], e[0]
			return e
		}),
	} {
		if _, err := VerifyReader(context.Background(), bytes.NewReader(data), int64(len(data))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHostilePacketsAreRefused(t *testing.T) {
	for _, v := range vectors(t) {
		t.Run(v.name, func(t *testing.T) {
			before := allocated()
			_, err := VerifyReader(context.Background(), bytes.NewReader(v.data), int64(len(v.data)))
			if got := problemOf(err); got != v.want {
				t.Errorf("verdict %q (%v), want %q", got, err, v.want)
			}
			if used := allocated() - before; used > 32<<20 {
				t.Errorf("took %d MB of memory", used>>20)
			}
			id, args := MessageID(err)
			if strings.ContainsAny(args["file"], "/\\\x00\u202e") {
				t.Errorf("%s shows the name %q", id, args["file"])
			}
		})
	}
}

func TestEveryFlippedBitOfAPacketIsNoticed(t *testing.T) {
	k := newKit(t)
	good, err := VerifyReader(context.Background(), bytes.NewReader(k.packet), int64(len(k.packet)))
	if err != nil {
		t.Fatal(err)
	}
	want, err := encodeManifest(&good.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	noticed, harmless := 0, 0
	for i := range 400 {
		data := bytes.Clone(k.packet)
		bit := i * (len(data)*8 - 1) / 400
		data[bit/8] ^= 1 << (bit % 8)
		p, err := VerifyReader(context.Background(), bytes.NewReader(data), int64(len(data)))
		if err != nil {
			noticed++
			continue
		}
		// A time stamp or a version may change without changing the contents.
		if got, err := encodeManifest(&p.Manifest); err != nil || !bytes.Equal(got, want) {
			t.Errorf("bit %d changed the manifest unnoticed", bit)
		}
		harmless++
	}
	if noticed < 300 {
		t.Errorf("%d of 400 noticed, %d harmless", noticed, harmless)
	}
}

func TestTheGateStopsWithTheContext(t *testing.T) {
	k := newKit(t)
	ctx, cancel := context.WithDeadline(context.Background(), time.Time{})
	defer cancel()
	_, err := VerifyReader(ctx, bytes.NewReader(k.packet), int64(len(k.packet)))
	if id, _ := MessageID(err); id != "packet.problem.stopped" {
		t.Errorf("%v says %s", err, id)
	}
}

func FuzzVerify(f *testing.F) {
	in := sampleInput(f)
	r := mustWrite(f, f.TempDir(), in)
	data, err := os.ReadFile(r.Zip)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(rawZip([]rawEntry{{name: manifestEntry, data: []byte(`{"schema":"recordal.manifest/1"}`)}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := VerifyReader(context.Background(), bytes.NewReader(data), int64(len(data)))
		if (p == nil) == (err == nil) {
			t.Errorf("packet %v and error %v", p, err)
		}
		if err != nil && problemOf(err) == "" {
			t.Errorf("an error without a problem: %v", err)
		}
	})
}

// allocated returns all bytes ever allocated by the program.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func (k *kit) entry(name string) []byte {
	for _, e := range k.entries {
		if e.name == name {
			return e.data
		}
	}
	k.t.Fatalf("no %s in the packet", name)
	return nil
}

// put replaces the content of an entry and leaves the manifest.
func (k *kit) put(name, content string) []byte {
	return k.with(func(e []rawEntry) []rawEntry {
		for i := range e {
			if e[i].name == name {
				e[i].data, e[i].method = []byte(content), zip.Deflate
				if len(content) > ratioFreeBytes {
					e[i].method = zip.Store
				}
			}
		}
		return e
	})
}

// filing forges a packet with another filing.json.
func (k *kit) filing(content string) []byte {
	return k.forge(func(e []rawEntry) []rawEntry {
		for i := range e {
			if e[i].name == filingEntry {
				e[i].data = []byte(content)
			}
		}
		return e
	})
}

func (k *kit) replaceScan(content []byte) []byte {
	return k.forge(func(e []rawEntry) []rawEntry {
		e[k.scan()].data = content
		return e
	})
}

func (k *kit) without(name string) []byte {
	return k.forge(func(e []rawEntry) []rawEntry {
		var kept []rawEntry
		for _, one := range e {
			if one.name != name {
				kept = append(kept, one)
			}
		}
		return kept
	})
}

// forgeSize packs the first scan with the method and declares its size wrongly,
// in the manifest too.
func (k *kit) forgeSize(method uint16, by int) []byte {
	return k.with(func(e []rawEntry) []rawEntry {
		scan := &e[k.scan()]
		scan.method, scan.size = method, u32(uint32(len(scan.data)+by))
		m := k.manifest
		m.Entries = append([]Entry{}, m.Entries...)
		m.find(scan.name).Size = int64(len(scan.data) + by)
		data, err := encodeManifest(&m)
		if err != nil {
			k.t.Fatal(err)
		}
		e[len(e)-1].data = data
		return e
	})
}

func (k *kit) bombs(n int) []byte {
	data := make([]byte, 60<<20)
	return k.with(func(e []rawEntry) []rawEntry {
		for i := range n {
			e = append(e, rawEntry{name: "materials/9" + string(rune('0'+i)) + "_x.png", data: data, method: zip.Deflate})
		}
		return e
	})
}

// overlapping lets n directory records point to one stored scan.
func (k *kit) overlapping(n int) []byte {
	data := bytes.Repeat([]byte("x"), 100<<10)
	name := "materials/01_x.png"
	entries := append([]rawEntry{}, k.entries...)
	var at int
	for _, e := range entries {
		at += localBytes + len(e.name) + len(e.data)
	}
	entries = append(entries, rawEntry{name: name, data: data})
	for i := range n {
		entries = append(entries, rawEntry{name: "materials/02_" + string(rune('一'+i)) + ".png", data: data, at: u32(uint32(at))})
	}
	return rawZip(entries)
}

// quoted hides a whole entry in the data of another and lists both: bytes are
// used twice, which is how small zips grow huge.
func (k *kit) quoted() []byte {
	const inner, outer = "materials/98_x.png", "materials/99_x.png"
	data := smallPNG()
	var hidden bytes.Buffer
	put(&hidden, uint32(localSignature), uint16(20), uint16(flagUTF8), uint16(zip.Store), uint32(0), crc32.ChecksumIEEE(data),
		uint32(len(data)), uint32(len(data)), uint16(len(inner)), uint16(0))
	hidden.WriteString(inner)
	hidden.Write(data)
	at := localBytes + len(outer)
	for _, e := range k.entries {
		at += localBytes + len(e.name) + len(e.data)
	}
	return k.with(func(e []rawEntry) []rawEntry {
		return append(e, rawEntry{name: outer, data: hidden.Bytes()}, rawEntry{name: inner, data: data, at: u32(uint32(at))})
	})
}

// gap moves the second half of the packet up and puts bytes between.
func (k *kit) gap() []byte {
	hidden := bytes.Repeat([]byte("hidden"), 10)
	first := localBytes + len(k.entries[0].name) + len(k.entries[0].data)
	data := k.with(func(e []rawEntry) []rawEntry { return e })
	out := append(append(append([]byte{}, data[:first]...), hidden...), data[first:]...)
	end := len(out) - endBytes
	dirAt := int(binary.LittleEndian.Uint32(out[end+16:])) + len(hidden)
	binary.LittleEndian.PutUint32(out[end+16:], uint32(dirAt))
	for at, i := dirAt, 0; at < end; i++ {
		if i > 0 {
			binary.LittleEndian.PutUint32(out[at+42:], binary.LittleEndian.Uint32(out[at+42:])+uint32(len(hidden)))
		}
		at += dirBytes + int(binary.LittleEndian.Uint16(out[at+28:]))
	}
	return out
}

// comment hides a second zip in the comment of the first.
func (k *kit) comment() []byte {
	hidden := rawZip([]rawEntry{{name: "filing.json", data: []byte("{}")}})
	out := append(append([]byte{}, k.packet...), hidden...)
	binary.LittleEndian.PutUint16(out[len(k.packet)-2:], uint16(len(hidden)))
	return out
}

func manyEntries(n int) []byte {
	entries := make([]rawEntry, n)
	for i := range entries {
		entries[i].name = "materials/01_" + string(rune(0x4e00+i%20000)) + string(rune(0x4e00+i/20000)) + ".png"
	}
	data := rawZip(entries)
	return data
}

// other returns other bytes that begin alike.
func other(data []byte) []byte {
	out := bytes.Clone(data)
	out[len(out)-1] ^= 0xFF
	return out
}
