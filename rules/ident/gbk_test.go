package ident

import (
	"testing"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestCharacterTheInterfaceCannotCarryIsFound(t *testing.T) {
	for in, want := range map[string]rune{
		"":            0,
		"晨星茶业 Ltd.":   0,
		"朱镕基":         0, // 镕 is in GBK though not in GB 2312
		"赵喆（北京）·":     0,
		"王\U00020bb7": '\U00020bb7', // 𠮷, four bytes in GB 18030
		"晨星㙍茶业":       '㙍',
		"茶🙂":          '🙂',
		"茶\xff":       '\ufffd',
		"茶\ufffd":     '\ufffd',
	} {
		got, found := NotInGBK(in)
		if got != want || found != (want != 0) {
			t.Errorf("NotInGBK(%q) = %q, %v; want %q", in, got, found, want)
		}
	}
}

// Each vector with its code by GB 18030-2022; four bytes are too many.
func TestTwoBytePartOfGB18030(t *testing.T) {
	for _, c := range []struct {
		r          rune
		code       string
		two, cp936 bool
	}{
		{'A', "41", true, true},
		{'〇', "A996", true, true},
		{'㎡', "A94F", true, true},
		{'·', "A1A4", true, true},
		{'€', "A2E3", true, true}, // 80 in code page 936
		{'①', "A2D9", true, true},
		{'\uF92C', "FD9C", true, true}, // 郎 a second time
		{'﨩', "FE4F", true, true},
		{'䶮', "FE9F", true, false},
		{'㑇', "FE56", true, false},
		{'㑳', "FE55", true, false},
		{'龻', "FEA0", true, false}, // private use until 2022
		{'︐', "A6D9", true, false},
		{'ḿ', "A8BC", true, false}, // private use until 2005
		{'ǹ', "A8BF", true, false},
		{'⿰', "A98A", true, false},
		{'㐀', "8139EE39", false, false},
		{'𠮷', "9534B235", false, false},
		{'𠂇', "95329031", false, false}, // FE51 before 2022
		{'É', "81308732", false, false},
		{'\u00A0', "81308432", false, false},
		{'•', "8136A631", false, false},
		{'・', "8139A739", false, false},
		{'\uE816', "FE51", false, false}, // private use
		{'\uE000', "AAA1", false, false},
		{unicode.MaxRune, "E3329A35", false, false},
	} {
		_, out := NotInGBK(string(c.r))
		_, outOld := NotInCodePage936(string(c.r))
		if out == c.two || outOld == c.cp936 {
			t.Errorf("%c U+%04X (%s): in the two-byte part %v, want %v; in code page 936 %v, want %v", c.r, c.r, c.code, !out, c.two, !outOld, c.cp936)
		}
	}
}

// The numbers of GBK's characters by two other implementations of the standard:
// 21791 in code page 936, and 24 + 2043 of the 23940 two-byte codes of GB 18030
// for private use, 6 of them public as well.
func TestTwoBytePartIsWhole(t *testing.T) {
	two, old, library := 0, 0, 0
	encoder := simplifiedchinese.GBK.NewEncoder()
	for r := rune(0x80); r <= 0xFFFF; r++ {
		if r >= 0xD800 && r <= 0xDFFF || r == '\ufffd' {
			continue
		}
		if inGBK(r) {
			two++
		}
		if inCodePage936(r) {
			old++
		}
		_, err := encoder.String(string(r))
		if err == nil {
			library++
		}
		if err == nil && !inGBK(r) {
			t.Errorf("%c U+%04X has two bytes in the library's GBK", r, r)
		}
	}
	if two != 21891 || old != 21791+1 || library != 21872 {
		t.Errorf("%d characters of two bytes, %d in code page 936 with the euro, %d in the library; want 21891, 21792, 21872", two, old, library)
	}
}
