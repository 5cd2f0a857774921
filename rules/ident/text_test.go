package ident

import (
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestInvisibleCharacterIsFound(t *testing.T) {
	for _, c := range []struct {
		in   string
		at   int
		name string
	}{
		{"晨星茶业 有限公司", -1, ""},
		{"晨星\u3000茶业", -1, ""},
		{"", -1, ""},
		{"晨星\u200b茶业", 2, "U+200B"},
		{"\ufeff晨星", 0, "U+FEFF"},
		{"晨星\u00a0茶业", 2, "U+00A0"},
		{"晨星\n", 2, "U+000A"},
		{"晨\t星", 1, "U+0009"},
		{"晨\u202e星", 1, "U+202E"},
		{"葛\U000e0100城", 1, "U+E0100"},
		{"晨\u3164星", 1, "U+3164"},
		{"晨星\xff", 2, "U+FFFD"},
	} {
		at, name := FindInvisible(c.in)
		if at != c.at || name != c.name {
			t.Errorf("FindInvisible(%q) = %d, %q; want %d, %q", c.in, at, name, c.at, c.name)
		}
	}
}

func TestSpacesDigitsAndBracketsAreToldApart(t *testing.T) {
	for _, c := range []struct {
		in                                   string
		outer, double, wideDigit, half, full bool
	}{
		{"晨星茶业", false, false, false, false, false},
		{" 晨星", true, false, false, false, false},
		{"晨星\u3000", true, false, false, false, false},
		{"晨星  茶业", false, true, false, false, false},
		{"晨星 \u3000茶业", false, true, false, false, false},
		{"晨星 茶 业", false, false, false, false, false},
		{"晨星３号", false, false, true, false, false},
		{"晨星3号", false, false, false, false, false},
		{"晨星(北京)", false, false, false, true, false},
		{"晨星（北京）", false, false, false, false, true},
		{"晨星（北京)", false, false, false, true, true},
	} {
		half, full := BracketWidths(c.in)
		if HasOuterSpace(c.in) != c.outer || HasDoubleSpace(c.in) != c.double || HasFullWidthDigit(c.in) != c.wideDigit || half != c.half || full != c.full {
			t.Errorf("%q: outer %v double %v wide digit %v brackets %v %v", c.in, HasOuterSpace(c.in), HasDoubleSpace(c.in), HasFullWidthDigit(c.in), half, full)
		}
	}
}

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
	} {
		got, found := NotInGBK(in)
		if got != want || found != (want != 0) {
			t.Errorf("NotInGBK(%q) = %q, %v; want %q", in, got, found, want)
		}
	}
}

func TestNamesAreComparedWithoutWidthAndSpaces(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"晨星茶业（北京）有限公司", "晨星茶业(北京)有限公司", true},
		{"晨星茶业 有限公司", "晨星茶业有限公司\u3000", true},
		{"晨星\u200b茶业", "晨星茶业", true},
		{"Ｓｔａｒ Ltd", "Star Ltd", true},
		{"Star Ltd", "STAR Ltd", false},
		{"晨星茶业有限公司", "晨星茶叶有限公司", false},
		{"", "", true},
	} {
		if got := SameText(c.a, c.b); got != c.want {
			t.Errorf("SameText(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func FuzzText(f *testing.F) {
	addHostile(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !SameText(s, " "+s+"\u200b") {
			t.Errorf("%q differs from itself with spaces", s)
		}
		HasDoubleSpace(s)
		BracketWidths(s)
		if at, name := FindInvisible(s); (at < 0) != (name == "") || at > len(s) {
			t.Errorf("FindInvisible(%q) = %d, %q", s, at, name)
		}
		if _, found := NotInGBK(s); found {
			return
		}
		wire, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			t.Fatalf("%q passes but cannot be encoded: %v", s, err)
		}
		back, err := simplifiedchinese.GBK.NewDecoder().String(wire)
		if err != nil || back != s {
			t.Errorf("%q comes back from the wire as %q, %v", s, back, err)
		}
	})
}
