package packet

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/hostile"
)

// put writes a file for a reader that wants a path.
func put(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// FuzzVerify proves that the gate gives a packet whose entries are what its manifest
// says, or a problem that can be told.
func FuzzVerify(f *testing.F) {
	hostile.Seed(f, "packet", 16<<10)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := VerifyReader(context.Background(), bytes.NewReader(data), int64(len(data)))
		switch {
		case (p == nil) == (err == nil):
			t.Fatalf("packet %v and error %v", p, err)
		case err != nil && problemOf(err) == "":
			t.Fatalf("an error without a problem: %v", err)
		case err != nil:
			return
		}
		for _, e := range p.Manifest.Entries {
			if !isEntryName(e.Path) {
				t.Errorf("entry %q passed", e.Path)
			}
		}
		path := filepath.Join(t.TempDir(), "p.zip")
		put(t, path, data)
		scans := 0
		err = ScansOf(context.Background(), path, p, func(rules.Attachment, io.Reader) error { scans++; return nil })
		if err != nil || scans > len(p.Filing.Attachments) {
			t.Errorf("%d scans of what was proved: %v", scans, err)
		}
	})
}

// FuzzManifest proves that a manifest that is read can be written and read again, and
// that what it says of other parts is safe to show.
func FuzzManifest(f *testing.F) {
	f.Add([]byte(`{"schema":"recordal.manifest/1"}`))
	f.Add([]byte(`{"schema":"recordal.manifest/1","program":"x","entries":[{"path":"materials/01_a.png","size":-1,"sha256":"x","domain":"\u202e"}]}`))
	f.Add([]byte(`{"schema":"recordal.manifest/1","part":1,"others":[{"number":2,"file":"b.zip","entries":[{"path":"materials/02_b.png"}]}]}`))
	f.Add([]byte(`{"schema":"recordal.manifest/1","part":1,"others":[{"number":2,"file":"../CON.zip"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := decodeManifest(data)
		if err != nil {
			return
		}
		written, err := encodeManifest(m)
		if err != nil {
			t.Fatalf("cannot be written: %v", err)
		}
		again, err := decodeManifest(written)
		if err != nil {
			t.Fatalf("cannot be read again: %v", err)
		}
		if rewritten, err := encodeManifest(again); err != nil || !bytes.Equal(written, rewritten) {
			t.Fatalf("differs when written again: %v", err)
		}
		if checkOthers(m, map[string]bool{}) != nil {
			return
		}
		for _, part := range m.Others {
			if part.File != filepath.Base(part.File) || strings.ContainsAny(part.File, "\\:\x00\u202e") {
				t.Errorf("another part is called %q", part.File)
			}
		}
	})
}

// FuzzUnlock proves that what is unlocked goes through the gate or is refused by it,
// and that nothing stays behind.
func FuzzUnlock(f *testing.F) {
	hostile.Seed(f, "locked", 16<<10)
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "in.zip"), data)
		plain, err := Unlock(context.Background(), filepath.Join(dir, "in.zip"), "correct horse 7", dir)
		if err == nil {
			if _, err := Verify(context.Background(), plain); err != nil && problemOf(err) == "" {
				t.Errorf("an error without a problem: %v", err)
			}
			err = Forget(plain)
		} else if problemOf(err) == "" {
			t.Errorf("an error without a problem: %v", err)
		} else {
			err = nil
		}
		if left, globbed := filepath.Glob(filepath.Join(dir, "*")); err != nil || globbed != nil || len(left) != 1 {
			t.Errorf("left behind %d files, %v", len(left)-1, err)
		}
	})
}

// FuzzScansOf gives another file than the one that was proved: a scan that is handed
// out to its end without an error is the one that was attached.
func FuzzScansOf(f *testing.F) {
	hostile.Seed(f, "packet", 16<<10)
	all, err := hostile.Seeds("packet", 1<<20)
	if err != nil {
		f.Fatal(err)
	}
	good := all["whole.zip"]
	proved, err := VerifyReader(context.Background(), bytes.NewReader(good), int64(len(good)))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "p.zip")
		put(t, path, data)
		var sums, want []string
		err := ScansOf(context.Background(), path, proved, func(a rules.Attachment, scan io.Reader) error {
			hash := sha256.New()
			n, err := io.Copy(hash, scan)
			if n > maxEntryBytes {
				t.Errorf("a scan of %d bytes", n)
			}
			sums, want = append(sums, hex.EncodeToString(hash.Sum(nil))), append(want, a.SHA256)
			return err
		})
		if err == nil && (fmt.Sprint(sums) != fmt.Sprint(want) || len(sums) != len(proved.Filing.Attachments)) {
			t.Error("other scans were handed out")
		}
	})
}

// FuzzMailText proves that whatever a person types, the mail has the headers it
// always has and no hidden character.
func FuzzMailText(f *testing.F) {
	in := sampleInput(f)
	var out bytes.Buffer
	if err := writerOf(f, in).message(&out, "x.zip", &Packet{}); err != nil {
		f.Fatal(err)
	}
	usual, err := mail.ReadMessage(&out)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("甲公司\r\nBcc: someone@example.com\r\n\r\n\u202etxt", "x.zip")
	f.Add("=?UTF-8?B?eA==?=\r\n.\r\n", "a\"; filename=b.exe\r\nX: y")
	f.Add("\xff\xfe\x00", "\u2028")
	f.Fuzz(func(t *testing.T, typed, name string) {
		in := in
		in.Filing = in.Filing.Clone()
		in.Filing.Host.Name, in.Filing.Websites[0].Name, in.Filing.Websites[0].Domains[0].Name = typed, typed, typed
		w := writerOf(t, in)
		for text, breaks := range map[string]bool{w.subject(): false, w.body(): true} {
			for _, r := range text {
				if !isVisible(r) && (r != '\n' || !breaks) {
					t.Errorf("the mail holds %U", r)
				}
			}
		}
		var out bytes.Buffer
		if err := w.message(&out, safeName(name, 100)+".zip", &Packet{}); err != nil {
			t.Fatal(err)
		}
		m, err := mail.ReadMessage(&out)
		if err != nil || len(m.Header) != len(usual.Header) {
			t.Errorf("headers %v, %v", m.Header, err)
		}
	})
}

// FuzzSafeName proves of the names of files that any system takes them, and that
// making them safe once is enough.
func FuzzSafeName(f *testing.F) {
	for _, name := range []string{"CON", "nul.txt", "a/b", "COM¹", " . a . ", "e\u200b\u0301", "\xff", "长长长", "a\u202eb"} {
		f.Add(name, 20)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = 1 + max(limit, -limit, 0)%300
		name := safeName(text, limit)
		switch {
		case len(name) > limit:
			t.Errorf("%q has %d bytes", name, len(name))
		case safeName(name, limit) != name:
			t.Errorf("%q is made %q the second time", name, safeName(name, limit))
		case strings.ContainsAny(name, forbiddenInNames+"\x00\r\n"), isDeviceName(name), name != trimName(name):
			t.Errorf("%q is not safe", name)
		}
	})
}
