package wording

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/translations"
)

const today = "2026-11-23"

// damaged returns a filing that breaks the rule, and what others share with it.
func damaged(t *testing.T, rule string) (*rules.Filing, []rules.Shared) {
	t.Helper()
	f, shared, ok := trial.Broken(rule)
	if !ok {
		t.Fatalf("no case breaks %s", rule)
	}
	return f, shared
}

// unsaid finds what a person must never see: a message's id in brackets, an
// argument left open, quotation marks around nothing.
var unsaid = regexp.MustCompile(`\[[a-z_]+\.[^\]]*\]|<no value>|\{\{|“”|^$`)

func TestEveryBrokenRuleIsSaidInBothLanguages(t *testing.T) {
	book := rules.Builtin()
	for _, rule := range book.Rules {
		t.Run(rule.ID, func(t *testing.T) {
			f, shared := damaged(t, rule.ID)
			findings := book.Check(f, today, shared...).Findings
			at := slices.IndexFunc(findings, func(found rules.Finding) bool { return found.Rule == rule.ID })
			if at < 0 {
				t.Fatalf("the change does not break the rule; findings: %v", idsIn(findings))
			}
			for _, l := range translations.Languages {
				for _, found := range findings {
					sayable(t, l, f, found)
				}
				for _, id := range []string{"rule." + rule.ID, "rule." + rule.ID + ".fix"} {
					for _, arg := range translations.ArgumentsOf(l, id) {
						if findings[at].Args[arg]+findings[at].Names[arg] == "" {
							t.Errorf("%s %s: the rule brings no {{.%s}}", l, id, arg)
						}
					}
				}
			}
		})
	}
}

func idsIn(findings []rules.Finding) []string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Rule+" at "+f.Field)
	}
	return ids
}

// sayable checks all that a person reads of a finding.
func sayable(t *testing.T, l Language, f *rules.Filing, found rules.Finding) {
	t.Helper()
	message, fix := Message(l, found)
	read := map[string]string{"message": message, "fix": fix, "source": Source(l, found.Source)}
	if found.Rule != "key-unknown" { // stands where the program knows no field
		read["label"] = Label(l, found.FieldID)
	}
	for what, text := range read {
		if at := unsaid.FindString(text); at != "" || text == "" {
			t.Errorf("%s %s at %s: %s has %q: %s", l, found.Rule, found.Field, what, at, text)
		}
	}
	if where := Where(l, f, found.Field); strings.Contains(where, "[") {
		t.Errorf("%s %s: place of %s is %q", l, found.Rule, found.Field, where)
	}
}

func TestBlankFilingsAreJudgedInWords(t *testing.T) {
	crowded := rules.New("new_recordal")
	for _, list := range []string{
		"websites", "websites.1.domains", "websites.1.access.ips", "websites.1.pre_approvals", "websites.1.pre_approvals", "attachments", "attachments",
	} {
		if _, err := crowded.Append(list); err != nil {
			t.Fatal(err)
		}
	}
	book := rules.Builtin()
	for name, f := range map[string]*rules.Filing{
		"nothing at all": {}, "a new filing": rules.New("new_recordal"), "two of everything": crowded,
	} {
		for _, l := range translations.Languages {
			report := book.Check(f, today)
			if len(report.Findings) == 0 {
				t.Errorf("%s gives no findings", name)
			}
			for _, found := range report.Findings {
				sayable(t, l, f, found)
			}
			for _, m := range report.Materials {
				if text := Reason(l, m); unsaid.MatchString(text) {
					t.Errorf("%s: %s is needed or not because %q", l, m.ID, text)
				}
			}
		}
	}
}

// A finding that leads to a wrong value says what was typed, so that a clerk can
// hold it beside the paper.
func TestMessageQuotesWhatWasTyped(t *testing.T) {
	for _, c := range []struct{ rule, zh, en, zhFix string }{
		{
			"uscc-check-character",
			"统一社会信用代码“91110105MA6KD35T44”的最后一位应为3，现为4。",
			`The last character of the unified social credit code "91110105MA6KD35T44" should be 3, not 4.`,
			"请对照证件逐位核对；18位代码中只要有一位填错，最后一位就对不上。",
		},
		{
			"uscc-other-province",
			"从统一社会信用代码看，登记机关在北京市，与所选的所在省不同。",
			"By its unified social credit code the unit was registered in Beijing; another province is chosen.",
			"请以证件住所所在的省为准；登记后迁入本省的，可以不改。",
		},
		{
			"certificate-other-nature",
			"性质为“政府机关”的主办单位不能用“营业执照”备案。",
			`A host unit of the nature "Government agency" cannot file with this certificate: Business licence.`,
			"请核对主办单位性质和证件类型，两项要相配。",
		},
		{
			"domain-validity",
			"域名2027-02-23到期，到期日期应晚于2027-02-23。",
			"The domain expires on 2027-02-23; it should expire after 2027-02-23.",
			"备案要求域名的剩余有效期在3个月以上，请先续费，再照新的域名证书填写。",
		},
	} {
		f, shared := damaged(t, c.rule)
		findings := rules.Builtin().Check(f, today, shared...).Findings
		at := slices.IndexFunc(findings, func(f rules.Finding) bool { return f.Rule == c.rule })
		if at < 0 {
			t.Errorf("no finding %s", c.rule)
			continue
		}
		zh, fix := Message(translations.Chinese, findings[at])
		en, _ := Message(translations.English, findings[at])
		for _, pair := range [][2]string{{zh, c.zh}, {en, c.en}, {fix, c.zhFix}} {
			if pair[0] != pair[1] {
				t.Errorf("%s says\n %s\nwant\n %s", c.rule, pair[0], pair[1])
			}
		}
	}
}
