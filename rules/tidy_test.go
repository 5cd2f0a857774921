package rules_test

import (
	"testing"

	"recordaldesk/rules"
)

func TestTidyWritesWhatIsFiled(t *testing.T) {
	for _, c := range []struct {
		of         string
		kind       rules.Type
		typed, got string
	}{
		{"credit code with spaces and full-width digits", "code", "9111 0105 ＭＡ6ＫＤ35Ｔ43", "91110105MA6KD35T43"},
		{"lower-case x of a resident ID", "code", "31010419910822153x", "31010419910822153X"},
		{"date in one run", "date", "20180521", "2018-05-21"},
		{"date as on a licence", "date", "2018年5月21日", "2018-05-21"},
		{"date with points", "until", "2037.04.10", "2037-04-10"},
		{"no date", "date", "soon", "soon"},
		{"mobile with country code", "phone", "+86 138 0013 6621", "13800136621"},
		{"landline in brackets", "phone", "(010)64738820", "086-010-64738820"},
		{"text keeps its inside", "text", " 北京 公司 ", "北京 公司"},
	} {
		t.Run(c.of, func(t *testing.T) {
			if got := rules.Tidy(c.kind, c.typed); got != c.got {
				t.Errorf("Tidy(%q) = %q, want %q", c.typed, got, c.got)
			}
		})
	}
}
