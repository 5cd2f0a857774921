package ident

import "testing"

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
