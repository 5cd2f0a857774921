package seal_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/store/seal"
)

func TestASealedValueOpensOnlyInItsPlaceAndUnchanged(t *testing.T) {
	box := seal.NewKey().Box()
	sealed := box.Seal([]byte("330106198503120044"), []byte("draft 1"))
	plain, err := box.Open(sealed, []byte("draft 1"))
	if err != nil || string(plain) != "330106198503120044" {
		t.Fatalf("opened as %q, %v", plain, err)
	}
	if bytes.Contains(sealed, []byte("330106")) {
		t.Error("the value stands in the clear")
	}
	refused := func(what string, box seal.Box, value []byte, place string) {
		t.Helper()
		if got, err := box.Open(value, []byte(place)); !errors.Is(err, seal.ErrSealed) {
			t.Errorf("%s: opened as %q, %v", what, got, err)
		}
	}
	refused("in another place", box, sealed, "draft 2")
	refused("with another key", seal.NewKey().Box(), sealed, "draft 1")
	for bit := range 8 * len(sealed) {
		flipped := bytes.Clone(sealed)
		flipped[bit/8] ^= 1 << (bit % 8)
		refused("with a bit flipped", box, flipped, "draft 1")
	}
	for n := range len(sealed) {
		refused("cut short", box, sealed[:n], "draft 1")
	}
}

func TestTheSameValueIsNeverSealedAlike(t *testing.T) {
	box := seal.NewKey().Box()
	if bytes.Equal(box.Seal([]byte("a"), nil), box.Seal([]byte("a"), nil)) {
		t.Error("two sealed values are the same")
	}
}

// RFC 4231 has vectors of HMAC-SHA-256; its keys have other lengths than ours but for
// one that can be filled up: HMAC pads keys with zeros (test case 2, key "Jefe").
func TestANameIsAKeyedHash(t *testing.T) {
	var k seal.Key
	copy(k[:], "Jefe")
	want := "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if got := k.Name("what do ya want for nothing?"); got != want {
		t.Errorf("name %s, want %s", got, want)
	}
}

