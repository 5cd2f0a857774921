package parts

import (
	"testing"
	"unicode/utf8"
)

// A name in two lines is read as one: it must lose nothing, and no word may be torn.
func TestATextIsDividedWhereALineMayEnd(t *testing.T) {
	for text, want := range map[string][2]string{
		"Cancellation of host unit": {"Cancellation", "of host unit"},
		"网络信息安全管理责任书":               {"网络信息安全管理责任书", ""},
		"Relationshipsandmore":      {"Relationshipsa", "ndmore"}, // there is no better place
		"法定代表人姓名和证件号码都要，不能少":        {"法定代表人姓名和证件号码都", "要，不能少"},
		"请用Business licence填写":      {"请用Business", "licence填写"},
	} {
		first, rest := Break(text, func(s string) bool {
			return utf8.RuneCountInString(s) <= 14 && s != "法定代表人姓名和证件号码都要，" && s != "法定代表人姓名和证件号码都要"
		})
		if first != want[0] || rest != want[1] {
			t.Errorf("%q is divided into %q and %q, want %q", text, first, rest, want)
		}
	}
}

func TestNoLineBeginsWithAComma(t *testing.T) {
	first, rest := Break("姓名，号码", func(s string) bool { return utf8.RuneCountInString(s) <= 2 })
	if first != "姓" || rest != "名，号码" {
		t.Errorf("divided into %q and %q", first, rest)
	}
}
