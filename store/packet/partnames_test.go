package packet

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Beside the parts of an earlier export, or what somebody made of them, those of a
// later one must not send the reader to the earlier ones.
func TestPartsNameEachOtherBesideOlderOnes(t *testing.T) {
	dir, in := t.TempDir(), heavyInput(t, 6)
	write := func() []Result {
		t.Helper()
		parts, err := WriteParts(context.Background(), dir, in, heavyLimit, nil)
		if err != nil {
			t.Fatal(err)
		}
		return parts
	}
	old := write()
	in.Filing.Websites[0].Remark = "本网站介绍公司与产品。"
	fresh := write()
	if len(fresh) < 2 || !strings.HasSuffix(fresh[0].Zip, " (2).zip") {
		t.Fatalf("%d parts, the first is %s", len(fresh), fresh[0].Zip)
	}
	for i, r := range fresh {
		p, err := Verify(context.Background(), r.Zip)
		if err != nil {
			t.Fatal(err)
		}
		mail := bodyOf(t, r.Mail)
		for _, other := range p.Manifest.Others {
			want := filepath.Base(fresh[other.Number-1].Zip)
			if other.File != want || !strings.Contains(mail, want) {
				t.Errorf("part %d calls part %d %s, want %s; the mail:\n%s", i+1, other.Number, other.File, want, mail)
			}
		}
	}
	if again := write(); again[0].Zip != fresh[0].Zip {
		t.Errorf("the same parts were written again as %s", again[0].Zip)
	}
	// One that only has the manifest of the same part is another.
	data, err := os.ReadFile(fresh[1].Zip)
	if err != nil {
		t.Fatal(err)
	}
	data[bytes.Index(data, []byte("%PDF"))+9] ^= 1
	if err := os.WriteFile(fresh[1].Zip, data, 0o600); err != nil {
		t.Fatal(err)
	}
	third := write()
	if !strings.HasSuffix(third[0].Zip, " (3).zip") || !strings.HasSuffix(third[0].Packet.Manifest.Others[0].File, " (3).zip") {
		t.Errorf("beside a damaged part it is %s, which calls the next %s", third[0].Zip, third[0].Packet.Manifest.Others[0].File)
	}
	if left := strings.Count(listing(t, dir), "\n") + 1; left != 2*(len(old)+len(fresh)+len(third)) {
		t.Errorf("the folder holds %d files: %s", left, listing(t, dir))
	}
}

// bodyOf is the text of a mail draft.
func bodyOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "text/plain; charset=UTF-8\r\n\r\n")
	encoded, _, _ := strings.Cut(rest, "\r\n--")
	text, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(encoded, "\r\n", ""))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
