package packet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"recordaldesk/rules"
)

func TestNamesAreMadeSafe(t *testing.T) {
	for in, want := range map[string]string{
		"北京青禾示例科技有限公司":         "北京青禾示例科技有限公司",
		"甲（北京）公司":              "甲（北京）公司",
		"a/b\\c:d*e?f\"g<h>i|": "a_b_c_d_e_f_g_h_i_",
		"CON":                  "_CON",
		"con.txt":              "_con.txt",
		"nul .png":             "_nul .png",
		"COM¹":                 "_COM¹",
		"LPT0.x":               "_LPT0.x",
		"CONIN$":               "_CONIN$",
		"COM10":                "COM10",
		"console":              "console",
		"trail. . ":            "trail",
		"..":                   "",
		" . a":                 "a",
		"a\u202egpj":           "agpj",
		"a\u200b\ufeff\u2060b": "ab",
		"a\x00\x1f\u0085b":     "a b",
		"cafe\u0301":           "café",
		"e\u200b\u0301":        "é",
		"㐂\ufe00":              "㐂",
		"a\tb\n c":             "a b c",
		"\xff\xfea":            "a",
		"":                     "",
	} {
		if got := safeName(in, 100); got != want {
			t.Errorf("safeName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLongNamesAreCutBetweenCharacters(t *testing.T) {
	for _, in := range []string{strings.Repeat("长", 300), strings.Repeat("𠮷", 300), strings.Repeat("e\u0301\u0302", 300), strings.Repeat("a ", 300)} {
		for limit := 1; limit < 60; limit++ {
			got := safeName(in, limit)
			if len(got) > limit || !utf8.ValidString(got) || got != trimName(got) {
				t.Fatalf("safeName(%.4q…, %d) = %q", in, limit, got)
			}
		}
	}
}

// Every name that a person or an attacker gives a company leads to a packet
// under a name that any system takes.
func TestEveryHostNameGivesASafeFileName(t *testing.T) {
	hosts := []string{"", ".", "..", "CON", "nul.", "a.", "a ", "../../x", `C:\x`, "x\x00y", "\u202e", "é", "100% #1 ?",
		strings.Repeat("长", 120), strings.Repeat("x", 400), strings.Repeat("𠮷", 200)}
	for r := rune(0); r < 0x180; r++ {
		hosts = append(hosts, "甲"+string(r)+"乙", string(r))
	}
	// What Windows takes for a device, in all spellings.
	devices := []string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
	for _, n := range strings.Split("0123456789¹²³", "") {
		devices = append(devices, "COM"+n, "LPT"+n)
	}
	for _, device := range devices {
		hosts = append(hosts, device, strings.ToLower(device), device+".txt", device+" .txt", device+":", device+". .", "a."+device)
	}
	dir := t.TempDir()
	for _, host := range hosts {
		f := &rules.Filing{Kind: "new_recordal", Host: rules.Host{Name: host}}
		name := numbered(stem(f, "2026-11-23", true), 12) + ".zip"
		switch {
		case name != safeName(name, 255), len(name) > 200, !norm.NFC.IsNormalString(name):
			t.Errorf("%.10q gives %q", host, name)
		case !strings.HasPrefix(name, "ICP备案_"), !strings.Contains(name, "_新增备案_2026-11-23_DRAFT草稿"):
			t.Errorf("%.10q gives %q, which lacks a part", host, name)
		}
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Errorf("%.10q: %v", host, err)
		}
	}
}

func TestEntryNamesThatWeMakePassTheGate(t *testing.T) {
	f := &rules.Filing{Websites: make([]rules.Website, 3)}
	n := newNamer(f)
	for _, domain := range []string{"", "example.cn", "示例.中国", "a/../b", "CON", "a\u202eb", strings.Repeat("x", 300), "A.CN", "a.cn"} {
		for _, material := range []string{"domain_certificate", "unknown_material", "../x"} {
			for _, ending := range []string{".jpg", ".png", ".pdf"} {
				name := n.scan(9, rules.Attachment{Material: material, Domain: domain, Website: 1}, ending)
				if !isEntryName(name) {
					t.Errorf("material %s of domain %q is called %q, which the gate refuses", material, domain, name)
				}
			}
		}
	}
	for range 120 {
		if name := n.form("06_" + strings.Repeat("长", 200) + ".pdf"); !isEntryName(name) {
			t.Errorf("the gate refuses the form %q", name)
		}
	}
}
