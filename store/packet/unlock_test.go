package packet

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"recordaldesk/rules"
)

func TestAPacketComesBackWithAllItsScans(t *testing.T) {
	r := mustWrite(t, t.TempDir(), sampleInput(t))
	p, err := Verify(context.Background(), r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	err = ScansOf(context.Background(), r.Zip, p, func(a rules.Attachment, scan io.Reader) error {
		data, err := io.ReadAll(scan)
		if e := p.Manifest.find(a.File); e == nil || int64(len(data)) != e.Size {
			t.Errorf("%s has %d bytes", a.File, len(data))
		}
		got = append(got, a.Material)
		return err
	})
	if err != nil || len(got) != len(sampleFiling().Attachments) {
		t.Errorf("%d scans came back, %v", len(got), err)
	}
	// A receiver that reads nothing is no reason to prove nothing.
	data, err := os.ReadFile(r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("\xff\xd8\xff"))
	data[at+200] ^= 1
	if err := os.WriteFile(r.Zip, data, 0o600); err != nil {
		t.Fatal(err)
	}
	err = ScansOf(context.Background(), r.Zip, p, func(rules.Attachment, io.Reader) error { return nil })
	if problemOf(err) != Changed && problemOf(err) != Damaged && err == nil {
		t.Errorf("a scan changed between the proof and now: %v", err)
	}
}

func TestAPartHandsOutTheScansThatLieInIt(t *testing.T) {
	parts, err := WriteParts(context.Background(), t.TempDir(), heavyInput(t, 9), heavyLimit, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, r := range parts {
		if err := ScansOf(context.Background(), r.Zip, r.Packet, func(rules.Attachment, io.Reader) error { all++; return nil }); err != nil {
			t.Error(err)
		}
	}
	if all != len(parts[0].Packet.Filing.Attachments) {
		t.Errorf("%d scans of %d", all, len(parts[0].Packet.Filing.Attachments))
	}
}

func TestAnEncryptedPacketOpensWithItsPassword(t *testing.T) {
	r := mustWrite(t, t.TempDir(), lockedInput(t))
	dir := t.TempDir()
	plain, err := Unlock(context.Background(), r.Zip, testPassword, dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Verify(context.Background(), plain)
	if err != nil {
		t.Fatalf("the plain packet does not pass the gate: %v", err)
	}
	if len(p.Manifest.Entries) != len(r.Packet.Manifest.Entries) {
		t.Errorf("%d entries of %d", len(p.Manifest.Entries), len(r.Packet.Manifest.Entries))
	}
	if err := Forget(plain); err != nil || listing(t, dir) != "" {
		t.Errorf("left behind %s, %v", listing(t, dir), err)
	}
	if _, err := Unlock(context.Background(), r.Zip, "another", dir); problemOf(err) != WrongPassword || listing(t, dir) != "" {
		t.Errorf("with another password: %v, and there is %s", err, listing(t, dir))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Unlock(ctx, r.Zip, testPassword, dir); err == nil || listing(t, dir) != "" {
		t.Errorf("stopped: %v, and there is %s", err, listing(t, dir))
	}
}

// Every byte of the encrypted zip is changed in turn, a few bits apart: what is
// unlocked is the packet, or nothing.
func TestAChangedEncryptedPacketIsNotUnlocked(t *testing.T) {
	f := sampleFiling()
	f.Attachments = f.Attachments[:2]
	in := inputOf(t, f, sampleScans())
	in.Password = testPassword
	r := mustWrite(t, t.TempDir(), in)
	data, err := os.ReadFile(r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := dir + "/changed.zip"
	for at := 0; at < len(data); at += 1 + len(data)/150 {
		changed := bytes.Clone(data)
		changed[at] ^= 0x10
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		plain, err := Unlock(context.Background(), path, testPassword, dir)
		if err != nil {
			continue
		}
		p, err := Verify(context.Background(), plain)
		if err == nil && len(p.Filing.Attachments) != 2 {
			t.Errorf("byte %d changed: another packet passes", at)
		}
		if err := Forget(plain); err != nil {
			t.Fatal(err)
		}
	}
	if left := strings.ReplaceAll(listing(t, dir), "changed.zip", ""); left != "" {
		t.Errorf("left behind: %s", left)
	}
}

func TestAPlainZipIsNotUnlocked(t *testing.T) {
	r := mustWrite(t, t.TempDir(), sampleInput(t))
	if _, err := Unlock(context.Background(), r.Zip, testPassword, t.TempDir()); problemOf(err) != Unsafe {
		t.Errorf("%v", err)
	}
	if _, err := Unlock(context.Background(), r.Zip+"x", testPassword, t.TempDir()); problemOf(err) != NotFound {
		t.Errorf("%v", err)
	}
}
