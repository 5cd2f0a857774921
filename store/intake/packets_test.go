package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/go-json-experiment/json"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"

	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
)

// pattern is a packet of the sample filing, entry by entry.
var pattern = sync.OnceValue(func() []entry {
	dir, err := os.MkdirTemp("", "pattern")
	check(err)
	defer os.RemoveAll(dir)
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	check(err)
	r, err := packet.Write(context.Background(), dir, packet.Input{
		Filing: f, Report: rules.Builtin().Check(f, today), Book: rules.Builtin(), Scans: sampleScans{}, Incomplete: true, Program: "test",
	}, nil)
	check(err)
	z, err := zip.OpenReader(r.Zip)
	check(err)
	defer z.Close()
	var all []entry
	for _, file := range z.File {
		in, err := file.Open()
		check(err)
		data, err := io.ReadAll(in)
		check(err)
		all = append(all, entry{file.Name, data})
	}
	return all
})

type entry struct {
	name string
	data []byte
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// client is an invented company whose packets are made.
type client struct {
	number  int
	version int   // of what it says and of its scans
	bytes   int   // of each scan
	part    []int // which parts there are of, as 1 of 2; nil for the whole
	change  func(*rules.Filing)
}

func (c client) name() string { return fmt.Sprintf("示例第%d有限公司", c.number) }

func (c client) reference() string { return pagecode.ReferenceFor(fmt.Sprint("client ", c.number)) }

// packet makes a packet of the client: the pattern with its name and with scans that
// nobody else has.
func (c client) packet() []byte {
	all := slices.Clone(pattern())
	var f *rules.Filing
	var m packet.Manifest
	for _, e := range all {
		var err error
		switch e.name {
		case "filing.json":
			f, err = rules.Decode(bytes.NewReader(e.data))
		case "manifest.json":
			err = json.Unmarshal(e.data, &m)
		}
		check(err)
	}
	f.Host.Name, f.Reference = c.name(), c.reference()
	f.Host.Remark = fmt.Sprint("第", c.version, "版")
	if c.change != nil {
		c.change(f)
	}
	hashes := map[string]string{}
	for i, e := range all {
		if data, is := c.scan(e); is {
			all[i].data = data
			hashes[e.name] = sumOf(data)
		}
	}
	for i, a := range f.Attachments {
		f.Attachments[i].SHA256 = hashes[a.File]
	}
	filing, err := rules.Encode(f)
	check(err)
	var entries, elsewhere []packet.Entry
	for i, e := range all {
		at := slices.IndexFunc(m.Entries, func(one packet.Entry) bool { return one.Path == e.name })
		if at < 0 {
			continue // the manifest
		}
		if e.name == "filing.json" {
			all[i].data = filing
		}
		described := m.Entries[at]
		described.Size, described.SHA256 = int64(len(all[i].data)), sumOf(all[i].data)
		if hashes[e.name] != "" && c.part != nil && i%c.part[1] != c.part[0]-1 {
			elsewhere = append(elsewhere, described)
			all[i].name = ""
			continue
		}
		entries = append(entries, described)
	}
	m.Entries = entries
	if c.part != nil {
		m.Part = c.part[0]
		m.Others = []packet.Part{{Number: 3 - c.part[0], File: "other.zip", Entries: elsewhere}}
	}
	manifest, err := json.Marshal(m)
	check(err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range all {
		if e.name == "" {
			continue
		}
		if e.name == "manifest.json" {
			e.data = manifest
		}
		header := &zip.FileHeader{Name: e.name, Method: zip.Store}
		header.SetMode(0o644)
		w, err := z.CreateHeader(header)
		check(err)
		_, err = w.Write(e.data)
		check(err)
	}
	check(z.Close())
	return out.Bytes()
}

// scan is the client's own bytes for a scan of the pattern: its beginning, by which its
// format is known, and then what no other has.
func (c client) scan(e entry) (data []byte, is bool) {
	if filepath.Dir(e.name) != "materials" {
		return nil, false
	}
	var seed [32]byte
	binary.LittleEndian.PutUint64(seed[:], uint64(c.number))
	binary.LittleEndian.PutUint64(seed[8:], uint64(c.version))
	copy(seed[16:], sumOf([]byte(e.name)))
	data = make([]byte, max(c.bytes, 3000))
	random := rand.NewChaCha8(seed)
	_, err := random.Read(data)
	check(err)
	copy(data, e.data[:min(len(e.data), 2000)])
	return data, true
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// put writes the client's packet into a folder.
func (c client) put(t testing.TB, dir, name string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, c.packet(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// packets fills a folder with the packets of so many clients.
func packets(t testing.TB, dir string, count, bytes int) {
	t.Helper()
	for i := range count {
		client{number: i, bytes: bytes}.put(t, dir, fmt.Sprintf("客户%04d.zip", i))
	}
}

// sampleScans hands out the sample's scans.
type sampleScans struct{}

func (sampleScans) Open(_ context.Context, a rules.Attachment) (packet.Scan, error) {
	data, err := sample.Scan(a.File)
	if err != nil {
		return nil, err
	}
	return memoryScan{bytes.NewReader(data)}, nil
}

type memoryScan struct{ *bytes.Reader }

func (memoryScan) Close() error { return nil }

// repacked is a packet with the same entries in other bytes.
func repacked(t *testing.T, data []byte) []byte { t.Helper(); return packedAnew(t, data, nil) }

// without is a packet whose client has taken the scans of a material out.
func without(t *testing.T, data []byte, material string) []byte {
	t.Helper()
	return packedAnew(t, data, func(f *rules.Filing) {
		f.Attachments = slices.DeleteFunc(f.Attachments, func(a rules.Attachment) bool { return a.Material == material })
	})
}

func packedAnew(t *testing.T, data []byte, change func(*rules.Filing)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string][]byte{}
	var names []string
	for _, f := range z.File {
		in, err := f.Open()
		check(err)
		contents[f.Name], err = io.ReadAll(in)
		check(err)
		names = append(names, f.Name)
	}
	if change != nil {
		f, err := rules.Decode(bytes.NewReader(contents["filing.json"]))
		check(err)
		change(f)
		contents["filing.json"], err = rules.Encode(f)
		check(err)
		var m packet.Manifest
		check(json.Unmarshal(contents["manifest.json"], &m))
		m.Entries = slices.DeleteFunc(m.Entries, func(e packet.Entry) bool {
			return filepath.Dir(e.Path) == "materials" && !slices.ContainsFunc(f.Attachments, func(a rules.Attachment) bool { return a.File == e.Path })
		})
		for i, e := range m.Entries {
			if e.Path == "filing.json" {
				m.Entries[i].Size, m.Entries[i].SHA256 = int64(len(contents[e.Path])), sumOf(contents[e.Path])
			}
		}
		contents["manifest.json"], err = json.Marshal(m)
		check(err)
		names = slices.DeleteFunc(names, func(name string) bool {
			return name != "manifest.json" && !slices.ContainsFunc(m.Entries, func(e packet.Entry) bool { return e.Path == name })
		})
	}
	var out bytes.Buffer
	packed := zip.NewWriter(&out)
	for _, name := range names {
		method := zip.Store
		if filepath.Ext(name) == ".json" {
			method = zip.Deflate
		}
		w, err := packed.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		check(err)
		_, err = w.Write(contents[name])
		check(err)
	}
	check(packed.Close())
	return out.Bytes()
}
