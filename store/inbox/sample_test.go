package inbox

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"recordaldesk/store/packet"
)

// samplePacket is a small packet; no two numbers give the same bytes.
func samplePacket(number int) ([]byte, error) {
	whole, err := sampleEntries()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range whole {
		data := e.data
		if e.name == "manifest.json" {
			data = bytes.Replace(data, []byte(`"program"`), fmt.Appendf(nil, `"program": "test %d", "was"`, number), 1)
		}
		w, err := z.Create(e.name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			return nil, err
		}
	}
	err = z.Close()
	return out.Bytes(), err
}

type sampleEntry struct {
	name string
	data []byte
}

// sampleEntries are those of the kit's good packet.
var sampleEntries = sync.OnceValues(func() (all []sampleEntry, err error) {
	z, err := zip.OpenReader("../hostile/testdata/packet/whole.zip")
	if err != nil {
		return nil, err
	}
	defer z.Close() // was only read
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		all = append(all, sampleEntry{f.Name, data})
	}
	return all, nil
})

// packetFile writes a sample packet under a name as the export gives it.
func packetFile(t testing.TB, dir string, number int) string {
	t.Helper()
	return named(t, dir, fmt.Sprintf("ICP备案_示例公司%d_新增备案_2026-11-23.zip", number), number)
}

func named(t testing.TB, dir, name string, number int) string {
	t.Helper()
	data, err := samplePacket(number)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, filepath.Join(dir, name), string(data))
}

func written(t testing.TB, path, data string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// newInbox makes an inbox.
func newInbox(t testing.TB) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "收件")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Create(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// desk is the n-th desk at an inbox.
func desk(t testing.TB, dir string, n int) *Box {
	t.Helper()
	b, err := deskAt(dir, n)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func deskAt(dir string, n int) (*Box, error) {
	return New(dir, Desk{ID: fmt.Sprintf("%08x", n), Name: fmt.Sprintf("%d号窗口", n)}, Options{})
}

func put(t testing.TB, b *Box, path string) Item {
	t.Helper()
	i, err := b.Put(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func list(t testing.TB, b *Box) []Item {
	t.Helper()
	items, err := b.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// only is the one packet that is listed.
func only(t testing.TB, b *Box) Item {
	t.Helper()
	items := list(t, b)
	if len(items) != 1 {
		t.Fatalf("%d packets are listed, want one: %v", len(items), items)
	}
	return items[0]
}

func claim(t testing.TB, b *Box, i Item) *Claim {
	t.Helper()
	c, err := b.Claim(t.Context(), i)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fetched is the SHA-256 of what is fetched.
func fetched(ctx context.Context, c *Claim, dir string) (sum string, err error) {
	copied, remove, err := c.Fetch(ctx, dir)
	if err != nil {
		return "", err
	}
	sum, err = sumOf(copied)
	return sum, errors.Join(err, remove())
}

func sumOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}

func mustSum(t testing.TB, path string) string {
	t.Helper()
	sum, err := sumOf(path)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func want(t testing.TB, doing string, err, wanted error) {
	t.Helper()
	if !errors.Is(err, wanted) {
		t.Errorf("%s: %v, want %v", doing, err, wanted)
	}
}

func wantOf(t testing.TB, doing string, err error, wanted packet.Problem) {
	t.Helper()
	var refused *packet.Error
	if !errors.As(err, &refused) || refused.Problem != wanted {
		t.Errorf("%s: %v, want %s", doing, err, wanted)
	}
}

// lying lists the packets below a folder by their SHA-256, each with the parts in which
// it lies.
func lying(t testing.TB, dir string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || filepath.Ext(p) != ending {
			return err
		}
		sum, err := sumOf(p)
		rel, _ := filepath.Rel(dir, p)
		all[sum] = append(all[sum], path.Dir(filepath.ToSlash(rel)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wantLying sees where a packet lies.
func wantLying(t testing.TB, dir, sum string, parts ...string) {
	t.Helper()
	got := lying(t, dir)[sum]
	slices.Sort(got)
	if strings.Join(got, " ") != strings.Join(parts, " ") {
		t.Errorf("the packet lies in %q, want %q", got, parts)
	}
}
