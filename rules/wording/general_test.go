package wording

import (
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

func TestARuleIsSaidWithoutAFiling(t *testing.T) {
	for _, c := range []struct{ rule, zh, en, fix string }{
		{"uscc-length", "统一社会信用代码“…”为…位，应为18位。", "The unified social credit code “…” has … characters; it should have 18.",
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

// A message that says a rule otherwise is one the rule may have left behind.
func TestNoGeneralMessageIsOrphaned(t *testing.T) {
	known := map[string]bool{}
	for _, r := range rules.Builtin().Rules {
		known["rulebook.rule."+r.ID], known["rulebook.rule."+r.ID+".fix"] = true, true
	}
	for _, id := range translations.IDs(zh) {
		if strings.HasPrefix(id, "rulebook.rule.") && !known[id] {
			t.Errorf("%s belongs to no rule", id)
		}
	}
}
