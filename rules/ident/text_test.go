package ident

import (
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

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
		{"Cafe\u0301", "Café", true},
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
		if _, found := NotInGBK(s); found {
			if _, found := NotInCodePage936(s); !found {
				t.Errorf("%q is in code page 936 but not in GBK", s)
			}
			return
		}
		if _, found := NotInCodePage936(s); found {
			return // some of these the library does not know
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
