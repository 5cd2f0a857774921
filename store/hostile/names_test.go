package hostile_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
)

// devices are the names that Windows takes for devices, whatever their ending is
// (Microsoft, "Naming Files, Paths, and Namespaces").
func devices() []string {
	names := []string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
	for _, port := range []string{"COM", "LPT"} {
		for _, n := range strings.Split("0123456789¹²³", "") {
			names = append(names, port+n)
		}
	}
	return names
}

// badNames are those that no system, or not every one, takes as they stand, or that
// show one thing and mean another. None may be the name of a file in a packet.
func badNames() []string {
	names := []string{
		"", ".", "..", "../x", "../../x", "/etc/x", `..\..\x`, `C:\x`, "C:x", `\\srv\x`, `\\?\C:\x`, "//srv/x", "a/../b", "a//b", "./a",
		"a.txt:ads", "a.", "a ", "a. . ", ".a", " a", "a. ", "a\x00b", "a\nb", "a\rb", "a\tb", "a\x1bb", "a\x7fb", "a\u0085b",
		"photo\u202egpj", "a\u202ab", "a\u2066b", "a\u200eb", "a\u200bb", "a\u200db", "a\ufeffb", "a\u2060b", "a\u2028b", "a\u00adb", "㐂\ufe00",
		"cafe\u0301", "\u1100\u1161", "a\ue000b", "a\ufffdb", "\xff\xfe", "a\xc0\xafb", "a\xed\xa0\x80b",
		`a"b`, "a<b", "a>b", "a|b", "a*b", "a?b", strings.Repeat("长", 300), strings.Repeat("x", 300), strings.Repeat("a/", 100) + "b",
	}
	for _, device := range devices() {
		names = append(names, device, strings.ToLower(device), device+".txt", device+" .txt", device+".")
	}
	return names
}

// harmless are odd names that every system takes.
func harmless() []string {
	return []string{"#1", "100%", "a%20b", "a#b", "a&b", "a=b", "~a", "a;b", "a'b", "a`b", "$HOME", "%TEMP%", "-rf", "--", "a@b", "a!b", "（甲）", "𠮷野家", "ﾊﾝｶｸ", "İ", "COM10", "console", "nulls"}
}

// inPacket is what the gate says of a packet whose first scan has the name.
func inPacket(name string) error {
	data := named(name)
	_, err := packet.VerifyReader(context.Background(), bytes.NewReader(data), int64(len(data)))
	return err
}

func TestHostileNamesAreRefusedInAPacket(t *testing.T) {
	bad := badNames()
	if len(bad) < 200 {
		t.Errorf("only %d names", len(bad))
	}
	for _, name := range bad {
		places := []string{name, "materials/" + name, "materials/" + name + ".png", "forms/" + name + ".pdf"}
		if !isDevice(name) {
			places = append(places, "materials/01_"+name+".png")
			if strings.Trim(name, " ") != name || strings.Trim(name, ".") != name || name == "" {
				// Behind a number a dot or blank stands at no end, but before the ending.
				places = places[:len(places)-1]
			}
		}
		for _, place := range places {
			want := packet.Unsafe
			if place == "materials/" { // the folder, as other programs add it
				want = packet.Repacked
			}
			var refused *packet.Error
			if err := inPacket(place); !errors.As(err, &refused) || refused.Problem != want {
				t.Errorf("a scan called %.60q: %v", place, err)
			}
		}
	}
	for _, name := range harmless() {
		if err := inPacket("materials/01_" + name + ".png"); err != nil {
			t.Errorf("a scan called %q: %v", name, err)
		}
	}
}

func isDevice(name string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	for _, device := range devices() {
		if strings.TrimRight(base, " ") == device {
			return true
		}
	}
	return false
}

// TestHostileNamesOpenNothingOutside has a filing name its scans so.
func TestHostileNamesOpenNothingOutside(t *testing.T) {
	root := t.TempDir()
	inside := filepath.Join(root, "deep", "scans")
	if err := os.MkdirAll(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	const secret = "outside"
	for _, dir := range []string{root, filepath.Dir(inside)} {
		for _, name := range []string{"x", "b", "a"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(secret), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Symlink(filepath.Join(root, "x"), filepath.Join(inside, "link")); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(badNames(), "link", filepath.Join(root, "x"), "deep/../../x") {
		s, err := packet.Folder(inside).Open(context.Background(), rules.Attachment{File: name})
		if err == nil {
			t.Errorf("%.60q was opened: %d bytes", name, s.Size())
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestHostileNamesAreExportedSafely has a person give them to a company: the packet
// is written, under a name that any system takes, and passes the gate.
func TestHostileNamesAreExportedSafely(t *testing.T) {
	if testing.Short() {
		t.Skip("writes many packets, each in one goroutine")
	}
	dir := t.TempDir()
	for i, name := range append(badNames(), harmless()...) {
		if i%9 > 0 {
			continue // the name itself is tried for all of them in store/packet
		}
		f := rules.New("cancel_host")
		f.Host.Name = name
		report := rules.Builtin().Check(f, "2026-11-23")
		r, err := packet.Write(context.Background(), dir, packet.Input{Filing: f, Report: report, Book: rules.Builtin(), Incomplete: true, Program: "test"}, nil)
		var told *packet.Error
		if errors.As(err, &told) && (told.Problem == packet.TextUnusable || told.Problem == packet.NoGlyph) {
			continue // and the person is told which field it is
		}
		if err != nil {
			t.Errorf("%.60q: %v", name, err)
			continue
		}
		base := filepath.Base(r.Zip)
		if strings.ContainsAny(base, "<>:\"/\\|?*\x00\n\u202e\u200b") || !strings.HasPrefix(base, "ICP备案_") || len(base) > 250 {
			t.Errorf("%.60q is exported as %q", name, base)
		}
		if _, err := packet.Verify(context.Background(), r.Zip); err != nil {
			t.Errorf("%.60q: %v", name, err)
		}
	}
	err := filepath.WalkDir(filepath.Dir(dir), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Dir(path) != dir {
			err = fmt.Errorf("%s was written outside", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
