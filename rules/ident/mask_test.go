package ident_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"recordaldesk/rules/ident"
)

func TestHowANumberIsMasked(t *testing.T) {
	for _, c := range []struct {
		name   string
		mask   func(string) string
		number string
		want   string
	}{
		{"resident identity number", ident.Mask, "110105198703140026", "**************0026"},
		{"with an X", ident.Mask, "11010519870314004X", "**************004X"},
		{"in groups", ident.Mask, "110105 19870314 0026", "**************0026"},
		{"full-width", ident.Mask, "１１０１０５１９８７０３１４００２６", "**************0026"},
		{"one digit short", ident.Mask, "11010519870314002", "*************4002"},
		{"old, of 15 digits", ident.Mask, "110105870314002", "***********4002"},
		{"passport", ident.Mask, "e12345678", "*****5678"},
		{"short", ident.Mask, "1234567", "*******"},
		{"one character", ident.Mask, "7", "*"},
		{"nothing", ident.Mask, "", ""},
		{"account", ident.Mask, "qq_20881234", "*******1234"},
		{"a whole text", ident.Mask, strings.Repeat("9", 100_000), strings.Repeat("*", 24) + "9999"},

		{"mobile", ident.MaskPhone, "13800136621", "138****6621"},
		{"mobile from abroad", ident.MaskPhone, "+86 138-0013-6621", "138****6621"},
		{"full-width mobile", ident.MaskPhone, "１３８ ００１３ ６６２１", "138****6621"},
		{"landline", ident.MaskPhone, "086-010-82998299", "086-***-****8299"},
		{"landline as typed", ident.MaskPhone, "（010）8299 8299", "086-***-****8299"},
		{"with an extension", ident.MaskPhone, "010-82998299转1234", "086-***-********-1234"},
		{"one digit short", ident.MaskPhone, "1380013662", "******3662"},
		{"short phone", ident.MaskPhone, "1234567", "*******"},
		{"two numbers", ident.MaskPhone, "13800136621/13911112222", "138****************2222"},
		{"nothing", ident.MaskPhone, "", ""},

		{"e-mail", ident.MaskEmail, "lin.zhiyao@example.com", "l***@example.com"},
		{"of one letter", ident.MaskEmail, "l@example.com", "***@example.com"},
		{"full-width e-mail", ident.MaskEmail, "ｌｉｎ＠example.com", "l***@example.com"},
		{"of two letters in Chinese", ident.MaskEmail, "林知@例子.中国", "林***@例子.中国"},
		{"no e-mail", ident.MaskEmail, "lin.zhiyao", "******IYAO"},
		{"nothing", ident.MaskEmail, "", ""},
	} {
		if got := c.mask(c.number); got != c.want {
			t.Errorf("%s: %.40q is shown as %q, want %q", c.name, c.number, got, c.want)
		}
	}
}

func TestNumbersInATextAreMasked(t *testing.T) {
	for text, want := range map[string]string{
		"林知遥身份证110105198703140026.jpg": "林知遥身份证**************0026.jpg",
		"身份证１１０１０５１９８７０３１４００２６正面":      "身份证**************0026正面",
		"110105 19870314 002x":         "**************002X",
		"电话138 0013 6621，或13911112222": "电话138****6621，或139****2222",
		"办公电话010-82998299":             "办公电话086-***-****8299",
		"请回信lin.zhiyao@example.com。":   "请回信l***@example.com。",

		// None of these is a person's.
		"北京星禾云图科技有限公司":                                "北京星禾云图科技有限公司",
		"91110105MA6KD35T43":                          "91110105MA6KD35T43",
		"ICP备案_20261129_新增备案.zip":                     "ICP备案_20261129_新增备案.zip",
		"310277481096":                                "310277481096",
		"京ICP备2024071839号-1":                          "京ICP备2024071839号-1",
		"52.80.12.34–52.80.12.40":                     "52.80.12.34–52.80.12.40",
		"a13800136621bcdef0123456789abcdef0123456789": "a13800136621bcdef0123456789abcdef0123456789",
		"2026-11-29":                                  "2026-11-29",
		"4000988000转2":                                "4000988000转2",
		"":                                            "",
		"\xff\xfe12345":                               "\xff\xfe12345",
	} {
		if got := ident.MaskText(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

// However long a number is, no more of it is shown than four characters, or seven of
// a telephone's.
func TestNoMoreIsShownThanIsMeant(t *testing.T) {
	for n := range 40 {
		number := strings.Repeat("5", n)
		for what, c := range map[string]struct {
			mask func(string) string
			most int
		}{"number": {ident.Mask, 4}, "phone": {ident.MaskPhone, 7}} {
			got := c.mask(number)
			if shown := strings.Count(got, "5"); shown > c.most || n > 0 && n-shown < min(n, 4) {
				t.Errorf("of a %s of %d digits %d are shown: %s", what, n, shown, got)
			}
			if !utf8.ValidString(got) {
				t.Errorf("%q is no text", got)
			}
		}
	}
}

func FuzzMask(f *testing.F) {
	for _, seed := range []string{"110105198703140026", "电话138 0013 6621", "lin@example.com", "\xff１", "（010）8299 8299"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, mask := range []func(string) string{ident.Mask, ident.MaskPhone} {
			if got := mask(s); utf8.RuneCountInString(strings.ReplaceAll(strings.ReplaceAll(got, "*", ""), "-", "")) > 7 {
				t.Errorf("%q is shown as %q", s, got)
			}
		}
		ident.MaskEmail(s)
		if once := ident.MaskText(s); ident.MaskText(once) != once {
			t.Errorf("%q is masked twice: %q, %q", s, once, ident.MaskText(once))
		}
	})
}
