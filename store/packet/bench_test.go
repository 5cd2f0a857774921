package packet

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/hostile"
	"recordaldesk/store/peer"
)

// fourteenScans is a filing with fourteen phone photos of about 4 MB on disk.
func fourteenScans(b *testing.B) (Input, []string) {
	b.Helper()
	dir := b.TempDir()
	f := sampleFiling()
	f.Attachments = nil
	var paths []string
	for i := range 14 {
		name := fmt.Sprintf("%02d.jpg", i)
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, phonePhoto(), 0o600); err != nil {
			b.Fatal(err)
		}
		sum := sha256.Sum256(phonePhoto())
		paths = append(paths, path)
		f.Attachments = append(f.Attachments, rules.Attachment{Material: "pre_approval", File: name, SHA256: fmt.Sprintf("%x", sum)})
	}
	return inputOf(b, f, Folder(dir)), paths
}

// BenchmarkPacketBesidePeers packs the 14 scans: they are cleaned, hashed, written
// behind the papers and synced, and the zip is read back and verified meanwhile. The
// limit is to copy them into one file with SHA-256, CRC-32 and a sync; zip deflates
// as it does by itself, 7z stores, and neither hashes, syncs or reads back. It also
// reports the memory that takes beyond what the papers had taken before.
func BenchmarkPacketBesidePeers(b *testing.B) {
	in, paths := fourteenScans(b)
	c, err := prepare(b.Context(), in)
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	archiver := func(name, program string, options ...string) peer.Entrant {
		out := filepath.Join(dir, name+".zip")
		e := peer.Process(name, []string{program}, slices.Concat(options, []string{out}, paths)...)
		e.Makes = out
		return e
	}
	pack := func() { packAndProve(b, c, dir) }
	if mb, told := peer.ExtraMemory(pack); told {
		defer b.ReportMetric(mb, "extra-MB")
	}
	peer.Compare(b, peer.Work("packet", pack),
		peer.Work("limit", func() { copyAll(b, paths, filepath.Join(dir, "all")) }),
		archiver("zip", "zip", "-q"),
		archiver("7z-stored", "7z", "a", "-tzip", "-mx0"),
	)
}

// packAndProve writes the zip of a packet as an export does, and removes it.
func packAndProve(b *testing.B, c *contents, dir string) {
	b.Helper()
	w := &writer{contents: c, filing: c.Filing.Clone(), group: c.scans, disk: realDisk{}, dir: dir,
		steps: newSteps(nil, c.scanBytes, c.stepCount())}
	if err := w.build(b.Context()); err != nil {
		b.Fatal(err)
	}
	w.packed.discard()
}

// BenchmarkReadBackBesidePeers lets the zip of 14 scans through the gate, beside
// SHA-256 of the same bytes and unzip, which checks nothing but CRC-32.
func BenchmarkReadBackBesidePeers(b *testing.B) {
	in, _ := fourteenScans(b)
	r := mustWrite(b, b.TempDir(), in)
	verify := func() {
		if _, err := Verify(b.Context(), r.Zip); err != nil {
			b.Fatal(err)
		}
	}
	if mb, told := peer.ExtraMemory(verify); told {
		defer b.ReportMetric(mb, "extra-MB")
	}
	peer.Compare(b, peer.Work("verify", verify),
		peer.Work("sha256", func() {
			f, err := os.Open(r.Zip)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.CopyBuffer(onlyWriter{sha256.New()}, onlyReader{f}, make([]byte, copyBuffer)); err != nil {
				b.Fatal(err)
			}
			if err := f.Close(); err != nil {
				b.Fatal(err)
			}
		}),
		peer.Process("unzip", []string{"unzip"}, "-qt", r.Zip),
	)
}

// BenchmarkExport is all that a person waits for: the papers, the zip, and the mail
// draft with the zip in it, a third larger; and the same with a password.
func BenchmarkExport(b *testing.B) {
	in, paths := fourteenScans(b)
	locked := in
	locked.Password = testPassword
	peer.Compare(b, peer.Work("export", func() { mustWrite(b, b.TempDir(), in) }),
		peer.Work("limit", func() { copyAll(b, paths, filepath.Join(b.TempDir(), "all")) }),
		peer.Work("encrypted", func() { mustWrite(b, b.TempDir(), locked) }),
		peer.Work("papers", func() {
			if _, err := prepare(b.Context(), in); err != nil {
				b.Fatal(err)
			}
		}),
	)
}

// BenchmarkHostile runs the gate against a zip of far too many entries.
func BenchmarkHostile(b *testing.B) {
	entries := make([]hostile.Entry, 60_000)
	for i := range entries {
		entries[i].Name = fmt.Sprintf("materials/01_%d.png", i)
	}
	data := hostile.Zip(entries)
	for b.Loop() {
		if _, err := VerifyReader(context.Background(), bytes.NewReader(data), int64(len(data))); err == nil {
			b.Fatal("accepted")
		}
	}
}

func copyAll(b *testing.B, paths []string, to string) {
	b.Helper()
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	buffer := make([]byte, copyBuffer)
	for _, path := range paths {
		in, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.CopyBuffer(io.MultiWriter(out, sha256.New(), crc32.NewIEEE()), onlyReader{in}, buffer); err != nil {
			b.Fatal(err)
		}
		if err := in.Close(); err != nil {
			b.Fatal(err)
		}
	}
	if err := out.Sync(); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
}

// onlyReader hides a WriteTo, which would bypass the large buffer.
type onlyReader struct{ io.Reader }