func TestAPassphraseOpensItsWrapHoweverItIsTyped(t *testing.T) {
	k := seal.NewKey()
	wrap, err := seal.WrapPassphrase(k, "caf\u00e9 备案 窗口三")
	if err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{"caf\u00e9 备案 窗口三", "cafe\u0301 备案\u3000窗口三"} {
		if got, err := seal.UnwrapPassphrase(wrap, typed); err != nil || got != k {
			t.Errorf("%q: %v", typed, err)
		}
	}
	for _, typed := range []string{"cafe 备案 窗口三", "Caf\u00e9 备案 窗口三", "", "短"} {
		if _, err := seal.UnwrapPassphrase(wrap, typed); !errors.Is(err, seal.ErrWrong) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestWhatIsNoPassphraseIsRefused(t *testing.T) {
	for _, typed := range []string{"", "1234567", "备案窗口三号吧", "with\x00control", "line\nbreak in it"} {
		if _, err := seal.WrapPassphrase(seal.NewKey(), typed); !errors.Is(err, seal.ErrPassphrase) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// A wrap from a file that somebody changed must not take all memory, or for ever.
func TestAWrapThatAsksForTooMuchIsRefused(t *testing.T) {
	wrap, err := seal.WrapPassphrase(seal.NewKey(), "a passphrase")
	if err != nil {
		t.Fatal(err)
	}
	for at := range 9 { // passes, memory and threads
		greedy := bytes.Clone(wrap)
		greedy[at] = 0xff
		if _, err := seal.UnwrapPassphrase(greedy, "a passphrase"); err == nil {
			t.Errorf("byte %d changed: opened", at)
		}
	}
	for n := range len(wrap) {
		if n > 9+16 { // the figures are whole, the key is not: that costs a try
			break
		}
		if _, err := seal.UnwrapPassphrase(wrap[:n], "a passphrase"); err == nil {
			t.Errorf("%d bytes were taken for a wrap", n)
		}
	}
}

func TestASecretOpensItsWrapForItsPurpose(t *testing.T) {
	k, secret := seal.NewKey(), []byte("0123456789abcdef")
	wrap := seal.WrapSecret(k, secret, "recovery")
	if got, err := seal.UnwrapSecret(wrap, secret, "recovery"); err != nil || got != k {
		t.Errorf("%v", err)
	}
	if _, err := seal.UnwrapSecret(wrap, secret, "keyring"); !errors.Is(err, seal.ErrWrong) {
		t.Errorf("for another purpose: %v", err)
	}
	if _, err := seal.UnwrapSecret(wrap, []byte("0123456789abcdeg"), "recovery"); !errors.Is(err, seal.ErrWrong) {
		t.Errorf("with another secret: %v", err)
	}
}

func TestARecoveryCodeIsReadAsPeopleWriteIt(t *testing.T) {
	for range 200 {
		secret, written := seal.NewCode()
		if len(written) != 34 || strings.ContainsAny(written, "ILOU") {
			t.Fatalf("written as %q", written)
		}
		zeros := strings.ReplaceAll(strings.ReplaceAll(written, "0", "o"), "1", "l")
		for _, typed := range []string{
			written, strings.ToLower(written), zeros, strings.ReplaceAll(written, "-", ""),
			" " + strings.ReplaceAll(written, "-", " ") + "\n", fullWidth(written),
		} {
			if got, err := seal.ParseCode(typed); err != nil || !bytes.Equal(got, secret) {
				t.Errorf("%q, of %q: %v", typed, written, err)
			}
		}
	}
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune { return r + 0xfee0 }, s)
}

// Twelve bits tell a wrong letter all but once in four thousand times.
func TestASlipOfThePenIsNoticed(t *testing.T) {
	_, written := seal.NewCode()
	accepted := 0
	for at, r := range written {
		for _, other := range "0123456789ABCDEFGHJKMNPQRSTVWXYZ" {
			if r == '-' || r == other {
				continue
			}
			typed := written[:at] + string(other) + written[at+1:]
			if _, err := seal.ParseCode(typed); err == nil {
				accepted++
			}
		}
	}
	if accepted > 4 { // of 868
		t.Errorf("%d wrong codes were accepted", accepted)
	}
	for _, typed := range []string{"", written[1:], written + "0", strings.Repeat("0", 2000)} {
		if _, err := seal.ParseCode(typed); !errors.Is(err, seal.ErrCode) {
			t.Errorf("%.50q: %v", typed, err)
		}
	}
}

func sealFile(t *testing.T, key seal.FileKey, content []byte) []byte {
	t.Helper()
	var sealed bytes.Buffer
	w, err := key.Writer(&sealed)
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return sealed.Bytes()
}

func readFile(key seal.FileKey, sealed []byte) ([]byte, error) {
	r, length, err := key.Reader(bytes.NewReader(sealed), int64(len(sealed)))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.NewSectionReader(r, 0, length))
}

func TestASealedFileOpensWithItsKeyAndUnchanged(t *testing.T) {
	key, err := seal.NewFileKey()
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 1, 64 << 10, 64<<10 + 1, 300_000} {
		content := bytes.Repeat([]byte("scan!"), size/5+1)[:size]
		sealed := sealFile(t, key, content)
		again, err := seal.ParseFileKey(key.String())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := readFile(again, sealed); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%d bytes came back as %d, %v", size, len(got), err)
		}
		for _, changed := range [][]byte{sealed[:len(sealed)-1], sealed[:len(sealed)/2], append(bytes.Clone(sealed), 0), {}} {
			if _, err := readFile(key, changed); !errors.Is(err, seal.ErrSealed) {
				t.Errorf("%d bytes of %d: %v", len(changed), len(sealed), err)
			}
		}
		for at := 0; at < len(sealed); at += len(sealed)/97 + 1 {
			changed := bytes.Clone(sealed)
			changed[at] ^= 4
			if _, err := readFile(key, changed); !errors.Is(err, seal.ErrSealed) {
				t.Errorf("byte %d of %d changed: %v", at, len(sealed), err)
			}
		}
	}
	if _, err := seal.ParseFileKey("AGE-SECRET-KEY-1NO"); !errors.Is(err, seal.ErrSealed) {
		t.Errorf("a wrong key: %v", err)
	}
}

// Whoever has the key needs no program of ours.
func TestTheAgeProgramReadsSealedFiles(t *testing.T) {
	program, err := exec.LookPath("age")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("the age program is not installed (.ci/install test)")
	}
	key, err := seal.NewFileKey()
	if err != nil {
		t.Fatal(err)
	}
	content := bytes.Repeat([]byte("a scan "), 50_000)
	dir := t.TempDir()
	for name, data := range map[string][]byte{"key": []byte(key.String()), "sealed": sealFile(t, key, content)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := exec.CommandContext(t.Context(), program, "-d", "-i", filepath.Join(dir, "key"), filepath.Join(dir, "sealed")).Output()
	if err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes of %d, %v", len(got), len(content), err)
	}
}

func TestASealedValueIsLongerByTheOverhead(t *testing.T) {
	for _, n := range []int{0, 1, 5000} {
		if got := len(seal.NewKey().Box().Seal(make([]byte, n), nil)); got != n+seal.Overhead {
			t.Errorf("%d bytes are sealed as %d", n, got)
		}
	}
}
