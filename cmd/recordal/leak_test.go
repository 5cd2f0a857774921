package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// spelling is one way in which bytes can hold a value.
type spelling struct {
	value, as string
	bytes     []byte
}

// finder finds values in bytes, however somebody could have written them without
// meaning to hide them.
type finder struct {
	starting map[uint32][]spelling // by their first four bytes
	begins   [1 << 16]bool         // by their first two
}

func newFinder(values []string) *finder {
	f := &finder{starting: map[uint32][]spelling{}}
	for _, value := range values {
		for _, s := range spellings(value) {
			four := binary.BigEndian.Uint32(s.bytes)
			f.starting[four] = append(f.starting[four], s)
			f.begins[four>>16] = true
		}
	}
	return f
}

// spellings are the ways to write a value: as text of the kinds that systems have,
// escaped as in JSON and in addresses, in hexadecimal, in base64 wherever it begins, and
// a number in groups.
func spellings(value string) (all []spelling) {
	add := func(as string, b []byte) {
		if !slices.ContainsFunc(all, func(s spelling) bool { return bytes.Equal(s.bytes, b) }) {
			all = append(all, spelling{value, as, b})
		}
	}
	either := func(as, text string) {
		add(as, []byte(text))
		add(as, []byte(strings.ToLower(text)))
		add(as, []byte(strings.ToUpper(text)))
	}
	either("UTF-8", value)
	var little, big []byte
	for _, u := range utf16.Encode([]rune(value)) {
		little, big = binary.LittleEndian.AppendUint16(little, u), binary.BigEndian.AppendUint16(big, u)
	}
	add("UTF-16LE", little)
	add("UTF-16BE", big)
	if gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(value)); err == nil {
		add("GBK", gbk)
	}
	escaped := strings.Trim(strconv.QuoteToASCII(value), `"`)
	add("escaped", []byte(escaped))
	add("escaped", []byte(strings.ReplaceAll(strings.ToUpper(escaped), `\U`, `\u`)))
	either("an address", url.PathEscape(value))
	either("hexadecimal", hex.EncodeToString([]byte(value)))
	for shift := range 3 { // the characters in which only the value's own bits are
		text := base64.StdEncoding.EncodeToString(append(make([]byte, shift), value...))
		whole := (shift + len(value)) / 3 * 4
		inner := text[(shift*8+5)/6 : whole]
		add("base64", []byte(inner))
		add("base64", []byte(strings.NewReplacer("+", "-", "/", "_").Replace(inner)))
	}
	for digits, groups := range map[int][]int{11: {3, 7}, 12: {4, 8}, 18: {6, 14}} {
		if _, err := strconv.Atoi(value); err == nil && len(value) == digits {
			add("groups", []byte(value[:groups[0]]+" "+value[groups[0]:groups[1]]+" "+value[groups[1]:]))
		}
	}
	return all
}

// in tells which of the values stand in the bytes, and how.
func (f *finder) in(data []byte) (hits []string) {
	for at := 0; at+4 <= len(data); at++ {
		if !f.begins[uint16(data[at])<<8|uint16(data[at+1])] {
			continue
		}
		for _, s := range f.starting[binary.BigEndian.Uint32(data[at:])] {
			if bytes.HasPrefix(data[at:], s.bytes) {
				hits = append(hits, fmt.Sprintf("%q as %s", s.value, s.as))
			}
		}
	}
	return slices.Compact(hits)
}

// within is what stands in the bytes, also compressed as PDFs and pictures have it, and
// in the members of a zip.
func (f *finder) within(data []byte) []string {
	hits := f.in(data)
	for at := 0; at+2 < len(data); at++ {
		if data[at] != 0x78 || (int(data[at])<<8|int(data[at+1]))%31 != 0 {
			continue // no head of a compressed stream
		}
		if r, err := zlib.NewReader(bytes.NewReader(data[at:])); err == nil {
			plain, _ := io.ReadAll(io.LimitReader(r, 8<<20)) // mostly it is none after all
			for _, hit := range f.in(plain) {
				hits = append(hits, hit+", compressed")
			}
		}
	}
	if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		for _, member := range z.File {
			if r, err := member.Open(); err == nil {
				plain, _ := io.ReadAll(io.LimitReader(r, 8<<20)) // a damaged one as far as it goes
				_ = r.Close()                                    // was only read
				for _, hit := range f.within(append([]byte(member.Name+"\n"), plain...)) {
					hits = append(hits, hit+", in a zip")
				}
			}
		}
	}
	return hits
}

// below reads every file below the folder, and its name, and returns where a value
// stands. They are read by another program: in a process that has a database open,
// opening its file a second time takes its locks away.
func (f *finder) below(t *testing.T, folder string, allowed func(path string) bool) (where []string, files int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case os.IsNotExist(err):
			return nil // the program is at work
		case err != nil:
			return err
		case allowed(path) && entry.IsDir():
			return fs.SkipDir
		case allowed(path):
			return nil
		}
		for _, hit := range f.in([]byte(strings.TrimPrefix(path, folder))) {
			where = append(where, path+": its name holds "+hit)
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		data, err := exec.Command("cat", path).Output()
		if err != nil {
			return nil // gone meanwhile
		}
		files++
		for _, hit := range f.within(data) {
			where = append(where, path+": holds "+hit)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return where, files
}

// What the test of the window would miss, nobody would see.
func TestAValueIsFoundHoweverItIsWritten(t *testing.T) {
	f := newFinder([]string{"沈标棠", "13612345670", "X_marked@example.cn"})
	var packed, archive bytes.Buffer
	w := zlib.NewWriter(&packed)
	fmt.Fprint(w, "stream 沈标棠")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&archive)
	fmt.Fprint(must(z.Create("a.txt")), strings.Repeat("13612345670 ", 20))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	base := base64.StdEncoding.EncodeToString
	for what, data := range map[string]string{
		"plain": "x沈标棠x", "UTF-16": "\x4b\x62\x3a\x67\x88\x6c\x07\x68\xe0\x68", "UTF-16, the other": "\x6c\x88\x68\x07\x68\xe0",
		"GBK": "\xc9\xf2\xb1\xea\xcc\xc4", "JSON": strconv.QuoteToASCII("姓名沈标棠"), "JSON, large": `"\u6C88\u6807\u68E0"`,
		"address": "file:///%E6%B2%88%E6%A0%87%E6%A3%A0.zip", "address, small": "%e6%b2%88%e6%a0%87%e6%a3%a0",
		"hexadecimal": "2f" + hex.EncodeToString([]byte("沈标棠")), "small letters": "x_marked@example.cn", "groups": "136 1234 5670",
		"zlib": "%PDF x" + packed.String(), "zip": archive.String(),
		"base64 0": base([]byte("13612345670 is it")), "base64 1": base([]byte("x13612345670 is it")), "base64 2": base([]byte("xy沈标棠是")),
	} {
		if hits := f.within([]byte(data)); len(hits) == 0 {
			t.Errorf("%s: nothing was found in %q", what, data)
		}
	}
	if hits := f.within([]byte("沈标 棠 1361234567 %E6%B2%88")); len(hits) > 0 {
		t.Errorf("found %q where nothing is", hits)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"13612345670.txt": "沈标棠", "allowed": "13612345670"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	where, files := f.below(t, dir, func(path string) bool { return filepath.Base(path) == "allowed" })
	if len(where) != 2 || files != 1 {
		t.Errorf("in %d files, a name and a content are to be found: %q", files, where)
	}
}
