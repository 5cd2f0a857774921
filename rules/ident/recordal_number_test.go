package ident

import (
	"strings"
	"testing"
)

func TestRecordalNumberIsParted(t *testing.T) {
	for in, want := range map[string]RecordalNumber{
		"蜀ICP备20016559号":        {"蜀", "510000", "20016559", ""},
		"蜀ICP备2022009836号":      {"蜀", "510000", "2022009836", ""},
		"京ICP备12345678号-1":      {"京", "110000", "12345678", "1"},
		"京icp备12345678号-12A":    {"京", "110000", "12345678", "12A"},
		"京ICP备12345678号-3x":     {"京", "110000", "12345678", "3X"},
		"甘ICP备12345678号-4K":     {"甘", "620000", "12345678", "4K"},
		"　京 ＩＣＰ备 １２３４５６７８ 号－１ ": {"京", "110000", "12345678", "1"},
		"京ICP备12345678号—1":      {"京", "110000", "12345678", "1"},
		"京ICP备12345678号−1":      {"京", "110000", "12345678", "1"},
	} {
		got, err := ParseRecordalNumber(in)
		if err != nil || got != want {
			t.Errorf("ParseRecordalNumber(%q) = %+v, %v; want %+v", in, got, err, want)
		}
	}
}

func TestRecordalNumberProblemIsNamed(t *testing.T) {
	for in, want := range map[string]Problem{
		"":                      ProblemEmpty,
		" \u200b":               ProblemEmpty,
		"京ICP备123456号":          ProblemLength,
		"京ICP备123456789号":       ProblemLength,
		"京ICP备号":                ProblemLength,
		"港ICP备12345678号":        ProblemArea,
		"ICP备12345678号":         ProblemArea,
		"京ICP备12345678":         ProblemFormat,
		"京ICP备12345678号-":       ProblemFormat,
		"京ICP备12345678号-1B":     ProblemFormat,
		"京ICP备12345678号-123456": ProblemFormat,
		"京ICP备1234567八号":        ProblemFormat,
		"津ICP备00000000号9号":      ProblemFormat,
		"京ICP证030173号":          ProblemLicence,
		"京B2-20080101":          ProblemLicence,
		"B1－20080101":           ProblemLicence,
		"京公网安备11010502030123号":  ProblemPublicSecurity,
	} {
		_, err := ParseRecordalNumber(in)
		wantProblem(t, in, err, want)
	}
}

func TestSubjectOfAServiceNumber(t *testing.T) {
	n, err := ParseRecordalNumber("京ICP备12345678号-1")
	if err != nil || n.Subject() != "京ICP备12345678号" || n.String() != "京ICP备12345678号-1" {
		t.Errorf("got %q, %q, %v", n.Subject(), n.String(), err)
	}
}

func TestYearOfARecordalNumber(t *testing.T) {
	for _, c := range []struct {
		number    string
		year      int
		asOf      int
		plausible bool
	}{
		{"蜀ICP备20016559号", 2020, 2026, true},
		{"蜀ICP备2022009836号-1", 2022, 2026, true},
		{"京ICP备05066828号", 2005, 2026, true},
		{"京ICP备04000001号", 2004, 2026, false}, // a well-known template's
		{"京ICP备00000000号", 2000, 2026, false},
		{"京ICP备99000001号", 2099, 2026, false},
		{"京ICP备27000001号", 2027, 2026, false},
		{"京ICP备2026000001号", 2026, 2026, true},
		{"京ICP备2027000001号", 2027, 2026, false},
		{"京ICP备2019000001号", 2019, 2026, false}, // ten digits came with 2020
		{"京ICP备1234567890号", 1234, 2026, false},
	} {
		n, err := ParseRecordalNumber(c.number)
		if err != nil || n.Year() != c.year || n.PlausibleYear(c.asOf) != c.plausible {
			t.Errorf("%s: year %d, plausible %v, %v; want %d, %v", c.number, n.Year(), n.PlausibleYear(c.asOf), err, c.year, c.plausible)
		}
	}
	if (RecordalNumber{}).Year() != 0 || (RecordalNumber{}).PlausibleYear(2026) {
		t.Error("the zero number has a year")
	}
}

func TestEveryPrefixOfDomain27IsKnown(t *testing.T) {
	provinces := map[string]bool{}
	for prefix := range strings.SplitSeq("京|津|冀|晋|蒙|辽|吉|黑|沪|苏|浙|皖|闽|赣|鲁|豫|鄂|湘|粤|桂|琼|渝|蜀|川|黔|贵|滇|云|藏|陕|秦|陇|甘|青|宁|新", "|") {
		n, err := ParseRecordalNumber(prefix + "ICP备2022009836号")
		if err != nil {
			t.Errorf("%s: %v", prefix, err)
		}
		provinces[n.Province] = true
	}
	if len(provinces) != 31 {
		t.Errorf("the prefixes lead to %d provinces, want 31", len(provinces))
	}
}

func FuzzParseRecordalNumber(f *testing.F) {
	addHostile(f)
	f.Add("　京 ＩＣＰ备 １２３４５６７８ 号－１Ａ")
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseRecordalNumber(s)
		if err != nil {
			return
		}
		if again, err := ParseRecordalNumber(n.String()); err != nil || again != n {
			t.Errorf("%q is %+v, read again %+v, %v", s, n, again, err)
		}
	})
}
