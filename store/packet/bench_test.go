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
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/hostile"
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

// BenchmarkExport compares, over the same 14 scans of 4 MB:
//
//   - limit: copying them into one file with SHA-256, CRC-32 and fsync,
//   - write: the papers, the zip, reading it back, and the mail draft,
//   - encrypted: the same with a password,
//   - verify: the gate alone, against sha256: SHA-256 of the same bytes.
func BenchmarkExport(b *testing.B) {
	in, paths := fourteenScans(b)
	total := int64(len(paths) * len(phonePhoto()))
	b.Run("limit", func(b *testing.B) {
		b.SetBytes(total)
		for b.Loop() {
			copyAll(b, paths, filepath.Join(b.TempDir(), "all"))
		}
	})
	b.Run("write", func(b *testing.B) {
		b.SetBytes(total)
		b.ReportAllocs()
		for b.Loop() {
			mustWrite(b, b.TempDir(), in)
		}
	})
	b.Run("encrypted", func(b *testing.B) {
		locked := in
		locked.Password = testPassword
		b.SetBytes(total)
		b.ReportAllocs()
		for b.Loop() {
			mustWrite(b, b.TempDir(), locked)
		}
	})
	b.Run("papers", func(b *testing.B) {
		for b.Loop() {
			if _, err := prepare(context.Background(), in); err != nil {
				b.Fatal(err)
			}
		}
	})
	r := mustWrite(b, b.TempDir(), in)
	b.Run("sha256", func(b *testing.B) {
		b.SetBytes(total)
		for b.Loop() {
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
		}
	})
	b.Run("verify", func(b *testing.B) {
		b.SetBytes(total)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Verify(context.Background(), r.Zip); err != nil {
				b.Fatal(err)
			}
		}
	})
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
