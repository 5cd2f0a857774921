package seal

import (
	"bytes"
	"io"
	"testing"
)

// FuzzOpen gives every reader of sealed values what a damaged database or folder may
// hold: it is refused, and nothing that was not sealed comes out.
func FuzzOpen(f *testing.F) {
	key := NewKey()
	box := key.Box()
	file, err := NewFileKey()
	if err != nil {
		f.Fatal(err)
	}
	secret, code := NewCode()
	var sealed bytes.Buffer
	w, err := file.Writer(&sealed)
	if err != nil {
		f.Fatal(err)
	}
	if _, err := io.WriteString(w, "a scan"); err != nil {
		f.Fatal(err)
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	good := [][]byte{box.Seal([]byte("a value"), []byte("its place")), sealed.Bytes(), WrapSecret(key, secret, "recovery"), []byte(code), []byte(file.String())}
	for _, one := range good {
		f.Add(one)
		f.Add(one[:len(one)/2])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		ours := func() bool {
			for _, one := range good {
				if bytes.Equal(one, data) {
					return true
				}
			}
			return false
		}
		if plain, err := box.Open(data, []byte("its place")); err == nil && !ours() {
			t.Errorf("%x opens as %q", data, plain)
		}
		if _, err := UnwrapSecret(data, secret, "recovery"); err == nil && !ours() {
			t.Errorf("%x opens as a key", data)
		}
		if r, length, err := file.Reader(bytes.NewReader(data), int64(len(data))); err == nil {
			plain := make([]byte, min(length, 1<<20))
			if _, err := r.ReadAt(plain, 0); err == nil && !bytes.Equal(plain, []byte("a scan")[:len(plain)]) {
				t.Errorf("a file of %d bytes opens as %q", len(data), plain)
			}
		}
		if _, err := ParseFileKey(string(data)); err == nil && len(data) > 1<<10 {
			t.Errorf("a key of %d bytes", len(data))
		}
		if back, err := ParseCode(string(data)); err == nil && len(back) != len(secret) {
			t.Errorf("a code of %d bytes", len(back))
		}
	})
}
