package wording

import (
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

func TestARuleIsSaidWithoutAFiling(t *testing.T) {
	for _, c := range []struct{ rule, zh, en, fix string }{
		{"uscc-length", "统一社会信用代码“…”为…位，应为18位。", `The unified social credit code "…" has … characters; it should have 18.`,
			"Compare it with the certificate and look for characters left out or typed twice."},
		{"domain-expired", "域名已经到期。", "The domain has expired.", "Renew it and copy the new domain certificate."},
		{"certificate-starts-later", "主办单位证件的有效期从…才开始。", "", ""},
	} {
		for _, r := range rules.Builtin().Rules {
			if r.ID != c.rule {
				continue
			}
			inChinese, _ := General(zh, r)
			inEnglish, fix := General(en, r)
			for _, pair := range [][2]string{{inChinese, c.zh}, {inEnglish, c.en}, {fix, c.fix}} {
				if pair[1] != "" && pair[0] != pair[1] {
					t.Errorf("%s says %q, want %q", c.rule, pair[0], pair[1])
				}
			}
		}
	}
}

// What a province asks must be whole without a filing, and no wall of words.
func TestAFactIsALineOfItsProvince(t *testing.T) {
	b := rules.Builtin()
	for _, p := range b.Provinces {
		for i := range p.Facts {
			for _, l := range translations.Languages {
				said := Fact(l, b, p.Code, &p.Facts[i])
				if strings.Contains(said, "…") || strings.Contains(said, "[") || len([]rune(said)) > 170 {
					t.Errorf("%s says in %s: %s", p.Code, l, said)
				}
			}
		}
	}
}

func TestALongListIsCutAndStandsInFull(t *testing.T) {
	b := rules.Builtin()
	f := rules.Fact{ID: "suffixes_allowed", Words: []string{"cn", "com"}}
	if got, want := Fact(zh, b, "110000", &f), "只接受名单内的域名后缀：.cn、.com。"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := FactWords(zh, b, "110000", &f); got != "" {
		t.Errorf("a short list is said twice: %q", got)
	}
	f.Words = strings.Fields("a b c d e f g h i j k l")
	if got, want := Fact(en, b, "110000", &f), "Only domains with a suffix of the list are taken: .a, .b, .c, .d, .e, .f and others, 12 in all, listed at the end."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := FactWords(en, b, "110000", &f); !strings.Contains(got, ".l") {
		t.Errorf("the list is not whole: %q", got)
	}
}
